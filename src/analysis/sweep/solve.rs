//! Scenarios solved by all threads, handed on in their order.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use super::Changes;
use super::ground::{Ground, Scenario};
use crate::analysis::Tally;

/// So many scenarios of each thread may wait for one before them: what they come to is kept in memory.
const AHEAD: usize = 16;

/// Solves each kind of scenario once and gives all of them, in order, to `take`, which stops everything with an error.
pub(super) fn in_order<G: Ground>(
    scenarios: &[G::Scenario],
    ground: &G,
    tally: &Tally,
    mut take: impl FnMut(&G::Scenario, &Changes) -> io::Result<()>,
) -> io::Result<()> {
    let same = Same::new(scenarios);
    let threads = rayon::current_num_threads().min(same.kinds.len());
    let line = Line::default();
    let (out, inn) = channel::<(usize, Changes)>();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (out, line, same) = (out.clone(), &line, &same);
            scope.spawn(move || work(scenarios, ground, tally, (&same.kinds, line, threads), &out));
        }
        drop(out);
        let mut early: BTreeMap<usize, Arc<Changes>> = BTreeMap::new();
        let mut taken = Ok(());
        for (at, scenario) in scenarios.iter().enumerate() {
            let kind = same.kind_of[at];
            while !early.contains_key(&kind) {
                // The workers end only when all kinds are solved or nobody takes them.
                let Ok((solved, changes)) = inn.recv() else { return taken };
                early.insert(solved, Arc::new(changes));
            }
            let changes = Arc::clone(&early[&kind]);
            if same.last[kind] == at {
                early.remove(&kind);
            }
            taken = take(scenario, &changes);
            line.advance(if taken.is_ok() { same.due[at] } else { usize::MAX });
            if taken.is_err() {
                break;
            }
        }
        taken
    })
}

/// Which scenarios do the same.
struct Same {
    /// By kind: a scenario of it, ascending.
    kinds: Vec<usize>,
    /// By scenario.
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

/// Who is next, and how far the taker is.
#[derive(Default)]
struct Line {
    /// The next kind to be solved, and how many are taken.
    at: Mutex<(usize, usize)>,
    moved: Condvar,
}

impl Line {
    /// The next kind, when it is not too far ahead; `None` when there is none, or nobody takes them.
    fn next(&self, kinds: usize, ahead: usize) -> Option<usize> {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
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

fn work<G: Ground>(
    scenarios: &[G::Scenario],
    ground: &G,
    tally: &Tally,
    (kinds, line, threads): (&[usize], &Line, usize),
    out: &Sender<(usize, Changes)>,
) {
    let mut space = ground.space();
    while let Some(kind) = line.next(kinds.len(), AHEAD * threads) {
        let changes = tally.step(|| ground.under(&mut space, &scenarios[kinds[kind]]));
        if out.send((kind, changes)).is_err() {
            return;
        }
    }
}
