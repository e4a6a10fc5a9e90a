//! The graph made chordal along an order: every shortcut that any weights could ask for.

use std::sync::OnceLock;

use super::order::Order;
use crate::store::Array;
use crate::topology::{NONE, to_u32};

/// A contraction hierarchy without weights. Its nodes are ranks: positions in the order.
///
/// An edge joins a lower rank to a higher one, whichever way arcs go; the edges of rank `r` are
/// `first[r] .. first[r + 1]`, their heads ascending. Two heads of one rank are joined too, so the heads of a rank are
/// its ancestors in the elimination tree. J. Dibbelt, B. Strasser, D. Wagner: Customizable contraction hierarchies,
/// 2016: their G* is `head`, their elimination tree `parent`.
#[derive(Clone, Debug)]
pub struct Hierarchy {
    /// By node.
    pub(super) rank: Array<u32>,
    /// By rank: the lowest head; [`NONE`] at the top.
    pub(super) parent: Array<u32>,
    /// By rank: its first edge.
    pub(super) first: Array<u32>,
    /// By edge: its higher end.
    pub(super) head: Array<u32>,
    /// By edge: its lower end.
    pub(super) tail: Array<u32>,
    /// Edges by their higher end: those of rank `r` are `below[first_below[r] .. first_below[r + 1]]`, tails ascending.
    pub(super) first_below: Array<u32>,
    pub(super) below: Array<u32>,
    head_depth: OnceLock<Vec<u32>>,
}

impl Hierarchy {
    /// By edge: how many ancestors its head has. Counted at the first use: not every query needs it.
    pub(super) fn head_depth(&self) -> &[u32] {
        self.head_depth.get_or_init(|| {
            let mut depth = vec![0; self.node_count()];
            // Parents are higher: they come first.
            for node in (0..self.node_count()).rev() {
                let parent = self.parent[node];
                depth[node] = if parent == NONE { 0 } else { depth[parent as usize] + 1 };
            }
            self.head.iter().map(|&head| depth[head as usize]).collect()
        })
    }

    /// Of a graph whose edges may repeat and go either way; loops are ignored.
    ///
    /// O(shortcuts), beside sorting the edges.
    #[must_use]
    pub fn new(order: &Order, edges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut rank = vec![0; order.nodes().len()];
        order.nodes().iter().enumerate().for_each(|(at, &node)| rank[node as usize] = to_u32(at));
        let mut up: Vec<Vec<u32>> = vec![Vec::new(); rank.len()];
        for (a, b) in edges.filter(|(a, b)| a != b) {
            // Arcs of both directions are one edge, kept at its lower end.
            let (a, b) = (rank[a as usize], rank[b as usize]);
            up[a.min(b) as usize].push(a.max(b));
        }
        let (mut first, mut head, mut tail, mut parent) = (vec![0], Vec::new(), Vec::new(), Vec::new());
        for low in 0..rank.len() {
            // Complete by now: only lower ranks add heads, and they are contracted.
            let mut heads = std::mem::take(&mut up[low]);
            heads.sort_unstable();
            heads.dedup();
            // Contracting a node joins its higher neighbours with each other. It is enough to join the lowest with the
            // others: it joins them with each other in its turn.
            if let Some((&lowest, others)) = heads.split_first() {
                // What a head receives is sorted runs, which its sort merges.
                up[lowest as usize].extend_from_slice(others);
            }
            // The elimination tree of the paper: the parent is the lowest higher neighbour.
            parent.push(heads.first().copied().unwrap_or(NONE));
            tail.extend(std::iter::repeat_n(to_u32(low), heads.len()));
            head.append(&mut heads);
            first.push(to_u32(head.len()));
        }
        let (first_below, below) = reversed(&head, rank.len());
        Self {
            rank: rank.into(),
            parent: parent.into(),
            first: first.into(),
            head: head.into(),
            tail: tail.into(),
            first_below: first_below.into(),
            below: below.into(),
            head_depth: OnceLock::new(),
        }
    }

    /// All its arrays in a fixed order, to be stored.
    #[must_use]
    pub fn parts(&self) -> [&Array<u32>; 7] {
        [&self.rank, &self.parent, &self.first, &self.head, &self.tail, &self.first_below, &self.below]
    }

    /// From what [`Hierarchy::parts`] returned.
    ///
    /// `None` where lengths do not fit each other or an index is out of bounds: no query panics on what passes.
    /// O(edges).
    #[must_use]
    pub fn from_parts([rank, parent, first, head, tail, first_below, below]: [Array<u32>; 7]) -> Option<Self> {
        let (nodes, edges) = (rank.len(), head.len());
        // Lengths first: `is_sound` indexes one array by another.
        let fits = parent.len() == nodes
            && [&first, &first_below].iter().all(|rows| rows.len() == nodes + 1)
            && [tail.len(), below.len()] == [edges; 2];
        let head_depth = OnceLock::new();
        fits.then_some(Self { rank, parent, first, head, tail, first_below, below, head_depth }).filter(Self::is_sound)
    }

