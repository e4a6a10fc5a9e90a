//! Dijkstra's search, once for all: over any graph whose lengths are ordered, add up and are at least 0.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Add;

use crate::ArcIx;

/// A graph as a search sees it.
pub trait Graph {
    /// What is minimised; its default is 0, and no arc has less.
    type Length: Copy + Ord + Default + Add<Output = Self::Length>;

    /// How many nodes.
    fn nodes(&self) -> usize;

    /// Calls `visit(arc, next node, length)` for each step from a node.
    fn each(&self, node: u32, visit: impl FnMut(ArcIx, u32, Self::Length));
}

/// What a search found.
pub struct Tree<L> {
    /// By node: its distance from the nearest root. Exact for all nodes up to where the search was stopped;
    /// beyond, an upper bound above every exact one.
    pub dist: Vec<Option<L>>,
    /// By node: the arc over which it was reached; roots have none.
    pub by: Vec<Option<ArcIx>>,
}

/// The nearest way from any root to every node.
///
/// `enough(node, distance)` is asked as each node is settled, before its steps are tried; `true` ends the search.
/// Of equal ways the one whose last node was settled first stays. O((n + m) log m) for n nodes and m steps.
///
/// E. W. Dijkstra: A note on two problems in connexion with graphs, 1959.
pub fn dijkstra<G: Graph>(
    graph: &G,
    roots: impl IntoIterator<Item = u32>,
    mut enough: impl FnMut(u32, G::Length) -> bool,
) -> Tree<G::Length> {
    let mut tree = Tree { dist: vec![None; graph.nodes()], by: vec![None; graph.nodes()] };
    let mut heap = BinaryHeap::new();
    for root in roots {
        tree.dist[root as usize] = Some(G::Length::default());
        heap.push(Reverse((G::Length::default(), root)));
    }
    let mut settled = vec![false; graph.nodes()];
    while let Some(Reverse((length, node))) = heap.pop() {
        if std::mem::replace(&mut settled[node as usize], true) {
            continue;
        }
        if enough(node, length) {
            break;
        }
        graph.each(node, |arc, next, step| {
            let through = length + step;
            if tree.dist[next as usize].is_none_or(|known| through < known) {
                tree.dist[next as usize] = Some(through);
                tree.by[next as usize] = Some(arc);
                heap.push(Reverse((through, next)));
            }
        });
    }
    tree
}
