//! Distances and ways over a hierarchy against relaxation until nothing changes.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::hierarchy::{
    ArcMapping, Direction, Edits, Endpoints, FoundPath, Hierarchy, Length, Order, PathAttributes, PathMatrix,
    TagSet, Weighted, Workspace,
};
use routing::{
    ArcIx, Cost, NodeIx, Path, PathCost, PathQuery, Position, SearchLimit, Seconds, Topology, Weights,
    k_shortest_paths, shortest_path,
};

/// A graph in space, in parts or whole, with parallel arcs, loops and arcs of no length; some are shut.
#[derive(Debug)]
struct Drawn {
    at: Vec<Position>,
    pairs: Vec<(NodeIx, NodeIx)>,
    length: Vec<Option<u32>>,
    /// Another metric on the same hierarchy.
    other: Vec<Option<u32>>,
    asked: Vec<(NodeIx, NodeIx)>,
    by_degree: bool,
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    // Above 512 nodes there is a separator; such graphs are dear to check, so they are seldom.
    let most = if rng.random_range(0..200) == 0 { 1_500 } else { 60 };
    let nodes = rng.random_range(1..=most);
    let at = (0..nodes)
        .map(|_| Position { lat: rng.random_range(-80.0..80.0), lon: rng.random_range(-180.0..180.0) });
    let at: Vec<Position> = at.collect();
    let count = rng.random_range(0..=2 * nodes);
    let one = |rng: &mut ChaCha8Rng| NodeIx::from(rng.random_range(0..nodes));
    let mut pairs: Vec<_> = (0..count).map(|_| (one(rng), one(rng))).collect();
    pairs.sort_by_key(|pair| pair.0);
    let far = [1, 4, 1_000_000][rng.random_range(0..3)];
    let mut metric = || -> Vec<Option<u32>> {
        (0..count).map(|_| (rng.random_range(0..10) > 0).then(|| rng.random_range(0..=far))).collect()
    };
    let (length, other) = (metric(), metric());
    let asked = (0..6).map(|_| (one(rng), one(rng))).collect();
    Drawn { at, pairs, length, other, asked, by_degree: rng.random_range(0..2) == 0 }
}

impl Drawn {
    fn edges(&self) -> impl Iterator<Item = (u32, u32)> {
        self.pairs.iter().map(|(a, b)| (a.0, b.0))
    }

    fn order(&self) -> Order {
        if self.by_degree {
            return Order::nested_dissection(&self.at, self.edges());
        }
        Order::from_nodes((0..self.at.len() as u32).rev().collect()).unwrap()
    }

    /// From a node, or to it, by node.
    fn slow(&self, length: &[Option<u32>], root: NodeIx, heading: Direction) -> Vec<Option<u64>> {
        let mut dist = vec![None; self.at.len()];
        dist[root.index()] = Some(0);
        loop {
            let mut changed = false;
            for (&(tail, head), length) in self.pairs.iter().zip(length) {
                let (from, to) = if heading == Direction::Forward { (tail, head) } else { (head, tail) };
                let (Some(own), Some(length)) = (dist[from.index()], length) else { continue };
                let through = own + u64::from(*length);
                if dist[to.index()].is_none_or(|known| through < known) {
                    dist[to.index()] = Some(through);
                    changed = true;
                }
            }
            if !changed {
                return dist;
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
        for &(from, to) in &self.asked {
            let out = self.slow(length, from, Direction::Forward);
            let fast: Vec<_> = weighted.one_to_all(from, Direction::Forward).into_iter().map(open).collect();
            assert_eq!(fast, out, "from {from:?}");
            let back = self.slow(length, to, Direction::Backward);
            let fast: Vec<_> = weighted.one_to_all(to, Direction::Backward).into_iter().map(open).collect();
            assert_eq!(fast, back, "to {to:?}");
        }
    }
}

#[test]
fn a_hierarchy_finds_what_relaxation_finds() {
    oracle::run("hierarchy against relaxation", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = ArcMapping::new(&hierarchy, &topology).unwrap();
        let narrow = |of: &[Option<u32>], arc: ArcIx| of[arc.index()].unwrap_or(u32::INFINITY);
        let wide = |of: &[Option<u32>], arc: ArcIx| of[arc.index()].map_or(u64::INFINITY, u64::from);
        let weighted = Weighted::new(&hierarchy, &lanes, |arc| narrow(&case.length, arc));
        case.agrees(&weighted, &case.length, u64::from);
        let weighted = Weighted::new(&hierarchy, &lanes, |arc| wide(&case.other, arc));
        case.agrees(&weighted, &case.other, |length| length);
    });
}

/// Some arcs longer, some shorter, some shut, some opened, one of them named twice.
#[test]
fn edits_are_as_if_made_anew_and_leave_nothing_behind() {
    oracle::run("edited hierarchy against a new one", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = ArcMapping::new(&hierarchy, &topology).unwrap();
        let made = |of: &[Option<u32>]| {
            Weighted::new(&hierarchy, &lanes, |arc: ArcIx| of[arc.index()].unwrap_or(u32::INFINITY))
        };
        let mut own = made(&case.length);
        let (before, after) = (own.clone(), made(&case.other));
        let few = |many: usize| {
            let arcs = (0..case.pairs.len()).step_by(many).map(ArcIx::from);
            let edits = arcs.map(|arc| (arc, case.other[arc.index()].unwrap_or(u32::INFINITY)));
            edits.collect::<Vec<_>>()
        };
        let some = few(3);
        let first = own.edit(&some);
        let mut mixed = case.length.clone();
        some.iter().for_each(|(arc, _)| mixed[arc.index()] = case.other[arc.index()]);
        assert_eq!(own, made(&mixed));
        let second = own.edit(&[few(1), some].concat());
        assert_eq!(own, after);
        own.undo(second);
        assert_eq!(own, made(&mixed));
        own.undo(first);
        assert_eq!(own, before);
    });
}

