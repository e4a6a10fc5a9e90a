//! From edges back to arcs.

use std::ops::ControlFlow;

use super::customize::Weighted;
use super::length::Single;
use super::search::{Heading, Step, meeting};
use crate::network::{ArcIx, StateIx};

impl<L: Single> Weighted<'_, L> {
    /// A shortest way from one node to another, as arcs in order; `None` where no way is open.
    ///
    /// Of several shortest ways any may come; lengths that tell all ways apart leave one. O(edges of the ancestors and
    /// triangles of the edges on the way).
    #[must_use]
    pub fn way(&self, from: StateIx, to: StateIx) -> Option<(L, Vec<ArcIx>)> {
        let out = self.climb(from, Heading::Out);
        let back = self.climb(to, Heading::In);
        let (length, a, b) = meeting(&out, &back)?;
        let mut slots = self.slots(&out, a, Heading::Out);
        slots.reverse();
        slots.extend(self.slots(&back, b, Heading::In));
        // The last is unpacked first.
        slots.reverse();
        let mut arcs = Vec::new();
        while let Some(slot) = slots.pop() {
            match self.arc(slot) {
                Some(arc) => arcs.push(arc),
                None => {
                    let [first, second] = self.halves(slot)?;
                    slots.extend([second, first]);
                }
            }
        }
        Some((length, arcs))
    }

    /// Edges from a step of a climb down to its root, each with the way it is used: twice the edge, and 1 for down.
    fn slots(&self, climb: &[Step<L>], mut at: usize, heading: Heading) -> Vec<usize> {
        let mut slots = Vec::new();
        while at > 0 {
            let edge = climb[at].by as usize;
            slots.push(2 * edge + heading.up());
            let tail = self.hierarchy.tail[edge];
            // The tail is a lower step of the same climb.
            at = climb[..at].partition_point(|step| step.node < tail);
        }
        slots
    }

    /// An arc that is as short as its edge.
    fn arc(&self, slot: usize) -> Option<ArcIx> {
        let length = self.both[slot / 2][slot % 2];
        self.lanes.arcs(slot).iter().map(|&arc| ArcIx(arc)).find(|arc| self.length[arc.at()] == length)
    }

    /// The two edges below that are together as short: `v -> u` and `u -> w` for an edge `v -> w`.
    fn halves(&self, slot: usize) -> Option<[usize; 2]> {
        let (edge, down) = (slot / 2, slot % 2);
        let length = self.both[edge][down];
        let mut found = None;
        self.hierarchy.triangles(edge, |low, high| {
            // Upwards: down to `u` and up to the head; downwards the other way round.
            let (first, second) = if down == 0 { (low, high) } else { (high, low) };
            if self.both[first][1].plus(self.both[second][0]) == length {
                found = Some([2 * first + 1, 2 * second]);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        found
    }
}
