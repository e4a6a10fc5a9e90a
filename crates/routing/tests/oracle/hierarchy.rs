//! Distances and paths over a hierarchy against relaxation until nothing changes.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::hierarchy::{
    ArcMapping, Edits, Endpoints, FoundPath, Hierarchy, Length, Order, PathAttributes, PathMatrix, TagSet, Weighted,
    Workspace,
};
use routing::{
    ArcIx, Cost, Direction, NodeIx, Path, PathCost, PathQuery, Position, SearchLimit, Seconds, Topology, Weights,
    k_shortest_paths, shortest_path,
};

/// A graph in space, connected or not, with parallel arcs, loops and arcs of length 0; some are closed.
#[derive(Debug)]
struct Drawn {
    at: Vec<Position>,
    arcs: Vec<(NodeIx, NodeIx)>,
    length: Vec<Option<u32>>,
    /// Another metric on the same hierarchy.
    other: Vec<Option<u32>>,
    pairs: Vec<(NodeIx, NodeIx)>,
    by_degree: bool,
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    // Above 512 nodes there is a separator; such graphs take long to check, so they are seldom.
    let most = if rng.random_range(0..200) == 0 { 1_500 } else { 60 };
    let nodes = rng.random_range(1..=most);
    let at = (0..nodes).map(|_| Position { lat: rng.random_range(-80.0..80.0), lon: rng.random_range(-180.0..180.0) });
    let at: Vec<Position> = at.collect();
    let count = rng.random_range(0..=2 * nodes);
    let one = |rng: &mut ChaCha8Rng| NodeIx::from(rng.random_range(0..nodes));
    let mut arcs: Vec<_> = (0..count).map(|_| (one(rng), one(rng))).collect();
    arcs.sort_by_key(|arc| arc.0);
    let longest = [1, 4, 1_000_000][rng.random_range(0..3)];
    let mut metric = || -> Vec<Option<u32>> {
        (0..count).map(|_| (rng.random_range(0..10) > 0).then(|| rng.random_range(0..=longest))).collect()
    };
    let (length, other) = (metric(), metric());
    let pairs = (0..6).map(|_| (one(rng), one(rng))).collect();
    Drawn { at, arcs, length, other, pairs, by_degree: rng.random_range(0..2) == 0 }
}

impl Drawn {
    fn edges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.arcs.iter().map(|(a, b)| (a.0, b.0))
    }

    fn topology(&self) -> Topology {
        Topology::new(self.at.len(), &self.arcs)
    }

    fn hierarchy(&self) -> (Hierarchy, ArcMapping) {
        let order = if self.by_degree {
            Order::nested_dissection(&self.at, self.edges())
        } else {
            Order::from_nodes((0..self.at.len() as u32).rev().collect()).unwrap()
        };
        let hierarchy = Hierarchy::new(&order, self.edges());
        let mapping = ArcMapping::new(&hierarchy, &self.topology()).unwrap();
        (hierarchy, mapping)
    }

    /// From a node, or to it, by node.
    fn slow(&self, length: &[Option<u32>], root: NodeIx, direction: Direction) -> Vec<Option<u64>> {
        let mut distance = vec![None; self.at.len()];
        distance[root.index()] = Some(0);
        loop {
            let mut changed = false;
            for (&(tail, head), length) in self.arcs.iter().zip(length) {
                let (from, to) = if direction == Direction::Forward { (tail, head) } else { (head, tail) };
                let (Some(own), Some(length)) = (distance[from.index()], length) else { continue };
                let through = own + u64::from(*length);
                if distance[to.index()].is_none_or(|known| through < known) {
                    distance[to.index()] = Some(through);
                    changed = true;
                }
            }
            if !changed {
                return distance;
            }
        }
    }

    fn agrees<L: Length + std::fmt::Debug>(
        &self,
        weighted: &Weighted<'_, L>,
        length: &[Option<u32>],
        as_u64: impl Fn(L) -> u64,
    ) {
        let open = |found: L| (found < L::INFINITY).then(|| as_u64(found));
        for &(source, target) in &self.pairs {
            for (root, direction) in [(source, Direction::Forward), (target, Direction::Backward)] {
                let fast: Vec<_> = weighted.one_to_all(root, direction).into_iter().map(open).collect();
                assert_eq!(fast, self.slow(length, root, direction), "{direction:?} {root:?}");
            }
        }
    }
}

