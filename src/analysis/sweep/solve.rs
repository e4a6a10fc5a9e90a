//! What a sweep asks of an imported network and of an atlas alike, and scenarios solved by all threads, handed on in
//! order.

use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::{io, thread};

use crate::analysis::Progress;
use crate::answer::Joined;
use crate::model::ElementKind;
use routing::hierarchy::TagSet;
use routing::{Cost, Seconds};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct BestOfPair {
    pub cost: Cost,
    pub time: Seconds,
    pub tags: TagSet,
}

/// Pairs whose route is another, ascending.
pub(super) type Changes = Vec<(u32, Option<BestOfPair>)>;

pub(super) trait Scenario: Sync {
    fn id(&self) -> &str;

    /// Equal texts are equal scenarios.
    fn does(&self) -> String;
}

/// Starts and ends among which routes are found.
pub(super) trait SweepNetwork: Sync {
    type Scenario: Scenario;
    type Space;

    fn space(&self) -> Self::Space;

    /// Bytes of the ground itself, and of the room of one thread.
    fn room(&self) -> (u64, u64);

    fn lines(&self) -> Vec<Option<BestOfPair>>;

    /// The pairs whose route is another under a scenario, ascending.
    fn under(&self, space: &mut Self::Space, scenario: &Self::Scenario) -> Changes;

    /// One pair by a search of its own, without a scenario or under one.
    fn again(&self, scenario: Option<&Self::Scenario>, pair: usize) -> Option<BestOfPair>;

    fn names(&self) -> TagNames;
}

pub(super) struct TagNames {
    pub all: Vec<(ElementKind, String)>,
}

/// Kind and id of a tag of an imported network, as `strait:ID`; one of another kind is taken for a line's.
pub(super) fn split_tag(tag: &str) -> (ElementKind, &str) {
    let known = tag.split_once(':').and_then(|(kind, id)| Some((ElementKind::parse(kind)?, id)));
    known.unwrap_or((ElementKind::Line, tag))
}

/// Ids joined by `;`.
#[derive(Clone, Default)]
pub(super) struct Element {
    pub countries: Joined,
    pub straits: Joined,
    pub corridors: Joined,
    pub lines: Joined,
}

impl TagNames {
    /// Their names; sets that many routes have are written once.
    pub fn of(&self, tags: &TagSet, known: &mut HashMap<TagSet, Element>) -> Element {
        known.entry(*tags).or_insert_with(|| self.written(tags)).clone()
    }

    pub fn name(&self, mark: usize) -> Option<(ElementKind, &str)> {
        self.all.get(mark).map(|(kind, id)| (*kind, id.as_str()))
    }

    fn written(&self, tags: &TagSet) -> Element {
        let of = |kind: ElementKind| {
            let ids = tags.iter().filter_map(|mark| self.name(mark)).filter(|(own, _)| *own == kind);
            Joined(ids.map(|(_, id)| id).collect::<Vec<_>>().join(";").into())
        };
        Element {
            countries: of(ElementKind::Country),
            straits: of(ElementKind::Strait),
            corridors: of(ElementKind::Corridor),
            lines: of(ElementKind::Line),
        }
    }
}

/// So many scenarios of each thread may wait for one before them: what they come to is kept in memory.
const AHEAD: usize = 16;

/// How many threads work, and how many scenarios may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    threads: usize,
    ahead: usize,
}

impl Plan {
    /// Of so many threads at most; within so many bytes, where a bound is given, if each waiting scenario changes every
    /// pair.
    ///
    /// # Errors
    /// Not even one thread fits: how much it takes.
    pub fn new<G: SweepNetwork>(register: &G, pairs: usize, memory: Option<u64>) -> io::Result<Self> {
        let threads = rayon::current_num_threads().max(1);
        let change = (pairs * size_of::<(u32, Option<BestOfPair>)>()) as u64;
        let (own, thread) = register.room();
        // The baseline's lines, once as they are and once as they are told.
        let base = own + 2 * change;
        Self::within((base, thread, change), threads, memory).ok_or_else(|| {
            // One thread needs room for two changes: see `within`.
            let least = (base + thread + 2 * change).div_ceil(1_000_000);
            io::Error::new(
                io::ErrorKind::OutOfMemory,
                format!("--memory: this sweep takes at least {least} MB; allow more, or ask fewer pairs"),
            )
        })
    }

    fn within((base, thread, change): (u64, u64, u64), threads: usize, memory: Option<u64>) -> Option<Self> {
        let Some(memory) = memory else { return Some(Self { threads, ahead: AHEAD * threads }) };
        // As many threads as fit: speed before waiting room.
        (1..=threads).rev().find_map(|threads| {
            let left = memory.checked_sub(base + thread * threads as u64)?;
            // Without pairs a change takes nothing.
            let ahead = usize::try_from(left / change.max(1)).unwrap_or(usize::MAX);
            // One that is taken while each thread makes another.
            (ahead > threads).then_some(Self { threads, ahead: ahead.min(AHEAD * threads) })
        })
    }
}

