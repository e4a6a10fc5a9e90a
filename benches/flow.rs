//! Routes and assignments on random multigraphs with a fixed seed.
//!
//! `cargo bench --bench flow`

use assignment::{Bundle, ClassIx, Demand, Mass, Problem, assign};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use routing::{
    ArcIx, Cost, NodeIx, PathCost, PathQuery, SearchLimit, Seconds, Topology, Weights, k_shortest_paths,
    shortest_path,
};

fn main() {
    divan::main();
}

const STATES: u32 = 200;
const ARCS: usize = 600;

struct World {
    topology: Topology,
    weights: Weights,
    bundles: Vec<Bundle>,
    demands: Vec<Demand>,
}

/// 200 states, 600 arcs, 60 bundles over three arcs each, 40 demands.
fn world() -> World {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut state = || NodeIx(random.random_range(0..STATES));
    let mut ends: Vec<(NodeIx, NodeIx)> = (0..ARCS).map(|_| (state(), state())).collect();
    ends.sort_unstable();
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let key = |at: usize, cost: i64| PathCost {
        objective: cost,
        cost: Cost(cost),
        time: Seconds(cost / 10),
        legs: 1,
        tie: at as u64,
    };
    let weights =
        Weights { arc: (0..ARCS).map(|at| Some(key(at, random.random_range(1_000..50_000_000)))).collect() };
    let bundles = (0..60)
        .map(|_| {
            let mut arcs: Vec<ArcIx> = (0..3).map(|_| ArcIx::from(random.random_range(0..ARCS))).collect();
            arcs.sort_unstable();
            arcs.dedup();
            Bundle { limit: Mass(random.random_range(1..10) * 1_000_000_000), arcs, classes: vec![true] }
        })
        .collect();
    let demands = (0..40)
        .map(|at| Demand {
            class: ClassIx(0),
            sources: vec![NodeIx(random.random_range(0..STATES))],
            targets: vec![NodeIx(random.random_range(0..STATES))],
            mass: Mass(random.random_range(1..5) * 1_000_000_000),
            tier: 1 + (at % 2) as u8,
            reservation_price: None,
        })
        .collect();
    World { topology: Topology::new(STATES as usize, &ends), weights, bundles, demands }
}

fn query<'a>(world: &'a World, at: usize) -> PathQuery<'a> {
    PathQuery {
        topology: &world.topology,
        weights: &world.weights,
        sources: &world.demands[at].sources,
        targets: &world.demands[at].targets,
        stages: &[],
    }
}

#[divan::bench]
fn route(bencher: divan::Bencher) {
    let world = world();
    bencher.bench(|| (0..world.demands.len()).filter_map(|at| shortest_path(&query(&world, at))).count());
}

#[divan::bench]
fn ten_alternatives(bencher: divan::Bencher) {
    let world = world();
    let wanted = SearchLimit { paths: 10, examined: 1_000 };
    bencher.bench(|| {
        let links = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
        (0..world.demands.len())
            .map(|at| k_shortest_paths(&query(&world, at), wanted, links, |_, _| true).paths.len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn assign_40_demands(bencher: divan::Bencher) {
    let world = world();
    bencher.bench(|| {
        assign(&Problem {
            topology: &world.topology,
            weights: std::slice::from_ref(&world.weights),
            bundles: &world.bundles,
            demands: &world.demands,
        })
    });
}
