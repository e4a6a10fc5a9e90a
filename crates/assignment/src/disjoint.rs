//! How many routes share nothing: redundancy.

use std::collections::BTreeMap;

use crate::assign::assign;
use crate::cut::joined;
use crate::mass::Mass;
use crate::problem::{Bundle, ClassIx, Demand, Problem};
use routing::search::{Graph, dijkstra};
use routing::{ArcIx, NodeIx, PathQuery, Topology, Weights};

/// One route, as the program counts it.
const UNIT: i64 = 1_000_000;
/// Less than this is rounding: a ten-thousandth of a route.
const NOISE: i64 = UNIT / 10_000;
/// The search stops after so many programs.
const PROGRAMS: usize = 2_000;

/// Routes no two of which share a group, none of which passes one twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisjointPaths {
    /// The routes.
    pub paths: Vec<Vec<ArcIx>>,
    /// There are no more than this: their number, unless the search was given up.
    pub upper_bound: usize,
}

/// How many routes are there at most so that each group of arcs (the arcs of one link) is passed once at most?
///
/// `group` names the group of an arc; arcs without one are not counted. `None`: a route passes no counted arc, so
/// there is no most. Stages of the query are not looked at.
///
/// Branch and bound. The bound of a node is the program of [`assign`](crate::assign()) with a limit of one route a
/// group. If in its solution every group is passed by one of its arcs only, these arcs alone make an ordinary network
/// whose greatest flow is whole and no less; else some group is passed by several, and there is a branch for each of
/// its arcs, the only one then open. Exponential at worst in the number of groups with several arcs; with one arc a
/// group the first program decides.
pub fn disjoint_paths(query: &PathQuery<'_>, group: impl Fn(ArcIx) -> Option<u32>) -> Option<DisjointPaths> {
    let arcs = (0..query.topology.arc_count()).map(ArcIx::from);
    let group: Vec<Option<u32>> = arcs.map(group).collect();
    let free = |arc: ArcIx| group[arc.index()].is_none() && query.weights.get(arc).is_some();
    if joined(query.topology, free, query.sources, query.targets) {
        return None;
    }
    let mut best = DisjointPaths { paths: Vec::new(), upper_bound: 0 };
    let mut waiting = vec![(usize::MAX, query.weights.clone())];
    for _ in 0..PROGRAMS {
        let Some((bound, weights)) = waiting.pop() else { break };
        if bound <= best.paths.len() {
            continue;
        }
        let node = Node::solve(query, &group, &weights);
        let routes = whole(&PathQuery { weights: &node.narrowed(), ..*query }, &group);
        if routes.len() > best.paths.len() {
            best.paths = routes;
        }
        if node.bound > best.paths.len() {
            waiting.extend(node.branches().into_iter().map(|weights| (node.bound, weights)));
        }
    }
    best.upper_bound = waiting.iter().map(|node| node.0).chain([best.paths.len()]).max().unwrap_or(0);
    Some(best)
}

/// A program and its solution.
struct Node<'a> {
    weights: &'a Weights,
    bound: usize,
    /// By group: its open arcs, those with the most flow first.
    arcs: BTreeMap<u32, Vec<(i64, ArcIx)>>,
}

impl<'a> Node<'a> {
    fn solve(query: &PathQuery<'_>, group: &[Option<u32>], weights: &'a Weights) -> Self {
        let mut arcs: BTreeMap<u32, Vec<(i64, ArcIx)>> = BTreeMap::new();
        for arc in (0..query.topology.arc_count()).map(ArcIx::from) {
            if let (Some(group), Some(_)) = (group[arc.index()], weights.get(arc)) {
                arcs.entry(group).or_default().push((0, arc));
            }
        }
        let once = |arcs: &Vec<(i64, ArcIx)>| Bundle {
            limit: Mass(UNIT),
            arcs: arcs.iter().map(|arc| arc.1).collect(),
            classes: vec![true],
        };
        let bundles: Vec<Bundle> = arcs.values().map(once).collect();
        let demand = Demand {
            class: ClassIx(0),
            sources: query.sources.to_vec(),
            targets: query.targets.to_vec(),
            mass: Mass(UNIT) * i64::try_from(bundles.len() + 1).unwrap_or(i64::MAX / UNIT),
            tier: 1,
            reservation_price: None,
        };
        let (topology, weights_of) = (query.topology, std::slice::from_ref(weights));
        let problem = Problem {
            topology,
            weights: weights_of,
            bundles: &bundles,
            demands: std::slice::from_ref(&demand),
        };
        let solution = assign(&problem);
        let mut flow = vec![0; topology.arc_count()];
        for path in &solution.paths {
            path.arcs.iter().for_each(|arc| flow[arc.index()] += path.mass.0);
        }
        for (amount, arc) in arcs.values_mut().flatten() {
            *amount = if flow[arc.index()] > NOISE { flow[arc.index()] } else { 0 };
        }
        arcs.values_mut().for_each(|arcs| arcs.sort_by_key(|&(amount, arc)| (-amount, arc)));
        let laid = demand.mass - solution.stranded[0];
        Self { weights, bound: usize::try_from((laid.0 + NOISE) / UNIT).unwrap_or(0), arcs }
    }

