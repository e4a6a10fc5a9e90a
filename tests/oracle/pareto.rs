//! The front of cost, time and exposed length against all routes.

use corridor::flow::{Effort, Path, Query, Reach, front};
use rand::RngExt;

use super::draw::{self, each_case};
use super::slow;

fn triple(path: &Path) -> [i64; 3] {
    [path.key.cost.0, path.key.time.0, path.key.objective]
}

fn no_worse(a: &[i64; 3], b: &[i64; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a <= b)
}

/// Routes that none beats; of equal ones the first by key.
fn slow_front(all: &[Path]) -> Vec<Path> {
    let mut front: Vec<Path> = Vec::new();
    for path in all {
        let beaten = all.iter().any(|other| {
            let (a, b) = (triple(other), triple(path));
            no_worse(&a, &b) && (a != b || other.key < path.key)
        });
        let same = front.iter().any(|known| triple(known) == triple(path));
        if !beaten && !same {
            front.push(path.clone());
        }
    }
    front.sort_by_key(triple);
    front
}

#[test]
fn the_front_is_what_no_route_beats() {
    each_case(31, |seed, rng| {
        let graph = draw::graph(rng, 18);
        let weights = draw::weights(rng, graph.pairs.len(), 1);
        let (sources, targets) = (draw::states(rng, graph.states), draw::states(rng, graph.states));
        let stages = draw::stages(rng, graph.pairs.len());
        let query = Query {
            topology: &graph.topology,
            weights: &weights,
            sources: &sources,
            targets: &targets,
            stages: &stages,
        };
        let told = format!("seed {seed}: {graph:?} {query:?}");
        let all = slow::all_routes(&graph, &query);
        let expected = slow_front(&all);
        let found = front(&query, Effort { exact_labels: usize::MAX, epsilon: 0 });
        assert_eq!(found.reach, Reach::Exact, "{told}");
        let keys = |paths: &[Path]| paths.iter().map(|path| path.key).collect::<Vec<_>>();
        assert_eq!(keys(&found.paths), keys(&expected), "{told}");
        assert!(found.paths.iter().all(|path| all.contains(path)), "{told}");

        let epsilon = rng.random_range(1..2_000_000);
        let near = front(&query, Effort { exact_labels: 1, epsilon });
        let within = |a: &[i64; 3], b: &[i64; 3]| {
            a.iter().zip(b).all(|(a, b)| a * 1_000_000 <= b * (1_000_000 + i64::from(epsilon)))
        };
        if near.reach != Reach::Partly {
            for path in &expected {
                assert!(near.paths.iter().any(|own| within(&triple(own), &triple(path))), "{told} {near:?}");
            }
        }
        assert!(near.paths.iter().all(|path| all.contains(path)), "{told}");
    });
}
