//! The Pareto front of cost, time and objective against all paths.

use rand::RngExt;
use routing::{Coverage, ParetoOptions, Path, pareto_front};

use oracle::{draw, slow};

fn criteria(path: &Path) -> [i64; 3] {
    [path.key.cost.0, path.key.time.0, path.key.objective]
}

fn no_worse(a: &[i64; 3], b: &[i64; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a <= b)
}

/// Paths that none beats; of equal ones the first by cost.
fn slow_front(all: &[Path]) -> Vec<Path> {
    let mut front: Vec<Path> = Vec::new();
    for path in all {
        let beaten = all.iter().any(|other| {
            let (a, b) = (criteria(other), criteria(path));
            no_worse(&a, &b) && (a != b || other.key < path.key)
        });
        let same = front.iter().any(|known| criteria(known) == criteria(path));
        if !beaten && !same {
            front.push(path.clone());
        }
    }
    front.sort_by_key(criteria);
    front
}

#[test]
fn the_front_is_what_no_path_beats() {
    oracle::run(
        "front against all routes",
        |rng| (draw::query(rng, 18), rng.random_range(1..2_000_000)),
        |(case, epsilon)| {
            let query = case.query();
            let all = slow::all_paths(&case.graph, &query);
            let expected = slow_front(&all);
            let found = pareto_front(&query, ParetoOptions { exact_labels: usize::MAX, epsilon: 0 });
            assert_eq!(found.coverage, Coverage::Exact);
            let keys = |paths: &[Path]| paths.iter().map(|path| path.key).collect::<Vec<_>>();
            assert_eq!(keys(&found.paths), keys(&expected));
            assert!(found.paths.iter().all(|path| all.contains(path)));

            let near = pareto_front(&query, ParetoOptions { exact_labels: 1, epsilon: *epsilon });
            let within = |a: &[i64; 3], b: &[i64; 3]| {
                a.iter().zip(b).all(|(a, b)| a * 1_000_000 <= b * (1_000_000 + i64::from(*epsilon)))
            };
            let covers = |path: &Path| near.paths.iter().any(|own| within(&criteria(own), &criteria(path)));
            assert!(near.coverage == Coverage::Partial || expected.iter().all(covers), "{near:?}");
            assert!(near.paths.iter().all(|path| all.contains(path)));
        },
    );
}
