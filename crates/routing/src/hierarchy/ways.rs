//! The way behind an edge: of all that are as short as the edge says the one that ties leave, found once.

use std::cmp::Ordering;
use std::ops::ControlFlow;

use super::customize::Weighted;
use super::length::Length;
use super::piece::index;
use super::trace::PathAttributes;
use crate::ArcIx;

/// Not yet found.
const NONE: u32 = u32::MAX;

/// A way along one edge.
#[derive(Clone, Copy, Debug)]
struct Made {
    trace: PathAttributes,
    of: Of,
}

#[derive(Clone, Copy, Debug)]
enum Of {
    Arc(ArcIx),
    /// Two ways that were made before.
    Two(u32, u32),
}

/// Ways along edges, each made when it is first asked for.
#[derive(Clone, Debug)]
pub struct Ways {
    /// By slot (twice the edge, and 1 for down): its way, or [`NONE`].
    known: Vec<u32>,
    made: Vec<Made>,
    /// Slots in the order of `made`.
    slots: Vec<u32>,
}

/// Ways under other lengths, which were only made longer: those that no such arc is on stay.
#[derive(Clone, Copy, Debug)]
pub struct Retained<'b> {
    ways: &'b Ways,
    /// By way: is an arc on it now longer or shut?
    touched: &'b [bool],
}

/// [`Ways`] that are read and filled under some lengths.
pub(super) struct Finder<'f, L, T> {
    pub weighted: &'f Weighted<'f, L>,
    /// What an arc adds.
    pub trace: T,
    pub own: &'f mut Ways,
    pub kept: Option<Retained<'f>>,
}

impl Ways {
    /// None yet, for a hierarchy with so many edges.
    #[must_use]
    pub fn new(edges: usize) -> Self {
        Self { known: vec![NONE; 2 * edges], made: Vec::new(), slots: Vec::new() }
    }

    /// Forgets all, and keeps the room.
    pub fn clear(&mut self) {
        self.slots.drain(..).for_each(|slot| self.known[slot as usize] = NONE);
        self.made.clear();
    }

    pub(super) fn count(&self) -> usize {
        self.made.len()
    }

    /// By way: is one of these arcs on it?
    #[must_use]
    pub fn touched(&self, arc: impl Fn(ArcIx) -> bool) -> Vec<bool> {
        let mut touched = Vec::with_capacity(self.made.len());
        for made in &self.made {
            touched.push(match made.of {
                Of::Arc(own) => arc(own),
                Of::Two(first, second) => touched[first as usize] || touched[second as usize],
            });
        }
        touched
    }

    /// By way how often it is used to by arc, ways within ways counted.
    pub(super) fn spread(&self, mut uses: Vec<u64>, arcs: usize) -> Vec<u64> {
        let mut by_arc = vec![0; arcs];
        for (at, made) in self.made.iter().enumerate().rev() {
            let own = uses[at];
            match made.of {
                // Nothing is on the way that is none.
                Of::Arc(arc) => by_arc.get_mut(arc.index()).into_iter().for_each(|uses| *uses += own),
                Of::Two(first, second) => {
                    uses[first as usize] += own;
                    uses[second as usize] += own;
                }
            }
        }
        by_arc
    }

    /// The arcs of a way in order.
    pub(super) fn arcs(&self, way: u32) -> Vec<ArcIx> {
        arcs(way, |way| &self.made[way as usize])
    }

    /// What is still good where arcs became longer; `touched` is of [`Ways::touched`].
    #[must_use]
    pub fn keep<'b>(&'b self, touched: &'b [bool]) -> Retained<'b> {
        Retained { ways: self, touched }
    }
}

fn arcs<'m>(way: u32, made: impl Fn(u32) -> &'m Made) -> Vec<ArcIx> {
    let (mut open, mut arcs) = (vec![way], Vec::new());
    while let Some(way) = open.pop() {
        match made(way).of {
            // Lengths that no arc has, as a forged file may tell them, have a way of nothing.
            Of::Arc(ArcIx(NONE)) => {}
            Of::Arc(arc) => arcs.push(arc),
            Of::Two(first, second) => open.extend([second, first]),
        }
    }
    arcs
}

