//! What prices prove, whatever they are.
//!
//! A bound follows from any prices at all (weak duality of linear programs; V. Chvatal: Linear programming, 1983,
//! chapter 5). With `l_b` the price of bundle `b` and `L_b` what is left of its limit, `u_t` that of tier `t` and `S_t`
//! its stranded mass, `k_d` that of the standalone maximum `M_d` of demand `d`, and `p_d` the least of
//!
//! - the cheapest path of `d` when each arc costs its own cost (in the phase of cost) and the prices of its bundles, +
//!   `k_d`,
//! - its reservation price + `k_d` (in the phase of cost, where it has one and a path),
//! - what a stranded unit of its tier costs: 1 in the tier's own phase, `u_t` for tiers before, 0 for tiers after,
//!
//! nothing costs (or strands) less than `sum(m_d p_d) - sum(l_b L_b) - sum(u_t S_t) - sum(k_d M_d)`.
//!
//! Something is uneconomic only after all tiers are served. So where some of an earlier tier is, `S_t` in the phase of
//! a later tier is what the prices of that earlier tier prove, and what is claimed of a tier is that it strands no more
//! than was proved: what is uneconomic may leave it less.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::problem::{Bundle, Certificate, Demand, Mass, PRICE_SCALE, PathFlow, Prices, Problem, StandaloneMaximum};
use routing::{ArcIx, NodeIx};

/// An assignment and what is said to prove it.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// With whole limits; the mass of each demand is what was to be assigned beside what is retained.
    pub problem: Problem<'a>,
    /// What stays on its path: it takes its part of each limit and is not assigned again.
    pub retained: &'a [PathFlow],
    /// What is assigned.
    pub paths: &'a [PathFlow],
    /// By demand: what has no path left.
    pub stranded: &'a [Mass],
    /// By demand: what has one above its reservation price.
    pub uneconomic: &'a [Mass],
    /// What proves it.
    pub certificate: &'a Certificate,
}

/// What the prices of a certificate prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// What is assigned costs this, what is uneconomic included at its reservation price, in millionths of a USD/t x
    /// kg.
    pub cost: i128,
    /// Nothing that strands as little costs less.
    pub cost_bound: i128,
    /// By tier of the certificate.
    pub tiers: Vec<TierBound>,
    /// By demand: what a unit of it costs at most in the phase of cost (`p_d` above), in billionths of a USD/t.
    pub worth: Vec<i128>,
}

/// What is proved about one tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierBound {
    /// The tier.
    pub tier: u8,
    /// What was to be assigned, in kg.
    pub demand: i128,
    /// What is stranded, in kg.
    pub stranded: i128,
    /// At least this must be, in kg.
    pub least: i128,
}

/// What do the prices of a claim prove, whether or not the rest of it holds?
///
/// # Returns
/// Bounds on the cost and on what each tier strands. They hold for any prices that are at least 0.
///
/// # Complexity
/// A label-correcting search of O(n m) for each phase and each pair of class and sources.
///
/// # Panics
/// A price is of a bundle or a demand that is not there: see [`verify`](crate::verify()).
#[must_use]
pub fn bounds(claim: &Claim<'_>) -> Bounds {
    let priced = PricedClaim::new(claim);
    let tiers = priced.tiers();
    let worth = priced.worth(&claim.certificate.cost, Objective::Cost);
    let paid = |path: &PathFlow| i128::from(path.mass.0) * path_cost(claim, path);
    let reserved = claim.problem.demands.iter().zip(claim.uneconomic);
    let uneconomic: i128 = reserved
        .map(|(demand, uneconomic)| {
            i128::from(demand.reservation_price.unwrap_or_default().0) * i128::from(uneconomic.0)
        })
        .sum();
    // The last term of the bound, with the maxima as they are claimed: the check compares these with what is proved.
    let most: i128 =
        claim.certificate.cost.standalone.iter().map(|&(d, price)| i128::from(price) * priced.maximum(d)).sum();
    let dual = priced.dual(&claim.certificate.cost, &worth, &priced.stranded) - most;
    Bounds {
        cost: claim.paths.iter().map(paid).sum::<i128>() + uneconomic,
        // Billionths as millionths, rounded down: a bound may be too low, but never too high.
        cost_bound: dual.div_euclid(1000).max(0),
        tiers,
        worth,
    }
}

/// What is minimised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Objective {
    /// The stranded mass of this tier.
    Tier(u8),
    /// The stranded mass of one demand, no other being assigned.
    Standalone(usize),
    Cost,
}

/// A claim with what its prices are multiplied by.
pub(super) struct PricedClaim<'a> {
    claim: &'a Claim<'a>,
    /// By bundle: the limit minus what is retained, in kg.
    left: Vec<i128>,
    /// Stranded kg by tier.
    stranded: BTreeMap<u8, i128>,
}

