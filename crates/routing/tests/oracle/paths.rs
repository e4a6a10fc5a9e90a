//! Shortest and k shortest paths, stages, dissimilar paths, the Pareto front, and what would open a path.

use std::collections::BTreeSet;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{
    ArcIx, Coverage, NodeIx, ParetoOptions, Path, PathQuery, SearchLimit, Weights, blocked_by, dissimilar_paths,
    k_shortest_paths, minimal_unblocking_sets, pareto_front, relax, shortest_path, shortest_path_from_each,
};

use oracle::draw::{self, RandomQuery};
use oracle::slow;

#[test]
fn the_shortest_path_is_that_of_bellman_and_ford_and_the_first_of_all() {
    oracle::run(
        "best route against Bellman and Ford",
        |rng| draw::query(rng, 16),
        |case| {
            let found = shortest_path(&case.query());
            let key = found.as_ref().map(|path| path.key);
            assert_eq!(key, slow::least_cost(&case.graph, &case.query()));
            assert_eq!(found, slow::all_paths(&case.graph, &case.query()).into_iter().next());
        },
    );
}

#[test]
fn one_search_for_many_starts_finds_what_each_search_finds() {
    oracle::run(
        "best of each against best",
        |rng| {
            let drawn = draw::query(rng, 18);
            let nodes = drawn.graph.nodes();
            let group = |rng: &mut ChaCha8Rng| -> Vec<NodeIx> {
                (0..rng.random_range(0..4)).map(|_| NodeIx::from(rng.random_range(0..nodes))).collect()
            };
            let groups: Vec<Vec<NodeIx>> = (0..rng.random_range(1..6)).map(|_| group(rng)).collect();
            (drawn, groups)
        },
        |(drawn, groups)| {
            let query = drawn.query();
            let alone = |sources: &Vec<NodeIx>| shortest_path(&PathQuery { sources, ..query });
            assert_eq!(shortest_path_from_each(&query, groups), groups.iter().map(alone).collect::<Vec<_>>());
        },
    );
}

/// Each is loopless, open and the shortest by way of some node; the first is the shortest of all; no two share too much.
#[test]
fn dissimilar_paths_are_the_shortest_by_way_of_nodes() {
    oracle::run(
        "routes apart against routes by way of each state",
        |rng| (draw::query(rng, 18), rng.random_range(1..5), rng.random_range(0..4)),
        |(drawn, paths, most): &(RandomQuery, usize, usize)| {
            let whole = drawn.query();
            // With one end each, so that no path to a node passes another end.
            let (sources, targets) = (&whole.sources[..1], &whole.targets[..1]);
            let query = PathQuery { stages: &[], sources, targets, ..whole };
            // A path ends where it first arrives.
            let mut before = whole.weights.clone();
            query.topology.out_arcs(targets[0]).for_each(|arc| before.arc[arc.0 as usize] = None);
            let differ = |one: &[ArcIx], other: &[ArcIx]| one.iter().filter(|arc| other.contains(arc)).count() <= *most;
            let found = dissimilar_paths(&query, SearchLimit { paths: *paths, examined: 1_000 }, differ);
            assert!(found.complete);
            assert_eq!(found.paths.first().map(|path| path.key), shortest_path(&query).map(|path| path.key));
            assert!(found.paths.is_sorted_by_key(|path| path.key));
            let all = slow::all_paths(&drawn.graph, &query);
            for (at, path) in found.paths.iter().enumerate() {
                assert!(all.contains(path), "{path:?} is no path");
                assert!(found.paths[..at].iter().all(|known| differ(&known.arcs, &path.arcs)));
                let by = |node: NodeIx| {
                    let [to, on] = [[node], [node]];
                    let before = shortest_path(&PathQuery { targets: &to, weights: &before, ..query })?;
                    Some(before.key + shortest_path(&PathQuery { sources: &on, ..query })?.key)
                };
                let on = path.arcs.iter().map(|&arc| query.topology.head(arc));
                let mut on = on.chain(path.arcs.first().map(|&arc| query.topology.tail(arc)));
                assert!(path.arcs.is_empty() || on.any(|node| by(node) == Some(path.key)), "{path:?}");
            }
        },
    );
}

/// A query, what labels are made of, and how many paths are wanted.
#[derive(Debug)]
struct Labelled {
    drawn: RandomQuery,
    names: Vec<Option<u32>>,
    paths: usize,
}

impl Labelled {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let drawn = draw::query(rng, 18);
        let name = |_| (rng.random_range(0..3) > 0).then(|| rng.random_range(0..12));
        let names = (0..drawn.arc_count()).map(name).collect();
        Self { drawn, names, paths: rng.random_range(1..12) }
    }

    fn label(&self, arcs: &[ArcIx]) -> Vec<u32> {
        arcs.iter().filter_map(|arc| self.names[arc.0 as usize]).collect()
    }
}

