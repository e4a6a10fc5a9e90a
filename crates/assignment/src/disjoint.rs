//! How many paths have nothing in common: redundancy.

use std::collections::BTreeMap;

use crate::assign::assign;
use crate::problem::{Bundle, ClassIx, Demand, Mass, Problem};
use crate::throughput::connected;
use routing::search::{Graph, dijkstra};
use routing::{ArcIx, Direction, NodeIx, PathQuery, Topology, Weights};

/// One path, as the program counts it.
const UNIT: i64 = 1_000_000;
/// Less than this is rounding: a ten-thousandth of a path.
const NOISE: i64 = UNIT / 10_000;
/// The search stops after so many programs.
const MAX_PROGRAMS: usize = 2_000;

/// Paths no two of which pass the same group, and none of which passes one twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisjointPaths {
    /// The paths.
    pub paths: Vec<Vec<ArcIx>>,
    /// There are no more than this: their number, unless the search was given up.
    pub upper_bound: usize,
}

/// How many paths are there at most if each group of arcs is passed once?
///
/// # Arguments
/// * `query`: its stages are not read.
/// * `group`: the group of an arc, such as all arcs of one physical link; arcs without one are not counted.
///
/// # Returns
/// As many paths as there can be; `None`: a path passes no counted arc, so there is no maximum.
///
/// # Complexity
/// Branch and bound. The bound is the program of [`assign`](crate::assign()) with a limit of one path for each group. If in
/// its solution every group is passed by one of its arcs only, these arcs alone make an ordinary network whose maximum flow is
/// whole and no less; else some group is passed by several, and there is a branch for each of its arcs, the only one then
/// open. Exponential at worst in the number of groups with several arcs; with one arc in each the first program decides.
///
/// # Example
/// ```
/// use assignment::disjoint_paths;
/// use routing::{NodeIx, PathCost, PathQuery, Topology, Weights};
///
/// // Three parallel arcs, the last two of which are one link.
/// let [a, b] = [0, 1].map(NodeIx);
/// let topology = Topology::new(2, &[(a, b); 3]);
/// let weights = Weights { arc: vec![Some(PathCost::default()); 3] };
/// let query = PathQuery { topology: &topology, weights: &weights, sources: &[a], targets: &[b], stages: &[] };
/// let found = disjoint_paths(&query, |arc| Some([0, 1, 1][arc.index()])).unwrap();
/// assert_eq!((found.paths.len(), found.upper_bound), (2, 2));
/// ```
pub fn disjoint_paths(query: &PathQuery<'_>, group: impl Fn(ArcIx) -> Option<u32>) -> Option<DisjointPaths> {
    let arcs = (0..query.topology.arc_count()).map(ArcIx::from);
    let group: Vec<Option<u32>> = arcs.map(group).collect();
    let free = |arc: ArcIx| group[arc.index()].is_none() && query.weights.get(arc).is_some();
    if connected(query.topology, free, query.sources, query.targets) {
        return None;
    }
    let mut best = DisjointPaths { paths: Vec::new(), upper_bound: 0 };
    let mut open = vec![(usize::MAX, query.weights.clone())];
    for _ in 0..MAX_PROGRAMS {
        let Some((bound, weights)) = open.pop() else { break };
        // Nothing below this branch can be better than what is known.
        if bound <= best.paths.len() {
            continue;
        }
        let branch = Branch::solve(query, &group, &weights);
        let paths = max_flow_paths(&PathQuery { weights: &branch.narrowed(), ..*query }, &group);
        if paths.len() > best.paths.len() {
            best.paths = paths;
        }
        if branch.bound > best.paths.len() {
            open.extend(branch.children().into_iter().map(|weights| (branch.bound, weights)));
        }
    }
    best.upper_bound = open.iter().map(|branch| branch.0).chain([best.paths.len()]).max().unwrap_or(0);
    Some(best)
}

/// A program and its solution.
struct Branch<'a> {
    weights: &'a Weights,
    bound: usize,
    /// By group: its open arcs, those with the most flow first.
    arcs: BTreeMap<u32, Vec<(i64, ArcIx)>>,
}

