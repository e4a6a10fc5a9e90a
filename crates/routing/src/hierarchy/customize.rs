//! Lengths of all edges of a hierarchy, at once or where some have changed.

use super::Length;
use super::chordal::Hierarchy;
use crate::store::Array;
use crate::topology::{ArcIx, Direction, NONE, Topology, to_u32};

/// Which edge of a hierarchy each arc of a topology lies on, and in which direction.
///
/// A slot is an edge with a direction: twice the edge, and 1 for down.
#[derive(Clone, Debug)]
pub struct ArcMapping {
    /// By arc; [`NONE`] for loops, which are on no shortest path.
    slot: Array<u32>,
    /// Arcs by slot: those of slot `s` are `arcs[first[s] .. first[s + 1]]`, ascending.
    first: Array<u32>,
    arcs: Array<u32>,
}

impl ArcMapping {
    /// Of a topology all of whose arcs are edges of the hierarchy; `None` where one is not. O(m log m).
    #[must_use]
    pub fn new(hierarchy: &Hierarchy, topology: &Topology) -> Option<Self> {
        let slot = |arc: usize| {
            let arc = ArcIx::from(arc);
            let tail = *hierarchy.rank.get(topology.tail(arc).index())?;
            let head = *hierarchy.rank.get(topology.head(arc).index())?;
            if tail == head {
                return Some(NONE);
            }
            let edge = hierarchy.edge(tail.min(head), tail.max(head))?;
            // Down where the arc leaves the higher of the two ranks.
            Some(to_u32(2 * edge) + u32::from(tail > head))
        };
        let slot: Vec<u32> = (0..topology.arc_count()).map(slot).collect::<Option<_>>()?;
        let mut first = vec![0; 2 * hierarchy.edge_count() + 1];
        let is_edge = |slot: &&u32| **slot != NONE;
        slot.iter().filter(is_edge).for_each(|&slot| first[slot as usize + 1] += 1);
        (0..2 * hierarchy.edge_count()).for_each(|at| first[at + 1] += first[at]);
        // A counting sort by slot: arcs are placed in their order, so those of a slot ascend.
        let mut next: Vec<u32> = first.clone();
        let mut arcs = vec![0; first.last().map_or(0, |&last| last as usize)];
        for (arc, &slot) in slot.iter().enumerate().filter(|(_, slot)| **slot != NONE) {
            let place = &mut next[slot as usize];
            arcs[*place as usize] = to_u32(arc);
            *place += 1;
        }
        Some(Self { slot: slot.into(), first: first.into(), arcs: arcs.into() })
    }

    /// All its arrays in a fixed order, to be stored.
    #[must_use]
    pub fn parts(&self) -> [&Array<u32>; 3] {
        [&self.slot, &self.first, &self.arcs]
    }

    /// From what [`ArcMapping::parts`] returned, for the hierarchy that it was made for.
    ///
    /// `None` where lengths do not fit each other or an index is out of bounds.
    #[must_use]
    pub fn from_parts([slot, first, arcs]: [Array<u32>; 3], hierarchy: &Hierarchy) -> Option<Self> {
        let slots = 2 * hierarchy.edge_count();
        let fits = first.len() == slots + 1
            && first.is_sorted()
            && first.first() == Some(&0)
            && first.last() == Some(&to_u32(arcs.len()))
            && slot.iter().all(|&slot| slot == NONE || (slot as usize) < slots)
            && arcs.iter().all(|&arc| (arc as usize) < slot.len());
        fits.then_some(Self { slot, first, arcs })
    }

    /// How many arcs the topology has.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.slot.len()
    }

    /// The slot of an arc; `None` for a loop.
    pub(super) fn slot(&self, arc: ArcIx) -> Option<usize> {
        Some(self.slot[arc.index()]).filter(|&slot| slot != NONE).map(|slot| slot as usize)
    }

    /// The arcs of a slot, ascending.
    pub(super) fn arcs(&self, slot: usize) -> &[u32] {
        &self.arcs[self.first[slot] as usize..self.first[slot + 1] as usize]
    }
}

/// A hierarchy customized with lengths of arcs: what queries are asked of.
#[derive(Clone, Debug)]
pub struct Weighted<'a, L> {
    pub(super) hierarchy: &'a Hierarchy,
    pub(super) mapping: &'a ArcMapping,
    /// By edge: up and down.
    pub(super) edge_length: Vec<[L; 2]>,
    /// By arc.
    pub(super) arc_length: Vec<L>,
}

/// Which of the two lengths of an edge counts upward in a search of this direction: backward, arcs are read from head
/// to tail.
pub(super) fn upward(direction: Direction) -> usize {
    match direction {
        Direction::Forward => 0,
        Direction::Backward => 1,
    }
}

/// Of one hierarchy: equal where all lengths are.
impl<L: Length> PartialEq for Weighted<'_, L> {
    fn eq(&self, other: &Self) -> bool {
        self.arc_length == other.arc_length && self.edge_length == other.edge_length
    }
}

