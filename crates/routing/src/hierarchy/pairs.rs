//! All pairs of many starts and ends: once as a base, then again under each change of some arcs.

use std::cmp::Ordering;

use super::customize::Weighted;
use super::ends::{Endpoints, join_labels};
use super::length::Length;
use super::reach::Reach;
use super::search::Direction;
use super::trace::PathAttributes;
use super::ways::{Finder, Retained, Ways};
use crate::{ArcIx, NodeIx};

/// The way of one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundPath<L> {
    /// The shortest length.
    pub length: L,
    /// Of the way that ties leave.
    pub attributes: PathAttributes,
}

/// The ways of all pairs under some lengths.
#[derive(Debug)]
pub struct PathMatrix<L> {
    /// By start, then by end: its way, and the steps of both ends that meet; `None` where no way is open.
    found: Vec<Option<(FoundPath<L>, [u32; 2])>>,
    ends: usize,
    ways: Ways,
    out: Vec<Option<Reach<L>>>,
    back: Vec<Option<Reach<L>>>,
}

/// Lengths that change and are taken back, with room for the ways under them.
#[derive(Clone, Debug)]
pub struct Workspace<'a, L> {
    weighted: Weighted<'a, L>,
    ways: Ways,
}

impl<'a, L: Length> Workspace<'a, L> {
    /// Of some lengths, to which it always returns.
    #[must_use]
    pub fn new(weighted: Weighted<'a, L>) -> Self {
        let ways = Ways::new(weighted.both.len());
        Self { weighted, ways }
    }

    /// What `work` finds under other lengths of some arcs, which are taken back.
    pub fn with_lengths<T>(&mut self, lengths: &[(ArcIx, L)], work: impl FnOnce(&mut Self) -> T) -> T {
        let undo = self.weighted.edit(lengths);
        let found = work(self);
        self.weighted.undo(undo);
        found
    }

    /// Other lengths of some arcs, for good.
    pub fn set_lengths(&mut self, lengths: &[(ArcIx, L)]) {
        drop(self.weighted.edit(lengths));
    }

    /// The way of one pair and its arcs, as ties leave it; `None` where none is open.
    ///
    /// The labels of both ends, then only those edges are unpacked that are as short: no room is made anew.
    pub fn shortest_path(
        &mut self,
        pair: (NodeIx, NodeIx),
        trace: impl Fn(ArcIx) -> PathAttributes,
    ) -> Option<(FoundPath<L>, Vec<ArcIx>)> {
        self.shortest_paths([pair].into_iter(), trace).pop().flatten()
    }

    /// [`Workspace::one`] of several pairs: what their ways share is unpacked once.
    pub fn shortest_paths(
        &mut self,
        pairs: impl Iterator<Item = (NodeIx, NodeIx)>,
        trace: impl Fn(ArcIx) -> PathAttributes,
    ) -> Vec<Option<(FoundPath<L>, Vec<ArcIx>)>> {
        let mut finder = Finder { weighted: &self.weighted, trace, own: &mut self.ways, kept: None };
        let found = pairs.map(|pair| way(&mut finder, pair)).collect();
        self.ways.clear();
        found
    }
}

/// The way of one pair, what was unpacked before being known.
fn way<L: Length, T: Fn(ArcIx) -> PathAttributes>(
    finder: &mut Finder<'_, L, T>,
    (from, to): (NodeIx, NodeIx),
) -> Option<(FoundPath<L>, Vec<ArcIx>)> {
    let weighted = finder.weighted;
    let ends = Endpoints::new(weighted.hierarchy, &[from], &[to]);
    let [out, back] =
        [Direction::Forward, Direction::Backward].map(|heading| weighted.labels(&ends, heading, 0));
    let length = join_labels(&out, &back, ends.common(0, 0));
    let reach = |heading, labels| Reach::within(weighted, &ends, (heading, 0), (labels, length));
    let (mut out, mut back) =
        ([Some(reach(Direction::Forward, out))], [Some(reach(Direction::Backward, back))]);
    let (found, [one, other]) = meet(finder, &ends, (&mut out, &mut back), (0, 0))?;
    let arcs = |ends: &[Option<Reach<L>>; 1], step: u32| {
        ends[0].as_ref().map(|reach| reach.journey(step, |way| finder.own.arcs(way)))
    };
    Some((found, [arcs(&out, one)?, arcs(&back, other)?].concat()))
}

