//! Weights onto a hierarchy: every edge gets the length of the shortest way over lower nodes.

use super::chordal::{Hierarchy, NONE};
use super::length::Length;
use super::piece::index;
use crate::store::Array;
use crate::{ArcIx, Topology};

/// Which edge, and which way along it, each arc of a topology takes.
#[derive(Clone, Debug)]
pub struct ArcMapping {
    /// By arc: twice the edge, and 1 where the arc goes down; [`NONE`] for loops, which are on no shortest way.
    slot: Array<u32>,
    /// Arcs by slot: those of slot `s` are `arcs[first[s] .. first[s + 1]]`, ascending.
    first: Array<u32>,
    arcs: Array<u32>,
}

impl ArcMapping {
    /// Of a topology whose every arc was among the edges of the hierarchy.
    ///
    /// `None` where one was not.
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
            Some(index(2 * edge) + u32::from(tail > head))
        };
        let slot: Vec<u32> = (0..topology.arc_count()).map(slot).collect::<Option<_>>()?;
        let mut first = vec![0; 2 * hierarchy.edge_count() + 1];
        let used = |slot: &&u32| **slot != NONE;
        slot.iter().filter(used).for_each(|&slot| first[slot as usize + 1] += 1);
        (0..2 * hierarchy.edge_count()).for_each(|at| first[at + 1] += first[at]);
        let mut next: Vec<u32> = first.clone();
        let mut arcs = vec![0; first.last().map_or(0, |&last| last as usize)];
        for (arc, &slot) in slot.iter().enumerate().filter(|(_, slot)| **slot != NONE) {
            let place = &mut next[slot as usize];
            arcs[*place as usize] = index(arc);
            *place += 1;
        }
        Some(Self { slot: slot.into(), first: first.into(), arcs: arcs.into() })
    }

    /// All arrays in a fixed order, to be kept.
    #[must_use]
    pub fn parts(&self) -> [&Array<u32>; 3] {
        [&self.slot, &self.first, &self.arcs]
    }

    /// From what [`ArcMapping::parts`] gave, for a hierarchy of so many edges.
    ///
    /// `None` where lengths do not fit each other or an index is out of bounds.
    #[must_use]
    pub fn from_parts([slot, first, arcs]: [Array<u32>; 3], hierarchy: &Hierarchy) -> Option<Self> {
        let slots = 2 * hierarchy.edge_count();
        let fits = first.len() == slots + 1
            && first.is_sorted()
            && first.first() == Some(&0)
            && first.last() == Some(&index(arcs.len()))
            && slot.iter().all(|&slot| slot == NONE || (slot as usize) < slots)
            && arcs.iter().all(|&arc| (arc as usize) < slot.len());
        fits.then_some(Self { slot, first, arcs })
    }

    /// How many arcs the topology has.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.slot.len()
    }

    /// Twice the edge of an arc, and 1 where it goes down; `None` for a loop.
    pub(super) fn slot(&self, arc: ArcIx) -> Option<usize> {
        Some(self.slot[arc.index()]).filter(|&slot| slot != NONE).map(|slot| slot as usize)
    }

    /// The arcs that go one way along an edge.
    pub(super) fn arcs(&self, slot: usize) -> &[u32] {
        &self.arcs[self.first[slot] as usize..self.first[slot + 1] as usize]
    }
}

/// A hierarchy's edges with their lengths.
#[derive(Clone, Debug)]
pub struct Weighted<'a, L> {
    /// Who can be above whom.
    pub(super) hierarchy: &'a Hierarchy,
    /// Which arcs are on which edge.
    pub(super) lanes: &'a ArcMapping,
    /// By edge: the way up and the way down.
    pub(super) both: Vec<[L; 2]>,
    /// By arc.
    pub(super) length: Vec<L>,
}

/// Those of one hierarchy are equal where all lengths are.
impl<L: Length> PartialEq for Weighted<'_, L> {
    fn eq(&self, other: &Self) -> bool {
        self.length == other.length && self.both == other.both
    }
}

impl<'a, L: Length> Weighted<'a, L> {
    /// How much memory its lengths take.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        (size_of_val(&self.both[..]) + size_of_val(&self.length[..])) as u64
    }

    /// Customizes: `length` of an arc is at most [`Length::INFINITY`], which shuts it.
    ///
    /// Every edge `(v, w)` gets the least of its arcs and of `v -> u -> w` over all `u` below both, nodes ascending:
    /// O(triangles). J. Dibbelt, B. Strasser, D. Wagner, 2016: basic customization.
    #[must_use]
    pub fn new(hierarchy: &'a Hierarchy, lanes: &'a ArcMapping, length: impl Fn(ArcIx) -> L) -> Self {
        let length: Vec<L> = (0..lanes.slot.len()).map(|arc| length(ArcIx::from(arc))).collect();
        let both = vec![[L::INFINITY; 2]; hierarchy.edge_count()];
        let mut own = Self { hierarchy, lanes, both, length };
        own.customize();
        own
    }

    /// What [`Weighted::new`] made with these lengths before: `both` is what [`Weighted::edge_lengths`] gave then.
    ///
    /// # Panics
    /// `both` has no row for an edge, or `length` none for an arc.
    #[must_use]
    pub fn from_parts(
        hierarchy: &'a Hierarchy,
        lanes: &'a ArcMapping,
        both: Vec<[L; 2]>,
        length: Vec<L>,
    ) -> Self {
        assert_eq!((both.len(), length.len()), (hierarchy.edge_count(), lanes.arc_count()));
        Self { hierarchy, lanes, both, length }
    }

    /// By edge: the length of the way up and of the way down.
    #[must_use]
    pub fn edge_lengths(&self) -> &[[L; 2]] {
        &self.both
    }

    /// All edges from all arcs.
    pub(super) fn customize(&mut self) {
        self.both.fill([L::INFINITY; 2]);
        for (&slot, &length) in self.lanes.slot.iter().zip(&self.length).filter(|(slot, _)| **slot != NONE) {
            let own = &mut self.both[slot as usize / 2][slot as usize % 2];
            *own = own.least(length);
        }
        self.close();
    }

    fn close(&mut self) {
        let hierarchy = self.hierarchy;
        let mut edge_to = vec![0; hierarchy.node_count()];
        for node in 0..index(hierarchy.node_count()) {
            for edge in hierarchy.up(node) {
                edge_to[hierarchy.head[edge] as usize] = edge;
            }
            for &low in hierarchy.below(node) {
                let [to_node, from_node] = self.both[low as usize];
                let end = hierarchy.first[hierarchy.tail[low as usize] as usize + 1] as usize;
                for side in low as usize + 1..end {
                    let [to_head, from_head] = self.both[side];
                    let own = &mut self.both[edge_to[hierarchy.head[side] as usize]];
                    own[0] = own[0].least(from_node.plus(to_head));
                    own[1] = own[1].least(from_head.plus(to_node));
                }
            }
        }
    }
}