/// With closed arcs.
fn narrow(length: &[Option<u32>]) -> impl Fn(ArcIx) -> u32 {
    |arc| length[arc.index()].unwrap_or(u32::INFINITY)
}

#[test]
fn a_hierarchy_finds_what_relaxation_finds() {
    oracle::run("hierarchy against relaxation", drawn, |case| {
        let (hierarchy, mapping) = case.hierarchy();
        let wide = |arc: ArcIx| case.other[arc.index()].map_or(u64::INFINITY, u64::from);
        let weighted = Weighted::new(&hierarchy, &mapping, narrow(&case.length));
        case.agrees(&weighted, &case.length, u64::from);
        let weighted = Weighted::new(&hierarchy, &mapping, wide);
        case.agrees(&weighted, &case.other, |length| length);
    });
}

/// Some arcs longer, some shorter, some closed, some opened, one of them named twice.
#[test]
fn edits_are_as_if_made_anew_and_leave_nothing_behind() {
    oracle::run("edited hierarchy against a new one", drawn, |case| {
        let (hierarchy, mapping) = case.hierarchy();
        let made = |of: &[Option<u32>]| Weighted::new(&hierarchy, &mapping, narrow(of));
        let mut own = made(&case.length);
        let (before, after) = (own.clone(), made(&case.other));
        let every = |nth: usize| {
            let arcs = (0..case.arcs.len()).step_by(nth).map(ArcIx::from);
            arcs.map(|arc| (arc, narrow(&case.other)(arc))).collect::<Vec<_>>()
        };
        let some = every(3);
        let first = own.edit(&some);
        let mut mixed = case.length.clone();
        some.iter().for_each(|(arc, _)| mixed[arc.index()] = case.other[arc.index()]);
        assert_eq!(own, made(&mixed));
        let second = own.edit(&[every(1), some].concat());
        assert_eq!(own, after);
        own.undo(second);
        assert_eq!(own, made(&mixed));
        own.undo(first);
        assert_eq!(own, before);
    });
}

/// Ties on purpose: few times, few hashes, tags by number.
fn attributes(arc: ArcIx) -> PathAttributes {
    let at = arc.index() as u64;
    PathAttributes { tie_break: [at * 7 % 3, 1, at * 5 % 4], tags: TagSet::default().with(arc.index() % 512) }
}

fn key(length: &[Option<u32>], arc: ArcIx) -> Option<PathCost> {
    let [time, legs, tie] = attributes(arc).tie_break;
    let cost = i64::from(length[arc.index()]?);
    Some(PathCost { objective: cost, cost: Cost(cost), time: Seconds(time as i64), legs: legs as u32, tie })
}

fn weights(length: &[Option<u32>]) -> Weights {
    Weights { arc: (0..length.len()).map(|arc| key(length, ArcIx::from(arc))).collect() }
}

/// The plain search's path of a pair.
fn plain(case: &Drawn, length: &[Option<u32>], (source, target): (NodeIx, NodeIx)) -> Option<Path> {
    let (topology, weights) = (&case.topology(), &weights(length));
    shortest_path(&PathQuery::between(topology, weights, &[source], &[target]))
}

fn same(found: Option<FoundPath<u32>>, plain: Option<&Path>) {
    assert_eq!(found.is_some(), plain.is_some());
    let (Some(found), Some(plain)) = (found, plain) else { return };
    let PathCost { cost, time, legs, tie, .. } = plain.key;
    let own = (i64::from(found.length), found.attributes.tie_break);
    assert_eq!(own, (cost.0, [time.0 as u64, legs.into(), tie]));
    let mut tags: Vec<usize> = plain.arcs.iter().map(|arc| arc.index() % 512).collect();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(found.attributes.tags.iter().collect::<Vec<_>>(), tags);
}

