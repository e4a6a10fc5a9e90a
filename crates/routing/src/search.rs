//! Dijkstra's algorithm and reachability over any [`Graph`]: what all other searches are made of.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Add;

use crate::topology::ArcIx;

/// A graph as a search sees it: nodes are `0 .. node_count()`.
pub trait Graph {
    /// What is minimised: ordered, additive, its default is 0 and no arc has less.
    type Distance: Copy + Ord + Default + Add<Output = Self::Distance>;

    /// How many nodes.
    fn node_count(&self) -> usize;

    /// Calls `visit(arc, next node, distance)` for each arc that leaves a node.
    fn for_each_arc(&self, node: u32, visit: impl FnMut(ArcIx, u32, Self::Distance));
}

/// The shortest path tree that a search found.
#[derive(Clone, Debug)]
pub struct Tree<D> {
    /// By node: its distance from the nearest root. Exact for all nodes up to where the search was stopped; beyond, an
    /// upper bound above every exact one. `None`: not reached.
    pub distance: Vec<Option<D>>,
    /// By node: the arc over which it was reached; roots have none.
    pub by: Vec<Option<ArcIx>>,
}

impl<D> Tree<D> {
    /// The arcs from a node back to its root, that of the node first. `before(node, arc)` is the node from which the
    /// arc reached the node.
    pub fn to_root(&self, mut node: u32, before: impl Fn(u32, ArcIx) -> u32) -> Vec<ArcIx> {
        let mut arcs = Vec::new();
        while let Some(arc) = self.by[node as usize] {
            arcs.push(arc);
            node = before(node, arc);
        }
        arcs
    }
}

/// What is the shortest path from any root to every node?
///
/// # Arguments
/// * `graph`: nodes and arcs.
/// * `roots`: where paths start, at distance 0.
/// * `stop(node, distance)`: asked as each node is settled, before its arcs are relaxed; `true` ends the search.
///
/// # Returns
/// The shortest path tree. Of paths of equal length the one whose last node was settled first stays.
///
/// # Complexity
/// O((n + m) log m) for n nodes and m arcs.
///
/// # Example
/// ```
/// use routing::ArcIx;
/// use routing::search::{Graph, dijkstra};
///
/// /// Node `n` leads to `n + 1` in 1 and to `n + 2` in 3.
/// struct Line;
///
/// impl Graph for Line {
///     type Distance = u32;
///     fn node_count(&self) -> usize {
///         5
///     }
///     fn for_each_arc(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, u32)) {
///         for (arc, step, distance) in [(0, 1, 1), (1, 2, 3)] {
///             if node + step < 5 {
///                 visit(ArcIx(2 * node + arc), node + step, distance);
///             }
///         }
///     }
/// }
///
/// let tree = dijkstra(&Line, [0], |_, _| false);
/// assert_eq!(tree.distance, [0, 1, 2, 3, 4].map(Some));
/// assert_eq!(tree.by[4], Some(ArcIx(6)));
/// ```
///
/// # Reference
/// E. W. Dijkstra: A note on two problems in connexion with graphs, 1959. The paper's set A are the settled nodes, its
/// set B is the heap, its branches of set I are [`Tree::by`].
pub fn dijkstra<G: Graph>(
    graph: &G,
    roots: impl IntoIterator<Item = u32>,
    mut stop: impl FnMut(u32, G::Distance) -> bool,
) -> Tree<G::Distance> {
    let mut tree = Tree { distance: vec![None; graph.node_count()], by: vec![None; graph.node_count()] };
    // `Reverse` takes the least first; of equal distances the lower node, so that every run settles alike.
    let mut heap = BinaryHeap::new();
    // Nothing is below 0, so no root is improved later: roots keep no arc.
    for root in roots {
        tree.distance[root as usize] = Some(G::Distance::default());
        heap.push(Reverse((G::Distance::default(), root)));
    }
    let mut settled = vec![false; graph.node_count()];
    // Step 2 of the paper: the nearest node of set B is moved to set A.
    while let Some(Reverse((distance, node))) = heap.pop() {
        // A node is in the heap once for each time it was improved: only the nearest entry counts.
        if std::mem::replace(&mut settled[node as usize], true) {
            continue;
        }
        if stop(node, distance) {
            break;
        }
        // Step 1 of the paper: arcs of the node just moved, to nodes of set B or not reached before.
        graph.for_each_arc(node, |arc, next, step| {
            let through = distance + step;
            // Only what is shorter replaces: of paths of equal length the first stays.
            if tree.distance[next as usize].is_none_or(|known| through < known) {
                tree.distance[next as usize] = Some(through);
                tree.by[next as usize] = Some(arc);
                heap.push(Reverse((through, next)));
            }
        });
    }
    tree
}

/// Which nodes can be reached from any root, whatever the distance?
///
/// # Returns
/// By node. O(n + m), depth first.
pub fn reachable<G: Graph>(graph: &G, roots: impl IntoIterator<Item = u32>) -> Vec<bool> {
    let mut reached = vec![false; graph.node_count()];
    let mut stack: Vec<u32> = roots.into_iter().collect();
    while let Some(node) = stack.pop() {
        // A node is on the stack once for each arc into it: only the first time counts.
        if !std::mem::replace(&mut reached[node as usize], true) {
            graph.for_each_arc(node, |_, next, _| stack.push(next));
        }
    }
    reached
}
