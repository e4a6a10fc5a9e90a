//! The most that can pass, and how many routes share nothing.

use corridor::flow::{Bundle, Path, Query, Terminals, disjoint, most};
use corridor::network::{ArcIx, ClassIx};
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use rand::RngExt;

use super::draw::{self, each_case};
use super::slow;

fn uses(bundle: &Bundle, path: &Path) -> f64 {
    path.arcs.iter().filter(|arc| bundle.arcs.contains(arc)).count() as f64
}

/// `None`: no most.
fn slow_most(bundles: &[&Bundle], all: &[Path]) -> Option<f64> {
    if all.iter().any(|path| bundles.iter().all(|bundle| uses(bundle, path) == 0.0)) {
        return None;
    }
    let mut lp = microlp::Problem::new(OptimizationDirection::Maximize);
    let x: Vec<Variable> = all.iter().map(|_| lp.add_var(1.0, (0.0, f64::INFINITY))).collect();
    for bundle in bundles {
        let row: Vec<(Variable, f64)> = x.iter().zip(all).map(|(&x, path)| (x, uses(bundle, path))).collect();
        lp.add_constraint(&row, ComparisonOp::Le, bundle.limit.kt());
    }
    Some(lp.solve().unwrap().into_solution().unwrap().objective())
}

#[test]
fn the_most_that_passes_is_that_of_all_paths_and_its_weights_prove_it() {
    each_case(7, |seed, rng| {
        let graph = draw::graph(rng, 13);
        let weights = draw::weights(rng, graph.pairs.len(), 1);
        let mut bundles = draw::bundles(rng, graph.pairs.len(), 2, 1_000_000);
        if rng.random_range(0..2) == 0 {
            for at in 0..graph.pairs.len() {
                let arcs = vec![ArcIx::from(at)];
                let limit = corridor::model::Mass(rng.random_range(0..9) * 1_000_000);
                bundles.push(Bundle { limit, arcs, classes: vec![true, true] });
            }
        }
        let (sources, targets) = (draw::states(rng, graph.states), draw::states(rng, graph.states));
        let query = Query {
            topology: &graph.topology,
            weights: &weights,
            sources: &sources,
            targets: &targets,
            stages: &[],
        };
        let told = format!("seed {seed}: {graph:?} {query:?} {bundles:?}");
        let all = slow::all_routes(&graph, &query);
        let ends = Terminals { class: ClassIx(1), sources: &sources, targets: &targets };
        let found = most(&graph.topology, &weights, &bundles, ends);
        let counting: Vec<&Bundle> = bundles.iter().filter(|bundle| bundle.classes[1]).collect();
        let expected = slow_most(&counting, &all);
        assert_eq!(found.is_some(), expected.is_some(), "{told}");
        let (Some(found), Some(expected)) = (found, expected) else { return };
        assert!((found.value.kt() - expected).abs() < 1e-5, "{told} {found:?} {expected}");
        let bound: f64 =
            found.bundles.iter().map(|&(at, weight)| bundles[at.0 as usize].limit.kt() * weight).sum();
        assert!((bound - expected).abs() < 1e-6 * (1.0 + expected), "{told} {found:?}");
        for path in &all {
            let weight: f64 =
                found.bundles.iter().map(|&(at, weight)| uses(&bundles[at.0 as usize], path) * weight).sum();
            assert!(weight > 1.0 - 1e-6, "{told} {found:?} {path:?}");
        }
    });
}

/// The most sets no two of which meet, by trying all.
fn packed(sets: &[u64], taken: u64) -> usize {
    let Some((first, rest)) = sets.split_first() else { return 0 };
    let without = packed(rest, taken);
    if first & taken == 0 { without.max(1 + packed(rest, taken | first)) } else { without }
}

#[test]
fn as_many_routes_share_nothing_as_trying_all_finds() {
    each_case(8, |seed, rng| {
        let graph = draw::graph(rng, 14);
        let weights = draw::weights(rng, graph.pairs.len(), 1);
        let (sources, targets) = (draw::states(rng, graph.states), draw::states(rng, graph.states));
        let links = rng.random_range(1..12);
        let group: Vec<Option<u32>> = graph
            .pairs
            .iter()
            .map(|_| (rng.random_range(0..8) > 0).then(|| rng.random_range(0..links)))
            .collect();
        let query = Query {
            topology: &graph.topology,
            weights: &weights,
            sources: &sources,
            targets: &targets,
            stages: &[],
        };
        let told = format!("seed {seed}: {graph:?} {query:?} {group:?}");
        let groups = |arcs: &[ArcIx]| -> Option<u64> {
            let mut set = 0;
            for link in arcs.iter().filter_map(|arc| group[arc.0 as usize]) {
                if set & 1 << link != 0 {
                    return None;
                }
                set |= 1 << link;
            }
            Some(set)
        };
        let mut sets: Vec<u64> =
            slow::all_routes(&graph, &query).iter().filter_map(|path| groups(&path.arcs)).collect();
        sets.sort_unstable();
        sets.dedup();
        let found = disjoint(&query, |arc| group[arc.0 as usize]);
        assert_eq!(found.is_none(), sets.first() == Some(&0), "{told}");
        let Some(found) = found else { return };
        let expected = if sets.len() > 24 { found.at_most } else { packed(&sets, 0) };
        assert_eq!((found.routes.len(), found.at_most), (expected, expected), "{told} {found:?}");
        let mut taken = 0;
        for route in &found.routes {
            let set = groups(route).unwrap();
            assert_eq!(set & taken, 0, "{told} {found:?}");
            taken |= set;
        }
    });
}
