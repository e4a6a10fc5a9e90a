//! The paths behind edges and between an endpoint and its ancestors. Of all that are as short as an edge or a label
//! says the first by ties, found once.

use std::cmp::Ordering;

use super::customize::{Weighted, upward};
use super::query::Endpoints;
use super::{Length, PathAttributes};
use crate::topology::{ArcIx, Direction, NONE, to_u32};

#[derive(Clone, Copy, Debug)]
struct EdgePath {
    attributes: PathAttributes,
    of: Of,
}

#[derive(Clone, Copy, Debug)]
enum Of {
    /// One arc; with the number [`NONE`] it is the empty path.
    Arc(ArcIx),
    /// Two paths that were found before.
    Two(u32, u32),
}

/// Paths along edges, each found when it is first needed.
#[derive(Clone, Debug)]
pub(super) struct EdgePaths {
    /// By slot (twice the edge, and 1 for down): its path, or [`NONE`].
    known: Vec<u32>,
    /// Each after those that it consists of.
    paths: Vec<EdgePath>,
    /// The slots of `known` that are filled.
    slots: Vec<u32>,
}

/// Paths found under lengths that have only become longer: those without a longer arc still hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reused<'b> {
    paths: &'b EdgePaths,
    /// By path: whether an arc on it is longer or closed now.
    touched: &'b [bool],
}

/// [`EdgePaths`] that are read and filled under some lengths.
pub(super) struct Unpacker<'f, L, A> {
    pub weighted: &'f Weighted<'f, L>,
    /// What an arc has beside its length.
    pub attributes: A,
    pub own: &'f mut EdgePaths,
    pub reused: Option<Reused<'f>>,
}

impl EdgePaths {
    /// None yet, for a hierarchy with so many edges.
    pub fn new(edges: usize) -> Self {
        Self { known: vec![NONE; 2 * edges], paths: Vec::new(), slots: Vec::new() }
    }

    /// Forgets all and keeps the memory: only slots that were filled are reset.
    pub fn clear(&mut self) {
        self.slots.drain(..).for_each(|slot| self.known[slot as usize] = NONE);
        self.paths.clear();
    }

    pub fn count(&self) -> usize {
        self.paths.len()
    }

    /// By path: whether one of these arcs is on it.
    pub fn touched(&self, arc: impl Fn(ArcIx) -> bool) -> Vec<bool> {
        let mut touched = Vec::with_capacity(self.paths.len());
        // The parts of a path come before it, so theirs is known.
        for path in &self.paths {
            touched.push(match path.of {
                Of::Arc(own) => arc(own),
                Of::Two(first, second) => touched[first as usize] || touched[second as usize],
            });
        }
        touched
    }

    /// From how often each path is used, paths within paths counted, how often each arc is.
    pub fn arc_usage(&self, mut uses: Vec<u64>, arcs: usize) -> Vec<u64> {
        let mut by_arc = vec![0; arcs];
        // Backward: all uses of a path are known before it hands them on.
        for (at, path) in self.paths.iter().enumerate().rev() {
            let own = uses[at];
            match path.of {
                // No arc is on the path that stands for none.
                Of::Arc(arc) => by_arc.get_mut(arc.index()).into_iter().for_each(|uses| *uses += own),
                Of::Two(first, second) => {
                    uses[first as usize] += own;
                    uses[second as usize] += own;
                }
            }
        }
        by_arc
    }

    pub fn arcs(&self, path: u32) -> Vec<ArcIx> {
        arcs(path, |path| &self.paths[path as usize])
    }

    /// What still holds where arcs became longer; `touched` is of [`EdgePaths::touched`].
    pub fn reuse<'b>(&'b self, touched: &'b [bool]) -> Reused<'b> {
        Reused { paths: self, touched }
    }
}

fn arcs<'m>(path: u32, get: impl Fn(u32) -> &'m EdgePath) -> Vec<ArcIx> {
    let (mut open, mut arcs) = (vec![path], Vec::new());
    while let Some(path) = open.pop() {
        match get(path).of {
            // Lengths that rest on no arc, as a forged file may have them, have an empty path.
            Of::Arc(ArcIx(NONE)) => {}
            Of::Arc(arc) => arcs.push(arc),
            // A stack: the second is pushed first, so that the first is read first.
            Of::Two(first, second) => open.extend([second, first]),
        }
    }
    arcs
}

