//! Distances over a hierarchy with weights.

use super::chordal::NONE;
use super::customize::Weighted;
use super::length::Single;
use super::piece::index;
use crate::network::StateIx;

/// Which way a search reads arcs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// From the root to the others.
    Out,
    /// From the others to the root.
    In,
}

/// An ancestor of the root of a climb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<L> {
    /// Its rank.
    pub node: u32,
    /// The shortest way over lower nodes.
    pub length: L,
    /// The edge by which that comes; [`NONE`] at the root and where none does.
    pub by: u32,
}

/// The length of the shortest way from one root to the other, and where on both climbs it has its highest node.
pub(super) fn meeting<L: Single>(out: &[Step<L>], back: &[Step<L>]) -> Option<(L, usize, usize)> {
    // The trees of both ends share their ancestors from somewhere on.
    let common = out.iter().rev().zip(back.iter().rev()).take_while(|(a, b)| a.node == b.node);
    let sums = common
        .enumerate()
        .map(|(at, (a, b))| (a.length.plus(b.length), out.len() - 1 - at, back.len() - 1 - at));
    sums.min_by_key(|sum| sum.0).filter(|sum| sum.0 < L::FAR)
}

impl<L: Single> Weighted<'_, L> {
    /// The distance from one node to another; `None` where no way is open.
    ///
    /// Both ends climb the elimination tree: O(edges of their ancestors).
    #[must_use]
    pub fn distance(&self, from: StateIx, to: StateIx) -> Option<L> {
        let out = self.climb(from, Heading::Out);
        let back = self.climb(to, Heading::In);
        meeting(&out, &back).map(|(length, _, _)| length)
    }

    /// The ancestors of a node in their order, itself first, each with the shortest way over lower ones.
    pub(super) fn climb(&self, root: StateIx, heading: Heading) -> Vec<Step<L>> {
        let hierarchy = self.hierarchy;
        let mut node = hierarchy.rank[root.at()];
        let mut way = Vec::new();
        while node != NONE {
            way.push(Step { node, length: L::FAR, by: NONE });
            node = hierarchy.parent[node as usize];
        }
        way[0].length = L::ZERO;
        for at in 0..way.len() {
            let Step { node, length, .. } = way[at];
            if length == L::FAR {
                continue;
            }
            let mut above = at + 1;
            for edge in hierarchy.up(node) {
                // Heads ascend, and all are ancestors.
                while way[above].node != hierarchy.head[edge] {
                    above += 1;
                }
                let through = length.plus(self.both[edge][heading.up()]);
                if through < way[above].length {
                    way[above] = Step { length: through, by: index(edge), ..way[above] };
                }
            }
        }
        way
    }

    /// The distance between a node and every other, by node; [`Length::FAR`] or more where no way is open.
    ///
    /// A climb, then one sweep over all edges from the top down. D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck:
    /// PHAST, 2011.
    #[must_use]
    pub fn to_all(&self, root: StateIx, heading: Heading) -> Vec<L> {
        let hierarchy = self.hierarchy;
        let mut by_rank = vec![L::FAR; hierarchy.nodes()];
        for step in self.climb(root, heading) {
            by_rank[step.node as usize] = step.length;
        }
        for node in (0..hierarchy.nodes()).rev() {
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

impl Heading {
    /// Where the way up stands in [`Weighted::both`].
    pub(super) fn up(self) -> usize {
        match self {
            Self::Out => 0,
            Self::In => 1,
        }
    }
}
