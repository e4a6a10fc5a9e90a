//! Whatever happens to one file of an atlas, nothing panics: it is an atlas still, or what is said leads to the file.
//!
//! `CORRIDOR_SPOILT_CASES` sets how many of the atlas that ships (default 2000). A failure prints the case's seed and what
//! was done. All are read and judged in this process; some are given to the program, for its exit code.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use corridor::query::{Check, Exposure, Reroute};
use corridor::{Session, Severity, embedded_files};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::run_within;
use crate::support::{Ran, Scratch, scenario, tiny_files};

/// A file of an atlas: its name and its bytes.
type File = (&'static str, &'static [u8]);

/// One file of an atlas, and what became of it.
struct Spoilt {
    atlas: Vec<File>,
    at: usize,
    bytes: Vec<u8>,
    done: String,
}

impl Spoilt {
    fn files(&self) -> Vec<(&str, &[u8])> {
        let spoilt = |at: usize, bytes| if at == self.at { &self.bytes[..] } else { bytes };
        self.atlas.iter().enumerate().map(|(at, (name, bytes))| (*name, spoilt(at, *bytes))).collect()
    }

    fn name(&self) -> &str {
        self.atlas[self.at].0
    }

    /// Words that stand there more or less often than before.
    fn changed(&self) -> Vec<String> {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for (bytes, sign) in [(self.atlas[self.at].1, 1), (&self.bytes[..], -1)] {
            for word in String::from_utf8_lossy(bytes).split([',', ';', '"', '\n', '\r', ' ', '=', '[', ']']) {
                *counts.entry(word.to_owned()).or_default() += sign;
            }
        }
        counts.into_iter().filter(|(word, count)| *count != 0 && word.len() > 1).map(|(word, _)| word).collect()
    }
}

const WORDS: [&str; 24] = [
    "",
    "0",
    "-0",
    "-1",
    "1e400",
    "NaN",
    "inf",
    "0.000000000001",
    "999999999999999999999",
    "9000000000",
    "2023-02-29",
    "0000-00-00",
    "hub",
    "KAZ",
    "KAX",
    "tengiz",
    "true",
    "1-12",
    ";",
    "a;a;a",
    "\"",
    "x y",
    "\u{661}",
    "pipeline",
];

/// One change of a file as text of lines and cells, or of its bytes.
fn spoil(file: &[u8], rng: &mut ChaCha8Rng) -> (Vec<u8>, String) {
    let mut rows: Vec<Vec<&[u8]>> =
        file.split(|byte| *byte == b'\n').map(|line| line.split(|byte| *byte == b',').collect()).collect();
    let row = rng.random_range(0..rows.len());
    let (one, other) = (rng.random_range(0..rows[row].len()), rng.random_range(0..rows[row].len()));
    let what = rng.random_range(0..12);
    let done = match what {
        0 => {
            rows[row].remove(one);
            "cell taken out"
        }
        1 => {
            let cell = rows[row][one];
            rows[row].insert(one, cell);
            "cell twice"
        }
        2 | 3 => {
            rows[row][one] = WORDS.choose(rng).unwrap().as_bytes();
            "cell replaced"
        }
        4 => {
            rows[row][one] = b"";
            "cell blank"
        }
        5 => {
            rows[row].swap(one, other);
            "cells swapped"
        }
        6 => {
            let (one, other) = (rng.random_range(0..rows[0].len()), rng.random_range(0..rows[0].len()));
            rows.iter_mut().filter(|row| row.len() > one.max(other)).for_each(|row| row.swap(one, other));
            "columns swapped"
        }
        7 => {
            rows.remove(row);
            "row taken out"
        }
        8 => {
            let again = rows[row].clone();
            rows.push(again);
            "row twice"
        }
        9 => {
            let with = rng.random_range(0..rows.len());
            rows.swap(row, with);
            "rows swapped"
        }
        _ => return spoil_bytes(file, rng),
    };
    let lines: Vec<_> = rows.into_iter().map(|cells| cells.join(&b',')).collect();
    (lines.join(&b'\n'), format!("{done} in line {}, cells {one} and {other}", row + 1))
}

fn spoil_bytes(file: &[u8], rng: &mut ChaCha8Rng) -> (Vec<u8>, String) {
    let mut bytes = file.to_vec();
    let at = rng.random_range(0..bytes.len());
    if rng.random_bool(0.3) {
        bytes.truncate(at);
        return (bytes, format!("cut at byte {at}"));
    }
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(0..bytes.len());
        bytes[at] ^= 1 << rng.random_range(0..8);
    }
    (bytes, format!("bits flipped, see byte {at}"))
}

fn spoilt(atlas: Vec<File>, rng: &mut ChaCha8Rng) -> Spoilt {
    let at = rng.random_range(0..atlas.len());
    let (mut bytes, mut done) = (atlas[at].1.to_vec(), Vec::new());
    for _ in 0..rng.random_range(1..3) {
        if bytes.is_empty() {
            break;
        }
        let (next, what) = spoil(&bytes, rng);
        bytes = next;
        done.push(what);
    }
    Spoilt { atlas, at, bytes, done: done.join(", then ") }
}