impl<L: Length, A: Fn(ArcIx) -> PathAttributes> Unpacker<'_, L, A> {
    pub fn attributes_of(&self, path: u32) -> &PathAttributes {
        &self.get(path).attributes
    }

    /// The path along a slot that is open.
    pub fn path(&mut self, slot: usize) -> u32 {
        if self.own.known[slot] != NONE {
            return self.own.known[slot];
        }
        // A path of before without a longer arc is still the first of the shortest: all others only became longer.
        if let Some(reused) = self.reused {
            let known = reused.paths.known[slot];
            if known != NONE && !reused.touched[known as usize] {
                return known;
            }
        }
        let found = self.find(slot);
        let path = to_u32(self.reused_count() + self.own.paths.len());
        self.own.known[slot] = path;
        self.own.slots.push(to_u32(slot));
        self.own.paths.push(found);
        path
    }

    pub fn arcs(&self, path: u32) -> Vec<ArcIx> {
        arcs(path, |path| self.get(path))
    }

    /// Reused paths come first in the count.
    fn reused_count(&self) -> usize {
        self.reused.map_or(0, |reused| reused.paths.count())
    }

    fn get(&self, path: u32) -> &EdgePath {
        match self.reused {
            Some(reused) if (path as usize) < reused.paths.count() => &reused.paths.paths[path as usize],
            _ => &self.own.paths[path as usize - self.reused_count()],
        }
    }

    /// The first of the arcs and pairs of edges that are as short as the slot.
    fn find(&mut self, slot: usize) -> EdgePath {
        let length = self.weighted.edge_length[slot / 2][slot % 2];
        let arcs = self.weighted.mapping.arcs(slot).iter().map(|&arc| ArcIx(arc));
        // A longer parallel arc is on no shortest path.
        let tight = arcs.filter(|arc| self.weighted.arc_length[arc.index()] == length);
        let mut least: Option<EdgePath> = None;
        for arc in tight {
            let path = EdgePath { attributes: (self.attributes)(arc), of: Of::Arc(arc) };
            // Arcs ascend: of two that are equal the first stays.
            if least.is_none_or(|least| path.attributes.tie_break < least.attributes.tie_break) {
                least = Some(path);
            }
        }
        // Halves are of lower edges, so the recursion ends.
        for [first, second] in self.halves(slot) {
            let (first, second) = (self.path(first), self.path(second));
            let attributes = self.attributes_of(first).plus(self.attributes_of(second));
            let path = EdgePath { attributes, of: Of::Two(first, second) };
            // Halves may equal an arc or other halves in length and ties: then their arcs decide.
            if least.is_none_or(|least| self.order(&path, &least) == Ordering::Less) {
                least = Some(path);
            }
        }
        // An edge that is open is as short as something on it, but in a forged file.
        least.unwrap_or(EdgePath { attributes: PathAttributes::default(), of: Of::Arc(ArcIx(NONE)) })
    }

    /// All pairs of slots below that are together as short.
    fn halves(&self, slot: usize) -> Vec<[usize; 2]> {
        let (edge, down) = (slot / 2, slot % 2);
        let (lengths, length) = (&self.weighted.edge_length, self.weighted.edge_length[edge][down]);
        let mut halves = Vec::new();
        self.weighted.hierarchy.triangles(edge, |low, high| {
            // By way of the node below: down one edge and up the other. From the higher end they change places.
            let (first, second) = if down == 0 { (low, high) } else { (high, low) };
            // The slot is open, so a sum that equals its length has no closed half.
            if lengths[first][1].plus(lengths[second][0]) == length {
                halves.push([2 * first + 1, 2 * second]);
            }
        });
        halves
    }

    fn order(&self, one: &EdgePath, other: &EdgePath) -> Ordering {
        let ties = one.attributes.tie_break.cmp(&other.attributes.tie_break);
        ties.then_with(|| self.sequence(one).cmp(&self.sequence(other)))
    }

    fn sequence(&self, path: &EdgePath) -> Vec<ArcIx> {
        match path.of {
            Of::Arc(arc) => vec![arc],
            Of::Two(first, second) => [self.arcs(first), self.arcs(second)].concat(),
        }
    }
}

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
        for (depth, &node) in ancestors.iter().enumerate().rev().filter(|(depth, _)| labels[*depth] <= bound) {
            for edge in weighted.hierarchy.up(node) {
                // A closed edge may equal the label of a head that is not reached: both are infinity.
                let sum = labels[depth].plus(weighted.edge_length[edge][upward(direction)]);
                if sum == labels[head_depth[edge] as usize] && sum < L::INFINITY {
                    tight.push((head_depth[edge], to_u32(edge)));
                }
            }
        }
        // The sort is stable: of one head, tails stay in the order from the endpoint upward.
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
    pub fn step<A: Fn(ArcIx) -> PathAttributes>(&mut self, unpacker: &mut Unpacker<'_, L, A>, depth: usize) -> u32 {
        if self.known[depth] != NONE {
            return self.known[depth];
        }
        let mut least: Option<Step> = None;
        // Only arcs of length 0 lead back to the endpoint itself, and they would make the path longer in arcs.
        if depth + 1 < self.labels.len() {
            // Tight edges are sorted by depth: those that enter this ancestor follow each other.
            let start = self.tight.partition_point(|(own, _)| (*own as usize) < depth);
            let end = self.tight.partition_point(|(own, _)| (*own as usize) <= depth);
            for at in start..end {
                let step = self.over(unpacker, self.tight[at].1 as usize);
                if least.is_none_or(|least| self.order(unpacker, &step, &least) == Ordering::Less) {
                    least = Some(step);
                }
            }
        }
        // Only now: the steps before it were added meanwhile.
        let step = to_u32(self.steps.len());
        // A label below infinity has an edge that made it.
        self.steps.push(least.unwrap_or_else(Step::at_endpoint));
        self.known[depth] = step;
        step
    }

    /// The step to the head of an edge over it.
    fn over<A: Fn(ArcIx) -> PathAttributes>(&mut self, unpacker: &mut Unpacker<'_, L, A>, edge: usize) -> Step {
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

    /// The arcs between the endpoint and a step, in the order in which they are travelled; `arcs` has those of an edge
    /// path.
    pub fn arcs(&self, step: u32, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        self.sequence(self.steps[step as usize], arcs)
    }

    fn sequence(&self, mut step: Step, arcs: impl Fn(u32) -> Vec<ArcIx>) -> Vec<ArcIx> {
        let mut parts = Vec::new();
        while step.before != NONE {
            parts.push(arcs(step.edge_path));
            step = self.steps[step.before as usize];
        }
        // Read from the ancestor back to the endpoint: forward, a path starts at the endpoint.
        if self.direction == Direction::Forward {
            parts.reverse();
        }
        parts.concat()
    }
}
