//! In which order nodes are contracted: nested dissection by small separators.
//!
//! A. George: Nested dissection of a regular finite element mesh, 1973; for road networks J. Dibbelt, B. Strasser,
//! D. Wagner: Customizable contraction hierarchies, 2016. The separator of a piece comes last, each side before it in
//! the same way; small pieces are ordered by minimum degree.

use super::piece::Piece;
use super::separator::{Side, separate};
use crate::topology::{Position, to_u32};

/// Up to how many nodes a piece is ordered by degree: fewest triangles, measured on the world's main roads and sea
/// lanes.
const SMALL: usize = 512;

/// Nodes from the first contracted to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(Vec<u32>);

impl Order {
    /// In which order are nodes contracted so that few shortcuts arise?
    ///
    /// # Arguments
    /// * `at`: by node, its position: separators are looked for along lines in space.
    /// * `edges`: pairs of nodes, which may repeat and go either way.
    ///
    /// # Returns
    /// The same order for every number of threads.
    ///
    /// # Complexity
    /// O(n log n) nodes are searched, each a few times for every edge of its separator; on as many threads as there
    /// are.
    ///
    /// # Example
    /// In the [module](super).
    #[must_use]
    pub fn nested_dissection(at: &[Position], edges: impl Iterator<Item = (u32, u32)>) -> Self {
        Self::nested_dissection_with(at, edges, &|_| ())
    }

    /// [`Order::nested_dissection`] with progress: `placed` is called with how many nodes more are ordered, from any
    /// thread.
    #[must_use]
    pub fn nested_dissection_with(
        at: &[Position],
        edges: impl Iterator<Item = (u32, u32)>,
        placed: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let whole = Piece::new(at.iter().map(on_sphere).collect(), edges);
        let mut order = vec![0; at.len()];
        // A separator is looked for in a connected piece, and the graph may not be connected.
        dissect_all(&whole.components(|_| true), &mut order, placed);
        Self(order)
    }

    /// An order that is known; `None` where it does not have each node once.
    #[must_use]
    pub fn from_nodes(nodes: Vec<u32>) -> Option<Self> {
        let mut seen = vec![false; nodes.len()];
        for &node in &nodes {
            // As many nodes as places, none out of bounds and none twice: each is there once.
            if std::mem::replace(seen.get_mut(node as usize)?, true) {
                return None;
            }
        }
        Some(Self(nodes))
    }

    /// Nodes by rank.
    #[must_use]
    pub fn nodes(&self) -> &[u32] {
        &self.0
    }
}

/// Pieces one after another, on as many threads as there are.
fn dissect_all(pieces: &[Piece], order: &mut [u32], placed: &(dyn Fn(usize) + Sync)) {
    match pieces {
        [] => {}
        [piece] => dissect(piece, order, placed),
        pieces => {
            let (left, right) = pieces.split_at(pieces.len() / 2);
            let (first, last) = order.split_at_mut(left.iter().map(Piece::nodes).sum());
            rayon::join(|| dissect_all(left, first, placed), || dissect_all(right, last, placed));
        }
    }
}

fn dissect(piece: &Piece, order: &mut [u32], placed: &(dyn Fn(usize) + Sync)) {
    if piece.nodes() <= SMALL {
        by_degree(piece, order);
        placed(piece.nodes());
        return;
    }
    let sides = separate(piece);
    let on_separator = |node: &usize| sides[*node] == Side::Separator;
    let separator: Vec<usize> = (0..piece.nodes()).filter(on_separator).collect();
    // Each piece writes to its own part of the order, so threads need no lock.
    let (rest, last) = order.split_at_mut(piece.nodes() - separator.len());
    placed(separator.len());
    // The separator is contracted last: it is above both sides in the elimination tree.
    last.iter_mut().zip(separator).for_each(|(slot, node)| *slot = piece.original[node]);
    // Without the separator the sides are components, one or more for each side.
    dissect_all(&piece.components(|node| !on_separator(&(node as usize))), rest, placed);
}

/// Minimum degree: always a node of least degree, its neighbours joined to each other.
///
/// Neighbours are bits of a square matrix: a step is O(neighbours x n / 64).
fn by_degree(piece: &Piece, order: &mut [u32]) {
    let nodes = piece.nodes();
    let words = nodes.div_ceil(64);
    let bit = |node: usize| 1_u64 << (node % 64);
    let mut near = vec![0; nodes * words];
    for node in 0..nodes {
        for arc in piece.arcs(to_u32(node)) {
            let head = piece.head[arc] as usize;
            near[node * words + head / 64] |= bit(head);
        }
    }
    // The piece is simple, so a node has as many neighbours as arcs.
    let mut degree: Vec<u32> = (0..nodes).map(|node| to_u32(piece.arcs(to_u32(node)).len())).collect();
    for slot in order {
        // Of equal degrees the lowest number is first: the order is the same on every run.
        // As many slots as nodes.
        let Some(node) = (0..nodes).min_by_key(|&node| degree[node]) else { return };
        degree[node] = ORDERED;
        *slot = piece.original[node];
        // A copy, since the rows of its neighbours change while it is read.
        let row = near[node * words..][..words].to_vec();
        // Its neighbours become neighbours of each other; neither it nor they themselves are among them.
        for other in (0..nodes).filter(|other| row[other / 64] & bit(*other) != 0) {
            let own = &mut near[other * words..][..words];
            own.iter_mut().zip(&row).for_each(|(own, more)| *own |= more);
            own[node / 64] &= !bit(node);
            own[other / 64] &= !bit(other);
            degree[other] = own.iter().map(|word| word.count_ones()).sum();
        }
    }
}

/// The degree of a node that is ordered: never the least while others are left.
const ORDERED: u32 = u32::MAX;

#[allow(clippy::cast_possible_truncation)]
fn on_sphere(at: &Position) -> [f32; 3] {
    // 32 bits of the unit sphere are half a metre on the ground, enough to sort nodes along a line.
    let (lat, lon) = (at.lat.to_radians(), at.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|x| x as f32)
}
