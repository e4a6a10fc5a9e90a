//! Flows on fixed paths are curtailed: what stays where it was when arcs are closed and limits fall.

use std::collections::BTreeMap;

use crate::problem::{Bundle, Demand, Mass, PathFlow, Usage};
use routing::Weights;

/// What stays, and what must find another path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retained {
    /// In the order of the flows before; none of 0 kg.
    pub paths: Vec<PathFlow>,
    /// By demand: what it had before minus what it retains.
    pub freed: Vec<Mass>,
}

/// How much of each flow stays on its path where arcs are closed and limits are exceeded?
///
/// A path with a closed arc is freed whole. Then, for each bundle over its limit, the lowest tier (the largest number)
/// is curtailed first, pro rata: tier t retains the share `(limit - load of tiers before t) / load of t`, within 0 and
/// 1, loads being those on open paths. Each path retains the least of its shares over its bundles, rounded down to the
/// kilogram, so no limit is exceeded by what is retained. A path that uses a bundle twice counts twice.
///
/// # Arguments
/// * `demands`: their masses are not read.
/// * `weights`: by class.
/// * `flows`: with positions in `demands`.
///
/// # Returns
/// The flows that stay, and how much of each demand is freed.
///
/// # Complexity
/// O(uses of bundles x log tiers).
///
/// # Example
/// ```
/// use assignment::{Bundle, ClassIx, Demand, Mass, PathFlow, curtail, residual};
/// use routing::{ArcIx, PathCost, Weights};
///
/// // One arc for 6 kg, on which two flows of 4 kg were; the first is of the higher tier.
/// let weights = [Weights { arc: vec![Some(PathCost::default())] }];
/// let bundles = [Bundle { limit: Mass(6), arcs: vec![ArcIx(0)], classes: vec![true] }];
/// let demand = |tier| Demand {
///     class: ClassIx(0),
///     sources: vec![],
///     targets: vec![],
///     mass: Mass(4),
///     tier,
///     reservation_price: None,
/// };
/// let demands = [demand(1), demand(2)];
/// let flows = [0, 1].map(|demand| PathFlow { demand, arcs: vec![ArcIx(0)], mass: Mass(4) });
///
/// let retained = curtail(&demands, &weights, &bundles, &flows);
/// assert_eq!(retained.paths.iter().map(|path| path.mass).collect::<Vec<_>>(), [Mass(4), Mass(2)]);
/// assert_eq!(retained.freed, [Mass(0), Mass(2)]);
/// assert_eq!(residual(&bundles, &demands, &retained.paths)[0].limit, Mass(0));
/// ```
#[must_use]
pub fn curtail(demands: &[Demand], weights: &[Weights], bundles: &[Bundle], flows: &[PathFlow]) -> Retained {
    // No topology is given: the longest weights have all arcs.
    let arcs = weights.iter().map(|weights| weights.arc.len()).max().unwrap_or(0);
    let usage = Usage::new(arcs, bundles);
    // The sum over a path is missing where one of its arcs is closed.
    let open = |path: &&PathFlow| weights[demands[path.demand].class.index()].sum(&path.arcs).is_some();
    let open_flows: Vec<OpenFlow<'_>> = flows
        .iter()
        .filter(open)
        .map(|path| {
            let demand = &demands[path.demand];
            OpenFlow { path, tier: demand.tier, uses: usage.path(demand.class, &path.arcs) }
        })
        .collect();
    // Loads before anything is curtailed, so that shares do not depend on the order of flows and bundles.
    let loads = loads(bundles.len(), &open_flows);
    let mut retained = Retained { paths: Vec::new(), freed: vec![Mass::ZERO; demands.len()] };
    // All counts as freed until it is retained.
    for path in flows {
        retained.freed[path.demand] += path.mass;
    }
    for flow in &open_flows {
        // The least over all its bundles, so that none of them is exceeded.
        let shares = flow.uses.iter().map(|&(bundle, _)| {
            let (part, whole) = share(bundles[bundle].limit, &loads[bundle], flow.tier);
            pro_rata(flow.path.mass, part, whole)
        });
        // What uses no bundle is retained whole.
        let mass = shares.min().unwrap_or(flow.path.mass);
        if mass > Mass::ZERO {
            retained.freed[flow.path.demand] -= mass;
            retained.paths.push(PathFlow { mass, ..flow.path.clone() });
        }
    }
    retained
}

/// What do flows leave of each bundle?
///
/// # Returns
/// The bundles with their limits lowered by what the flows use, to 0 at least. O(sum of the bundles' arcs + uses of
/// bundles). There is an example at [`curtail`].
#[must_use]
pub fn residual(bundles: &[Bundle], demands: &[Demand], flows: &[PathFlow]) -> Vec<Bundle> {
    // No weights are given: arcs beyond the last that a bundle names use nothing.
    let arcs = bundles.iter().flat_map(|bundle| &bundle.arcs).map(|arc| arc.index() + 1).max().unwrap_or(0);
    let usage = Usage::new(arcs, bundles);
    // In 128 bits: masses times uses may be more than 64 bits hold before they are compared.
    let mut left: Vec<i128> = bundles.iter().map(|bundle| bundle.limit.0.into()).collect();
    for path in flows {
        for (bundle, times) in usage.path(demands[path.demand].class, &path.arcs) {
            left[bundle] -= i128::from(path.mass.0) * i128::from(times);
        }
    }
    let with = |(bundle, left): (&Bundle, i128)| Bundle { limit: narrow(left), ..bundle.clone() };
    bundles.iter().zip(left).map(with).collect()
}

struct OpenFlow<'a> {
    path: &'a PathFlow,
    tier: u8,
    /// Bundles, and how often each counts the path.
    uses: Vec<(usize, i64)>,
}

/// By bundle and tier: what passes, in kg times uses.
fn loads(bundles: usize, flows: &[OpenFlow<'_>]) -> Vec<BTreeMap<u8, i128>> {
    let mut loads = vec![BTreeMap::new(); bundles];
    for flow in flows {
        for &(bundle, times) in &flow.uses {
            *loads[bundle].entry(flow.tier).or_insert(0) += i128::from(flow.path.mass.0) * i128::from(times);
        }
    }
    loads
}

/// What earlier tiers leave for a tier, and what it would take.
fn share(limit: Mass, loads: &BTreeMap<u8, i128>, tier: u8) -> (Mass, Mass) {
    // Tiers of smaller numbers are served before.
    let before: i128 = loads.range(..tier).map(|(_, load)| load).sum();
    let own = loads.get(&tier).copied().unwrap_or(0);
    (narrow(i128::from(limit.0) - before), narrow(own))
}

/// `mass x part / whole`, rounded down: the remainder is freed, never lost. A whole of 0 keeps nothing.
fn pro_rata(mass: Mass, part: Mass, whole: Mass) -> Mass {
    if whole.0 <= 0 || part.0 <= 0 {
        return Mass::ZERO;
    }
    // A tier that fits keeps all of it. The product of two masses needs 128 bits.
    let kept = i128::from(mass.0) * i128::from(part.0.min(whole.0)) / i128::from(whole.0);
    Mass(i64::try_from(kept).unwrap_or(mass.0))
}

/// Within 0 and the largest mass. (Loads are sums of far fewer than a million masses of input, so they fit.)
fn narrow(kg: i128) -> Mass {
    Mass(i64::try_from(kg.max(0)).unwrap_or(i64::MAX))
}
