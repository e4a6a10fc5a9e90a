//! Best route, alternatives, stages, and what would open a way.

use std::collections::BTreeSet;

use corridor::flow::{Path, Query, Wanted, Weights, alternatives, best, blocked_by, widen};
use corridor::network::{ArcIx, StateIx};
use rand::RngExt;

use super::draw::{self, each_case};
use super::slow;

#[test]
fn the_best_route_is_that_of_bellman_and_ford_and_the_first_of_all() {
    each_case(1, |seed, rng| {
        let graph = draw::graph(rng, 16);
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
        let found = best(&query);
        let key = found.as_ref().map(|path| path.key);
        assert_eq!(key, slow::least(&graph, &query), "seed {seed}: {graph:?} {query:?}");
        let first = slow::all_routes(&graph, &query).into_iter().next();
        assert_eq!(found, first, "seed {seed}: {graph:?} {query:?}");
    });
}

#[test]
fn alternatives_are_the_first_of_each_label_among_all_routes() {
    each_case(2, |seed, rng| {
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
        let names: Vec<Option<u32>> = graph
            .pairs
            .iter()
            .map(|_| (rng.random_range(0..3) > 0).then(|| rng.random_range(0..12)))
            .collect();
        let label =
            |arcs: &[ArcIx]| -> Vec<u32> { arcs.iter().filter_map(|arc| names[arc.0 as usize]).collect() };
        let routes = rng.random_range(1..12);
        let mut labels = BTreeSet::new();
        let all = slow::all_routes(&graph, &query);
        let expected: Vec<Path> =
            all.iter().filter(|path| labels.insert(label(&path.arcs))).take(routes).cloned().collect();
        let found = alternatives(&query, Wanted { routes, looked_at: usize::MAX }, label, |_, _| true);
        assert_eq!(found.paths, expected, "seed {seed}: {graph:?} {query:?} {names:?}");
        assert!(found.complete, "seed {seed}");
        let few = Wanted { routes: usize::MAX, looked_at: 2 };
        let short = alternatives(&query, few, |_| Vec::new(), |_, _| true);
        assert_eq!(short.paths, all[..all.len().min(1)], "seed {seed}: {graph:?} {query:?}");
        assert_eq!(short.complete, all.len() <= 2, "seed {seed}: {graph:?} {query:?}");
    });
}

/// Two routes differ if they share no arc: taken greedily from all routes in order.
#[test]
fn alternatives_that_differ_are_taken_in_order() {
    each_case(32, |seed, rng| {
        let graph = draw::graph(rng, 18);
        let weights = draw::weights(rng, graph.pairs.len(), 1);
        let (sources, targets) = (draw::states(rng, graph.states), draw::states(rng, graph.states));
        let query = Query {
            topology: &graph.topology,
            weights: &weights,
            sources: &sources,
            targets: &targets,
            stages: &[],
        };
        let differ = |a: &[ArcIx], b: &[ArcIx]| !a.iter().any(|arc| b.contains(arc));
        let mut expected: Vec<Path> = Vec::new();
        for path in slow::all_routes(&graph, &query) {
            if expected.iter().all(|known| differ(&known.arcs, &path.arcs)) {
                expected.push(path);
            }
        }
        let all = Wanted { routes: usize::MAX, looked_at: usize::MAX };
        let names = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
        let found = alternatives(&query, all, names, differ);
        assert_eq!(found.paths, expected, "seed {seed}: {graph:?} {query:?}");
    });
}

#[test]
fn a_widened_route_lifts_the_fewest_closures_and_what_blocks_is_on_every_way() {
    each_case(3, |seed, rng| {
        let graph = draw::graph(rng, 14);
        let free = draw::weights(rng, graph.pairs.len(), 1);
        let shut = draw::subset(rng, graph.pairs.len());
        let mut open = free.clone();
        shut.iter().for_each(|arc| open.arc[arc.0 as usize] = None);
        let (sources, targets) = (draw::states(rng, graph.states), draw::states(rng, graph.states));
        let stages = draw::stages(rng, graph.pairs.len());
        let query = Query {
            topology: &graph.topology,
            weights: &free,
            sources: &sources,
            targets: &targets,
            stages: &stages,
        };
        let told = format!("seed {seed}: {graph:?} {query:?} shut {shut:?}");
        let all = slow::all_routes(&graph, &query);
        let closed = |path: &Path| -> Vec<ArcIx> {
            path.arcs.iter().copied().filter(|arc| shut.contains(arc)).collect()
        };
        let expected = all.iter().min_by_key(|path| (closed(path).len(), (*path).clone()));
        let found = widen(&query, &open);
        assert_eq!(found.as_ref().map(|found| &found.path), expected, "{told}");
        assert_eq!(found.map(|found| found.lifted), expected.map(closed), "{told}");
        let blocked = blocked_by(&query, &open);
        assert!(blocked.iter().all(|arc| shut.contains(arc)), "{told}");
        if all.iter().any(|path| closed(path).is_empty()) {
            assert!(blocked.is_empty(), "{told}");
        } else {
            let meets = |path: &Path| path.arcs.iter().any(|arc| blocked.contains(arc));
            assert!(all.iter().all(meets), "{told}: {blocked:?}");
        }
    });
}

#[test]
fn what_blocks_is_the_edge_of_what_is_reached_and_no_more() {
    // 0 -> 1 -x-> 2 -> 3, and a closed side arc 1 -x-> 4 that leads nowhere.
    let pairs = [(0, 1), (1, 2), (1, 4), (2, 3)].map(|(a, b)| (StateIx(a), StateIx(b)));
    let topology = corridor::network::Topology::new(5, &pairs);
    let free = Weights { arc: vec![Some(corridor::flow::Key::default()); 4] };
    let mut open = free.clone();
    open.arc[1] = None;
    open.arc[2] = None;
    let query = Query {
        topology: &topology,
        weights: &free,
        sources: &[StateIx(0)],
        targets: &[StateIx(3)],
        stages: &[],
    };
    assert_eq!(blocked_by(&query, &open), [ArcIx(1)]);
}
