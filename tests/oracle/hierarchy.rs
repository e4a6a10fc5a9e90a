//! Distances and ways over a hierarchy against relaxation until nothing changes.

use corridor::hierarchy::{Heading, Hierarchy, Lanes, Length, Order, Single, Weighted};
use corridor::model::Position;
use corridor::network::{ArcIx, StateIx, Topology};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::cases;

/// A graph in space, in parts or whole, with parallel arcs, loops and arcs of no length; some are shut.
#[derive(Debug)]
struct Drawn {
    at: Vec<Position>,
    pairs: Vec<(StateIx, StateIx)>,
    length: Vec<Option<u32>>,
    /// Another metric on the same hierarchy.
    other: Vec<Option<u32>>,
    asked: Vec<(StateIx, StateIx)>,
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
    let one = |rng: &mut ChaCha8Rng| StateIx::from(rng.random_range(0..nodes));
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
            return Order::dissected(&self.at, self.edges());
        }
        Order::known((0..self.at.len() as u32).rev().collect()).unwrap()
    }

    /// From a node, or to it, by node.
    fn slow(&self, length: &[Option<u32>], root: StateIx, heading: Heading) -> Vec<Option<u64>> {
        let mut dist = vec![None; self.at.len()];
        dist[root.at()] = Some(0);
        loop {
            let mut changed = false;
            for (&(tail, head), length) in self.pairs.iter().zip(length) {
                let (from, to) = if heading == Heading::Out { (tail, head) } else { (head, tail) };
                let (Some(own), Some(length)) = (dist[from.at()], length) else { continue };
                let through = own + u64::from(*length);
                if dist[to.at()].is_none_or(|known| through < known) {
                    dist[to.at()] = Some(through);
                    changed = true;
                }
            }
            if !changed {
                return dist;
            }
        }
    }

    fn agrees<L: Single + std::fmt::Debug>(
        &self,
        weighted: &Weighted<'_, L>,
        length: &[Option<u32>],
        as_u64: impl Fn(L) -> u64,
    ) {
        let open = |found: L| (found < L::FAR).then(|| as_u64(found));
        for &(from, to) in &self.asked {
            let out = self.slow(length, from, Heading::Out);
            let fast: Vec<_> = weighted.to_all(from, Heading::Out).into_iter().map(open).collect();
            assert_eq!(fast, out, "from {from:?}");
            let back = self.slow(length, to, Heading::In);
            let fast: Vec<_> = weighted.to_all(to, Heading::In).into_iter().map(open).collect();
            assert_eq!(fast, back, "to {to:?}");
            assert_eq!(weighted.distance(from, to).map(&as_u64), out[to.at()]);
            let way = weighted.way(from, to);
            assert_eq!(way.is_some(), out[to.at()].is_some());
            let Some((sum, arcs)) = way else { continue };
            let (mut at, mut along) = (from, 0);
            for arc in &arcs {
                assert_eq!(self.pairs[arc.at()].0, at, "arcs follow each other");
                at = self.pairs[arc.at()].1;
                along += u64::from(length[arc.at()].unwrap());
            }
            assert_eq!((at, Some(along), as_u64(sum)), (to, out[to.at()], along));
        }
    }
}

#[test]
fn a_hierarchy_finds_what_relaxation_finds() {
    cases::run("hierarchy against relaxation", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = Lanes::of(&hierarchy, &topology).unwrap();
        let narrow = |of: &[Option<u32>], arc: ArcIx| of[arc.at()].unwrap_or(u32::FAR);
        let wide = |of: &[Option<u32>], arc: ArcIx| of[arc.at()].map_or(u64::FAR, u64::from);
        let weighted = Weighted::new(&hierarchy, &lanes, |arc| narrow(&case.length, arc));
        case.agrees(&weighted, &case.length, u64::from);
        let weighted = Weighted::new(&hierarchy, &lanes, |arc| wide(&case.other, arc));
        case.agrees(&weighted, &case.other, |length| length);
    });
}

/// Some arcs longer, some shorter, some shut, some opened, one of them named twice.
#[test]
fn edits_are_as_if_made_anew_and_leave_nothing_behind() {
    cases::run("edited hierarchy against a new one", drawn, |case| {
        let topology = Topology::new(case.at.len(), &case.pairs);
        let hierarchy = Hierarchy::new(&case.order(), case.edges());
        let lanes = Lanes::of(&hierarchy, &topology).unwrap();
        let made = |of: &[Option<u32>]| {
            Weighted::new(&hierarchy, &lanes, |arc: ArcIx| of[arc.at()].unwrap_or(u32::FAR))
        };
        let mut own = made(&case.length);
        let (before, after) = (own.clone(), made(&case.other));
        let few = |many: usize| {
            let arcs = (0..case.pairs.len()).step_by(many).map(ArcIx::from);
            let edits = arcs.map(|arc| (arc, case.other[arc.at()].unwrap_or(u32::FAR)));
            edits.collect::<Vec<_>>()
        };
        let some = few(3);
        let first = own.edit(&some);
        let mut mixed = case.length.clone();
        some.iter().for_each(|(arc, _)| mixed[arc.at()] = case.other[arc.at()]);
        assert_eq!(own, made(&mixed));
        let second = own.edit(&[few(1), some].concat());
        assert_eq!(own, after);
        own.undo(second);
        assert_eq!(own, made(&mixed));
        own.undo(first);
        assert_eq!(own, before);
    });
}

#[test]
fn an_order_is_the_same_for_every_number_of_threads() {
    cases::run("order on one thread and on several", drawn, |case| {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| Order::dissected(&case.at, case.edges()))
        };
        let one = on(1);
        let mut all = one.nodes().to_vec();
        all.sort_unstable();
        assert!(all.iter().enumerate().all(|(at, node)| at == *node as usize), "each node once");
        assert_eq!(one, on(3));
    });
}
