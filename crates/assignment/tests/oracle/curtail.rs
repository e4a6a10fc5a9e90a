//! Flows on fixed paths against a plain recomputation.

use assignment::{Bundle, Demand, Mass, PathFlow, curtail, residual};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, Weights};

use super::common;
use oracle::draw as graphs;

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
        let bundles = common::bundles(rng, arcs, 2, 7);
        let demands = common::demands(rng, 5, 2, 1);
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
        if counts { common::uses(bundle, &path.arcs) as i64 } else { 0 }
    }

    /// What is retained, flow by flow and bundle by bundle.
    fn retained(&self) -> Vec<PathFlow> {
        let is_open = |path: &&PathFlow| {
            path.arcs.iter().all(|arc| self.weights[self.class(path)].arc[arc.0 as usize].is_some())
        };
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
