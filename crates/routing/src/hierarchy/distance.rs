//! Distances over a hierarchy with weights: from one node to all, and between many endpoints.

use super::chordal::Hierarchy;
use super::customize::{Weighted, upward};
use super::metric::Length;
use crate::topology::{Direction, NONE, NodeIx, to_u32};

impl<L: Length> Weighted<'_, L> {
    /// What is the distance between a node and every other?
    ///
    /// # Arguments
    /// * `root`: the node.
    /// * `direction`: forward, from the node to the others; backward, from the others to the node.
    ///
    /// # Returns
    /// By node; [`Length::INFINITY`] or more where no path is open.
    ///
    /// # Complexity
    /// O(edges of the hierarchy): the way up the elimination tree, then one sweep over all edges from the top down.
    ///
    /// # Example
    /// In the [module](super).
    ///
    /// # Reference
    /// D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck: PHAST: Hardware-accelerated shortest path trees, 2011.
    #[must_use]
    pub fn one_to_all(&self, root: NodeIx, direction: Direction) -> Vec<L> {
        let hierarchy = self.hierarchy;
        let mut by_rank = vec![L::INFINITY; hierarchy.node_count()];
        let mut node = hierarchy.rank[root.index()];
        by_rank[node as usize] = L::ZERO;
        while node != NONE {
            let length = by_rank[node as usize];
            for edge in hierarchy.up(node) {
                // All heads are ancestors.
                let above = &mut by_rank[hierarchy.head[edge] as usize];
                *above = above.least(length.plus(self.edge_length[edge][upward(direction)]));
            }
            node = hierarchy.parent[node as usize];
        }
        // A shortest path goes up and then down: from the top each node takes the least over its higher neighbours.
        let downward = 1 - upward(direction);
        for node in (0..hierarchy.node_count()).rev() {
            let edges = hierarchy.first[node] as usize..hierarchy.first[node + 1] as usize;
            let mut least = by_rank[node];
            for (head, lengths) in hierarchy.head[edges.clone()].iter().zip(&self.edge_length[edges]) {
                least = least.least(by_rank[*head as usize].plus(lengths[downward]));
            }
            by_rank[node] = least;
        }
        hierarchy.rank.iter().map(|&rank| by_rank[rank as usize]).collect()
    }

    /// By depth in the elimination tree: the distance between an endpoint and the node there over nodes below both. O(edges
    /// of the nodes above the endpoint).
    #[must_use]
    pub fn labels(&self, endpoints: &Endpoints, direction: Direction, at: usize) -> Vec<L> {
        let ancestors = endpoints.ancestors(direction, at);
        let (hierarchy, up) = (self.hierarchy, upward(direction));
        let head_depth = hierarchy.head_depth();
        let mut labels = vec![L::INFINITY; ancestors.len()];
        labels[ancestors.len() - 1] = L::ZERO;
        for (depth, &node) in ancestors.iter().enumerate().rev() {
            // Not reached from below: its edges lead nowhere new.
            let own = labels[depth];
            if own == L::INFINITY {
                continue;
            }
            let edges = hierarchy.up(node);
            for (lengths, &depth) in self.edge_length[edges.clone()].iter().zip(&head_depth[edges]) {
                let label = &mut labels[depth as usize];
                *label = label.least(own.plus(lengths[up]));
            }
        }
        labels
    }
}

/// What is the distance between two endpoints, of which the first `common` labels are of the same nodes?
///
/// # Arguments
/// * `out`, `back`: [`Weighted::labels`] of the source, forward, and of the target, backward.
/// * `common`: [`Endpoints::common`] of both.
///
/// # Returns
/// The distance; [`Length::INFINITY`] where no path is open. O(`common`).
#[must_use]
pub fn join_labels<L: Length>(out: &[L], back: &[L], common: usize) -> L {
    let sums = out[..common].iter().zip(&back[..common]).map(|(&out, &back)| out.plus(back));
    sums.fold(L::INFINITY, L::least)
}

/// Sources and targets, each to be joined with each.
#[derive(Clone, Debug)]
pub struct Endpoints {
    out: Vec<Ancestors>,
    back: Vec<Ancestors>,
    /// By source and target: how many of their ancestors are the same, from the top.
    common: Vec<u32>,
}

/// Ranks from the top of its tree down to an endpoint itself: a node of depth `d` is at `d`.
type Ancestors = Vec<u32>;

impl Endpoints {
    /// Of nodes that may repeat. O(height of the elimination tree) for each pair.
    #[must_use]
    pub fn new(hierarchy: &Hierarchy, sources: &[NodeIx], targets: &[NodeIx]) -> Self {
        let ancestors = |node: &NodeIx| -> Ancestors {
            let above = std::iter::successors(Some(hierarchy.rank[node.index()]), |&node| {
                Some(hierarchy.parent[node as usize]).filter(|&parent| parent != NONE)
            });
            let mut path: Vec<u32> = above.collect();
            path.reverse();
            path
        };
        let out: Vec<Ancestors> = sources.iter().map(ancestors).collect();
        let back: Vec<Ancestors> = targets.iter().map(ancestors).collect();
        let same = |a: &[u32], b: &[u32]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let common = out.iter().flat_map(|a| back.iter().map(move |b| to_u32(same(a, b)))).collect();
        Self { out, back, common }
    }

    /// How many sources.
    #[must_use]
    pub fn source_count(&self) -> usize {
        self.out.len()
    }

    /// How many targets.
    #[must_use]
    pub fn target_count(&self) -> usize {
        self.back.len()
    }

    /// The ancestors of a source (forward) or a target (backward).
    pub(super) fn ancestors(&self, direction: Direction, at: usize) -> &[u32] {
        match direction {
            Direction::Forward => &self.out[at],
            Direction::Backward => &self.back[at],
        }
    }

    /// How many ancestors a source and a target have in common.
    #[must_use]
    pub fn common(&self, source: usize, target: usize) -> usize {
        self.common[source * self.back.len() + target] as usize
    }
}
