//! An assignment on a random multigraph with a fixed seed: `cargo bench --bench assign`.

use assignment::{Bundle, ClassIx, Demand, Mass, Problem, assign};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, Cost, NodeIx, PathCost, Seconds, Topology, Weights};

fn main() {
    divan::main();
}

const NODES: u32 = 200;
const ARCS: usize = 600;

/// 200 nodes, 600 arcs, 60 bundles of three arcs each, 40 demands.
#[divan::bench]
fn assign_40_demands(bencher: divan::Bencher) {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut node = || NodeIx(random.random_range(0..NODES));
    let mut arcs: Vec<(NodeIx, NodeIx)> = (0..ARCS).map(|_| (node(), node())).collect();
    arcs.sort_unstable();
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let mut key = |tie: usize| {
        let cost: i64 = random.random_range(1_000..50_000_000);
        let (cost, time, tie) = (Cost(cost), Seconds(cost / 10), tie as u64);
        Some(PathCost { objective: cost.0, cost, time, legs: 1, tie })
    };
    let weights = Weights { arc: (0..ARCS).map(&mut key).collect() };
    let bundles: Vec<Bundle> = (0..60)
        .map(|_| {
            let mut arcs: Vec<ArcIx> = (0..3).map(|_| ArcIx::from(random.random_range(0..ARCS))).collect();
            arcs.sort_unstable();
            arcs.dedup();
            Bundle { limit: Mass(random.random_range(1..10) * 1_000_000_000), arcs, classes: vec![true] }
        })
        .collect();
    let demands: Vec<Demand> = (0..40)
        .map(|at| Demand {
            class: ClassIx(0),
            sources: vec![NodeIx(random.random_range(0..NODES))],
            targets: vec![NodeIx(random.random_range(0..NODES))],
            mass: Mass(random.random_range(1..5) * 1_000_000_000),
            tier: 1 + (at % 2) as u8,
            reservation_price: None,
        })
        .collect();
    let topology = Topology::new(NODES as usize, &arcs);
    let weights = std::slice::from_ref(&weights);
    let problem = Problem { topology: &topology, weights, bundles: &bundles, demands: &demands };
    bencher.bench(|| assign(&problem));
}