impl<L: Length, T: Fn(ArcIx) -> PathAttributes> Finder<'_, L, T> {
    /// What a way is apart from its length.
    pub fn trace(&self, way: u32) -> &PathAttributes {
        &self.made(way).trace
    }

    /// The way along a slot that is open.
    pub fn way(&mut self, slot: usize) -> u32 {
        if self.own.known[slot] != NONE {
            return self.own.known[slot];
        }
        if let Some(kept) = self.kept {
            let known = kept.ways.known[slot];
            if known != NONE && !kept.touched[known as usize] {
                return known;
            }
        }
        let made = self.make(slot);
        let way = index(self.kept_len() + self.own.made.len());
        self.own.known[slot] = way;
        self.own.slots.push(index(slot));
        self.own.made.push(made);
        way
    }

    /// Its arcs in order.
    pub fn arcs(&self, way: u32) -> Vec<ArcIx> {
        arcs(way, |way| self.made(way))
    }

    /// Ways of before come first in the count.
    fn kept_len(&self) -> usize {
        self.kept.map_or(0, |kept| kept.ways.made.len())
    }

    fn made(&self, way: u32) -> &Made {
        match self.kept {
            Some(kept) if (way as usize) < kept.ways.made.len() => &kept.ways.made[way as usize],
            _ => &self.own.made[way as usize - self.kept_len()],
        }
    }

    /// The least of the arcs and pairs of edges that are as short as the slot.
    fn make(&mut self, slot: usize) -> Made {
        let (edge, down) = (slot / 2, slot % 2);
        let length = self.weighted.both[edge][down];
        let arcs = self.weighted.lanes.arcs(slot).iter().map(|&arc| ArcIx(arc));
        let tight = arcs.filter(|arc| self.weighted.length[arc.index()] == length);
        let mut least: Option<Made> = None;
        for arc in tight {
            let made = Made { trace: (self.trace)(arc), of: Of::Arc(arc) };
            // Arcs ascend: of two that are equal the first stays.
            if least.is_none_or(|least| made.trace.tie_break < least.trace.tie_break) {
                least = Some(made);
            }
        }
        for [first, second] in self.halves(slot) {
            let (first, second) = (self.way(first), self.way(second));
            let made = Made { trace: self.trace(first).plus(self.trace(second)), of: Of::Two(first, second) };
            if least.is_none_or(|least| self.order(&made, &least) == Ordering::Less) {
                least = Some(made);
            }
        }
        // An edge that is open is as short as something on it.
        least.unwrap_or(Made { trace: PathAttributes::default(), of: Of::Arc(ArcIx(NONE)) })
    }

    /// All pairs of slots below that are together as short.
    fn halves(&self, slot: usize) -> Vec<[usize; 2]> {
        let (edge, down) = (slot / 2, slot % 2);
        let (both, length) = (&self.weighted.both, self.weighted.both[edge][down]);
        let mut halves = Vec::new();
        self.weighted.hierarchy.triangles(edge, |low, high| {
            let (first, second) = if down == 0 { (low, high) } else { (high, low) };
            if both[first][1].plus(both[second][0]) == length {
                halves.push([2 * first + 1, 2 * second]);
            }
            ControlFlow::Continue(())
        });
        halves
    }

    fn order(&self, one: &Made, other: &Made) -> Ordering {
        one.trace
            .tie_break
            .cmp(&other.trace.tie_break)
            .then_with(|| self.sequence(one).cmp(&self.sequence(other)))
    }

    fn sequence(&self, made: &Made) -> Vec<ArcIx> {
        match made.of {
            Of::Arc(arc) => vec![arc],
            Of::Two(first, second) => [self.arcs(first), self.arcs(second)].concat(),
        }
    }
}
