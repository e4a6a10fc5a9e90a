//! Distances over a hierarchy with weights.

use super::chordal::NONE;
use super::customize::Weighted;
use super::length::Length;
use crate::NodeIx;

/// Which way a search reads arcs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the root to the others.
    Forward,
    /// From the others to the root.
    Backward,
}

impl<L: Length> Weighted<'_, L> {
    /// The distance between a node and every other, by node; [`Length::INFINITY`] or more where no way is open.
    ///
    /// A climb, then one sweep over all edges from the top down. D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck:
    /// PHAST, 2011.
    #[must_use]
    pub fn one_to_all(&self, root: NodeIx, heading: Direction) -> Vec<L> {
        let hierarchy = self.hierarchy;
        let mut by_rank = vec![L::INFINITY; hierarchy.node_count()];
        let mut node = hierarchy.rank[root.index()];
        by_rank[node as usize] = L::ZERO;
        while node != NONE {
            let length = by_rank[node as usize];
            for edge in hierarchy.up(node) {
                // All heads are on the way up.
                let above = &mut by_rank[hierarchy.head[edge] as usize];
                *above = above.least(length.plus(self.both[edge][heading.up()]));
            }
            node = hierarchy.parent[node as usize];
        }
        for node in (0..hierarchy.node_count()).rev() {
            let edges = hierarchy.first[node] as usize..hierarchy.first[node + 1] as usize;
            let mut least = by_rank[node];
            for (head, both) in hierarchy.head[edges.clone()].iter().zip(&self.both[edges]) {
                least = least.least(by_rank[*head as usize].plus(both[1 - heading.up()]));
            }
            by_rank[node] = least;
        }
        hierarchy.rank.iter().map(|&rank| by_rank[rank as usize]).collect()
    }
}

impl Direction {
    /// Where the way up stands in [`Weighted::edge_lengths`].
    pub(super) fn up(self) -> usize {
        match self {
            Self::Forward => 0,
            Self::Backward => 1,
        }
    }
}
