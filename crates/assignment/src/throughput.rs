//! How much can pass at most, and how many paths have nothing in common.

use std::collections::BTreeMap;

use crate::assign::assign;
use crate::problem::{Bundle, BundleIx, ClassIx, Demand, Mass, PathFlow, Problem, Usage};
use routing::search::{Graph, dijkstra, reachable};
use routing::{ArcIx, Direction, NodeIx, PathQuery, Topology, Weights};

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
/// L. R. Ford, D. R. Fulkerson: Maximal flow through a network, 1956: where each bundle is one arc, `cut` is their
/// minimal cut.
#[must_use]
pub fn max_throughput(
    topology: &Topology,
    weights: &Weights,
    bundles: &[Bundle],
    ends: Terminals<'_>,
) -> Option<MaxThroughput> {
    let usage = Usage::new(topology.arc_count(), bundles);
    // A path of arcs without bundles takes any amount.
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
    // The only demand has class 0: bundles must say of it what they say of the caller's class.
    let of_class = |bundle: &Bundle| Bundle { classes: vec![bundle.counts(ends.class)], ..bundle.clone() };
    let bundles: Vec<Bundle> = bundles.iter().map(of_class).collect();
    let weights = std::slice::from_ref(weights);
    let solution = assign(&Problem { topology, weights, bundles: &bundles, demands: &[demand] });
    let prices = solution.phases.first().map(|phase| phase.bundles.as_slice()).unwrap_or_default();
    // The prices of limits in the phase of the tier are a dual solution: the cut.
    // Below this a price is rounding of the simplex.
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
/// Branch and bound. The bound is the program of [`assign`](crate::assign()) with a limit of one path for each group.
/// If in its solution every group is passed by one of its arcs only, these arcs alone make an ordinary network whose
/// maximum flow is whole and no less; else some group is passed by several, and there is a branch for each of its arcs,
/// the only one then open. Exponential at worst in the number of groups with several arcs; with one arc in each the
/// first program decides.
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
    // A path without counted arcs can be taken any number of times.
    let free = |arc: ArcIx| group[arc.index()].is_none() && query.weights.get(arc).is_some();
    if connected(query.topology, free, query.sources, query.targets) {
        return None;
    }
    let mut best = DisjointPaths { paths: Vec::new(), upper_bound: 0 };
    // Branches not solved yet, with the bound of the program above; the first has none. The last is solved first.
    let mut open = vec![(usize::MAX, query.weights.clone())];
    for _ in 0..MAX_PROGRAMS {
        let Some((bound, weights)) = open.pop() else { break };
        // Nothing below this branch can be better than what is known.
        if bound <= best.paths.len() {
            continue;
        }
        // The program bounds the number of paths from above, whole paths on a narrowed network from below.
        let branch = Branch::solve(query, &group, &weights);
        let paths = max_flow_paths(&PathQuery { weights: &branch.narrowed(), ..*query }, &group);
        if paths.len() > best.paths.len() {
            best.paths = paths;
        }
        if branch.bound > best.paths.len() {
            open.extend(branch.children().into_iter().map(|weights| (branch.bound, weights)));
        }
    }
    // Branches that are left when programs run out may still have as many paths as their bounds.
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
        // Only open arcs: a closed one takes no path, whatever its group.
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
        // Groups have their arcs by flow. Noise must not make a group look as if two arcs passed it.
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

    /// One for each arc of the group whose second arc has the most flow: the others are closed. None if no group is
    /// passed by two.
    fn children(&self) -> Vec<Weights> {
        let second = |arcs: &&Vec<(i64, ArcIx)>| arcs.get(1).map_or(0, |arc| arc.0);
        // The group that is most split. Without one the narrowed network already has as many paths as the bound.
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
        // Backward, flow is taken back; forward, a counted arc takes one path and all others any number.
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
fn fewest_arcs(query: &PathQuery<'_>, open: impl Fn(ArcIx, Direction) -> bool) -> Option<Vec<(ArcIx, Direction)>> {
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
        // The search keeps arcs without directions. An arc that ends here was passed forward; a loop is never kept.
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
