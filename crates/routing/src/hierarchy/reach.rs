//! Ways from an end up to the nodes above it, as ties leave them.

use std::cmp::Ordering;

use super::chordal::NONE;
use super::customize::Weighted;
use super::ends::{Endpoints, Labels};
use super::length::Length;
use super::search::Direction;
use super::trace::PathAttributes;
use super::ways::Finder;
use crate::ArcIx;

/// A way between an end and a node above it.
#[derive(Clone, Copy, Debug)]
struct Step {
    trace: PathAttributes,
    /// The step before, and the way from there; [`NONE`] at the end itself.
    before: u32,
    way: u32,
}

/// One end's ways upwards, each made when it is first asked for.
#[derive(Debug)]
pub struct Reach<L> {
    heading: Direction,
    labels: Labels<L>,
    /// Edges on shortest ways, by the depth of their heads, tails from the end upwards.
    tight: Vec<(u32, u32)>,
    /// By depth: its step, or [`NONE`].
    known: Vec<u32>,
    steps: Vec<Step>,
}

impl<L: Length> Reach<L> {
    pub(super) fn new(
        weighted: &Weighted<'_, L>,
        ends: &Endpoints,
        (heading, at): (Direction, usize),
    ) -> Self {
        Self::within(weighted, ends, (heading, at), (weighted.labels(ends, heading, at), L::INFINITY))
    }

    /// As [`Reach::new`] where the labels are known, for ways no longer than a bound alone.
    pub(super) fn within(
        weighted: &Weighted<'_, L>,
        ends: &Endpoints,
        (heading, at): (Direction, usize),
        (labels, bound): (Labels<L>, L),
    ) -> Self {
        let path = &ends.root(heading, at).path;
        let deep = weighted.hierarchy.deep();
        let mut tight = Vec::new();
        for (depth, &node) in path.iter().enumerate().rev().filter(|(depth, _)| labels[*depth] <= bound) {
            for edge in weighted.hierarchy.up(node) {
                let sum = labels[depth].plus(weighted.both[edge][heading.up()]);
                if sum == labels[deep[edge] as usize] && sum < L::INFINITY {
                    tight.push((deep[edge], super::piece::index(edge)));
                }
            }
        }
        tight.sort_by_key(|(deep, _)| *deep);
        Self { heading, known: vec![NONE; labels.len()], labels, tight, steps: Vec::new() }
    }

    /// By depth.
    pub fn labels(&self) -> &[L] {
        &self.labels
    }

    /// By step: is a way on it that is touched?
    pub(super) fn touched(&self, ways: &[bool]) -> Vec<bool> {
        let mut touched = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            touched.push(step.before != NONE && (touched[step.before as usize] || ways[step.way as usize]));
        }
        touched
    }

    /// Adds to each way how often it is used, where steps are used so often.
    pub(super) fn spread(&self, mut uses: Vec<u64>, ways: &mut [u64]) {
        for (at, step) in self.steps.iter().enumerate().rev().filter(|(_, step)| step.before != NONE) {
            uses[step.before as usize] += uses[at];
            ways[step.way as usize] += uses[at];
        }
    }

    pub(super) fn steps(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn trace(&self, step: u32) -> &PathAttributes {
        &self.steps[step as usize].trace
    }

    /// The step to a node that can be reached.
    pub(super) fn step<T: Fn(ArcIx) -> PathAttributes>(
        &mut self,
        finder: &mut Finder<'_, L, T>,
        ends: &Endpoints,
        depth: usize,
    ) -> u32 {
        if self.known[depth] != NONE {
            return self.known[depth];
        }
        let mut least: Option<Step> = None;
        if depth + 1 == self.labels.len() {
            // Only arcs of no length lead back to the end itself, and they would make the way longer in arcs.
            least = Some(Step { trace: PathAttributes::default(), before: NONE, way: NONE });
        } else {
            let deep = super::piece::index(depth);
            let start = self.tight.partition_point(|(own, _)| *own < deep);
            let end = self.tight.partition_point(|(own, _)| *own <= deep);
            for at in start..end {
                let step = self.over(finder, ends, self.tight[at].1 as usize);
                if least.is_none_or(|least| self.order(finder, &step, &least) == Ordering::Less) {
                    least = Some(step);
                }
            }
        }
        let step = super::piece::index(self.steps.len());
        // A label that is not FAR has an edge that made it.
        self.steps.push(least.unwrap_or(Step { trace: PathAttributes::default(), before: NONE, way: NONE }));
        self.known[depth] = step;
        step
    }

    fn over<T: Fn(ArcIx) -> PathAttributes>(
        &mut self,
        finder: &mut Finder<'_, L, T>,
        ends: &Endpoints,
        edge: usize,
    ) -> Step {
        let hierarchy = finder.weighted.hierarchy;
        let tail = hierarchy.tail[edge];
        // The tail's parent is its lowest head, one less deep.
        let depth = hierarchy.deep()[hierarchy.up(tail).start] as usize + 1;
        let before = self.step(finder, ends, depth);
        let way = finder.way(2 * edge + self.heading.up());
        Step { trace: self.trace(before).plus(finder.trace(way)), before, way }
    }

    fn order<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        finder: &Finder<'_, L, T>,
        one: &Step,
        other: &Step,
    ) -> Ordering {
        let arcs = |step: &Step| self.arcs(*step, |way| finder.arcs(way));
        one.trace.tie_break.cmp(&other.trace.tie_break).then_with(|| arcs(one).cmp(&arcs(other)))
    }

    /// The arcs of the way between the end and a step, in the order of the journey; `arcs` has those of a way.
    pub(super) fn journey(&self, step: u32, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        self.arcs(self.steps[step as usize], arcs)
    }

    fn arcs(&self, mut step: Step, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        let mut parts = Vec::new();
        while step.before != NONE {
            parts.push(arcs(step.way));
            step = self.steps[step.before as usize];
        }
        if self.heading == Direction::Forward {
            parts.reverse();
        }
        parts.concat()
    }
}
