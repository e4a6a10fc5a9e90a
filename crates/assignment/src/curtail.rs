//! Pinned flows yield: what stays where it was when ways are barred and limits fall.

use std::collections::BTreeMap;

use crate::mass::Mass;
use crate::pro_rata;
use crate::problem::{Bundle, Demand, PathFlow};
use crate::usage::Usage;
use routing::Weights;

/// What stays and what must look for another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retained {
    /// In the order of what was laid; none of 0 kg.
    pub paths: Vec<PathFlow>,
    /// By demand: laid less kept.
    pub freed: Vec<Mass>,
}

/// What of the flows that were laid stays on its path?
///
/// A path with a closed arc is freed whole. Then, for each overfull bundle, the lowest tier (the largest number) yields
/// first, pro rata: tier t keeps the share `(limit - load of tiers before t) / load of t`, within 0 and 1, the loads
/// being those after barred paths are gone. Each path keeps the least of its shares over its bundles, rounded down to
/// the kilogram, so no limit is exceeded by what is kept. A path that uses a bundle twice counts twice.
///
/// `weights` are by class, `laid` names positions in `demands`, whose masses are not looked at.
/// O(uses of bundles x log tiers).
#[must_use]
pub fn curtail(demands: &[Demand], weights: &[Weights], bundles: &[Bundle], laid: &[PathFlow]) -> Retained {
    let arcs = weights.iter().map(|weights| weights.arc.len()).max().unwrap_or(0);
    let usage = Usage::new(arcs, bundles);
    let open = |path: &&PathFlow| weights[demands[path.demand].class.index()].sum(&path.arcs).is_some();
    let staying: Vec<Staying<'_>> = laid
        .iter()
        .filter(open)
        .map(|path| {
            let demand = &demands[path.demand];
            Staying { path, tier: demand.tier, uses: usage.path(demand.class, &path.arcs) }
        })
        .collect();
    let loads = loads(bundles.len(), &staying);
    let mut kept = Retained { paths: Vec::new(), freed: vec![Mass::ZERO; demands.len()] };
    for path in laid {
        kept.freed[path.demand] += path.mass;
    }
    for staying in &staying {
        let shares = staying.uses.iter().map(|&(bundle, _)| {
            let (part, whole) = share(bundles[bundle].limit, &loads[bundle], staying.tier);
            pro_rata(staying.path.mass, part, whole)
        });
        let mass = shares.min().unwrap_or(staying.path.mass);
        if mass > Mass::ZERO {
            kept.freed[staying.path.demand] -= mass;
            kept.paths.push(PathFlow { mass, ..staying.path.clone() });
        }
    }
    kept
}

/// What is left of each bundle beside what is kept; never below 0.
///
/// O(sum of the bundles' arcs + uses of bundles).
#[must_use]
pub fn residual(bundles: &[Bundle], demands: &[Demand], kept: &[PathFlow]) -> Vec<Bundle> {
    let arcs = bundles.iter().flat_map(|bundle| &bundle.arcs).map(|arc| arc.index() + 1).max().unwrap_or(0);
    let usage = Usage::new(arcs, bundles);
    let mut left: Vec<i128> = bundles.iter().map(|bundle| bundle.limit.0.into()).collect();
    for path in kept {
        for (bundle, times) in usage.path(demands[path.demand].class, &path.arcs) {
            left[bundle] -= i128::from(path.mass.0) * i128::from(times);
        }
    }
    let with = |(bundle, left): (&Bundle, i128)| Bundle { limit: narrow(left), ..bundle.clone() };
    bundles.iter().zip(left).map(with).collect()
}

/// A path that is still open.
struct Staying<'a> {
    path: &'a PathFlow,
    tier: u8,
    uses: Vec<(usize, i64)>,
}

/// By bundle and tier: what passes, in kg times uses.
fn loads(bundles: usize, staying: &[Staying<'_>]) -> Vec<BTreeMap<u8, i128>> {
    let mut loads = vec![BTreeMap::new(); bundles];
    for path in staying {
        for &(bundle, times) in &path.uses {
            *loads[bundle].entry(path.tier).or_insert(0) += i128::from(path.path.mass.0) * i128::from(times);
        }
    }
    loads
}

/// What is left for a tier, and what it would take.
fn share(limit: Mass, loads: &BTreeMap<u8, i128>, tier: u8) -> (Mass, Mass) {
    let before: i128 = loads.range(..tier).map(|(_, load)| load).sum();
    let own = loads.get(&tier).copied().unwrap_or(0);
    (narrow(i128::from(limit.0) - before), narrow(own))
}

/// Within 0 and the largest mass. (Loads are sums of far fewer than a million masses of input, so they fit.)
fn narrow(kg: i128) -> Mass {
    Mass(i64::try_from(kg.max(0)).unwrap_or(i64::MAX))
}
