//! Shortest paths: of one query, from each of several groups of sources, through each arc.

use crate::cost::{Path, PathQuery};
use crate::product::{Product, first_from, nearest};
use crate::search::{Graph, dijkstra};
use crate::topology::{ArcIx, Direction, NodeIx, Topology};

/// Which path has the least cost? Of equal costs, which has the first sequence of arcs?
///
/// # Arguments
/// * `query`: from where to where, over what.
///
/// # Returns
/// The path; `None` if none is open. Where a source is a target too and there are no stages, it is the empty path.
///
/// # Complexity
/// O((n + m) s log(m s)) for n nodes, m arcs, s stages and one: one search backward from the targets over (node, stages
/// fulfilled), stopped at the nearest source, then a walk along arcs by which the distance falls.
///
/// ```text
///   source --3--> a --1--> target        distances to the target: a 1, b 1, source 3
///          `--2--> b --1--^               the walk: source, b (2 + 1 = 3), target
/// ```
///
/// # Example
/// ```
/// use routing::{ArcIx, NodeIx, PathCost, PathQuery, Topology, Weights, shortest_path};
///
/// let [source, a, b, target] = [0, 1, 2, 3].map(NodeIx);
/// let topology = Topology::new(4, &[(source, a), (source, b), (a, target), (b, target)]);
/// let weights = [3, 2, 1, 1].map(|objective| Some(PathCost { objective, ..PathCost::default() }));
/// let weights = Weights { arc: weights.to_vec() };
/// let query =
///     PathQuery { topology: &topology, weights: &weights, sources: &[source], targets: &[target], stages: &[] };
/// let path = shortest_path(&query).unwrap();
/// assert_eq!((path.key.objective, path.arcs), (3, vec![ArcIx(1), ArcIx(3)]));
///
/// // Through the arc to `a`.
/// let stage = [ArcIx(0)].into_iter().collect();
/// assert_eq!(shortest_path(&PathQuery { stages: &[stage], ..query }).unwrap().key.objective, 4);
/// ```
///
/// # Reference
/// E. W. Dijkstra: A note on two problems in connexion with graphs, 1959.
#[must_use]
pub fn shortest_path(query: &PathQuery<'_>) -> Option<Path> {
    let (key, arcs) = nearest(query, query.weights)?;
    Some(Path { key, arcs })
}

/// What is [`shortest_path`] from each of several groups of sources?
///
/// # Arguments
/// * `query`: its sources are not read.
/// * `groups`: the sources of each group.
///
/// # Returns
/// By group: its shortest path, as [`shortest_path`] finds it.
///
/// # Complexity
/// O((n + m) s log(m s)) for all groups, and a walk of O((n + m) s) for each at most.
///
/// # Example
/// ```
/// use routing::{NodeIx, PathCost, PathQuery, Topology, Weights, shortest_path_from_each};
///
/// let [a, b, c] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(a, c), (b, c)]);
/// let weights = Weights { arc: vec![Some(PathCost::default()), None] };
/// let query = PathQuery { topology: &topology, weights: &weights, sources: &[], targets: &[c], stages: &[] };
/// let paths = shortest_path_from_each(&query, &[vec![a], vec![b], vec![a, c]]);
/// let lengths: Vec<Option<usize>> = paths.into_iter().map(|path| Some(path?.arcs.len())).collect();
/// assert_eq!(lengths, [Some(1), None, Some(0)]);
/// ```
#[must_use]
pub fn shortest_path_from_each(query: &PathQuery<'_>, groups: &[Vec<NodeIx>]) -> Vec<Option<Path>> {
    let product = Product::new(query, query.weights);
    let to_final = product.distances_to_finals();
    // Groups differ in their starts alone: distances to the targets are the same for all.
    let of = |sources: &Vec<NodeIx>| {
        // Sources change where paths start, not the vertices or their numbers.
        let starts = Product::new(&PathQuery { sources, ..*query }, query.weights).starts();
        let (key, arcs) = first_from(&product, &to_final, &starts)?;
        Some(Path { key, arcs })
    };
    groups.iter().map(of).collect()
}

/// How long is the shortest walk from any source to any target that passes each arc?
///
/// What it exceeds the shortest of all by is the arc's reduced cost: what it would have to save before a shortest path
/// takes it.
///
/// # Arguments
/// * `lengths`: by arc, at least 0; `None`: closed.
///
/// # Returns
/// By arc; `None`: no walk passes it. A walk may enter a node twice, so no path over the arc is shorter.
///
/// # Complexity
/// Two searches, O((n + m) log m).
///
/// # Example
/// ```
/// use routing::{NodeIx, Topology, shortest_through};
///
/// let [a, b, c] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(a, b), (a, c), (b, c), (c, a)]);
/// let through = shortest_through(&topology, &[Some(1), Some(5), Some(2), None], &[a], &[c]);
/// assert_eq!(through, [Some(3), Some(5), Some(3), None]);
/// ```
#[must_use]
pub fn shortest_through(
    topology: &Topology,
    lengths: &[Option<i64>],
    sources: &[NodeIx],
    targets: &[NodeIx],
) -> Vec<Option<i64>> {
    // Distances from the sources, and to the targets by reading arcs backward.
    let search = |direction: Direction, roots: &[NodeIx]| {
        let graph = OpenArcs { topology, lengths, direction };
        dijkstra(&graph, roots.iter().map(|node| node.0), |_, _: i64| false).distance
    };
    let from = search(Direction::Forward, sources);
    let to = search(Direction::Backward, targets);
    let through = |arc: ArcIx| {
        let (start, end) = (from[topology.tail(arc).index()]?, to[topology.head(arc).index()]?);
        // Each distance fits in 64 bits, the sum of three may not.
        Some(start.saturating_add(lengths[arc.index()]?).saturating_add(end))
    };
    (0..topology.arc_count()).map(ArcIx::from).map(through).collect()
}

/// The arcs with a length, read in one direction.
struct OpenArcs<'a> {
    topology: &'a Topology,
    lengths: &'a [Option<i64>],
    direction: Direction,
}

impl Graph for OpenArcs<'_> {
    type Distance = i64;

    fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, i64)) {
        let topology = self.topology;
        let mut step = |arc: ArcIx, next: NodeIx| {
            if let Some(length) = self.lengths[arc.index()] {
                visit(arc, next.0, length);
            }
        };
        match self.direction {
            Direction::Forward => {
                topology.out_arcs(NodeIx(node)).for_each(|arc| step(arc, topology.head(arc)));
            }
            Direction::Backward => {
                topology.in_arcs(NodeIx(node)).for_each(|arc| step(arc, topology.tail(arc)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ```text
    ///      1       2
    ///  0 ────► 1 ────► 3
    ///  │ 4       ┌───► (5)
    ///  └────► 2 ─┘ closed; and 2 ──► 4, which leads nowhere
    /// ```
    #[test]
    fn each_arc_has_its_shortest_walk() {
        let ends = [(0, 1), (0, 2), (1, 3), (2, 3), (2, 4)];
        let ends: Vec<_> = ends.iter().map(|&(a, b)| (NodeIx(a), NodeIx(b))).collect();
        let topology = Topology::new(5, &ends);
        let find = |closing| {
            let lengths = [Some(1), Some(4), Some(2), closing, Some(1)];
            shortest_through(&topology, &lengths, &[NodeIx(0)], &[NodeIx(3)])
        };
        assert_eq!(find(Some(5)), [Some(3), Some(9), Some(3), Some(9), None]);
        assert_eq!(find(None), [Some(3), None, Some(3), None, None]);
    }
}
