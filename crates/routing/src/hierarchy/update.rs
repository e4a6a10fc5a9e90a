//! Other lengths on some arcs: only the edges that change are made again, and an edit can be undone.

use super::customize::Weighted;
use super::metric::Length;
use crate::topology::{ArcIx, to_u32};

/// What lengths were before an edit.
#[derive(Debug)]
pub struct Undo<L> {
    arcs: Vec<(ArcIx, L)>,
    edges: Before<L>,
}

#[derive(Debug)]
enum Before<L> {
    /// Those that changed.
    Some(Vec<(u32, [L; 2])>),
    /// All, by edge.
    All(Vec<[L; 2]>),
}

/// To update one edge takes as long as to customize so many, measured on 572,009 nodes: where more than one of so many
/// would be updated, all are customized.
const UPDATE_COST: usize = 40;

/// Edges to be updated in the order of their tails, each once.
struct EdgeQueue {
    /// A bit for each edge.
    words: Vec<u64>,
    /// All words before are empty.
    at: usize,
}

impl EdgeQueue {
    fn new(edges: usize) -> Self {
        Self { words: vec![0; edges.div_ceil(64)], at: 0 }
    }

    fn add(&mut self, edge: usize) {
        self.words[edge / 64] |= 1 << (edge % 64);
    }

    /// Takes the first out. An edge adds none before itself, so the search goes on where it was.
    fn next(&mut self) -> Option<usize> {
        self.at += self.words[self.at..].iter().position(|word| *word != 0)?;
        let word = &mut self.words[self.at];
        let bit = word.trailing_zeros() as usize;
        *word &= *word - 1;
        Some(64 * self.at + bit)
    }
}

impl<L: Length> Weighted<'_, L> {
    /// Gives arcs other lengths, as if the hierarchy had been customized with them.
    ///
    /// # Complexity
    /// O(triangles of the edges that change), from the lowest rank up; of many arcs at once O(all triangles), without
    /// looking at what changes.
    ///
    /// # Example
    /// In the [module](super).
    pub fn edit(&mut self, edits: &[(ArcIx, L)]) -> Undo<L> {
        let set =
            |&(arc, length): &(ArcIx, L)| (arc, std::mem::replace(&mut self.arc_length[arc.index()], length));
        let arcs: Vec<(ArcIx, L)> = edits.iter().map(set).collect();
        let edges = self.update(edits).map_or_else(
            || {
                let before = self.edge_length.clone();
                self.customize();
                Before::All(before)
            },
            Before::Some,
        );
        Undo { arcs, edges }
    }

    /// Updates edges: those that changed, with what they were; `None`, and nothing changed, where they are too many.
    fn update(&mut self, edits: &[(ArcIx, L)]) -> Option<Vec<(u32, [L; 2])>> {
        let most = self.edge_length.len() / UPDATE_COST + 1_000;
        if edits.len() > most {
            return None;
        }
        let mut before = Vec::new();
        let mut updated = 0;
        let mut queue = EdgeQueue::new(self.edge_length.len());
        edits.iter().filter_map(|edit| self.mapping.slot(edit.0)).for_each(|slot| queue.add(slot / 2));
        while let Some(edge) = queue.next() {
            updated += 1;
            if updated > most {
                before.into_iter().for_each(|(edge, own): (u32, _)| self.edge_length[edge as usize] = own);
                return None;
            }
            let (old, new) = (self.edge_length[edge], self.customized(edge));
            if old != new {
                before.push((to_u32(edge), old));
                self.edge_length[edge] = new;
                self.propagate(edge, old, &mut queue);
            }
        }
        Some(before)
    }

    /// Undoes an edit; of several the last comes first.
    pub fn undo(&mut self, undo: Undo<L>) {
        // In reverse: of an arc that was edited twice, the first record is of what it was before both.
        undo.arcs.into_iter().rev().for_each(|(arc, length)| self.arc_length[arc.index()] = length);
        match undo.edges {
            Before::Some(edges) => {
                edges.into_iter().for_each(|(edge, own)| self.edge_length[edge as usize] = own);
            }
            Before::All(lengths) => self.edge_length = lengths,
        }
    }

    /// An edge's lengths from its arcs and the triangles below.
    fn customized(&self, edge: usize) -> [L; 2] {
        let of_arcs = |slot: usize| {
            let arcs = self.mapping.arcs(slot).iter().map(|&arc| self.arc_length[arc as usize]);
            arcs.fold(L::INFINITY, L::least)
        };
        let mut lengths = [of_arcs(2 * edge), of_arcs(2 * edge + 1)];
        self.hierarchy.triangles(edge, |low, high| {
            let ([to_low, from_low], [to_high, from_high]) = (self.edge_length[low], self.edge_length[high]);
            lengths[0] = lengths[0].least(from_low.plus(to_high));
            lengths[1] = lengths[1].least(from_high.plus(to_low));
        });
        lengths
    }

    /// Queues the edges whose length rested on an edge when it was `old`, or can be shorter over it now.
    fn propagate(&self, edge: usize, old: [L; 2], queue: &mut EdgeQueue) {
        let hierarchy = self.hierarchy;
        let new = self.edge_length[edge];
        for other in hierarchy.up(hierarchy.tail[edge]).filter(|&other| other != edge) {
            let (low, high) = (edge.min(other), edge.max(other));
            let Some(above) = hierarchy.edge(hierarchy.head[low], hierarchy.head[high]) else {
                continue;
            };
            let beside = self.edge_length[other];
            let over = |own: [L; 2]| {
                let [[to_low, from_low], [to_high, from_high]] =
                    if edge < other { [own, beside] } else { [beside, own] };
                [from_low.plus(to_high), from_high.plus(to_low)]
            };
            let (before, now, lengths) = (over(old), over(new), self.edge_length[above]);
            let affected = |at: usize| {
                // No length rests on a closed triangle.
                let rested = before[at] == lengths[at] && before[at] < L::INFINITY;
                before[at] != now[at] && (rested || now[at] < lengths[at])
            };
            if affected(0) || affected(1) {
                queue.add(above);
            }
        }
    }
}
