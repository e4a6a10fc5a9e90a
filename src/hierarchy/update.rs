//! Other lengths on some arcs: only the edges that feel them are made again, and all can be taken back.

use super::customize::Weighted;
use super::length::Single;
use super::piece::index;
use crate::network::ArcIx;

/// What lengths were before [`Weighted::edit`].
#[derive(Debug)]
pub struct Undo<L> {
    arcs: Vec<(ArcIx, L)>,
    edges: Vec<(u32, [L; 2])>,
}

/// Edges in the order of their tails, each once.
struct Agenda {
    /// A bit an edge.
    words: Vec<u64>,
    /// All words before are empty.
    at: usize,
}

impl Agenda {
    fn new(edges: usize) -> Self {
        Self { words: vec![0; edges.div_ceil(64)], at: 0 }
    }

    fn add(&mut self, edge: usize) {
        self.words[edge / 64] |= 1 << (edge % 64);
    }

    /// The first, which is taken out. What is added later stands after it.
    fn next(&mut self) -> Option<usize> {
        self.at += self.words[self.at..].iter().position(|word| *word != 0)?;
        let word = &mut self.words[self.at];
        let bit = word.trailing_zeros() as usize;
        *word &= *word - 1;
        Some(64 * self.at + bit)
    }
}

impl<L: Single> Weighted<'_, L> {
    /// Gives arcs other lengths, as if the hierarchy had been customized with them.
    ///
    /// Edges are seen again from the lowest up, where one below that made them, or could make them shorter, changed:
    /// O(triangles of the edges that change).
    pub fn edit(&mut self, edits: &[(ArcIx, L)]) -> Undo<L> {
        let mut undo = Undo { arcs: Vec::with_capacity(edits.len()), edges: Vec::new() };
        let mut agenda = Agenda::new(self.both.len());
        for &(arc, length) in edits {
            let old = std::mem::replace(&mut self.length[arc.at()], length);
            undo.arcs.push((arc, old));
            if let Some(slot) = self.lanes.slot(arc) {
                agenda.add(slot / 2);
            }
        }
        while let Some(edge) = agenda.next() {
            let (old, new) = (self.both[edge], self.made(edge));
            if old != new {
                undo.edges.push((index(edge), old));
                self.both[edge] = new;
                self.spread(edge, old, &mut agenda);
            }
        }
        undo
    }

    /// Takes an edit back; of several the last comes first.
    pub fn undo(&mut self, undo: Undo<L>) {
        // An arc that was named twice was first what it is to be.
        undo.arcs.into_iter().rev().for_each(|(arc, length)| self.length[arc.at()] = length);
        undo.edges.into_iter().for_each(|(edge, both)| self.both[edge as usize] = both);
    }

    /// An edge's lengths from its arcs and the edges below.
    fn made(&self, edge: usize) -> [L; 2] {
        let own = |slot: usize| {
            let arcs = self.lanes.arcs(slot).iter().map(|&arc| self.length[arc as usize]);
            arcs.fold(L::FAR, L::least)
        };
        let mut both = [own(2 * edge), own(2 * edge + 1)];
        self.hierarchy.triangles(edge, |low, high| {
            let ([to_low, from_low], [to_high, from_high]) = (self.both[low], self.both[high]);
            both[0] = both[0].least(from_low.plus(to_high));
            both[1] = both[1].least(from_high.plus(to_low));
            std::ops::ControlFlow::Continue(())
        });
        both
    }

    /// Puts on the agenda what an edge that was `old` held or can shorten.
    fn spread(&self, edge: usize, old: [L; 2], agenda: &mut Agenda) {
        let hierarchy = self.hierarchy;
        let new = self.both[edge];
        let node = hierarchy.tail[edge];
        for side in hierarchy.up(node).filter(|&side| side != edge) {
            let (low, high) = (edge.min(side), edge.max(side));
            let Some(above) = hierarchy.edge(hierarchy.head[low], hierarchy.head[high]) else {
                continue;
            };
            let sums = |both: [L; 2]| {
                let [[to_low, from_low], [to_high, from_high]] =
                    if edge < side { [both, self.both[side]] } else { [self.both[side], both] };
                [from_low.plus(to_high), from_high.plus(to_low)]
            };
            let own = self.both[above];
            let felt = |way: usize| {
                // What is shut holds nothing.
                let (old, new) = (sums(old)[way], sums(new)[way]);
                old != new && (old == own[way] && old < L::FAR || new < own[way])
            };
            if felt(0) || felt(1) {
                agenda.add(above);
            }
        }
    }
}