#[test]
fn all_pairs_have_the_paths_of_plain_searches() {
    oracle::run("pairs against plain searches", drawn, |case| {
        let (hierarchy, mapping) = case.hierarchy();
        let weighted = Weighted::new(&hierarchy, &mapping, narrow(&case.length));
        let (sources, targets): (Vec<_>, Vec<_>) = case.pairs.iter().copied().unzip();
        let endpoints = Endpoints::new(&hierarchy, &sources, &targets);
        let matrix = PathMatrix::new(&weighted, &endpoints, attributes);
        let all = || sources.iter().flat_map(|&from| targets.iter().map(move |&to| (from, to))).enumerate();
        let before: Vec<Option<Path>> = all().map(|(_, pair)| plain(case, &case.length, pair)).collect();
        for (at, plain) in before.iter().enumerate() {
            same(matrix.get(at), plain.as_ref());
            assert_eq!(matrix.arcs(at), plain.as_ref().map(|plain| plain.arcs.clone()));
        }
        // Two changes one after the other: the workspace returns to where it was.
        let mut space = Workspace::new(weighted);
        for step in [1, 4] {
            let worse = |(at, (one, other)): (usize, (&Option<u32>, &Option<u32>))| {
                if at % step == 0 { one.zip(*other).map(|(one, other)| one.max(other)) } else { *one }
            };
            let length: Vec<_> = case.length.iter().zip(&case.other).enumerate().map(worse).collect();
            let edited = (0..length.len()).filter(|&at| length[at] != case.length[at]);
            let edits = edited.map(|at| (ArcIx::from(at), length[at].unwrap_or(u32::INFINITY)));
            let edits: Vec<(ArcIx, u32)> = edits.collect();
            let edits = Edits { lengths: &edits, attributes };
            let changes = matrix.after_increases(&mut space, &endpoints, edits);
            // A search of all pairs says the same, but for those whose path only costs as before.
            let anew = matrix.after_edits(&mut space, &endpoints, edits);
            assert!(anew.iter().all(|change| changes.contains(change)));
            assert!(
                changes
                    .iter()
                    .all(|(pair, found)| anew.contains(&(*pair, *found)) || matrix.get(*pair as usize) == *found)
            );
            let mut now: Vec<_> = (0..before.len()).map(|at| matrix.get(at)).collect();
            changes.iter().for_each(|(pair, found)| now[*pair as usize] = *found);
            for (at, pair) in all() {
                let plain = plain(case, &length, pair);
                same(now[at], plain.as_ref());
                let changed = changes.iter().any(|change| change.0 as usize == at);
                // Another path has an arc that was edited.
                let arcs = |path: Option<&Path>| path.map(|path| path.arcs.clone());
                assert!(changed || arcs(plain.as_ref()) == arcs(before[at].as_ref()));
            }
        }
    });
}

/// The k shortest among nodes that can be on them are those of the whole graph; one pair is what all pairs say.
#[test]
fn k_paths_are_those_of_the_whole_graph() {
    oracle::run("few routes by a hierarchy against the whole graph", drawn, |case| {
        let topology = case.topology();
        let (hierarchy, mapping) = case.hierarchy();
        let weighted = Weighted::new(&hierarchy, &mapping, narrow(&case.length));
        let weights = weights(&case.length);
        let mut space = Workspace::new(weighted.clone());
        for &(source, target) in &case.pairs[..3] {
            let one = space.shortest_path((source, target), attributes);
            let plain = plain(case, &case.length, (source, target));
            same(one.as_ref().map(|one| one.0), plain.as_ref());
            assert_eq!(one.map(|one| one.1), plain.map(|plain| plain.arcs));
            let (sources, targets) = (&[source], &[target]);
            let query = PathQuery::between(&topology, &weights, sources, targets);
            for (paths, examined) in [(1, 50), (7, 50), (7, 3)] {
                let limit = SearchLimit { paths, examined };
                let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
                let whole = k_shortest_paths(&query, limit, label, |_, _| true);
                let key = |arc| key(&case.length, arc);
                let found = weighted.k_shortest_paths(&topology, key, (source, target), limit);
                assert_eq!(found.paths, whole.paths);
                assert!(found.complete || !whole.complete, "what is all of a part is all of the whole");
            }
        }
    });
}

#[test]
fn an_order_is_the_same_for_every_number_of_threads() {
    oracle::run("order on one thread and on several", drawn, |case| {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Order::nested_dissection(&case.at, case.edges()))
        };
        let one = on(1);
        let mut all = one.nodes().to_vec();
        all.sort_unstable();
        assert!(all.iter().enumerate().all(|(at, node)| at == *node as usize), "each node once");
        assert_eq!(one, on(3));
    });
}
