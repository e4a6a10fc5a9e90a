//! Several commodities on shared capacities: `CORRIDOR_MULTICOMMODITY=BASE cargo bench --bench multicommodity` reads an
//! instance in the MNETGEN format (BASE.nod .arc .sup .mut).

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::path::Path;
use std::time::Instant;

use assignment::multicommodity::{Outcome, Solver, read_mnetgen};

fn main() {
    let Ok(base) = std::env::var("CORRIDOR_MULTICOMMODITY") else {
        println!("multicommodity: skipped, CORRIDOR_MULTICOMMODITY names no instance");
        return;
    };
    // Benches run in the folder of their package; names are relative to the root of the workspace.
    let base = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(base);
    let read = read_mnetgen(&base).unwrap();
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..5 {
        let start = Instant::now();
        let mut solver = Solver::new(&read.problem).unwrap();
        let outcome = solver.solve();
        times.push(start.elapsed());
        let Outcome::Optimal(optimum) = outcome else { panic!("no optimum") };
        last = Some((optimum, solver.pivots(), solver.binding()));
    }
    times.sort_unstable();
    let (optimum, pivots, binding) = last.unwrap();
    if std::env::var("CORRIDOR_PEERS").is_ok() {
        println!("{{\"s\": {}, \"cost\": {}, \"gap\": {:e}}}", times[2].as_secs_f64(), optimum.cost, optimum.gap());
        return;
    }
    println!(
        "cost {}, gap {:.1e}, off {:.1e}, {pivots} pivots, {binding} bundles bind: {:.2?}",
        optimum.cost,
        optimum.gap(),
        optimum.max_violation,
        times[2]
    );
}