/// Other lengths of some arcs, and what every arc adds then.
#[derive(Clone, Copy, Debug)]
pub struct Edits<'e, L, T> {
    /// Arcs with their lengths.
    pub lengths: &'e [(ArcIx, L)],
    /// By arc, edited or not.
    pub attributes: T,
}

/// One pair and its way, if one is open.
pub type Change<L> = (u32, Option<FoundPath<L>>);

impl<L: Length> PathMatrix<L> {
    /// Of all starts with all ends. `trace` says what an arc adds.
    #[must_use]
    pub fn new(
        weighted: &Weighted<'_, L>,
        ends: &Endpoints,
        trace: impl Fn(ArcIx) -> PathAttributes,
    ) -> Self {
        let none = |many: usize| std::iter::repeat_with(|| None).take(many).collect();
        let mut own = Self {
            found: Vec::with_capacity(ends.source_count() * ends.target_count()),
            ends: ends.target_count(),
            ways: Ways::new(weighted.both.len()),
            out: none(ends.source_count()),
            back: none(ends.target_count()),
        };
        let mut finder = Finder { weighted, trace, own: &mut own.ways, kept: None };
        for start in 0..ends.source_count() {
            for end in 0..ends.target_count() {
                let both = (&mut own.out[..], &mut own.back[..]);
                own.found.push(meet(&mut finder, ends, both, (start, end)));
            }
        }
        own
    }

    /// The way of a pair: start times the number of ends, and end.
    #[must_use]
    pub fn get(&self, pair: usize) -> Option<FoundPath<L>> {
        self.found[pair].map(|(found, _)| found)
    }

    /// Its arcs, as the lengths and traces that [`PathMatrix::new`] was given have them.
    #[must_use]
    pub fn arcs(&self, pair: usize) -> Option<Vec<ArcIx>> {
        let (_, [out, back]) = self.found[pair]?;
        let (start, end) = (pair / self.ends, pair % self.ends);
        let arcs = |ends: &[Option<Reach<L>>], at: usize, step: u32| {
            ends[at].as_ref().map(|reach| reach.journey(step, |way| self.ways.arcs(way)))
        };
        Some([arcs(&self.out, start, out)?, arcs(&self.back, end, back)?].concat())
    }

    /// By arc: of how many pairs the way has it, each pair counted as often as `often` says.
    #[must_use]
    pub fn arc_usage(&self, arcs: usize, often: impl Fn(usize) -> u64) -> Vec<u64> {
        let none = |all: &[Option<Reach<L>>]| -> Vec<Vec<u64>> {
            all.iter().map(|reach| vec![0; reach.as_ref().map_or(0, Reach::steps)]).collect()
        };
        let (mut out, mut back) = (none(&self.out), none(&self.back));
        for (pair, found) in self.found.iter().enumerate() {
            if let Some((_, [one, other])) = found {
                out[pair / self.ends][*one as usize] += often(pair);
                back[pair % self.ends][*other as usize] += often(pair);
            }
        }
        let mut ways = vec![0; self.ways.count()];
        for (reach, uses) in self.out.iter().zip(out).chain(self.back.iter().zip(back)) {
            reach.iter().for_each(|reach| reach.spread(uses.clone(), &mut ways));
        }
        self.ways.spread(ways, arcs)
    }

    /// The pairs on whose way one of these arcs is, ascending; in a second list by way, for [`PathMatrix::after_increases`].
    fn touched(&self, changed: impl Fn(ArcIx) -> bool) -> (Vec<u32>, Vec<bool>) {
        let ways = self.ways.touched(changed);
        let steps = |all: &[Option<Reach<L>>]| -> Vec<Vec<bool>> {
            all.iter()
                .map(|reach| reach.as_ref().map_or_else(Vec::new, |reach| reach.touched(&ways)))
                .collect()
        };
        let (out, back) = (steps(&self.out), steps(&self.back));
        let hit = |pair: &usize| {
            self.found[*pair].is_some_and(|(_, [one, other])| {
                out[pair / self.ends][one as usize] || back[pair % self.ends][other as usize]
            })
        };
        (((0..self.found.len()).filter(hit)).map(super::piece::index).collect(), ways)
    }