    /// Only the arc with the most flow of each group stays open.
    fn narrowed(&self) -> Weights {
        let shut = self.arcs.values().flat_map(|arcs| arcs[1..].iter().map(|arc| arc.1));
        self.without(shut)
    }

    /// One for each arc of the group whose second arc has the most flow: the others are shut. None if no group is
    /// passed by two.
    fn branches(&self) -> Vec<Weights> {
        let second = |arcs: &&Vec<(i64, ArcIx)>| arcs.get(1).map_or(0, |arc| arc.0);
        let Some(arcs) = self.arcs.values().filter(|arcs| second(arcs) > 0).max_by_key(second) else {
            return Vec::new();
        };
        let others = |only: ArcIx| arcs.iter().map(|arc| arc.1).filter(move |&arc| arc != only);
        arcs.iter().rev().map(|arc| self.without(others(arc.1))).collect()
    }

    fn without(&self, shut: impl Iterator<Item = ArcIx>) -> Weights {
        let mut weights = self.weights.clone();
        shut.for_each(|arc| weights.arc[arc.index()] = None);
        weights
    }
}

/// The greatest flow where each counted arc takes one route, as routes (augmenting paths, then taken apart).
///
/// L. R. Ford, D. R. Fulkerson: Maximal flow through a network, 1956.
fn whole(query: &PathQuery<'_>, group: &[Option<u32>]) -> Vec<Vec<ArcIx>> {
    let mut flow = vec![0_u32; query.topology.arc_count()];
    let mut routes = 0;
    loop {
        let open = |arc: ArcIx, back: Back| match back {
            Back::Yes => flow[arc.index()] > 0,
            Back::No => {
                query.weights.get(arc).is_some() && (group[arc.index()].is_none() || flow[arc.index()] == 0)
            }
        };
        let Some(steps) = way(query, open) else { break };
        for (arc, back) in steps {
            match back {
                Back::Yes => flow[arc.index()] -= 1,
                Back::No => flow[arc.index()] += 1,
            }
        }
        routes += 1;
    }
    let mut all = Vec::new();
    for _ in 0..routes {
        let Some(steps) = way(query, |arc, back| back == Back::No && flow[arc.index()] > 0) else { break };
        steps.iter().for_each(|(arc, _)| flow[arc.index()] -= 1);
        all.push(steps.into_iter().map(|(arc, _)| arc).collect());
    }
    all
}

/// Whether an arc is taken against its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    Yes,
    No,
}

/// The way with the fewest arcs from a source to a target.
fn way(query: &PathQuery<'_>, open: impl Fn(ArcIx, Back) -> bool) -> Option<Vec<(ArcIx, Back)>> {
    let graph = Residual { topology: query.topology, open };
    let mut is_target = vec![false; query.topology.node_count()];
    query.targets.iter().for_each(|target| is_target[target.index()] = true);
    let mut end = None;
    let tree = dijkstra(&graph, query.sources.iter().map(|source| source.0), |node, _| {
        end = is_target[node as usize].then_some(NodeIx(node));
        end.is_some()
    });
    let mut state = end?;
    let mut steps = Vec::new();
    while let Some(arc) = tree.by[state.index()] {
        let back = if query.topology.head(arc) == state { Back::No } else { Back::Yes };
        state = if back == Back::No { query.topology.tail(arc) } else { query.topology.head(arc) };
        steps.push((arc, back));
    }
    steps.reverse();
    Some(steps)
}

/// A graph whose arcs may be taken both ways, each with its own test.
struct Residual<'a, P> {
    topology: &'a Topology,
    open: P,
}

impl<P: Fn(ArcIx, Back) -> bool> Graph for Residual<'_, P> {
    type Distance = u32;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, u32)) {
        for arc in self.topology.out_arcs(NodeIx(node)).filter(|&arc| (self.open)(arc, Back::No)) {
            visit(arc, self.topology.head(arc).0, 1);
        }
        for arc in self.topology.in_arcs(NodeIx(node)).filter(|&arc| (self.open)(arc, Back::Yes)) {
            visit(arc, self.topology.tail(arc).0, 1);
        }
    }
}
