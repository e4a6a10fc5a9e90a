//! Shortest and k shortest paths on a random multigraph with a fixed seed: `cargo bench --bench paths`.

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use routing::{
    ArcIx, Cost, NodeIx, PathCost, PathQuery, SearchLimit, Seconds, Topology, Weights, k_shortest_paths, shortest_path,
};

fn main() {
    divan::main();
}

const NODES: u32 = 200;
const ARCS: usize = 600;
const PAIRS: usize = 40;

struct Network {
    topology: Topology,
    weights: Weights,
    pairs: Vec<[NodeIx; 2]>,
}

impl Network {
    fn new() -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut node = || NodeIx(random.random_range(0..NODES));
        let mut arcs: Vec<(NodeIx, NodeIx)> = (0..ARCS).map(|_| (node(), node())).collect();
        // `Topology::new` takes arcs sorted by their tails.
        arcs.sort_unstable();
        let pairs = (0..PAIRS).map(|_| [node(), node()]).collect();
        let mut random = ChaCha8Rng::seed_from_u64(8);
        let mut key = |tie: usize| {
            let cost: i64 = random.random_range(1_000..50_000_000);
            let (cost, time, tie) = (Cost(cost), Seconds(cost / 10), tie as u64);
            Some(PathCost { objective: cost.0, cost, time, legs: 1, tie })
        };
        let weights = Weights { arc: (0..ARCS).map(&mut key).collect() };
        Self { topology: Topology::new(NODES as usize, &arcs), weights, pairs }
    }

    fn queries(&self) -> impl Iterator<Item = PathQuery<'_>> {
        self.pairs.iter().map(|[source, target]| {
            PathQuery::between(
                &self.topology,
                &self.weights,
                std::slice::from_ref(source),
                std::slice::from_ref(target),
            )
        })
    }
}

#[divan::bench]
fn shortest_paths(bencher: divan::Bencher) {
    let network = Network::new();
    bencher.bench(|| network.queries().filter_map(|query| shortest_path(&query)).count());
}

#[divan::bench]
fn ten_shortest_paths(bencher: divan::Bencher) {
    let network = Network::new();
    let limit = SearchLimit { paths: 10, examined: 1_000 };
    let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
    let found = |query| k_shortest_paths(&query, limit, label, |_, _| true).paths.len();
    bencher.bench(|| network.queries().map(found).sum::<usize>());
}