    /// The pairs whose way is another under edits that make arcs longer or shut them, ascending.
    ///
    /// A way without such an arc stays the least, as all others only became longer: only pairs whose way has one are
    /// looked at again, and of their ways only the parts that have one.
    pub fn after_increases<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Endpoints,
        edited: Edits<'_, L, T>,
    ) -> Vec<Change<L>> {
        let mut arcs: Vec<ArcIx> = edited.lengths.iter().map(|edit| edit.0).collect();
        arcs.sort_unstable();
        let (pairs, touched) = self.touched(|arc| arcs.binary_search(&arc).is_ok());
        if pairs.is_empty() {
            return Vec::new();
        }
        self.rerun(space, ends, edited, (pairs, Some(self.ways.keep(&touched))))
    }

    /// The pairs whose way is another under any edits, ascending: all are found anew.
    pub fn after_edits<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Endpoints,
        edited: Edits<'_, L, T>,
    ) -> Vec<Change<L>> {
        let all = (0..super::piece::index(self.found.len())).collect();
        let mut changes = self.rerun(space, ends, edited, (all, None));
        changes.retain(|(pair, found)| *found != self.get(*pair as usize));
        changes
    }

    fn rerun<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Endpoints,
        edited: Edits<'_, L, T>,
        (pairs, kept): (Vec<u32>, Option<Retained<'_>>),
    ) -> Vec<Change<L>> {
        let undo = space.weighted.edit(edited.lengths);
        let trace = edited.attributes;
        let mut finder = Finder { weighted: &space.weighted, trace, own: &mut space.ways, kept };
        let none = |many: usize| std::iter::repeat_with(|| None).take(many).collect::<Vec<_>>();
        let (mut out, mut back) = (none(ends.source_count()), none(ends.target_count()));
        let changes = pairs.into_iter().map(|pair| {
            let (start, end) = (pair as usize / self.ends, pair as usize % self.ends);
            let met = meet(&mut finder, ends, (&mut out[..], &mut back[..]), (start, end));
            (pair, met.map(|(found, _)| found))
        });
        let changes = changes.collect();
        space.ways.clear();
        space.weighted.undo(undo);
        changes
    }
}

type Reaches<L> = [Option<Reach<L>>];

fn meet<L: Length, T: Fn(ArcIx) -> PathAttributes>(
    finder: &mut Finder<'_, L, T>,
    ends: &Endpoints,
    (out, back): (&mut Reaches<L>, &mut Reaches<L>),
    (start, end): (usize, usize),
) -> Option<(FoundPath<L>, [u32; 2])> {
    let out =
        out[start].get_or_insert_with(|| Reach::new(finder.weighted, ends, (Direction::Forward, start)));
    let back = back[end].get_or_insert_with(|| Reach::new(finder.weighted, ends, (Direction::Backward, end)));
    let shared = ends.common(start, end);
    let length = join_labels(out.labels(), back.labels(), shared);
    if length >= L::INFINITY {
        return None;
    }
    let mut least: Option<(FoundPath<L>, [u32; 2])> = None;
    for depth in 0..shared {
        if out.labels()[depth].plus(back.labels()[depth]) != length {
            continue;
        }
        let steps = [out.step(finder, ends, depth), back.step(finder, ends, depth)];
        let trace = out.trace(steps[0]).plus(back.trace(steps[1]));
        let arcs = |[one, other]: [u32; 2]| {
            let arcs = |way| finder.arcs(way);
            [out.journey(one, arcs), back.journey(other, arcs)].concat()
        };
        let better = least.is_none_or(|(found, known)| {
            let order = trace.tie_break.cmp(&found.attributes.tie_break);
            order.then_with(|| arcs(steps).cmp(&arcs(known))) == Ordering::Less
        });
        if better {
            least = Some((FoundPath { length, attributes: trace }, steps));
        }
    }
    least
}