    /// Is every index within bounds, and do edges go up, heads ascending, along the elimination tree?
    fn is_sound(&self) -> bool {
        let (nodes, edges) = (to_u32(self.node_count()), to_u32(self.edge_count()));
        let rows = |first: &[u32]| first.is_sorted() && first.first() == Some(&0) && first.last() == Some(&edges);
        // Rows first: below, arrays are cut along them.
        if !(rows(&self.first) && rows(&self.first_below) && self.rank.iter().all(|&rank| rank < nodes)) {
            return false;
        }
        (0..nodes).all(|node| {
            let heads = &self.head[self.up(node)];
            let tails = &self.tail[self.up(node)];
            let lowest = heads.first().copied().unwrap_or(NONE);
            // Without heads `lowest` is `NONE`, above every node, and no last head is below any bound.
            let ascending = heads.is_sorted_by(|a, b| a < b) && lowest > node && heads.last() < Some(&nodes);
            let down = self.below(node);
            // Each head is the parent or a head of the parent: so all heads are ancestors.
            // A closure, evaluated once `ascending` has shown that heads are within bounds.
            let chordal = || lowest == NONE || within(&heads[1..], &self.head[self.up(lowest)]);
            ascending
                && chordal()
                && self.parent[node as usize] == lowest
                && tails.iter().all(|&tail| tail == node)
                && down.iter().all(|&edge| edge < edges && self.head[edge as usize] == node)
        })
    }

    /// How many nodes.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.rank.len()
    }

    /// How many edges, shortcuts included.
    #[must_use]
    pub fn edge_count(&self) -> usize {
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

    /// The triangles under an edge `(v, w)`: `visit(u - v, u - w)` for each `u` below both, ascending.
    pub(super) fn triangles(&self, edge: usize, mut visit: impl FnMut(usize, usize)) {
        let (low, high) = (self.below(self.tail[edge]), self.below(self.head[edge]));
        let head = self.head[edge];
        // Merging two rows costs their lengths; where one is much longer it is searched instead.
        if high.len() > 16 * low.len() {
            for &one in low {
                if let Some(other) = self.edge(self.tail[one as usize], head) {
                    visit(one as usize, other);
                }
            }
            return;
        }
        let (mut lows, mut highs) = (low.iter().peekable(), high.iter().peekable());
        while let (Some(&&one), Some(&&other)) = (lows.peek(), highs.peek()) {
            let (u, v) = (self.tail[one as usize], self.tail[other as usize]);
            if u == v {
                visit(one as usize, other as usize);
            }
            if u <= v {
                lows.next();
            }
            if v <= u {
                highs.next();
            }
        }
    }

    /// The edges that come from below to a rank.
    pub(super) fn below(&self, rank: u32) -> &[u32] {
        &self.below[self.first_below[rank as usize] as usize..self.first_below[rank as usize + 1] as usize]
    }
}

/// Whether all of some ascending numbers are among others.
fn within(some: &[u32], others: &[u32]) -> bool {
    // `any` stops behind what it found, so both lists are read once.
    let mut others = others.iter();
    some.iter().all(|one| others.any(|other| other == one))
}

/// Edges by their heads: where the row of each rank starts, and the rows.
fn reversed(head: &[u32], nodes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0; nodes + 1];
    head.iter().for_each(|&high| first[high as usize + 1] += 1);
    (0..nodes).for_each(|at| first[at + 1] += first[at]);
    // A counting sort: edges are placed in their order, which is that of their tails.
    let mut next = first.clone();
    let mut below = vec![0; head.len()];
    for (edge, &high) in head.iter().enumerate() {
        let slot = &mut next[high as usize];
        below[*slot as usize] = to_u32(edge);
        *slot += 1;
    }
    (first, below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchy::ArcMapping;

    fn cross() -> Hierarchy {
        let order = Order::from_nodes(vec![0, 1, 2, 3, 4]).unwrap();
        Hierarchy::new(&order, [(0, 4), (1, 4), (2, 0), (3, 2)].into_iter())
    }

    #[test]
    fn parts_make_an_equal_hierarchy() {
        let own = cross();
        let again = Hierarchy::from_parts(own.parts().map(Clone::clone)).unwrap();
        assert_eq!(again.parts(), own.parts());
        assert!(ArcMapping::from_parts(std::array::from_fn(|_| Array::default()), &own).is_none());
    }

    /// One number changed, anywhere.
    #[test]
    fn what_is_out_of_bounds_is_refused() {
        let own = cross();
        for part in 0..7 {
            for at in 0..own.parts()[part].len() {
                for value in [99, NONE - 1] {
                    let mut parts = own.parts().map(Clone::clone);
                    let mut numbers = parts[part].to_vec();
                    numbers[at] = value;
                    parts[part] = numbers.into();
                    assert!(Hierarchy::from_parts(parts).is_none(), "part {part}, {at}: {value}");
                }
            }
        }
    }
}