/// Is it an atlas? If not, some finding names the file, or a word that changed in it.
fn judged(case: &Spoilt) -> bool {
    let Err(refused) = Session::of_files(&case.files()) else { return true };
    let diagnostics = refused.diagnostics();
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error), "{diagnostics:#?}");
    let said: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    let leads = |to: &str| said.iter().any(|said| said.contains(to));
    let led = leads(case.name()) || case.changed().iter().any(|word| leads(word));
    assert!(led, "nothing leads to {}: {said:#?}", case.name());
    let complete = diagnostics.iter().all(|diagnostic| !(diagnostic.rule.is_empty() || diagnostic.hint.is_empty()));
    assert!(complete, "a finding without rule or mend: {said:#?}");
    false
}

/// As a folder.
fn laid_out(case: &Spoilt) -> Scratch {
    Scratch::of(case.files())
}

/// What is an atlas still can be asked and checked.
fn asked(case: &Spoilt) {
    let scratch = laid_out(case);
    let engine = Session::open(&scratch.0).unwrap();
    // A refusal (the flows may be gone) is an answer too; a panic is none.
    let _ = engine.ask(&Exposure::default());
    let _ = engine.ask(&Reroute { scenario: scenario("west-closed"), ..Reroute::default() });
    let target = Some(scratch.0.display().to_string());
    Session::without_atlas().ask(&Check { target, atlas: None }).unwrap();
}

/// How many cases: of the atlas that ships; of the small one, which is asked questions, a fifth of it.
fn cases() -> u64 {
    std::env::var("CORRIDOR_SPOILT_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(2000)
}

/// No case takes a hundredth of this.
const HANGS: Duration = Duration::from_secs(60);

/// Every so many cases of the atlas that ships go through the program.
const RUN: u64 = 100;

/// The stream of seeds of the atlas that ships.
const SHIPPED: u64 = 2;

type Ask = fn(&Spoilt);

/// Is it an atlas still? Fails with its seed and what was done.
fn run_case(files: fn() -> Vec<File>, stream: u64, seed: u64, ask: Ask) -> bool {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    let case = spoilt(files(), &mut rng);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let is_atlas = judged(&case);
        if is_atlas {
            ask(&case);
        }
        if stream == SHIPPED && seed.is_multiple_of(RUN) {
            through_the_program(&case, is_atlas);
        }
        is_atlas
    }));
    outcome.unwrap_or_else(|_| panic!("seed {seed}: {}: {}", case.name(), case.done))
}

/// How many of `cases` are atlases still. On all cores; a case that hangs is named, and does not hang the test.
fn run_cases(files: fn() -> Vec<File>, stream: u64, cases: u64, ask: Ask) -> u64 {
    let next = Arc::new(AtomicU64::new(0));
    let (done, outcomes) = mpsc::channel();
    for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
        let (next, done) = (Arc::clone(&next), done.clone());
        thread::spawn(move || {
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= cases {
                    return;
                }
                let outcome = catch_unwind(|| run_case(files, stream, seed, ask));
                if done.send((seed, outcome.ok())).is_err() {
                    return;
                }
            }
        });
    }
    let (mut open, mut failed, mut good): (BTreeSet<u64>, Vec<u64>, u64) = ((0..cases).collect(), Vec::new(), 0);
    while !open.is_empty() {
        let Ok((seed, outcome)) = outcomes.recv_timeout(HANGS) else {
            panic!("one of these hangs: seeds {:?}", open.iter().take(8).collect::<Vec<_>>());
        };
        open.remove(&seed);
        match outcome {
            Some(is_atlas) => good += u64::from(is_atlas),
            None => failed.push(seed),
        }
    }
    assert!(failed.is_empty(), "cases with these seeds fail, see above: {failed:?}");
    good
}

/// `check` and a route: exit code 0, 1 or 2 as it is an atlas or not, within time, with words where it is none.
fn through_the_program(case: &Spoilt, is_atlas: bool) {
    let scratch = laid_out(case);
    let folder = scratch.folder();
    let check = run_within(["check", &folder], HANGS);
    let route = run_within(("route tengiz augusta --cargo crude --atlas", [&folder]), HANGS);
    let code = |ran: &Ran| ran.code.unwrap_or(-1);
    if is_atlas {
        // `check` lays the flows too: what only paths tell is an error of its own.
        assert!(matches!(code(&check), 0 | 1), "{check:?}");
        assert!(matches!(code(&route), 0..=2), "{route:?}");
    } else {
        assert_eq!((code(&check), code(&route)), (1, 2), "{check:?} {route:?}");
        assert!(check.stdout.contains("error: ") && route.stderr.contains("error: "), "{check:?} {route:?}");
    }
}

#[test]
fn the_small_atlas_spoilt_is_an_atlas_still_or_refused_with_the_file() {
    let cases = cases() / 5;
    neither_tame_nor_wild(run_cases(tiny_files, 1, cases, asked), cases);
}

#[test]
fn the_atlas_that_ships_spoilt_is_an_atlas_still_or_refused_with_the_file() {
    neither_tame_nor_wild(run_cases(embedded_files, SHIPPED, cases(), |_| {}), cases());
}

#[track_caller]
fn neither_tame_nor_wild(good: u64, cases: u64) {
    let fair = good * 10 > cases && good * 10 < cases * 9;
    assert!(fair, "{good} of {cases} are atlases: the changes are too tame or too wild");
}
