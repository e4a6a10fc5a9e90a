//! All pairs of many starts and ends: once as a base, then again under each change of some arcs.

use std::cmp::Ordering;

use super::customize::Weighted;
use super::ends::{Ends, joined};
use super::length::Length;
use super::reach::Reach;
use super::search::Heading;
use super::trace::PathAttributes;
use super::ways::{Finder, Retained, Ways};
use crate::{ArcIx, NodeIx};

/// The way of one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<L> {
    /// The shortest length.
    pub length: L,
    /// Of the way that ties leave.
    pub trace: PathAttributes,
}

/// The ways of all pairs under some lengths.
#[derive(Debug)]
pub struct Pairs<L> {
    /// By start, then by end: its way, and the steps of both ends that meet; `None` where no way is open.
    found: Vec<Option<(Found<L>, [u32; 2])>>,
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
    pub fn under<T>(&mut self, lengths: &[(ArcIx, L)], work: impl FnOnce(&mut Self) -> T) -> T {
        let undo = self.weighted.edit(lengths);
        let found = work(self);
        self.weighted.undo(undo);
        found
    }

    /// Other lengths of some arcs, for good.
    pub fn set(&mut self, lengths: &[(ArcIx, L)]) {
        drop(self.weighted.edit(lengths));
    }

    /// The way of one pair and its arcs, as ties leave it; `None` where none is open.
    ///
    /// The labels of both ends, then only those edges are unpacked that are as short: no room is made anew.
    pub fn one(
        &mut self,
        pair: (NodeIx, NodeIx),
        trace: impl Fn(ArcIx) -> PathAttributes,
    ) -> Option<(Found<L>, Vec<ArcIx>)> {
        self.each([pair].into_iter(), trace).pop().flatten()
    }

    /// [`Workspace::one`] of several pairs: what their ways share is unpacked once.
    pub fn each(
        &mut self,
        pairs: impl Iterator<Item = (NodeIx, NodeIx)>,
        trace: impl Fn(ArcIx) -> PathAttributes,
    ) -> Vec<Option<(Found<L>, Vec<ArcIx>)>> {
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
) -> Option<(Found<L>, Vec<ArcIx>)> {
    let weighted = finder.weighted;
    let ends = Ends::new(weighted.hierarchy, &[from], &[to]);
    let [out, back] = [Heading::Out, Heading::In].map(|heading| weighted.labels(&ends, heading, 0));
    let length = joined(&out, &back, ends.common(0, 0));
    let reach = |heading, labels| Reach::within(weighted, &ends, (heading, 0), (labels, length));
    let (mut out, mut back) = ([Some(reach(Heading::Out, out))], [Some(reach(Heading::In, back))]);
    let (found, [one, other]) = meet(finder, &ends, (&mut out, &mut back), (0, 0))?;
    let arcs = |ends: &[Option<Reach<L>>; 1], step: u32| {
        ends[0].as_ref().map(|reach| reach.journey(step, |way| finder.own.arcs(way)))
    };
    Some((found, [arcs(&out, one)?, arcs(&back, other)?].concat()))
}

/// Other lengths of some arcs, and what every arc adds then.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'e, L, T> {
    /// Arcs with their lengths.
    pub lengths: &'e [(ArcIx, L)],
    /// By arc, edited or not.
    pub trace: T,
}

/// One pair and its way, if one is open.
pub type Change<L> = (u32, Option<Found<L>>);

impl<L: Length> Pairs<L> {
    /// Of all starts with all ends. `trace` says what an arc adds.
    #[must_use]
    pub fn new(weighted: &Weighted<'_, L>, ends: &Ends, trace: impl Fn(ArcIx) -> PathAttributes) -> Self {
        let none = |many: usize| std::iter::repeat_with(|| None).take(many).collect();
        let mut own = Self {
            found: Vec::with_capacity(ends.starts() * ends.ends()),
            ends: ends.ends(),
            ways: Ways::new(weighted.both.len()),
            out: none(ends.starts()),
            back: none(ends.ends()),
        };
        let mut finder = Finder { weighted, trace, own: &mut own.ways, kept: None };
        for start in 0..ends.starts() {
            for end in 0..ends.ends() {
                let both = (&mut own.out[..], &mut own.back[..]);
                own.found.push(meet(&mut finder, ends, both, (start, end)));
            }
        }
        own
    }

    /// The way of a pair: start times the number of ends, and end.
    #[must_use]
    pub fn found(&self, pair: usize) -> Option<Found<L>> {
        self.found[pair].map(|(found, _)| found)
    }

    /// Its arcs, as the lengths and traces that [`Pairs::new`] was given have them.
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
    pub fn uses(&self, arcs: usize, often: impl Fn(usize) -> u64) -> Vec<u64> {
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

    /// The pairs on whose way one of these arcs is, ascending; in a second list by way, for [`Pairs::again`].
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
    pub fn again<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Ends,
        edited: Edited<'_, L, T>,
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
    pub fn anew<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Ends,
        edited: Edited<'_, L, T>,
    ) -> Vec<Change<L>> {
        let all = (0..super::piece::index(self.found.len())).collect();
        let mut changes = self.rerun(space, ends, edited, (all, None));
        changes.retain(|(pair, found)| *found != self.found(*pair as usize));
        changes
    }

    fn rerun<T: Fn(ArcIx) -> PathAttributes>(
        &self,
        space: &mut Workspace<'_, L>,
        ends: &Ends,
        edited: Edited<'_, L, T>,
        (pairs, kept): (Vec<u32>, Option<Retained<'_>>),
    ) -> Vec<Change<L>> {
        let undo = space.weighted.edit(edited.lengths);
        let trace = edited.trace;
        let mut finder = Finder { weighted: &space.weighted, trace, own: &mut space.ways, kept };
        let none = |many: usize| std::iter::repeat_with(|| None).take(many).collect::<Vec<_>>();
        let (mut out, mut back) = (none(ends.starts()), none(ends.ends()));
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
    ends: &Ends,
    (out, back): (&mut Reaches<L>, &mut Reaches<L>),
    (start, end): (usize, usize),
) -> Option<(Found<L>, [u32; 2])> {
    let out = out[start].get_or_insert_with(|| Reach::new(finder.weighted, ends, (Heading::Out, start)));
    let back = back[end].get_or_insert_with(|| Reach::new(finder.weighted, ends, (Heading::In, end)));
    let shared = ends.common(start, end);
    let length = joined(out.labels(), back.labels(), shared);
    if length >= L::FAR {
        return None;
    }
    let mut least: Option<(Found<L>, [u32; 2])> = None;
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
            let order = trace.then.cmp(&found.trace.then);
            order.then_with(|| arcs(steps).cmp(&arcs(known))) == Ordering::Less
        });
        if better {
            least = Some((Found { length, trace }, steps));
        }
    }
    least
}
