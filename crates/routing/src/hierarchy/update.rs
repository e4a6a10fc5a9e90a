//! Other lengths on some arcs: only the edges that feel them are made again, and all can be taken back.

use super::customize::Weighted;
use super::length::Length;
use super::piece::index;
use crate::ArcIx;

/// What lengths were before [`Weighted::edit`].
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

/// Where one edge of so many was seen again, all are: a look at one costs as much as making so many, as measured on
/// 572,009 nodes.
const DEAR: usize = 40;

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

impl<L: Length> Weighted<'_, L> {
    /// Gives arcs other lengths, as if the hierarchy had been customized with them.
    ///
    /// Edges are seen again from the lowest up, where one below that made them, or could make them shorter, changed:
    /// O(triangles of the edges that change); of many arcs at once O(all triangles), without looking what changes.
    pub fn edit(&mut self, edits: &[(ArcIx, L)]) -> Undo<L> {
        let set =
            |&(arc, length): &(ArcIx, L)| (arc, std::mem::replace(&mut self.length[arc.index()], length));
        let arcs: Vec<(ArcIx, L)> = edits.iter().map(set).collect();
        let edges = self.edited(edits).map_or_else(
            || {
                let before = self.both.clone();
                self.customize();
                Before::All(before)
            },
            Before::Some,
        );
        Undo { arcs, edges }
    }

    /// Edges that changed, with what they were; `None`, and nothing changed, where they are too many.
    fn edited(&mut self, edits: &[(ArcIx, L)]) -> Option<Vec<(u32, [L; 2])>> {
        let most = self.both.len() / DEAR + 1_000;
        if edits.len() > most {
            return None;
        }
        let mut before = Vec::new();
        let mut seen = 0;
        let mut agenda = Agenda::new(self.both.len());
        edits.iter().filter_map(|edit| self.lanes.slot(edit.0)).for_each(|slot| agenda.add(slot / 2));
        while let Some(edge) = agenda.next() {
            seen += 1;
            if seen > most {
                before.into_iter().for_each(|(edge, both): (u32, _)| self.both[edge as usize] = both);
                return None;
            }
            let (old, new) = (self.both[edge], self.made(edge));
            if old != new {
                before.push((index(edge), old));
                self.both[edge] = new;
                self.spread(edge, old, &mut agenda);
            }
        }
        Some(before)
    }

    /// Takes an edit back; of several the last comes first.
    pub fn undo(&mut self, undo: Undo<L>) {
        // An arc that was named twice was first what it is to be.
        undo.arcs.into_iter().rev().for_each(|(arc, length)| self.length[arc.index()] = length);
        match undo.edges {
            Before::Some(edges) => {
                edges.into_iter().for_each(|(edge, both)| self.both[edge as usize] = both);
            }
            Before::All(both) => self.both = both,
        }
    }

    /// An edge's lengths from its arcs and the edges below.
    fn made(&self, edge: usize) -> [L; 2] {
        let own = |slot: usize| {
            let arcs = self.lanes.arcs(slot).iter().map(|&arc| self.length[arc as usize]);
            arcs.fold(L::INFINITY, L::least)
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
                old != new && (old == own[way] && old < L::INFINITY || new < own[way])
            };
            if felt(0) || felt(1) {
                agenda.add(above);
            }
        }
    }
}
