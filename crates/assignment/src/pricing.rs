//! The best path of each demand at given prices of bundles: what column generation asks for.

use std::collections::BTreeMap;
use std::ops::Add;

use crate::problem::{Bundle, ClassIx, Demand, Problem};
use routing::search::{Graph, Tree, dijkstra};
use routing::{ArcIx, NodeIx, PathCost, Topology, Weights};

/// A price in billionths, then the key: integers, so that equal ways are equal and the key decides among them.
///
/// Billionths of a USD/t stop at 9.2e9 USD/t: dearer ways are all as dear as that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Price {
    nano: i64,
    key: PathCost,
}

impl Add for Price {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { nano: self.nano.saturating_add(other.nano), key: self.key + other.key }
    }
}

/// A dual (at most 0 but for rounding) as a price in billionths, at least 0.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn nano(dual: f64) -> i64 {
    ((-dual * 1e9).round() as i64).max(0)
}

/// What is priced in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseObjective {
    /// Only bundles cost; the key breaks ties.
    Stranded,
    /// The cost of the key, and bundles.
    Cost,
}

/// Who finds paths at given prices: plain searches, or a hierarchy where the network is large.
pub trait Pricer {
    /// For each demand that has a path below its gate its best one, in the order of demands or not.
    ///
    /// `prices` by bundle and `gates` by demand are in billionths of t/t or USD/t, as `purpose` has it; a gate of 0 asks for
    /// nothing.
    fn cheapest_paths(
        &mut self,
        prices: &[i64],
        gates: &[i64],
        purpose: PhaseObjective,
    ) -> Vec<(usize, Vec<ArcIx>)>;
}

/// One search for each pair of class and sources.
pub(super) struct Plain<'a> {
    problem: Problem<'a>,
    groups: Vec<Group<'a>>,
}

impl<'a> Plain<'a> {
    pub fn new(problem: Problem<'a>) -> Self {
        Self { problem, groups: groups(problem.demands) }
    }
}

impl Pricer for Plain<'_> {
    fn cheapest_paths(
        &mut self,
        prices: &[i64],
        gates: &[i64],
        purpose: PhaseObjective,
    ) -> Vec<(usize, Vec<ArcIx>)> {
        let Problem { topology, weights, bundles, demands } = self.problem;
        let classes = (0..weights.len()).map(ClassIx::from);
        let extra = classes.map(|class| extra(topology.arc_count(), class, bundles, prices)).collect();
        let market = Market { topology, weights, demands, extra, purpose };
        self.groups.iter().flat_map(|group| market.best(group, gates)).collect()
    }
}

/// The graph of one class at given prices.
struct Priced<'a> {
    topology: &'a Topology,
    weights: &'a Weights,
    extra: &'a [i64],
    purpose: PhaseObjective,
}

impl Graph for Priced<'_> {
    type Distance = Price;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, Price)) {
        for arc in self.topology.out_arcs(NodeIx(node)) {
            let Some(key) = self.weights.get(arc) else { continue };
            let own = if self.purpose == PhaseObjective::Cost { key.cost.0.saturating_mul(1000) } else { 0 };
            visit(
                arc,
                self.topology.head(arc).0,
                Price { nano: own.saturating_add(self.extra[arc.index()]), key },
            );
        }
    }
}

/// Demands that one search can serve: same class, same sources.
struct Group<'a> {
    class: ClassIx,
    sources: &'a [NodeIx],
    demands: Vec<usize>,
}

/// Groups demands that have tonnes.
fn groups(demands: &[Demand]) -> Vec<Group<'_>> {
    let mut by: BTreeMap<(ClassIx, &[NodeIx]), Vec<usize>> = BTreeMap::new();
    for (at, demand) in demands.iter().enumerate().filter(|(_, demand)| demand.mass.0 > 0) {
        by.entry((demand.class, &demand.sources)).or_default().push(at);
    }
    by.into_iter().map(|((class, sources), demands)| Group { class, sources, demands }).collect()
}

/// Where and at what prices paths are looked for.
struct Market<'a> {
    topology: &'a Topology,
    weights: &'a [Weights],
    demands: &'a [Demand],
    /// By class and arc: what the bundles add, in billionths.
    extra: Vec<Vec<i64>>,
    purpose: PhaseObjective,
}

impl Market<'_> {
    /// For each demand of the group whose gate (in billionths) lies above it: its best path below the gate.
    ///
    /// One search from the common sources, stopped when all have an end settled or the highest gate is passed.
    fn best(&self, group: &Group<'_>, gates: &[i64]) -> Vec<(usize, Vec<ArcIx>)> {
        let wanted: Vec<usize> = group.demands.iter().copied().filter(|&demand| gates[demand] > 0).collect();
        let Some(highest) = wanted.iter().map(|&demand| gates[demand]).max() else { return Vec::new() };
        let Some(weights) = self.weights.get(group.class.index()) else { return Vec::new() };
        let graph = Priced {
            topology: self.topology,
            weights,
            extra: &self.extra[group.class.index()],
            purpose: self.purpose,
        };
        let mut ends: Vec<(NodeIx, usize)> = Vec::new();
        for &demand in &wanted {
            ends.extend(self.demands[demand].targets.iter().map(|&target| (target, demand)));
        }
        ends.sort_unstable();
        let mut found: BTreeMap<usize, NodeIx> = BTreeMap::new();
        let tree = dijkstra(&graph, group.sources.iter().map(|source| source.0), |node, length: Price| {
            let first = ends.partition_point(|end| end.0.0 < node);
            for &(state, demand) in ends[first..].iter().take_while(|end| end.0.0 == node) {
                if length.nano < gates[demand] {
                    found.entry(demand).or_insert(state);
                }
            }
            length.nano >= highest || found.len() == wanted.len()
        });
        found.into_iter().map(|(demand, end)| (demand, trace(self.topology, &tree, end))).collect()
    }
}

/// By arc: what bundles at these prices (in billionths) add for a class.
fn extra(arcs: usize, class: ClassIx, bundles: &[Bundle], prices: &[i64]) -> Vec<i64> {
    let mut extra = vec![0_i64; arcs];
    let counting = bundles.iter().zip(prices).filter(|(bundle, price)| **price > 0 && bundle.counts(class));
    for (bundle, &price) in counting {
        for arc in bundle.arcs.iter().filter(|arc| arc.index() < arcs) {
            extra[arc.index()] = extra[arc.index()].saturating_add(price);
        }
    }
    extra
}

/// The way by which a search reached a state.
fn trace<L>(topology: &Topology, tree: &Tree<L>, end: NodeIx) -> Vec<ArcIx> {
    let mut arcs = Vec::new();
    let mut state = end;
    while let Some(arc) = tree.by[state.index()] {
        arcs.push(arc);
        state = topology.tail(arc);
    }
    arcs.reverse();
    arcs
}
