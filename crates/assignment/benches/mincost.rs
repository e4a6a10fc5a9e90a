//! The network simplex: `CORRIDOR_MINCOST=FILE cargo bench --bench mincost` reads a DIMACS file and solves it cold, then
//! again after each of 100 changes of one capacity.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::path::Path;
use std::time::{Duration, Instant};

use assignment::mincost::{Outcome, Solver, check, read_dimacs};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

fn main() {
    let Ok(file) = std::env::var("CORRIDOR_MINCOST") else {
        println!("mincost: skipped, CORRIDOR_MINCOST names no file");
        return;
    };
    // Benches run in the folder of their package; names are relative to the root of the workspace.
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(file);
    let instance = read_dimacs(&file).unwrap();
    let mut cold = Vec::new();
    let mut solver = None;
    for _ in 0..5 {
        let start = Instant::now();
        let mut own = Solver::new(instance.clone());
        let outcome = own.solve();
        cold.push(start.elapsed());
        assert_eq!(check(&instance, &outcome), Ok(()));
        if let Outcome::Optimal(solution) = &outcome {
            println!("cost {}, {} pivots, {:.2?}", solution.cost, own.pivots(), cold.last().unwrap());
        }
        solver = Some((own, outcome));
    }
    let (mut solver, outcome) = solver.unwrap();
    let Outcome::Optimal(solution) = outcome else { return };
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let used: Vec<usize> = (0..solution.flow.len()).filter(|&arc| solution.flow[arc] > 0).collect();
    let mut warm = Vec::new();
    for _ in 0..100 {
        let arc = used[rng.random_range(0..used.len())];
        let before = instance.arcs()[arc].capacity;
        for capacity in [solution.flow[arc] / 2, before] {
            let start = Instant::now();
            solver.set_capacity(arc, capacity).unwrap();
            let outcome = solver.solve();
            warm.push(start.elapsed());
            assert_eq!(check(solver.instance(), &outcome), Ok(()));
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    let (cold, warm) = (median(&mut cold), median(&mut warm));
    if std::env::var("CORRIDOR_PEERS").is_ok() {
        let (cold, warm, cost) = (cold.as_secs_f64(), warm.as_secs_f64(), solution.cost);
        println!("{{\"cold_s\": {cold}, \"warm_s\": {warm}, \"cost\": {cost}}}");
        return;
    }
    println!("cold {cold:.2?}, again {warm:.2?}: {:.2} %", 100.0 * warm.as_secs_f64() / cold.as_secs_f64());
}