impl<'a> Branch<'a> {
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
            // One path more than there are groups: it is the bundles that bind.
            mass: Mass(UNIT) * i64::try_from(bundles.len() + 1).unwrap_or(i64::MAX / UNIT),
            tier: 1,
            reservation_price: None,
        };
        let solution = assign(&Problem {
            topology: query.topology,
            weights: std::slice::from_ref(weights),
            bundles: &bundles,
            demands: std::slice::from_ref(&demand),
        });
        let mut flow = vec![0; query.topology.arc_count()];
        for path in &solution.paths {
            path.arcs.iter().for_each(|arc| flow[arc.index()] += path.mass.0);
        }
        for (amount, arc) in arcs.values_mut().flatten() {
            *amount = if flow[arc.index()] > NOISE { flow[arc.index()] } else { 0 };
        }
        arcs.values_mut().for_each(|arcs| arcs.sort_by_key(|&(amount, arc)| (-amount, arc)));
        // Rounded down to whole paths, but for noise: no branch has a part of a path.
        let assigned = demand.mass - solution.stranded[0];
        Self { weights, bound: usize::try_from((assigned.0 + NOISE) / UNIT).unwrap_or(0), arcs }
    }

    /// Only the arc with the most flow of each group stays open.
    fn narrowed(&self) -> Weights {
        let others = self.arcs.values().flat_map(|arcs| arcs[1..].iter().map(|arc| arc.1));
        self.without(others)
    }

    /// One for each arc of the group whose second arc has the most flow: the others are closed. None if no group is passed by
    /// two.
    fn children(&self) -> Vec<Weights> {
        let second = |arcs: &&Vec<(i64, ArcIx)>| arcs.get(1).map_or(0, |arc| arc.0);
        let Some(arcs) = self.arcs.values().filter(|arcs| second(arcs) > 0).max_by_key(second) else {
            return Vec::new();
        };
        let others = |only: ArcIx| arcs.iter().map(|arc| arc.1).filter(move |&arc| arc != only);
        // The last is searched first: that of the arc with the most flow.
        arcs.iter().rev().map(|arc| self.without(others(arc.1))).collect()
    }

    fn without(&self, closed: impl Iterator<Item = ArcIx>) -> Weights {
        let mut weights = self.weights.clone();
        closed.for_each(|arc| weights.arc[arc.index()] = None);
        weights
    }
}

/// The maximum flow where each counted arc takes one path, as paths: by augmenting paths, then decomposed.
///
/// L. R. Ford, D. R. Fulkerson: Maximal flow through a network, 1956.
fn max_flow_paths(query: &PathQuery<'_>, group: &[Option<u32>]) -> Vec<Vec<ArcIx>> {
    let mut flow = vec![0_u32; query.topology.arc_count()];
    let mut count = 0;
    loop {
        let open = |arc: ArcIx, direction: Direction| match direction {
            Direction::Backward => flow[arc.index()] > 0,
            Direction::Forward => {
                query.weights.get(arc).is_some() && (group[arc.index()].is_none() || flow[arc.index()] == 0)
            }
        };
        let Some(steps) = fewest_arcs(query, open) else { break };
        for (arc, direction) in steps {
            match direction {
                Direction::Backward => flow[arc.index()] -= 1,
                Direction::Forward => flow[arc.index()] += 1,
            }
        }
        count += 1;
    }
    // Flow that goes back over an arc has cancelled: what is left is a sum of paths.
    let mut paths = Vec::new();
    for _ in 0..count {
        let carries = |arc: ArcIx, direction| direction == Direction::Forward && flow[arc.index()] > 0;
        let Some(steps) = fewest_arcs(query, carries) else { break };
        steps.iter().for_each(|(arc, _)| flow[arc.index()] -= 1);
        paths.push(steps.into_iter().map(|(arc, _)| arc).collect());
    }
    paths
}

/// The path with the fewest arcs from a source to a target, each arc in the direction in which it is passed.
fn fewest_arcs(
    query: &PathQuery<'_>,
    open: impl Fn(ArcIx, Direction) -> bool,
) -> Option<Vec<(ArcIx, Direction)>> {
    let topology = query.topology;
    let graph = Residual { topology, open };
    let mut is_target = vec![false; topology.node_count()];
    query.targets.iter().for_each(|target| is_target[target.index()] = true);
    let mut end = None;
    let tree = dijkstra(&graph, query.sources.iter().map(|source| source.0), |node, _| {
        end = is_target[node as usize].then_some(NodeIx(node));
        end.is_some()
    });
    let mut node = end?;
    let mut steps = Vec::new();
    while let Some(arc) = tree.by[node.index()] {
        let direction = if topology.head(arc) == node { Direction::Forward } else { Direction::Backward };
        node = if direction == Direction::Forward { topology.tail(arc) } else { topology.head(arc) };
        steps.push((arc, direction));
    }
    steps.reverse();
    Some(steps)
}

/// A graph whose arcs may be passed in both directions, each with its own test.
struct Residual<'a, P> {
    topology: &'a Topology,
    open: P,
}

impl<P: Fn(ArcIx, Direction) -> bool> Graph for Residual<'_, P> {
    type Distance = u32;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, u32)) {
        let node = NodeIx(node);
        for arc in self.topology.out_arcs(node).filter(|&arc| (self.open)(arc, Direction::Forward)) {
            visit(arc, self.topology.head(arc).0, 1);
        }
        for arc in self.topology.in_arcs(node).filter(|&arc| (self.open)(arc, Direction::Backward)) {
            visit(arc, self.topology.tail(arc).0, 1);
        }
    }
}
