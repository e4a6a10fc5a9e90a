//! Shortest paths between an endpoint and its ancestors, the first by ties.

use std::cmp::Ordering;

use super::customize::{Weighted, upward};
use super::query::Endpoints;
use super::unpack::Unpacker;
use super::{Length, PathAttributes};
use crate::topology::{ArcIx, Direction, NONE, to_u32};

/// A path between an endpoint and one of its ancestors.
#[derive(Clone, Copy, Debug)]
struct Step {
    attributes: PathAttributes,
    /// The step before, and the path along an edge from there; [`NONE`] at the endpoint itself.
    before: u32,
    edge_path: u32,
}

impl Step {
    fn at_endpoint() -> Self {
        Self { attributes: PathAttributes::default(), before: NONE, edge_path: NONE }
    }
}

/// One endpoint's paths upward, each found when it is first needed.
#[derive(Debug)]
pub(super) struct UpwardPaths<L> {
    direction: Direction,
    /// By depth: see [`Weighted::labels`].
    labels: Vec<L>,
    /// Edges on shortest paths, with the depth of their heads: by that, then tails from the endpoint upward.
    tight: Vec<(u32, u32)>,
    /// By depth: its step, or [`NONE`].
    known: Vec<u32>,
    /// Each after the one before it on the path.
    steps: Vec<Step>,
}

impl<L: Length> UpwardPaths<L> {
    pub fn new(weighted: &Weighted<'_, L>, endpoints: &Endpoints, direction: Direction, at: usize) -> Self {
        let labels = weighted.labels(endpoints, direction, at);
        Self::within(weighted, endpoints, (direction, at), (labels, L::INFINITY))
    }

    /// As [`UpwardPaths::new`] where the labels are known, for paths no longer than a bound alone.
    pub fn within(
        weighted: &Weighted<'_, L>,
        endpoints: &Endpoints,
        (direction, at): (Direction, usize),
        (labels, bound): (Vec<L>, L),
    ) -> Self {
        let ancestors = endpoints.ancestors(direction, at);
        let head_depth = weighted.hierarchy.head_depth();
        let mut tight = Vec::new();
        for (depth, &node) in ancestors.iter().enumerate().rev().filter(|(depth, _)| labels[*depth] <= bound)
        {
            for edge in weighted.hierarchy.up(node) {
                let sum = labels[depth].plus(weighted.edge_length[edge][upward(direction)]);
                if sum == labels[head_depth[edge] as usize] && sum < L::INFINITY {
                    tight.push((head_depth[edge], to_u32(edge)));
                }
            }
        }
        tight.sort_by_key(|(depth, _)| *depth);
        Self { direction, known: vec![NONE; labels.len()], labels, tight, steps: Vec::new() }
    }

    pub fn labels(&self) -> &[L] {
        &self.labels
    }

    /// By step: whether an edge path on it is touched.
    pub fn touched(&self, edge_paths: &[bool]) -> Vec<bool> {
        let mut touched = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let is_start = step.before == NONE;
            touched.push(!is_start && (touched[step.before as usize] || edge_paths[step.edge_path as usize]));
        }
        touched
    }

    /// Adds to each edge path how often it is used, from how often each step is.
    pub fn add_usage(&self, mut uses: Vec<u64>, edge_paths: &mut [u64]) {
        // Backward: all uses of a step are known before it hands them on.
        for (at, step) in self.steps.iter().enumerate().rev().filter(|(_, step)| step.before != NONE) {
            uses[step.before as usize] += uses[at];
            edge_paths[step.edge_path as usize] += uses[at];
        }
    }

    pub fn step_count(&self) -> usize {
        self.steps.len()
    }

    pub fn attributes(&self, step: u32) -> &PathAttributes {
        &self.steps[step as usize].attributes
    }

    /// The step to the ancestor at a depth, whose label is below infinity.
    pub fn step<A: Fn(ArcIx) -> PathAttributes>(
        &mut self,
        unpacker: &mut Unpacker<'_, L, A>,
        depth: usize,
    ) -> u32 {
        if self.known[depth] != NONE {
            return self.known[depth];
        }
        let mut least: Option<Step> = None;
        // Only arcs of length 0 lead back to the endpoint itself, and they would make the path longer in arcs.
        if depth + 1 < self.labels.len() {
            let start = self.tight.partition_point(|(own, _)| (*own as usize) < depth);
            let end = self.tight.partition_point(|(own, _)| (*own as usize) <= depth);
            for at in start..end {
                let step = self.over(unpacker, self.tight[at].1 as usize);
                if least.is_none_or(|least| self.order(unpacker, &step, &least) == Ordering::Less) {
                    least = Some(step);
                }
            }
        }
        let step = to_u32(self.steps.len());
        // A label below infinity has an edge that made it.
        self.steps.push(least.unwrap_or_else(Step::at_endpoint));
        self.known[depth] = step;
        step
    }

    /// The step to the head of an edge over it.
    fn over<A: Fn(ArcIx) -> PathAttributes>(
        &mut self,
        unpacker: &mut Unpacker<'_, L, A>,
        edge: usize,
    ) -> Step {
        let hierarchy = unpacker.weighted.hierarchy;
        let tail = hierarchy.tail[edge];
        // The tail's parent is its lowest head, one less deep.
        let depth = hierarchy.head_depth()[hierarchy.up(tail).start] as usize + 1;
        let before = self.step(unpacker, depth);
        let edge_path = unpacker.path(2 * edge + upward(self.direction));
        let attributes = self.attributes(before).plus(unpacker.attributes_of(edge_path));
        Step { attributes, before, edge_path }
    }

    fn order<A: Fn(ArcIx) -> PathAttributes>(
        &self,
        unpacker: &Unpacker<'_, L, A>,
        one: &Step,
        other: &Step,
    ) -> Ordering {
        let arcs = |step: &Step| self.sequence(*step, |path| unpacker.arcs(path));
        one.attributes.tie_break.cmp(&other.attributes.tie_break).then_with(|| arcs(one).cmp(&arcs(other)))
    }

    /// The arcs between the endpoint and a step, in the order in which they are travelled; `arcs` has those of an edge path.
    pub fn arcs(&self, step: u32, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        self.sequence(self.steps[step as usize], arcs)
    }

    fn sequence(&self, mut step: Step, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        let mut parts = Vec::new();
        while step.before != NONE {
            parts.push(arcs(step.edge_path));
            step = self.steps[step.before as usize];
        }
        if self.direction == Direction::Forward {
            parts.reverse();
        }
        parts.concat()
    }
}
