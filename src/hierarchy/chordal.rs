//! Who can be above whom: the order's graph with every shortcut that any weights could ask for.

use super::order::Order;
use super::piece::index;

/// No rank: the top of a tree.
pub(super) const NONE: u32 = u32::MAX;

/// A graph made chordal along an order, without weights. Nodes are known by rank.
///
/// An edge joins a lower node to a higher one, whichever way arcs go; the edges of rank `r` are
/// `first[r] .. first[r + 1]`, their heads ascending. Two heads of one node are joined too, so the heads of a node are
/// on its way up the elimination tree. J. Dibbelt, B. Strasser, D. Wagner, 2016: their G* is `head`, their elimination
/// tree `parent`.
#[derive(Clone, Debug)]
pub struct Hierarchy {
    /// By node.
    pub(super) rank: Vec<u32>,
    /// By rank: the lowest head; [`NONE`] at the top.
    pub(super) parent: Vec<u32>,
    pub(super) first: Vec<u32>,
    pub(super) head: Vec<u32>,
    /// By edge: its lower end.
    pub(super) tail: Vec<u32>,
    /// Edges by their higher end: those of rank `r` are `below[first_below[r] .. first_below[r + 1]]`, tails ascending.
    pub(super) first_below: Vec<u32>,
    pub(super) below: Vec<u32>,
}

impl Hierarchy {
    /// Of a graph whose edges may repeat and go either way; loops do not matter.
    ///
    /// O(shortcuts) beside sorting the edges.
    #[must_use]
    pub fn new(order: &Order, edges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut rank = vec![0; order.nodes().len()];
        order.nodes().iter().enumerate().for_each(|(at, &node)| rank[node as usize] = index(at));
        let mut up: Vec<Vec<u32>> = vec![Vec::new(); rank.len()];
        for (a, b) in edges.filter(|(a, b)| a != b) {
            let (a, b) = (rank[a as usize], rank[b as usize]);
            up[a.min(b) as usize].push(a.max(b));
        }
        let (mut first, mut head, mut tail, mut parent) = (vec![0], Vec::new(), Vec::new(), Vec::new());
        for low in 0..rank.len() {
            let mut heads = std::mem::take(&mut up[low]);
            heads.sort_unstable();
            heads.dedup();
            if let Some((&lowest, others)) = heads.split_first() {
                // Sorted runs: the sort of a node merges what it was sent.
                up[lowest as usize].extend_from_slice(others);
            }
            parent.push(heads.first().copied().unwrap_or(NONE));
            tail.extend(std::iter::repeat_n(index(low), heads.len()));
            head.append(&mut heads);
            first.push(index(head.len()));
        }
        let (first_below, below) = reversed(&head, rank.len());
        Self { rank, parent, first, head, tail, first_below, below }
    }

    /// How many nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.rank.len()
    }

    /// How many edges, shortcuts included.
    #[must_use]
    pub fn edges(&self) -> usize {
        self.head.len()
    }

    /// The edges that go up from a rank.
    pub(super) fn up(&self, rank: u32) -> std::ops::Range<usize> {
        self.first[rank as usize] as usize..self.first[rank as usize + 1] as usize
    }

    /// The edge between two ranks.
    pub(super) fn edge(&self, low: u32, high: u32) -> Option<usize> {
        let row = self.up(low);
        self.head[row.clone()].binary_search(&high).ok().map(|at| row.start + at)
    }

    /// The edges that come from below to a rank.
    pub(super) fn below(&self, rank: u32) -> &[u32] {
        &self.below[self.first_below[rank as usize] as usize..self.first_below[rank as usize + 1] as usize]
    }
}

fn reversed(head: &[u32], nodes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0; nodes + 1];
    head.iter().for_each(|&high| first[high as usize + 1] += 1);
    (0..nodes).for_each(|at| first[at + 1] += first[at]);
    let mut next = first.clone();
    let mut below = vec![0; head.len()];
    for (edge, &high) in head.iter().enumerate() {
        let slot = &mut next[high as usize];
        below[*slot as usize] = index(edge);
        *slot += 1;
    }
    (first, below)
}
