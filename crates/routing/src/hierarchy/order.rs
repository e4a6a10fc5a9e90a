//! In which order nodes are contracted: nested dissection by small separators.
//!
//! A. George: Nested dissection of a regular finite element mesh, 1973; for road networks J. Dibbelt, B. Strasser,
//! D. Wagner: Customizable contraction hierarchies, 2016. The separator of a piece comes last, each side before it in
//! the same way; what is small is ordered by least degree.

use super::piece::{Piece, index};
use super::separator::{Side, separate};
use crate::Position;

/// Up to how many nodes a piece is ordered by degree: fewest triangles on the world's main roads and sea lanes.
const SMALL: usize = 512;

/// Nodes from the first contracted to the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(Vec<u32>);

impl Order {
    /// An order of the nodes of a graph, each at its position; edges may repeat and go either way.
    ///
    /// Deterministic for every number of threads. O(n log n) nodes are searched, each a few times for every edge of the
    /// separator.
    #[must_use]
    pub fn nested_dissection(at: &[Position], edges: impl Iterator<Item = (u32, u32)>) -> Self {
        Self::nested_dissection_with(at, edges, &|_| ())
    }

    /// [`Order::nested_dissection`] that tells how many nodes more have found their place, from whichever thread.
    #[must_use]
    pub fn nested_dissection_with(
        at: &[Position],
        edges: impl Iterator<Item = (u32, u32)>,
        placed: &(dyn Fn(usize) + Sync),
    ) -> Self {
        let whole = Piece::new(at.iter().map(on_sphere).collect(), edges);
        let mut order = vec![0; at.len()];
        dissect_all(&whole.parts(|_| true), &mut order, placed);
        Self(order)
    }

    /// An order that is known already: each node once.
    ///
    /// `None` where it is not one.
    #[must_use]
    pub fn from_nodes(nodes: Vec<u32>) -> Option<Self> {
        let mut seen = vec![false; nodes.len()];
        for &node in &nodes {
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
    let separator = piece.on(&sides, Side::Separator);
    let (rest, last) = order.split_at_mut(piece.nodes() - separator.len());
    placed(separator.len());
    last.iter_mut().zip(separator).for_each(|(slot, node)| *slot = piece.name[node as usize]);
    dissect_all(&piece.parts(|node| sides[node as usize] != Side::Separator), rest, placed);
}

/// Always a node of least degree, its neighbours joined to each other.
///
/// Neighbours are bits of a square matrix: a step is O(neighbours x n / 64).
fn by_degree(piece: &Piece, order: &mut [u32]) {
    let nodes = piece.nodes();
    let words = nodes.div_ceil(64);
    let bit = |node: usize| 1_u64 << (node % 64);
    let mut near = vec![0; nodes * words];
    for node in 0..nodes {
        for arc in piece.out(index(node)) {
            let head = piece.head[arc] as usize;
            near[node * words + head / 64] |= bit(head);
        }
    }
    let mut degree: Vec<u32> = (0..nodes).map(|node| index(piece.out(index(node)).len())).collect();
    for slot in order {
        // As many slots as nodes.
        let Some(node) = (0..nodes).min_by_key(|&node| degree[node]) else { return };
        degree[node] = GONE;
        *slot = piece.name[node];
        let row = near[node * words..][..words].to_vec();
        for other in (0..nodes).filter(|other| row[other / 64] & bit(*other) != 0) {
            let own = &mut near[other * words..][..words];
            own.iter_mut().zip(&row).for_each(|(own, more)| *own |= more);
            own[node / 64] &= !bit(node);
            own[other / 64] &= !bit(other);
            degree[other] = own.iter().map(|word| word.count_ones()).sum();
        }
    }
}

/// The degree of a node that is ordered.
const GONE: u32 = u32::MAX;

#[allow(clippy::cast_possible_truncation)]
fn on_sphere(at: &Position) -> [f32; 3] {
    let (lat, lon) = (at.lat.to_radians(), at.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|x| x as f32)
}
