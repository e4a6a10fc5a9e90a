//! Many ends at once: how far each is from those above it, and all pairs from that.

use super::chordal::{Hierarchy, NONE};
use super::customize::Weighted;
use super::length::Length;
use super::search::Direction;
use crate::NodeIx;

/// One end and all nodes above it.
#[derive(Clone, Debug)]
pub struct Root {
    /// Ranks from the top of its tree down to itself: a node of depth `d` is at `d`.
    pub(super) path: Vec<u32>,
}

/// Starts and ends of ways, all with all.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pub(super) out: Vec<Root>,
    pub(super) back: Vec<Root>,
    /// By start and end: how many of those above are the same, from the top.
    shared: Vec<u32>,
}

impl Endpoints {
    /// Of nodes that may repeat.
    #[must_use]
    pub fn new(hierarchy: &Hierarchy, from: &[NodeIx], to: &[NodeIx]) -> Self {
        let root = |node: &NodeIx| {
            let start = hierarchy.rank[node.index()];
            let above = std::iter::successors(Some(start), |&node| {
                Some(hierarchy.parent[node as usize]).filter(|&parent| parent != NONE)
            });
            let mut path: Vec<u32> = above.collect();
            path.reverse();
            Root { path }
        };
        let (out, back): (Vec<Root>, Vec<Root>) =
            (from.iter().map(root).collect(), to.iter().map(root).collect());
        let same = |a: &Root, b: &Root| a.path.iter().zip(&b.path).take_while(|(a, b)| a == b).count();
        let shared =
            out.iter().flat_map(|a| back.iter().map(move |b| super::piece::index(same(a, b)))).collect();
        Self { out, back, shared }
    }

    /// How many starts.
    #[must_use]
    pub fn source_count(&self) -> usize {
        self.out.len()
    }

    /// How many ends.
    #[must_use]
    pub fn target_count(&self) -> usize {
        self.back.len()
    }

    pub(super) fn root(&self, heading: Direction, at: usize) -> &Root {
        match heading {
            Direction::Forward => &self.out[at],
            Direction::Backward => &self.back[at],
        }
    }

    /// How many nodes above both are the same.
    #[must_use]
    pub fn common(&self, start: usize, end: usize) -> usize {
        self.shared[start * self.back.len() + end] as usize
    }
}

/// By depth: the shortest way between an end and the node there over nodes below both.
pub type Labels<L> = Vec<L>;

impl<L: Length> Weighted<'_, L> {
    /// The labels of one end: O(edges of the nodes above it).
    #[must_use]
    pub fn labels(&self, ends: &Endpoints, heading: Direction, at: usize) -> Labels<L> {
        let path = &ends.root(heading, at).path;
        let (up, hierarchy) = (heading.up(), self.hierarchy);
        let deep = hierarchy.deep();
        let mut labels = vec![L::INFINITY; path.len()];
        labels[path.len() - 1] = L::ZERO;
        for (depth, &node) in path.iter().enumerate().rev() {
            let own = labels[depth];
            if own == L::INFINITY {
                continue;
            }
            let edges = hierarchy.up(node);
            for (both, &deep) in self.both[edges.clone()].iter().zip(&deep[edges]) {
                let label = &mut labels[deep as usize];
                *label = label.least(own.plus(both[up]));
            }
        }
        labels
    }
}

/// The length of the shortest way between two ends whose first `shared` labels are of the same nodes.
#[must_use]
pub fn join_labels<L: Length>(out: &[L], back: &[L], shared: usize) -> L {
    let sums = out[..shared].iter().zip(&back[..shared]).map(|(&out, &back)| out.plus(back));
    sums.fold(L::INFINITY, L::least)
}
