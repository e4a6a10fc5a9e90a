//! What stays within limits: flows on fixed paths against a plain recomputation, the most that can pass, and how many paths
//! have nothing in common.

use assignment::{
    Bundle, BundleIx, ClassIx, Demand, Mass, PathFlow, Terminals, curtail, disjoint_paths, max_throughput, residual,
};
use microlp::{ComparisonOp, OptimizationDirection, Variable};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, Path, Weights};

use oracle::draw::{self as graphs, RandomQuery};
use oracle::slow;

/// Flows on any arcs, and limits that need not hold them.
#[derive(Debug)]
struct Flows {
    weights: [Weights; 2],
    bundles: Vec<Bundle>,
    demands: Vec<Demand>,
    flows: Vec<PathFlow>,
}

impl Flows {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let arcs = rng.random_range(1..8);
        let weights = [graphs::weights(rng, arcs, 1), graphs::weights(rng, arcs, 2)];
        let bundles = crate::bundles(rng, arcs, 2, 7);
        let demands = crate::demands(rng, 5, 2, 1);
        let flows = (0..rng.random_range(0..6))
            .map(|_| PathFlow {
                demand: rng.random_range(0..demands.len()),
                arcs: (0..rng.random_range(0..4)).map(|_| ArcIx::from(rng.random_range(0..arcs))).collect(),
                mass: Mass(rng.random_range(1..30)),
            })
            .collect();
        Self { weights, bundles, demands, flows }
    }

    fn class(&self, path: &PathFlow) -> usize {
        self.demands[path.demand].class.0 as usize
    }

    fn tier(&self, path: &PathFlow) -> u8 {
        self.demands[path.demand].tier
    }

    fn uses(&self, bundle: &Bundle, path: &PathFlow) -> i64 {
        let counts = bundle.classes[self.class(path)];
        if counts { crate::uses(bundle, &path.arcs) as i64 } else { 0 }
    }

    /// What is retained, flow by flow and bundle by bundle.
    fn retained(&self) -> Vec<PathFlow> {
        let is_open =
            |path: &&PathFlow| path.arcs.iter().all(|arc| self.weights[self.class(path)].arc[arc.0 as usize].is_some());
        let open: Vec<&PathFlow> = self.flows.iter().filter(is_open).collect();
        let mut retained = Vec::new();
        for path in &open {
            let mut mass = path.mass.0;
            for bundle in self.bundles.iter().filter(|bundle| self.uses(bundle, path) > 0) {
                let load = |counts: &dyn Fn(u8) -> bool| -> i64 {
                    let counted = open.iter().filter(|other| counts(self.tier(other)));
                    counted.map(|other| other.mass.0 * self.uses(bundle, other)).sum()
                };
                let own = load(&|other| other == self.tier(path));
                let left = (bundle.limit.0 - load(&|other| other < self.tier(path))).clamp(0, own);
                mass = mass.min(path.mass.0 * left / own);
            }
            if mass > 0 {
                retained.push(PathFlow { mass: Mass(mass), ..(*path).clone() });
            }
        }
        retained
    }
}

#[test]
fn flows_retain_their_least_share_and_no_limit_is_exceeded() {
    oracle::run("pinned flows against a recomputation", Flows::drawn, |case| {
        let found = curtail(&case.demands, &case.weights, &case.bundles, &case.flows);
        assert_eq!(found.paths, case.retained());
        for at in 0..case.demands.len() {
            let of = |paths: &[PathFlow]| -> Mass {
                paths.iter().filter(|path| path.demand == at).map(|path| path.mass).sum()
            };
            assert_eq!(of(&found.paths) + found.freed[at], of(&case.flows));
        }
        for (bundle, rest) in case.bundles.iter().zip(residual(&case.bundles, &case.demands, &found.paths)) {
            let load: i64 = found.paths.iter().map(|path| path.mass.0 * case.uses(bundle, path)).sum();
            assert!(load <= bundle.limit.0);
            assert_eq!(rest.limit.0, bundle.limit.0 - load);
        }
    });
}

fn uses(bundle: &Bundle, path: &Path) -> f64 {
    crate::uses(bundle, &path.arcs) as f64
}

