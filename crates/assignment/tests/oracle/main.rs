//! Every algorithm of this crate against a slow method that shares no code with it, on small random multigraphs.
//!
//! `crates/oracle` says how many, and which variables set it; a new oracle is a line in its list. A failure prints the
//! case's seed and the whole instance.

// clippy.toml allows it in tests; helpers of tests are not seen as such here.
#![allow(clippy::unwrap_used)]

mod assign;
mod limits;
mod mincost;
mod multicommodity;
mod proofs;

use assignment::{Bundle, ClassIx, Demand, Mass};
use oracle::draw::{nodes, subset};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, Cost};

/// How often a path uses a bundle.
pub fn uses(bundle: &Bundle, arcs: &[ArcIx]) -> usize {
    arcs.iter().filter(|arc| bundle.arcs.contains(arc)).count()
}

/// Limits in multiples of `unit` kg.
pub fn bundles(rng: &mut ChaCha8Rng, arcs: usize, classes: usize, unit: i64) -> Vec<Bundle> {
    let count = rng.random_range(0..=5);
    (0..count)
        .map(|_| Bundle {
            limit: Mass(rng.random_range(0..9) * unit),
            arcs: subset(rng, arcs),
            classes: (0..classes).map(|_| rng.random_range(0..3) > 0).collect(),
        })
        .collect()
}

/// Masses in multiples of `unit` kg.
pub fn demands(rng: &mut ChaCha8Rng, among: usize, classes: usize, unit: i64) -> Vec<Demand> {
    let count = rng.random_range(1..=4);
    let mut all: Vec<Demand> = (0..count)
        .map(|_| Demand {
            class: ClassIx::from(rng.random_range(0..classes)),
            sources: nodes(rng, among),
            targets: nodes(rng, among),
            mass: Mass(rng.random_range(0..7) * unit),
            tier: rng.random_range(1..=3),
            reservation_price: (rng.random_range(0..3) == 0).then(|| Cost(rng.random_range(0..8) * 1_000_000)),
        })
        .collect();
    // Some differ from others in mass alone.
    for _ in 0..rng.random_range(0..3) {
        let like = all[rng.random_range(0..all.len())].clone();
        let at = rng.random_range(0..=all.len());
        all.insert(at, Demand { mass: Mass(rng.random_range(0..7) * unit), ..like });
    }
    all
}