#[test]
fn k_shortest_paths_are_the_first_of_each_label_among_all_paths() {
    oracle::run("k routes against all routes", Labelled::drawn, |case| {
        let query = case.drawn.query();
        let all = slow::all_paths(&case.drawn.graph, &query);
        let mut labels = BTreeSet::new();
        let first = |path: &&Path| labels.insert(case.label(&path.arcs));
        let expected: Vec<Path> = all.iter().filter(first).take(case.paths).cloned().collect();
        let limit = SearchLimit { paths: case.paths, examined: usize::MAX };
        let found = k_shortest_paths(&query, limit, |arcs| case.label(arcs), |_, _| true);
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

/// Two paths differ if they share no arc: taken greedily from all paths in order.
#[test]
fn paths_that_differ_are_taken_in_order() {
    oracle::run(
        "routes that differ against all routes",
        |rng| draw::query(rng, 18),
        |drawn| {
            let query = drawn.query();
            let differ = |a: &[ArcIx], b: &[ArcIx]| !a.iter().any(|arc| b.contains(arc));
            let mut expected: Vec<Path> = Vec::new();
            for path in slow::all_paths(&drawn.graph, &query) {
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

/// A query and what is closed.
#[derive(Debug)]
struct Closed {
    free: RandomQuery,
    closed: Vec<ArcIx>,
}

impl Closed {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let free = draw::query(rng, 14);
        Self { closed: draw::subset(rng, free.arc_count()), free }
    }

    fn open(&self) -> Weights {
        let mut open = self.free.weights.clone();
        self.closed.iter().for_each(|arc| open.arc[arc.0 as usize] = None);
        open
    }

    fn on(&self, path: &Path) -> Vec<ArcIx> {
        path.arcs.iter().copied().filter(|arc| self.closed.contains(arc)).collect()
    }
}

#[test]
fn a_relaxed_path_lifts_the_fewest_closed_arcs_and_what_blocks_is_on_every_path() {
    oracle::run("what blocks against all routes", Closed::drawn, |case| {
        let (query, open) = (case.free.query(), case.open());
        let all = slow::all_paths(&case.free.graph, &query);
        let expected = all.iter().min_by_key(|path| (case.on(path).len(), (*path).clone()));
        let found = relax(&query, &open);
        assert_eq!(found.as_ref().map(|found| &found.path), expected);
        assert_eq!(found.map(|found| found.lifted), expected.map(|path| case.on(path)));
        let blocked = blocked_by(&query, &open);
        assert!(blocked.iter().all(|arc| case.closed.contains(arc)));
        if all.iter().any(|path| case.on(path).is_empty()) {
            assert!(blocked.is_empty(), "{blocked:?}");
        } else {
            let meets = |path: &Path| path.arcs.iter().any(|arc| blocked.contains(arc));
            assert!(all.iter().all(meets), "{blocked:?}");
        }
    });
}

/// A query, and of each arc which of a few closures close it.
#[derive(Debug)]
struct Closures {
    free: RandomQuery,
    closures: Vec<u128>,
    among: u32,
    most: u32,
}

impl Closures {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let free = draw::query(rng, 16);
        let among = rng.random_range(1..=7_u32);
        let bits = |rng: &mut ChaCha8Rng| -> u128 {
            (0..rng.random_range(0..4)).map(|_| 1 << rng.random_range(0..among)).fold(0, |all, bit: u128| all | bit)
        };
        let closures = (0..free.arc_count()).map(|_| bits(rng)).collect();
        Self { closures, free, among, most: rng.random_range(1..=3) }
    }

    /// Is a path open when these are lifted?
    fn opens(&self, lifted: u128) -> bool {
        let mut weights = self.free.weights.clone();
        let closed = |closures: &u128| closures & !lifted != 0;
        self.closures.iter().zip(&mut weights.arc).filter(|own| closed(own.0)).for_each(|own| *own.1 = None);
        let query = PathQuery { weights: &weights, ..self.free.query() };
        slow::least_cost(&self.free.graph, &query).is_some()
    }
}

#[test]
fn what_would_open_a_path_are_all_minimal_sets_and_no_others() {
    oracle::run("least sets that open a route against all sets", Closures::drawn, |case| {
        let mut expected: Vec<u128> = Vec::new();
        let mut all: Vec<u128> = (0..1 << case.among).collect();
        all.sort_by_key(|set| (set.count_ones(), *set));
        for set in all.into_iter().filter(|set| set.count_ones() <= case.most) {
            if !expected.iter().any(|part| part & set == *part) && case.opens(set) {
                expected.push(set);
            }
        }
        assert_eq!(minimal_unblocking_sets(&case.free.query(), &case.closures, case.most), expected);
    });
}

#[test]
fn what_blocks_bounds_what_is_reached_and_is_no_more() {
    // 0 -> 1 -x-> 2 -> 3, and a closed side arc 1 -x-> 4 that leads nowhere.
    let pairs = [(0, 1), (1, 2), (1, 4), (2, 3)].map(|(a, b)| (NodeIx(a), NodeIx(b)));
    let topology = routing::Topology::new(5, &pairs);
    let free = Weights { arc: vec![Some(routing::PathCost::default()); 4] };
    let mut open = free.clone();
    open.arc[1] = None;
    open.arc[2] = None;
    let query = PathQuery::between(&topology, &free, &[NodeIx(0)], &[NodeIx(3)]);
    assert_eq!(blocked_by(&query, &open), [ArcIx(1)]);
}

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
        "Pareto set against all routes",
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