/// `None`: there is no maximum.
fn slow_maximum(bundles: &[&Bundle], all: &[Path]) -> Option<f64> {
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

/// A query and limits, sometimes one on every arc: an ordinary network.
#[derive(Debug)]
struct Limited {
    query: RandomQuery,
    bundles: Vec<Bundle>,
}

impl Limited {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let query = graphs::query_without_stages(rng, 13);
        let mut bundles = crate::bundles(rng, query.arc_count(), 2, 1_000_000);
        if rng.random_range(0..2) == 0 {
            bundles.extend((0..query.arc_count()).map(|at| Bundle {
                limit: Mass(rng.random_range(0..9) * 1_000_000),
                arcs: vec![ArcIx::from(at)],
                classes: vec![true, true],
            }));
        }
        Self { query, bundles }
    }
}

#[test]
fn the_most_that_passes_is_that_of_all_paths_and_its_weights_prove_it() {
    oracle::run("most that passes against a program over all routes", Limited::drawn, |case| {
        let Limited { query, bundles } = case;
        let all = slow::all_paths(&query.graph, &query.query());
        let ends = Terminals { class: ClassIx(1), sources: &query.sources, targets: &query.targets };
        let found = max_throughput(&query.graph.topology, &query.weights, bundles, ends);
        let counting: Vec<&Bundle> = bundles.iter().filter(|bundle| bundle.classes[1]).collect();
        let expected = slow_maximum(&counting, &all);
        assert_eq!(found.is_some(), expected.is_some());
        let (Some(found), Some(expected)) = (found, expected) else { return };
        assert!((found.value.kt() - expected).abs() < 1e-5, "{found:?} {expected}");
        let of = |at: BundleIx| &bundles[at.0 as usize];
        let bound: f64 = found.cut.iter().map(|&(at, weight)| of(at).limit.kt() * weight).sum();
        assert!((bound - expected).abs() < 1e-6 * (1.0 + expected), "{found:?}");
        for path in &all {
            let weight: f64 = found.cut.iter().map(|&(at, weight)| uses(of(at), path) * weight).sum();
            assert!(weight > 1.0 - 1e-6, "{found:?} {path:?}");
        }
    });
}

/// The most sets no two of which meet, by trying all.
fn packed(sets: &[u64], taken: u64) -> usize {
    let Some((first, rest)) = sets.split_first() else { return 0 };
    let without = packed(rest, taken);
    if first & taken == 0 { without.max(1 + packed(rest, taken | first)) } else { without }
}

/// A query, and which arcs are of one link.
#[derive(Debug)]
struct Linked {
    query: RandomQuery,
    link: Vec<Option<u32>>,
}

impl Linked {
    fn drawn(rng: &mut ChaCha8Rng) -> Self {
        let query = graphs::query_without_stages(rng, 14);
        let links = rng.random_range(1..12);
        let link = |_| (rng.random_range(0..8) > 0).then(|| rng.random_range(0..links));
        Self { link: (0..query.arc_count()).map(link).collect(), query }
    }

    /// The links of a path as bits; `None`: it passes one twice.
    fn set(&self, arcs: &[ArcIx]) -> Option<u64> {
        let mut set = 0;
        for link in arcs.iter().filter_map(|arc| self.link[arc.0 as usize]) {
            if set & 1 << link != 0 {
                return None;
            }
            set |= 1 << link;
        }
        Some(set)
    }
}

#[test]
fn as_many_paths_are_disjoint_as_trying_all_finds() {
    oracle::run("disjoint routes against trying all", Linked::drawn, |case| {
        let query = case.query.query();
        let all = slow::all_paths(&case.query.graph, &query);
        let mut sets: Vec<u64> = all.iter().filter_map(|path| case.set(&path.arcs)).collect();
        sets.sort_unstable();
        sets.dedup();
        let found = disjoint_paths(&query, |arc| case.link[arc.0 as usize]);
        assert_eq!(found.is_none(), sets.first() == Some(&0));
        let Some(found) = found else { return };
        let expected = if sets.len() > 24 { found.upper_bound } else { packed(&sets, 0) };
        assert_eq!((found.paths.len(), found.upper_bound), (expected, expected), "{found:?}");
        let mut taken = 0;
        for route in &found.paths {
            let set = case.set(route).unwrap();
            assert_eq!(set & taken, 0, "{found:?}");
            taken |= set;
        }
    });
}
