//! Best route, alternatives, stages, and what would open a way.

use std::collections::BTreeSet;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{
    ArcIx, NodeIx, Path, PathQuery, SearchLimit, Weights, blocked_by, dissimilar_paths, k_shortest_paths,
    minimal_unblocking_sets, relax, shortest_path, shortest_path_from_each,
};

use oracle::draw::{self, Asked};
use oracle::slow;

#[test]
fn the_best_route_is_that_of_bellman_and_ford_and_the_first_of_all() {
    oracle::run(
        "best route against Bellman and Ford",
        |rng| draw::asked(rng, 16),
        |asked| {
            let found = shortest_path(&asked.query());
            let key = found.as_ref().map(|path| path.key);
            assert_eq!(key, slow::least(&asked.graph, &asked.query()));
            assert_eq!(found, slow::all_routes(&asked.graph, &asked.query()).into_iter().next());
        },
    );
}

#[test]
fn one_search_for_many_starts_finds_what_each_search_finds() {
    oracle::run(
        "best of each against best",
        |rng| {
            let asked = draw::asked(rng, 18);
            let states = asked.graph.states;
            let group = |rng: &mut ChaCha8Rng| -> Vec<NodeIx> {
                (0..rng.random_range(0..4)).map(|_| NodeIx::from(rng.random_range(0..states))).collect()
            };
            let groups: Vec<Vec<NodeIx>> = (0..rng.random_range(1..6)).map(|_| group(rng)).collect();
            (asked, groups)
        },
        |(asked, groups)| {
            let query = asked.query();
            let alone = |sources: &Vec<NodeIx>| shortest_path(&PathQuery { sources, ..query });
            assert_eq!(shortest_path_from_each(&query, groups), groups.iter().map(alone).collect::<Vec<_>>());
        },
    );
}

/// Each is loopless, open and the best by way of some state; the first is the best of all; no two share too much.
#[test]
fn routes_apart_are_the_best_by_way_of_states() {
    oracle::run(
        "routes apart against routes by way of each state",
        |rng| (draw::asked(rng, 18), rng.random_range(1..5), rng.random_range(0..4)),
        |(asked, routes, most): &(Asked, usize, usize)| {
            let whole = asked.query();
            // With one end each, so that no route to a state passes another end.
            let (sources, targets) = (&whole.sources[..1], &whole.targets[..1]);
            let query = PathQuery { stages: &[], sources, targets, ..whole };
            // A route ends where it first arrives.
            let mut before = whole.weights.clone();
            query.topology.out_arcs(targets[0]).for_each(|arc| before.arc[arc.0 as usize] = None);
            let differ = |one: &[ArcIx], other: &[ArcIx]| {
                one.iter().filter(|arc| other.contains(arc)).count() <= *most
            };
            let found = dissimilar_paths(&query, SearchLimit { paths: *routes, examined: 1_000 }, differ);
            assert!(found.complete);
            assert_eq!(found.paths.first().map(|path| path.key), shortest_path(&query).map(|path| path.key));
            assert!(found.paths.is_sorted_by_key(|path| path.key));
            let all = slow::all_routes(&asked.graph, &query);
            for (at, path) in found.paths.iter().enumerate() {
                assert!(all.contains(path), "{path:?} is no route");
                assert!(found.paths[..at].iter().all(|known| differ(&known.arcs, &path.arcs)));
                let by = |state: NodeIx| {
                    let [to, on] = [[state], [state]];
                    let before = shortest_path(&PathQuery { targets: &to, weights: &before, ..query })?;
                    Some(before.key + shortest_path(&PathQuery { sources: &on, ..query })?.key)
                };
                let on = path.arcs.iter().map(|&arc| query.topology.head(arc));
                let mut on = on.chain(path.arcs.first().map(|&arc| query.topology.tail(arc)));
                assert!(path.arcs.is_empty() || on.any(|state| by(state) == Some(path.key)), "{path:?}");
            }
        },
    );
}

/// Which routes are called the same, and how many are wanted.
#[derive(Debug)]
struct Named {
    asked: Asked,
    names: Vec<Option<u32>>,
    routes: usize,
}

impl Named {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let asked = draw::asked(rng, 18);
        let name = |_| (rng.random_range(0..3) > 0).then(|| rng.random_range(0..12));
        let names = (0..asked.arcs()).map(name).collect();
        Self { asked, names, routes: rng.random_range(1..12) }
    }

    fn label(&self, arcs: &[ArcIx]) -> Vec<u32> {
        arcs.iter().filter_map(|arc| self.names[arc.0 as usize]).collect()
    }
}

#[test]
fn alternatives_are_the_first_of_each_label_among_all_routes() {
    oracle::run("k routes against all routes", Named::drawn, |named| {
        let query = named.asked.query();
        let all = slow::all_routes(&named.asked.graph, &query);
        let mut labels = BTreeSet::new();
        let first = |path: &&Path| labels.insert(named.label(&path.arcs));
        let expected: Vec<Path> = all.iter().filter(first).take(named.routes).cloned().collect();
        let wanted = SearchLimit { paths: named.routes, examined: usize::MAX };
        let found = k_shortest_paths(&query, wanted, |arcs| named.label(arcs), |_, _| true);
        assert_eq!(found.paths, expected);
        assert!(found.complete);
        let links = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
        let unbounded = SearchLimit { paths: usize::MAX, examined: usize::MAX };
        let every = k_shortest_paths(&query, unbounded, links, |_, _| true);
        assert_eq!(every.paths, all);
        let few = SearchLimit { paths: usize::MAX, examined: 2 };
        let short = k_shortest_paths(&query, few, |_| Vec::new(), |_, _| true);
        assert_eq!(short.paths, all[..all.len().min(1)]);
        assert_eq!(short.complete, all.len() <= 2);
    });
}

