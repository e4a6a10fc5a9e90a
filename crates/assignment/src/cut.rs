//! How much can pass at most, and what proves it.

use crate::assign::assign;
use crate::mass::Mass;
use crate::problem::{Bundle, BundleIx, ClassIx, Demand, PathFlow, Problem};
use crate::usage::Usage;
use routing::search::Graph;
use routing::search::reachable;
use routing::{ArcIx, NodeIx, Topology, Weights};

/// Between what, and for which class.
#[derive(Clone, Copy, Debug)]
pub struct Terminals<'a> {
    /// The class whose bundles count.
    pub class: ClassIx,
    /// States to start in, sorted.
    pub sources: &'a [NodeIx],
    /// States to end in, sorted.
    pub targets: &'a [NodeIx],
}

/// The most that can pass.
#[derive(Clone, Debug, PartialEq)]
pub struct MaxThroughput {
    /// In whole kilograms.
    pub value: Mass,
    /// Bundles with their weights (above 0): every path uses bundles of weight 1 at least, so no more than
    /// `sum(weight x limit)` can pass, and that is `value` (to rounding).
    pub cut: Vec<(BundleIx, f64)>,
    /// How it can pass; the demand is 0.
    pub paths: Vec<PathFlow>,
}

/// How much can pass from the sources to the targets at most, and which bundles prove it?
///
/// `None`: a path uses no bundle, so there is no most. No open path: 0, and nothing to prove it with.
/// `weights` are those of the class. The tonnage phase of [`assign`](crate::assign()) with a demand of all limits
/// together.
#[must_use]
pub fn max_throughput(
    topology: &Topology,
    weights: &Weights,
    bundles: &[Bundle],
    ends: Terminals<'_>,
) -> Option<MaxThroughput> {
    let usage = Usage::new(topology.arc_count(), bundles);
    let free = |arc: ArcIx| usage.of(ends.class, arc).next().is_none() && weights.get(arc).is_some();
    if joined(topology, free, ends.sources, ends.targets) {
        return None;
    }
    let all: i128 = bundles.iter().map(|bundle| i128::from(bundle.limit.0.max(0))).sum();
    let demand = Demand {
        class: ClassIx(0),
        sources: ends.sources.to_vec(),
        targets: ends.targets.to_vec(),
        // One more than all limits, so that it is the bundles that bind. Beyond 2^63 kg nothing is counted.
        mass: Mass(i64::try_from(all + 1).unwrap_or(i64::MAX)),
        tier: 1,
        reservation_price: None,
    };
    let of_class = |bundle: &Bundle| Bundle { classes: vec![bundle.counts(ends.class)], ..bundle.clone() };
    let bundles: Vec<Bundle> = bundles.iter().map(of_class).collect();
    let weights = std::slice::from_ref(weights);
    let solution = assign(&Problem { topology, weights, bundles: &bundles, demands: &[demand] });
    let prices = solution.phases.first().map(|phase| phase.bundles.as_slice()).unwrap_or_default();
    let positive = prices.iter().enumerate().filter(|(_, price)| **price > 1e-9);
    Some(MaxThroughput {
        value: solution.paths.iter().map(|path| path.mass).sum(),
        cut: positive.map(|(at, &price)| (BundleIx::from(at), price)).collect(),
        paths: solution.paths,
    })
}

/// Whether arcs that pass the test lead from a source to a target.
pub(super) fn joined(
    topology: &Topology,
    pass: impl Fn(ArcIx) -> bool,
    sources: &[NodeIx],
    targets: &[NodeIx],
) -> bool {
    let reached = reachable(&Passing { topology, pass }, sources.iter().map(|source| source.0));
    targets.iter().any(|target| reached[target.index()])
}

/// The graph of the arcs that pass a test; only what can be reached counts.
struct Passing<'a, P> {
    topology: &'a Topology,
    pass: P,
}

impl<P: Fn(ArcIx) -> bool> Graph for Passing<'_, P> {
    type Distance = u32;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, u32)) {
        for arc in self.topology.out_arcs(NodeIx(node)).filter(|&arc| (self.pass)(arc)) {
            visit(arc, self.topology.head(arc).0, 1);
        }
    }
}