impl<'a> PricedClaim<'a> {
    pub fn new(claim: &'a Claim<'a>) -> Self {
        let kept = loads(claim, claim.retained);
        let limits = claim.problem.bundles.iter().zip(kept);
        let mut stranded = BTreeMap::new();
        for (demand, mass) in claim.problem.demands.iter().zip(claim.stranded) {
            *stranded.entry(demand.tier).or_insert(0) += i128::from(mass.0);
        }
        Self {
            claim,
            // More retained than the limit leaves nothing; the check of limits finds it.
            left: limits.map(|(bundle, kept)| (i128::from(bundle.limit.0) - kept).max(0)).collect(),
            stranded,
        }
    }

    /// Tier by tier, each bound resting on those before it.
    fn tiers(&self) -> Vec<TierBound> {
        let mut served: BTreeMap<u8, i128> = BTreeMap::new();
        let mut bounds = Vec::new();
        for (tier, prices) in &self.claim.certificate.tiers {
            let bound = self.tier(*tier, prices, &served);
            // Where something is uneconomic less may be stranded than was proved: then the proof counts.
            served.insert(*tier, if self.has_uneconomic(*tier) { bound.least } else { bound.stranded });
            bounds.push(bound);
        }
        bounds
    }

    fn has_uneconomic(&self, tier: u8) -> bool {
        let demands = self.claim.problem.demands.iter().zip(self.claim.uneconomic);
        demands.into_iter().any(|(demand, uneconomic)| demand.tier == tier && uneconomic.0 > 0)
    }

    fn tier(&self, tier: u8, prices: &Prices, served: &BTreeMap<u8, i128>) -> TierBound {
        let worth = self.worth(prices, Objective::Tier(tier));
        let least = self.dual(prices, &worth, served);
        let own = self.claim.problem.demands.iter().filter(|demand| demand.tier == tier);
        TierBound {
            tier,
            demand: own.map(|demand| i128::from(demand.mass.0.max(0))).sum(),
            stranded: self.stranded.get(&tier).copied().unwrap_or(0),
            least: up(least).max(0),
        }
    }

    /// The standalone maximum that prices prove, in kg.
    pub fn standalone(&self, alone: &StandaloneMaximum) -> i128 {
        let worth = self.worth(&alone.prices, Objective::Standalone(alone.demand));
        let mass = i128::from(self.claim.problem.demands[alone.demand].mass.0);
        // What could pass is the mass without the least that is stranded.
        mass - up(self.dual(&alone.prices, &worth, &BTreeMap::new())).max(0)
    }

    /// The claimed standalone maximum of a demand, in kg.
    fn maximum(&self, demand: usize) -> i128 {
        let own = self.claim.certificate.standalone.iter().find(|alone| alone.demand == demand);
        own.map_or(0, |alone| i128::from(alone.maximum.0))
    }

    /// `sum(m_d p_d) - sum(l_b L_b) - sum(u_t S_t)`, in billionths x kg.
    fn dual(&self, prices: &Prices, worth: &[i128], stranded: &BTreeMap<u8, i128>) -> i128 {
        let demands = self.claim.problem.demands.iter().zip(worth);
        let gain: i128 = demands.map(|(demand, worth)| i128::from(demand.mass.0.max(0)) * worth).sum();
        let limits: i128 = prices.bundles.iter().map(|(b, price)| i128::from(*price) * self.left[b.index()]).sum();
        let of = |tier: &u8| stranded.get(tier).copied().unwrap_or(0);
        let tiers: i128 = prices.tiers.iter().map(|(tier, price)| i128::from(*price) * of(tier)).sum();
        gain - limits - tiers
    }

    /// By demand: `p_d` in billionths.
    fn worth(&self, prices: &Prices, objective: Objective) -> Vec<i128> {
        let problem = &self.claim.problem;
        let mut known: BTreeMap<(u32, &[NodeIx]), Vec<Option<i128>>> = BTreeMap::new();
        let mut worth = Vec::with_capacity(problem.demands.len());
        for (at, demand) in problem.demands.iter().enumerate() {
            let stranded = stranded_worth(prices, objective, at, demand);
            // Nothing flows, or leaving it stranded costs nothing: no path needs to be searched.
            if demand.mass.0 <= 0 || stranded == Some(0) {
                worth.push(0);
                continue;
            }
            // Demands of one class and the same sources share a search.
            let from = known
                .entry((demand.class.0, &demand.sources))
                .or_insert_with(|| distances(problem, demand, prices, objective));
            let path = demand.targets.iter().filter_map(|target| from[target.index()]).min();
            let most = prices.standalone.iter().find(|(d, _)| *d == at).map_or(0, |(_, price)| i128::from(*price));
            // A demand without any path is not uneconomic: it is stranded.
            let reserved = path.and(demand.reservation_price).map(|price| i128::from(price.0) * 1000);
            let reserved = if objective == Objective::Cost { reserved } else { None };
            // The least of all three prices of a unit; the price of the standalone maximum is paid by what is served.
            let served = [path, reserved].into_iter().flatten().map(|price| price + most);
            worth.push(served.chain(stranded).min().unwrap_or(0));
        }
        worth
    }

