//! The pricing problem of column generation: the cheapest path of each demand at given prices of bundles.

use std::collections::BTreeMap;
use std::ops::Add;

use crate::problem::{Bundle, ClassIx, Demand, Problem};
use routing::search::{Graph, dijkstra};
use routing::{ArcIx, NodeIx, PathCost, Topology, Weights};

/// What a path pays in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseObjective {
    /// What is stranded is minimised: a path pays for bundles alone; its own cost breaks ties.
    Stranded,
    /// Cost is minimised: a path pays its own cost, and bundles.
    Cost,
}

/// Finds paths at given prices.
pub trait Pricer {
    /// The cheapest path of each demand that has one below its threshold, in any order.
    ///
    /// `prices` by bundle and `thresholds` by demand are in billionths of what the objective counts: units stranded, or
    /// USD/t. A threshold of 0 asks for nothing.
    fn cheapest_paths(
        &mut self,
        prices: &[i64],
        thresholds: &[i64],
        objective: PhaseObjective,
    ) -> Vec<(usize, Vec<ArcIx>)>;
}

/// A dual value (at most 0 but for rounding) as a price in billionths, at least 0.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn billionths(dual: f64) -> i64 {
    ((-dual * 1e9).round() as i64).max(0)
}

/// A price in billionths, then the cost of the path: integers, so that equal paths are equal and the cost decides among
/// them.
///
/// Billionths of a USD/t stop at 9.2e9 USD/t: all beyond count as that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Price {
    billionths: i64,
    key: PathCost,
}

impl Add for Price {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { billionths: self.billionths.saturating_add(other.billionths), key: self.key + other.key }
    }
}

/// One search for each pair of class and sources.
pub(super) struct PlainPricer<'a> {
    problem: Problem<'a>,
    groups: Vec<Group<'a>>,
}

impl<'a> PlainPricer<'a> {
    pub fn new(problem: Problem<'a>) -> Self {
        Self { problem, groups: groups(problem.demands) }
    }
}

impl Pricer for PlainPricer<'_> {
    fn cheapest_paths(
        &mut self,
        prices: &[i64],
        thresholds: &[i64],
        objective: PhaseObjective,
    ) -> Vec<(usize, Vec<ArcIx>)> {
        let Problem { topology, weights, bundles, demands } = self.problem;
        // Prices of bundles are added up on arcs once for each class, and every search of the class reads them.
        let classes = (0..weights.len()).map(ClassIx::from);
        let extra = classes.map(|class| extra(topology.arc_count(), class, bundles, prices)).collect();
        let round = Round { topology, weights, demands, extra, objective };
        self.groups.iter().flat_map(|group| round.cheapest_paths(group, thresholds)).collect()
    }
}

struct PricedGraph<'a> {
    topology: &'a Topology,
    weights: &'a Weights,
    /// By arc: what its bundles add, in billionths.
    extra: &'a [i64],
    objective: PhaseObjective,
}

impl Graph for PricedGraph<'_> {
    type Distance = Price;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, Price)) {
        let pays_cost = self.objective == PhaseObjective::Cost;
        for arc in self.topology.out_arcs(NodeIx(node)) {
            let Some(key) = self.weights.get(arc) else { continue };
            // Millionths of a USD/t as billionths.
            let own = if pays_cost { key.cost.0.saturating_mul(1000) } else { 0 };
            let billionths = own.saturating_add(self.extra[arc.index()]);
            visit(arc, self.topology.head(arc).0, Price { billionths, key });
        }
    }
}

/// Demands that one search can serve: same class, same sources.
struct Group<'a> {
    class: ClassIx,
    sources: &'a [NodeIx],
    demands: Vec<usize>,
}

/// Groups of the demands above 0.
fn groups(demands: &[Demand]) -> Vec<Group<'_>> {
    let mut by: BTreeMap<(ClassIx, &[NodeIx]), Vec<usize>> = BTreeMap::new();
    for (at, demand) in demands.iter().enumerate().filter(|(_, demand)| demand.mass.0 > 0) {
        by.entry((demand.class, &demand.sources)).or_default().push(at);
    }
    by.into_iter().map(|((class, sources), demands)| Group { class, sources, demands }).collect()
}

struct Round<'a> {
    topology: &'a Topology,
    weights: &'a [Weights],
    demands: &'a [Demand],
    /// By class and arc: what the bundles add, in billionths.
    extra: Vec<Vec<i64>>,
    objective: PhaseObjective,
}

impl Round<'_> {
    /// For each demand of the group whose threshold is above it: its cheapest path.
    ///
    /// One search from the common sources, stopped when all have a target settled or the highest threshold is passed.
    fn cheapest_paths(&self, group: &Group<'_>, thresholds: &[i64]) -> Vec<(usize, Vec<ArcIx>)> {
        // Prices are at least 0: no path is below a threshold of 0.
        let wanted: Vec<usize> = group.demands.iter().copied().filter(|&demand| thresholds[demand] > 0).collect();
        let Some(highest) = wanted.iter().map(|&demand| thresholds[demand]).max() else { return Vec::new() };
        let Some(weights) = self.weights.get(group.class.index()) else { return Vec::new() };
        let extra = &self.extra[group.class.index()];
        let graph = PricedGraph { topology: self.topology, weights, extra, objective: self.objective };
        let mut targets: Vec<(NodeIx, usize)> = Vec::new();
        for &demand in &wanted {
            targets.extend(self.demands[demand].targets.iter().map(|&target| (target, demand)));
        }
        // By node, so that those of a settled node are found at once.
        targets.sort_unstable();
        // By demand, so that columns are added in the same order on every machine.
        let mut found: BTreeMap<usize, NodeIx> = BTreeMap::new();
        let tree = dijkstra(&graph, group.sources.iter().map(|source| source.0), |node, price: Price| {
            let first = targets.partition_point(|target| target.0.0 < node);
            // Nodes are settled in the order of their prices: the first target of a demand is its cheapest.
            for &(target, demand) in targets[first..].iter().take_while(|target| target.0.0 == node) {
                if price.billionths < thresholds[demand] {
                    found.entry(demand).or_insert(target);
                }
            }
            price.billionths >= highest || found.len() == wanted.len()
        });
        let path = |target: NodeIx| {
            let mut arcs = tree.to_root(target.0, |_, arc| self.topology.tail(arc).0);
            arcs.reverse();
            arcs
        };
        found.into_iter().map(|(demand, target)| (demand, path(target))).collect()
    }
}

/// By arc: what bundles at these prices (in billionths) add for a class.
fn extra(arcs: usize, class: ClassIx, bundles: &[Bundle], prices: &[i64]) -> Vec<i64> {
    let mut extra = vec![0_i64; arcs];
    // Bundles without a price add nothing; most have none.
    let counting = bundles.iter().zip(prices).filter(|(bundle, price)| **price > 0 && bundle.counts(class));
    for (bundle, &price) in counting {
        for arc in bundle.arcs.iter().filter(|arc| arc.index() < arcs) {
            extra[arc.index()] = extra[arc.index()].saturating_add(price);
        }
    }
    extra
}
