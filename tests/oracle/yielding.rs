//! Pinned flows against a plain recomputation.

use corridor::flow::{Bundle, PathFlow, keep, residual};
use corridor::model::Mass;
use corridor::network::ArcIx;
use rand::RngExt;

use super::draw::{self, each_case};

#[test]
fn pinned_flows_keep_their_least_share_and_no_limit_is_exceeded() {
    each_case(6, |seed, rng| {
        let arcs = rng.random_range(1..8);
        let weights = [draw::weights(rng, arcs, 1), draw::weights(rng, arcs, 2)];
        let bundles = draw::bundles(rng, arcs, 2, 7);
        let demands = draw::demands(rng, 5, 2, 1);
        let laid: Vec<PathFlow> = (0..rng.random_range(0..6))
            .map(|_| PathFlow {
                demand: rng.random_range(0..demands.len()),
                arcs: (0..rng.random_range(0..4)).map(|_| ArcIx::from(rng.random_range(0..arcs))).collect(),
                mass: Mass(rng.random_range(1..30)),
            })
            .collect();
        let told = format!("seed {seed}: {weights:?} {bundles:?} {demands:?} {laid:?}");
        let class = |path: &PathFlow| demands[path.demand].class.0 as usize;
        let uses = |bundle: &Bundle, path: &PathFlow| -> i64 {
            let counts = bundle.classes[class(path)];
            if counts { path.arcs.iter().filter(|arc| bundle.arcs.contains(arc)).count() as i64 } else { 0 }
        };
        let open: Vec<&PathFlow> = laid
            .iter()
            .filter(|path| path.arcs.iter().all(|arc| weights[class(path)].arc[arc.0 as usize].is_some()))
            .collect();
        let mut expected = Vec::new();
        for path in &open {
            let mut mass = path.mass.0;
            for bundle in bundles.iter().filter(|bundle| uses(bundle, path) > 0) {
                let tier = |path: &PathFlow| demands[path.demand].tier;
                let load = |wanted: &dyn Fn(u8) -> bool| -> i64 {
                    open.iter().filter(|p| wanted(tier(p))).map(|p| p.mass.0 * uses(bundle, p)).sum()
                };
                let own = load(&|other| other == tier(path));
                let left = (bundle.limit.0 - load(&|other| other < tier(path))).clamp(0, own);
                mass = mass.min(path.mass.0 * left / own);
            }
            if mass > 0 {
                expected.push(PathFlow { mass: Mass(mass), ..(*path).clone() });
            }
        }
        let kept = keep(&demands, &weights, &bundles, &laid);
        assert_eq!(kept.paths, expected, "{told}");
        for at in 0..demands.len() {
            let of = |paths: &[PathFlow]| -> Mass {
                paths.iter().filter(|path| path.demand == at).map(|path| path.mass).sum()
            };
            assert_eq!(of(&kept.paths) + kept.freed[at], of(&laid), "{told}");
        }
        for (bundle, rest) in bundles.iter().zip(residual(&bundles, &demands, &kept.paths)) {
            let load: i64 = kept.paths.iter().map(|path| path.mass.0 * uses(bundle, path)).sum();
            assert!(load <= bundle.limit.0, "{told}");
            assert_eq!(rest.limit.0, bundle.limit.0 - load, "{told}");
        }
    });
}