    /// What whole kilograms and whole billionths may cost, in kg.
    pub fn rounding(&self, prices: &Prices) -> i128 {
        let limits: i128 = prices.bundles.iter().map(|(bundle, _)| self.left[bundle.index()]).sum();
        self.rows(prices) + limits / i128::from(PRICE_SCALE)
    }

    /// Rows of the program that whole kilograms can miss: demands that have any, limits that have a price.
    pub fn rows(&self, prices: &Prices) -> i128 {
        let demands = self.claim.problem.demands.iter().filter(|demand| demand.mass.0 > 0).count();
        i128::try_from(demands + prices.bundles.len()).unwrap_or(i128::MAX)
    }
}

/// What a stranded unit of a demand costs, in billionths; none where that is not bounded.
fn stranded_worth(prices: &Prices, objective: Objective, at: usize, demand: &Demand) -> Option<i128> {
    let one = i128::from(PRICE_SCALE);
    let of_tier = || {
        let price = prices.tiers.iter().find(|(tier, _)| *tier == demand.tier);
        price.map_or(0, |(_, price)| i128::from(*price))
    };
    Some(match objective {
        Objective::Standalone(only) => {
            if only == at {
                one
            } else {
                0
            }
        }
        // In its own phase a stranded unit costs 1, afterwards what the row of its tier costs.
        Objective::Tier(tier) if tier == demand.tier => one,
        Objective::Tier(_) | Objective::Cost => of_tier(),
    })
}

/// By node: the cheapest path from a demand's sources, in billionths. Label correcting, O(n m), unlike the solver's
/// search: R. Bellman: On a routing problem, 1958.
pub(super) fn distances(
    problem: &Problem<'_>,
    demand: &Demand,
    prices: &Prices,
    objective: Objective,
) -> Vec<Option<i128>> {
    let (topology, weights) = (problem.topology, &problem.weights[demand.class.index()]);
    let tolls = tolls(problem, demand, prices);
    let mut least: Vec<Option<i128>> = vec![None; topology.node_count()];
    let mut queue: VecDeque<NodeIx> = demand.sources.iter().copied().collect();
    for source in &demand.sources {
        least[source.index()] = Some(0);
    }
    while let Some(node) = queue.pop_front() {
        let Some(so_far) = least[node.index()] else { continue };
        for arc in topology.out_arcs(node) {
            let Some(key) = weights.get(arc) else { continue };
            // Millionths of a USD/t as billionths.
            let own = if objective == Objective::Cost { i128::from(key.cost.0) * 1000 } else { 0 };
            let through = so_far + own + tolls[arc.index()];
            let head = topology.head(arc);
            // A node comes into the queue again whenever it improves. No price is below 0, so that ends.
            if least[head.index()].is_none_or(|known| through < known) {
                least[head.index()] = Some(through);
                queue.push_back(head);
            }
        }
    }
    least
}

/// By arc: what its bundles cost a class.
fn tolls(problem: &Problem<'_>, demand: &Demand, prices: &Prices) -> Vec<i128> {
    let mut tolls = vec![0; problem.topology.arc_count()];
    for (bundle, price) in &prices.bundles {
        let bundle = &problem.bundles[bundle.index()];
        if bundle.classes.get(demand.class.index()) == Some(&true) {
            for arc in &bundle.arcs {
                tolls[arc.index()] += i128::from(*price);
            }
        }
    }
    tolls
}

/// Millionths of a USD/t along a path; a closed arc costs nothing here, the check of paths finds it.
pub(super) fn path_cost(claim: &Claim<'_>, path: &PathFlow) -> i128 {
    let weights = &claim.problem.weights[claim.problem.demands[path.demand].class.index()];
    path.arcs.iter().filter_map(|arc| weights.get(*arc)).map(|key| i128::from(key.cost.0)).sum()
}

/// Billionths as whole units, rounded up.
fn up(billionths: i128) -> i128 {
    -(-billionths).div_euclid(i128::from(PRICE_SCALE))
}

/// By bundle: kg times uses.
pub(super) fn loads(claim: &Claim<'_>, paths: &[PathFlow]) -> Vec<i128> {
    // By arc and class first: bundles share arcs, and each counts some of the classes.
    let mut passing: BTreeMap<ArcIx, BTreeMap<usize, i128>> = BTreeMap::new();
    for path in paths {
        let class = claim.problem.demands[path.demand].class.index();
        for arc in &path.arcs {
            *passing.entry(*arc).or_default().entry(class).or_default() += i128::from(path.mass.0);
        }
    }
    let load = |bundle: &Bundle| -> i128 {
        // An arc counts once, however often a bundle names it.
        let arcs: BTreeSet<&ArcIx> = bundle.arcs.iter().collect();
        let passing = arcs.into_iter().filter_map(|arc| passing.get(arc)).flatten();
        let counted = passing.filter(|(class, _)| bundle.classes.get(**class) == Some(&true));
        counted.map(|(_, mass)| mass).sum()
    };
    claim.problem.bundles.iter().map(load).collect()
}