impl<'a, L: Length> Weighted<'a, L> {
    /// How long is every edge, if arcs have these lengths?
    ///
    /// # Arguments
    /// * `mapping`: of the topology to the hierarchy.
    /// * `length`: of an arc, at most [`Length::INFINITY`], which closes it. Sums along paths must stay below that.
    ///
    /// # Complexity
    /// O(triangles): every edge `(v, w)` gets the least of its arcs and of `v -> u -> w` over all `u` below both, from
    /// the lowest rank up.
    ///
    /// # Example
    /// In the [module](super).
    ///
    /// # Reference
    /// J. Dibbelt, B. Strasser, D. Wagner: Customizable contraction hierarchies, 2016: basic customization.
    #[must_use]
    pub fn new(hierarchy: &'a Hierarchy, mapping: &'a ArcMapping, length: impl Fn(ArcIx) -> L) -> Self {
        let arc_length: Vec<L> = (0..mapping.slot.len()).map(|arc| length(ArcIx::from(arc))).collect();
        let edge_length = vec![[L::INFINITY; 2]; hierarchy.edge_count()];
        let mut own = Self { hierarchy, mapping, edge_length, arc_length };
        own.customize();
        own
    }

    /// What [`Weighted::new`] made with these lengths of arcs before: `edge_length` is what [`Weighted::edge_lengths`]
    /// was.
    ///
    /// # Panics
    /// There is not one length for each edge and each arc.
    #[must_use]
    pub fn from_parts(
        hierarchy: &'a Hierarchy,
        mapping: &'a ArcMapping,
        edge_length: Vec<[L; 2]>,
        arc_length: Vec<L>,
    ) -> Self {
        let lengths = (edge_length.len(), arc_length.len());
        assert_eq!(lengths, (hierarchy.edge_count(), mapping.arc_count()));
        Self { hierarchy, mapping, edge_length, arc_length }
    }

    /// By edge: its length up and down.
    #[must_use]
    pub fn edge_lengths(&self) -> &[[L; 2]] {
        &self.edge_length
    }

    /// How much memory its lengths take, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        (size_of_val(&self.edge_length[..]) + size_of_val(&self.arc_length[..])) as u64
    }

    /// All edges from all arcs.
    pub(super) fn customize(&mut self) {
        self.edge_length.fill([L::INFINITY; 2]);
        // The respecting metric of the paper: an edge is as long as the shortest of its parallel arcs.
        let on_edges = self.mapping.slot.iter().zip(&self.arc_length).filter(|(slot, _)| **slot != NONE);
        for (&slot, &length) in on_edges {
            let own = &mut self.edge_length[slot as usize / 2][slot as usize % 2];
            *own = own.least(length);
        }
        self.relax_triangles();
    }

    fn relax_triangles(&mut self) {
        let hierarchy = self.hierarchy;
        // By rank: the edge from the present node to it. Entries that nodes before left are not read.
        let mut edge_to = vec![0; hierarchy.node_count()];
        // Lower triangles of an edge need its two lower edges finished: those of lower ranks.
        for node in 0..to_u32(hierarchy.node_count()) {
            for edge in hierarchy.up(node) {
                edge_to[hierarchy.head[edge] as usize] = edge;
            }
            for &low in hierarchy.below(node) {
                // Both lower edges of a triangle leave the tail below: one to this node, one to a head above it.
                // The tail is below this node: up is towards it.
                let [to_node, from_node] = self.edge_length[low as usize];
                let end = hierarchy.first[hierarchy.tail[low as usize] as usize + 1] as usize;
                // Heads ascend: the edges after this one go to higher nodes, so each triangle is met once.
                for other in low as usize + 1..end {
                    let [to_head, from_head] = self.edge_length[other];
                    let own = &mut self.edge_length[edge_to[hierarchy.head[other] as usize]];
                    // Up: from this node down to the tail, then up to the head; down: the same in reverse.
                    own[0] = own[0].least(from_node.plus(to_head));
                    own[1] = own[1].least(from_head.plus(to_node));
                }
            }
        }
    }
}

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
        // Lengths of arcs come first: edges are computed from them.
        let set = |&(arc, length): &(ArcIx, L)| (arc, std::mem::replace(&mut self.arc_length[arc.index()], length));
        let arcs: Vec<(ArcIx, L)> = edits.iter().map(set).collect();
        let edges = self.update(edits).map_or_else(
            || {
                // Too many edges change to record each: all are kept.
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
        // At least 1,000, so that small hierarchies are updated too.
        let most = self.edge_length.len() / UPDATE_COST + 1_000;
        if edits.len() > most {
            return None;
        }
        let mut before = Vec::new();
        let mut updated = 0;
        let mut queue = EdgeQueue::new(self.edge_length.len());
        // A loop has no slot: it is on no edge.
        edits.iter().filter_map(|edit| self.mapping.slot(edit.0)).for_each(|slot| queue.add(slot / 2));
        while let Some(edge) = queue.next() {
            updated += 1;
            if updated > most {
                // Each edge changed at most once, so they can be restored in any order.
                before.into_iter().for_each(|(edge, own): (u32, _)| self.edge_length[edge as usize] = own);
                return None;
            }
            let (old, new) = (self.edge_length[edge], self.customized(edge));
            // An edge that keeps its lengths changes none above it.
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
        // An edge and another from the same tail are the lower edges of a triangle; the third joins their heads.
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