/// Two routes differ if they share no arc: taken greedily from all routes in order.
#[test]
fn alternatives_that_differ_are_taken_in_order() {
    oracle::run(
        "routes that differ against all routes",
        |rng| draw::asked(rng, 18),
        |asked| {
            let query = asked.query();
            let differ = |a: &[ArcIx], b: &[ArcIx]| !a.iter().any(|arc| b.contains(arc));
            let mut expected: Vec<Path> = Vec::new();
            for path in slow::all_routes(&asked.graph, &query) {
                if expected.iter().all(|known| differ(&known.arcs, &path.arcs)) {
                    expected.push(path);
                }
            }
            let all = SearchLimit { paths: usize::MAX, examined: usize::MAX };
            let links = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
            assert_eq!(k_shortest_paths(&query, all, links, differ).paths, expected);
        },
    );
}

/// A query and what is shut.
#[derive(Debug)]
struct Shut {
    free: Asked,
    shut: Vec<ArcIx>,
}

impl Shut {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let free = draw::asked(rng, 14);
        Self { shut: draw::subset(rng, free.arcs()), free }
    }

    fn open(&self) -> Weights {
        let mut open = self.free.weights.clone();
        self.shut.iter().for_each(|arc| open.arc[arc.0 as usize] = None);
        open
    }

    fn on(&self, path: &Path) -> Vec<ArcIx> {
        path.arcs.iter().copied().filter(|arc| self.shut.contains(arc)).collect()
    }
}

#[test]
fn a_widened_route_lifts_the_fewest_closures_and_what_blocks_is_on_every_way() {
    oracle::run("what blocks against all routes", Shut::drawn, |case| {
        let (query, open) = (case.free.query(), case.open());
        let all = slow::all_routes(&case.free.graph, &query);
        let expected = all.iter().min_by_key(|path| (case.on(path).len(), (*path).clone()));
        let found = relax(&query, &open);
        assert_eq!(found.as_ref().map(|found| &found.path), expected);
        assert_eq!(found.map(|found| found.lifted), expected.map(|path| case.on(path)));
        let blocked = blocked_by(&query, &open);
        assert!(blocked.iter().all(|arc| case.shut.contains(arc)));
        if all.iter().any(|path| case.on(path).is_empty()) {
            assert!(blocked.is_empty(), "{blocked:?}");
        } else {
            let meets = |path: &Path| path.arcs.iter().any(|arc| blocked.contains(arc));
            assert!(all.iter().all(meets), "{blocked:?}");
        }
    });
}

/// A query, and of each arc which of a few closers close it.
#[derive(Debug)]
struct Closed {
    free: Asked,
    closers: Vec<u128>,
    among: u32,
    most: u32,
}

impl Closed {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let free = draw::asked(rng, 16);
        let among = rng.random_range(1..=7_u32);
        let bits = |rng: &mut ChaCha8Rng| -> u128 {
            (0..rng.random_range(0..4))
                .map(|_| 1 << rng.random_range(0..among))
                .fold(0, |all, bit: u128| all | bit)
        };
        let closers = (0..free.arcs()).map(|_| bits(rng)).collect();
        Self { closers, free, among, most: rng.random_range(1..=3) }
    }

    /// Is there a way when these are lifted?
    fn opens(&self, lifted: u128) -> bool {
        let mut weights = self.free.weights.clone();
        let shut = |closers: &u128| closers & !lifted != 0;
        self.closers.iter().zip(&mut weights.arc).filter(|own| shut(own.0)).for_each(|own| *own.1 = None);
        let query = PathQuery { weights: &weights, ..self.free.query() };
        slow::least(&self.free.graph, &query).is_some()
    }
}

#[test]
fn what_would_open_a_way_are_all_least_sets_and_no_others() {
    oracle::run("least sets that open a way against all sets", Closed::drawn, |case| {
        let mut expected: Vec<u128> = Vec::new();
        let mut all: Vec<u128> = (0..1 << case.among).collect();
        all.sort_by_key(|set| (set.count_ones(), *set));
        for set in all.into_iter().filter(|set| set.count_ones() <= case.most) {
            if !expected.iter().any(|part| part & set == *part) && case.opens(set) {
                expected.push(set);
            }
        }
        assert_eq!(minimal_unblocking_sets(&case.free.query(), &case.closers, case.most), expected);
    });
}

#[test]
fn what_blocks_is_the_edge_of_what_is_reached_and_no_more() {
    // 0 -> 1 -x-> 2 -> 3, and a closed side arc 1 -x-> 4 that leads nowhere.
    let pairs = [(0, 1), (1, 2), (1, 4), (2, 3)].map(|(a, b)| (NodeIx(a), NodeIx(b)));
    let topology = routing::Topology::new(5, &pairs);
    let free = Weights { arc: vec![Some(routing::PathCost::default()); 4] };
    let mut open = free.clone();
    open.arc[1] = None;
    open.arc[2] = None;
    let query = PathQuery {
        topology: &topology,
        weights: &free,
        sources: &[NodeIx(0)],
        targets: &[NodeIx(3)],
        stages: &[],
    };
    assert_eq!(blocked_by(&query, &open), [ArcIx(1)]);
}
