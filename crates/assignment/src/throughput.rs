//! How much can pass at most, and what proves it.

use crate::assign::assign;
use crate::problem::{Bundle, BundleIx, ClassIx, Demand, Mass, PathFlow, Problem};
use crate::usage::Usage;
use routing::search::{Graph, reachable};
use routing::{ArcIx, NodeIx, Topology, Weights};

/// Between which nodes, and for which class.
#[derive(Clone, Copy, Debug)]
pub struct Terminals<'a> {
    /// The class whose flow bundles count.
    pub class: ClassIx,
    /// Nodes to start in, sorted.
    pub sources: &'a [NodeIx],
    /// Nodes to end in, sorted.
    pub targets: &'a [NodeIx],
}

/// The most that can pass.
#[derive(Clone, Debug, PartialEq)]
pub struct MaxThroughput {
    /// In whole kilograms.
    pub value: Mass,
    /// A fractional cut: bundles with weights above 0, of which every path uses at least 1 in all, so no more than
    /// `sum(weight x limit)` can pass. That is `value`, to rounding.
    pub cut: Vec<(BundleIx, f64)>,
    /// How it can pass; the demand is 0.
    pub paths: Vec<PathFlow>,
}

/// How much can pass from the sources to the targets at most, and which bundles prove it?
///
/// # Arguments
/// * `weights`: those of the class; costs are not read.
/// * `bundles`: several arcs may share one, unlike in a maximum flow, so the answer need not be whole.
///
/// # Returns
/// `None`: a path uses no bundle, so there is no maximum. Without any open path it is 0, and there is nothing to prove.
///
/// # Complexity
/// That of [`assign`](crate::assign()) with one demand: the sum of all limits.
///
/// # Example
/// ```
/// use assignment::{Bundle, BundleIx, ClassIx, Mass, Terminals, max_throughput};
/// use routing::{ArcIx, NodeIx, PathCost, Topology, Weights};
///
/// // Two arcs in a row, the second the narrower.
/// let [a, b, c] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(a, b), (b, c)]);
/// let weights = Weights { arc: vec![Some(PathCost::default()); 2] };
/// let bundle = |arc, kg| Bundle { limit: Mass(kg), arcs: vec![ArcIx(arc)], classes: vec![true] };
/// let ends = Terminals { class: ClassIx(0), sources: &[a], targets: &[c] };
/// let found = max_throughput(&topology, &weights, &[bundle(0, 5_000), bundle(1, 3_000)], ends).unwrap();
/// assert_eq!((found.value, found.cut), (Mass(3_000), vec![(BundleIx(1), 1.0)]));
/// ```
///
/// # Reference
/// L. R. Ford, D. R. Fulkerson: Maximal flow through a network, 1956: where each bundle is one arc, `cut` is their minimal
/// cut.
#[must_use]
pub fn max_throughput(
    topology: &Topology,
    weights: &Weights,
    bundles: &[Bundle],
    ends: Terminals<'_>,
) -> Option<MaxThroughput> {
    let usage = Usage::new(topology.arc_count(), bundles);
    let free = |arc: ArcIx| usage.of(ends.class, arc).next().is_none() && weights.get(arc).is_some();
    if connected(topology, free, ends.sources, ends.targets) {
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
    // The prices of limits in the phase of the tier are a dual solution: the cut.
    let positive = prices.iter().enumerate().filter(|(_, price)| **price > 1e-9);
    Some(MaxThroughput {
        value: solution.paths.iter().map(|path| path.mass).sum(),
        cut: positive.map(|(at, &price)| (BundleIx::from(at), price)).collect(),
        paths: solution.paths,
    })
}

/// Whether arcs that pass a test lead from a source to a target.
pub(crate) fn connected(
    topology: &Topology,
    pass: impl Fn(ArcIx) -> bool,
    sources: &[NodeIx],
    targets: &[NodeIx],
) -> bool {
    let reached = reachable(&Passing { topology, pass }, sources.iter().map(|source| source.0));
    targets.iter().any(|target| reached[target.index()])
}

/// The graph of the arcs that pass a test. Distances are not read.
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