/// Ties on purpose: few lengths, few times, few hashes, things met by number.
fn trace(arc: ArcIx) -> PathAttributes {
    let at = arc.index() as u64;
    PathAttributes { tie_break: [at * 7 % 3, 1, at * 5 % 4], tags: TagSet::default().with(arc.index() % 512) }
}

fn key(length: &[Option<u32>], arc: ArcIx) -> Option<PathCost> {
    let [time, legs, tie] = trace(arc).tie_break;
    let cost = i64::from(length[arc.index()]?);
    Some(PathCost { objective: cost, cost: Cost(cost), time: Seconds(time as i64), legs: legs as u32, tie })
}

fn weights(length: &[Option<u32>]) -> Weights {
    Weights { arc: (0..length.len()).map(|arc| key(length, ArcIx::from(arc))).collect() }
}

/// The plain search's way of a pair.
fn plain(case: &Drawn, length: &[Option<u32>], (from, to): (NodeIx, NodeIx)) -> Option<Path> {
    let weights = weights(length);
    let topology = &Topology::new(case.at.len(), &case.pairs);
    shortest_path(&PathQuery { topology, weights: &weights, sources: &[from], targets: &[to], stages: &[] })
}

fn same(found: Option<FoundPath<u32>>, plain: Option<&Path>) {
    assert_eq!(found.is_some(), plain.is_some());
    let (Some(found), Some(plain)) = (found, plain) else { return };
    let PathCost { cost, time, legs, tie, .. } = plain.key;
    assert_eq!(
        (i64::from(found.length), found.attributes.tie_break),
        (cost.0, [time.0 as u64, legs.into(), tie])
    );
    let mut met: Vec<usize> = plain.arcs.iter().map(|arc| arc.index() % 512).collect();
    met.sort_unstable();
    met.dedup();
    assert_eq!(found.attributes.tags.iter().collect::<Vec<_>>(), met);
}

#[test]
fn all_pairs_have_the_ways_of_plain_searches() {
    oracle::run("pairs against plain searches", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = ArcMapping::new(&hierarchy, &topology).unwrap();
        let weighted =
            Weighted::new(&hierarchy, &lanes, |arc| case.length[arc.index()].unwrap_or(u32::INFINITY));
        let (from, to): (Vec<_>, Vec<_>) = case.asked.iter().copied().unzip();
        let ends = Endpoints::new(&hierarchy, &from, &to);
        let pairs = PathMatrix::new(&weighted, &ends, trace);
        let all = || from.iter().flat_map(|&from| to.iter().map(move |&to| (from, to))).enumerate();
        let before: Vec<Option<Path>> = all().map(|(_, pair)| plain(case, &case.length, pair)).collect();
        for (at, plain) in before.iter().enumerate() {
            same(pairs.get(at), plain.as_ref());
            assert_eq!(pairs.arcs(at), plain.as_ref().map(|plain| plain.arcs.clone()));
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
            let edited = Edits { lengths: &edits, attributes: trace };
            let changes = pairs.after_increases(&mut space, &ends, edited);
            // All found anew are the same, but for those whose way only costs as before.
            let anew = pairs.after_edits(&mut space, &ends, edited);
            assert!(anew.iter().all(|change| changes.contains(change)));
            assert!(
                changes
                    .iter()
                    .all(|(pair, found)| anew.contains(&(*pair, *found))
                        || pairs.get(*pair as usize) == *found)
            );
            let mut now: Vec<_> = (0..before.len()).map(|at| pairs.get(at)).collect();
            changes.iter().for_each(|(pair, found)| now[*pair as usize] = *found);
            for (at, pair) in all() {
                let plain = plain(case, &length, pair);
                same(now[at], plain.as_ref());
                let changed = changes.iter().any(|change| change.0 as usize == at);
                // A way that is another has an arc that was edited.
                assert!(
                    changed
                        || plain.map(|plain| plain.arcs) == before[at].as_ref().map(|own| own.arcs.clone())
                );
            }
        }
    });
}

/// The best few among nodes that can lie on them are the best few of the whole graph; one pair is what all pairs say.
#[test]
fn a_few_routes_are_those_of_the_whole_graph() {
    oracle::run("few routes by a hierarchy against the whole graph", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = ArcMapping::new(&hierarchy, &topology).unwrap();
        let weighted =
            Weighted::new(&hierarchy, &lanes, |arc| case.length[arc.index()].unwrap_or(u32::INFINITY));
        let weights = weights(&case.length);
        let mut space = Workspace::new(weighted.clone());
        for &(from, to) in &case.asked[..3] {
            let one = space.shortest_path((from, to), trace);
            let plain = plain(case, &case.length, (from, to));
            same(one.as_ref().map(|one| one.0), plain.as_ref());
            assert_eq!(one.map(|one| one.1), plain.map(|plain| plain.arcs));
            let query = PathQuery {
                topology: &topology,
                weights: &weights,
                sources: &[from],
                targets: &[to],
                stages: &[],
            };
            for (routes, examined) in [(1, 50), (7, 50), (7, 3)] {
                let wanted = SearchLimit { paths: routes, examined };
                let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
                let whole = k_shortest_paths(&query, wanted, label, |_, _| true);
                let few =
                    weighted.k_shortest_paths(&topology, |arc| key(&case.length, arc), (from, to), wanted);
                assert_eq!(few.paths, whole.paths);
                assert!(few.complete || !whole.complete, "what is all of a part is all of the whole");
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