/// Solves each kind of scenario once and gives all of them, in order, to `take`, which stops everything with an error.
pub(super) fn in_order<G: SweepNetwork>(
    scenarios: &[G::Scenario],
    register: &G,
    (plan, progress): (Plan, &Progress),
    mut take: impl FnMut(&G::Scenario, &Changes) -> io::Result<()>,
) -> io::Result<()> {
    let same = Same::new(scenarios);
    // More threads than kinds would find no work.
    let threads = plan.threads.min(same.kinds.len());
    let line = Queue::default();
    let (out, inn) = channel::<(usize, Changes)>();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (out, line, same) = (out.clone(), &line, &same);
            scope.spawn(move || work(scenarios, register, progress, (&same.kinds, line, plan.ahead), &out));
        }
        // Only workers hold senders now, so receiving ends when they do.
        drop(out);
        let mut early: BTreeMap<usize, Arc<Changes>> = BTreeMap::new();
        let mut taken = Ok(());
        for (at, scenario) in scenarios.iter().enumerate() {
            let kind = same.kind_of[at];
            while !early.contains_key(&kind) {
                // Workers end when all kinds are solved or taking has stopped: nothing more comes then.
                let Ok((solved, changes)) = inn.recv() else { return taken };
                early.insert(solved, Arc::new(changes));
            }
            // Shared, since a later scenario of the same kind takes it again.
            let changes = Arc::clone(&early[&kind]);
            // No later scenario needs it: its memory is free again.
            if same.last[kind] == at {
                early.remove(&kind);
            }
            taken = take(scenario, &changes);
            // The largest number is the sign that no one takes more; workers stop at it.
            line.advance(if taken.is_ok() { same.due[at] } else { usize::MAX });
            if taken.is_err() {
                break;
            }
        }
        taken
    })
}

struct Same {
    kinds: Vec<usize>,
    kind_of: Vec<usize>,
    /// By kind: its last scenario.
    last: Vec<usize>,
    /// By scenario: how many kinds are met up to it.
    due: Vec<usize>,
}

impl Same {
    fn new(scenarios: &[impl Scenario]) -> Self {
        let mut own = Self { kinds: Vec::new(), kind_of: Vec::new(), last: Vec::new(), due: Vec::new() };
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, scenario) in scenarios.iter().enumerate() {
            // The first of its kind has the number that comes next.
            let kind = *seen.entry(scenario.does()).or_insert(own.kinds.len());
            if kind == own.kinds.len() {
                own.kinds.push(at);
                own.last.push(at);
            }
            own.last[kind] = at;
            own.kind_of.push(kind);
            own.due.push(own.kinds.len());
        }
        own
    }
}

#[derive(Default)]
struct Queue {
    /// The next kind to be solved, and how many are taken.
    at: Mutex<(usize, usize)>,
    moved: Condvar,
}

impl Queue {
    /// The next kind, when it is not too far ahead; `None` when there is none, or no one takes them.
    fn next(&self, kinds: usize, ahead: usize) -> Option<usize> {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        // A worker waits while it is too far ahead of what was taken.
        while at.0 < kinds && at.0 >= at.1.saturating_add(ahead) {
            at = self.moved.wait(at).unwrap_or_else(PoisonError::into_inner);
        }
        let next = at.0;
        at.0 += 1;
        (next < kinds && at.1 != usize::MAX).then_some(next)
    }

    fn advance(&self, taken: usize) {
        self.at.lock().unwrap_or_else(PoisonError::into_inner).1 = taken;
        self.moved.notify_all();
    }
}

fn work<G: SweepNetwork>(
    scenarios: &[G::Scenario],
    register: &G,
    progress: &Progress,
    (kinds, line, ahead): (&[usize], &Queue, usize),
    out: &Sender<(usize, Changes)>,
) {
    let mut space = register.space();
    while let Some(kind) = line.next(kinds.len(), ahead) {
        let changes = progress.step(|| register.under(&mut space, &scenarios[kinds[kind]]));
        if out.send((kind, changes)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_bounds_threads_first_and_what_waits_last() {
        let plan = |memory: u64| Plan::within((100, 50, 10), 4, Some(memory)).map(|plan| (plan.threads, plan.ahead));
        assert_eq!(Plan::within((100, 50, 10), 4, None), Some(Plan { threads: 4, ahead: 64 }));
        assert_eq!(plan(10_000), Some((4, 64)));
        assert_eq!(plan(350), Some((4, 5)));
        assert_eq!(plan(349), Some((3, 9)));
        assert_eq!(plan(170), Some((1, 2)));
        assert_eq!(plan(169), None);
    }
}
