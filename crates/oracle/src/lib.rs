//! How every oracle is run: how many random cases, from which seed, until when, and what is said about them.
//!
//! | variable | meaning | default |
//! |---|---|---|
//! | `CORRIDOR_ORACLE_CASES` | cases of each oracle | 1000 |
//! | `CORRIDOR_ORACLE_SECONDS` | seconds of all oracles together; each has the same share | no bound |
//! | `CORRIDOR_ORACLE_SEED` | seed of the first case; each further case has the next | 0 |

// Helpers of tests are not seen as tests by clippy.toml.
#![allow(clippy::unwrap_used, missing_docs)]

pub mod draw;
pub mod slow;

use std::fmt::{Debug, Display};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::str::FromStr;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// All of them, in whichever test binary. Seconds are shared by their number, and the place in the list keeps the
/// random numbers of two oracles apart.
const ORACLES: [&str; 32] = [
    "best route against Bellman and Ford",
    "k routes against all routes",
    "what blocks against all routes",
    "assignment against a program over all routes",
    "assignment of single kilograms",
    "pinned flows against a recomputation",
    "most that passes against a program over all routes",
    "disjoint routes against trying all",
    "triple against closing by hand",
    "closing against striking out",
    "routes that differ against all routes",
    "Pareto set against all routes",
    "proofs of assignments",
    "proofs of single kilograms",
    "proofs: stranded for nothing",
    "proofs: a kilogram too much or too little",
    "proofs: limits and routes",
    "proofs: without prices",
    "proofs: any prices",
    "ranges against all solves",
    "hierarchy against relaxation",
    "edited hierarchy against a new one",
    "pairs against plain searches",
    "network simplex against cheapest routes",
    "order on one thread and on several",
    "best of each against best",
    "few routes by a hierarchy against the whole graph",
    "routes apart against routes by way of each state",
    "flows on an imported network against plain searches",
    "several commodities against a general program",
    "ownership against all closed sets",
    "least sets that open a route against all sets",
];

/// Draws cases and checks each; says how many there were. Panics with the first that fails: its seed, and all of it.
pub fn run<I: Debug>(name: &str, draw: impl Fn(&mut ChaCha8Rng) -> I, check: impl Fn(&I)) {
    let first: u64 = setting("CORRIDOR_ORACLE_SEED").unwrap_or(0);
    let wanted: u64 = setting("CORRIDOR_ORACLE_CASES").unwrap_or(1000);
    assert!(wanted > 0, "CORRIDOR_ORACLE_CASES: at least one case must be looked at");
    let place = ORACLES.iter().position(|own| *own == name);
    let stream = place.unwrap_or_else(|| panic!("{name} is not in the list of oracles"));
    let share = setting::<f64>("CORRIDOR_ORACLE_SECONDS").map(|all| all / ORACLES.len() as f64);
    let share = share.map(|seconds| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::ZERO));
    let start = Instant::now();
    // One case at least is checked, however late it is.
    let late = || share.is_some_and(|share| start.elapsed() >= share);
    let mut done = 0;
    while done < wanted && !(done > 0 && late()) {
        let seed = first.wrapping_add(done);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream as u64);
        let case = draw(&mut rng);
        // Caught only to say which case fails: the panic goes on.
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(&case))) {
            eprintln!("{name}: the case of seed {seed} fails: {case:?}");
            eprintln!("again: CORRIDOR_ORACLE_SEED={seed} CORRIDOR_ORACLE_CASES=1");
            resume_unwind(panic);
        }
        done += 1;
    }
    let stopped = if done < wanted { format!(" (stopped by the clock, {wanted} wanted)") } else { String::new() };
    println!("{name}: {done} cases, seed {first}, {:.1} s{stopped}", start.elapsed().as_secs_f64());
}

fn setting<T: FromStr<Err: Display>>(name: &str) -> Option<T> {
    // A variable that is not set has its default; one that cannot be read must not be ignored.
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|error| panic!("{name}={text}: {error}")))
}
