//! What prices prove, whoever names them.
//!
//! A bound follows from any prices at all (weak duality of linear programs; V. Chvatal: Linear Programming, 1983,
//! chapter 5). With `l_b` the price of bundle `b` and `L_b` what is left of its limit, `u_t` that of tier `t` and `S_t`
//! its stranded mass, `k_d` that of demand `d` and `M_d` the most of it that can pass, and `p_d` the least of
//!
//! - the cheapest way of `d` when each arc costs its own price (in the phase of cost) and those of its bundles, + `k_d`,
//! - its ceiling + `k_d` (in the phase of cost, where it has a ceiling and a way),
//! - what a stranded tonne of its tier costs: 1 in the tier's own phase, `u_t` for tiers before, 0 for tiers after,
//!
//! nothing costs (or strands) less than `sum(m_d p_d) - sum(l_b L_b) - sum(u_t S_t) - sum(k_d M_d)`.
//!
//! Tonnes stay at home only after all tiers are served. So where some of an earlier tier do, `S_t` in the phase of a
//! later tier is what the prices of that earlier tier prove, and what is claimed of a tier is that it strands no more
//! than was proved: tonnes kept at home may leave it less.

use std::collections::{BTreeMap, VecDeque};

use super::{Claim, loads};
use crate::certificate::PRICE_SCALE;
use crate::problem::{Demand, PathFlow, Prices, Problem, StandaloneMaximum};
use routing::NodeIx;

/// What the prices of a certificate prove.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// What is laid costs this, what is kept at home included at its ceiling, in millionths of a USD/t x kg.
    pub cost: i128,
    /// Nothing that strands as little costs less.
    pub cost_bound: i128,
    /// By tier of the certificate.
    pub tiers: Vec<TierBound>,
    /// By demand: what a tonne of it is worth in the phase of cost, in billionths of a USD/t.
    pub worth: Vec<i128>,
}

/// What is proved about one tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierBound {
    /// The tier.
    pub tier: u8,
    /// What had to be laid, in kg.
    pub demand: i128,
    /// What is stranded, in kg.
    pub stranded: i128,
    /// At least this must be, in kg.
    pub least: i128,
}

/// What the prices of a claim prove, whether or not the rest of it holds.
#[must_use]
pub fn bounds(claim: &Claim<'_>) -> Bounds {
    let seen = Seen::new(claim);
    let tiers = seen.tiers();
    let worth = seen.worth(&claim.certificate.cost, Aim::Cost);
    let paid = |path: &PathFlow| i128::from(path.mass.0) * own_cost(claim, path);
    let homes = claim.problem.demands.iter().zip(claim.uneconomic);
    let uneconomic: i128 = homes
        .map(|(demand, uneconomic)| {
            i128::from(demand.reservation_price.unwrap_or_default().0) * i128::from(uneconomic.0)
        })
        .sum();
    let most: i128 =
        claim.certificate.cost.standalone.iter().map(|&(d, price)| i128::from(price) * seen.most(d)).sum();
    let dual = seen.dual(&claim.certificate.cost, &worth, &seen.stranded) - most;
    Bounds {
        cost: claim.paths.iter().map(paid).sum::<i128>() + uneconomic,
        cost_bound: dual.div_euclid(1000).max(0),
        tiers,
        worth,
    }
}

/// What is minimised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// Stranded mass of this tier.
    Tier(u8),
    /// Stranded mass of one demand, nothing else being laid.
    Alone(usize),
    Cost,
}

/// A claim with what its prices are multiplied by.
pub(super) struct Seen<'a> {
    claim: &'a Claim<'a>,
    /// By bundle: the limit less what is kept, in kg.
    left: Vec<i128>,
    /// Stranded kg by tier.
    stranded: BTreeMap<u8, i128>,
}

impl<'a> Seen<'a> {
    pub fn new(claim: &'a Claim<'a>) -> Self {
        let kept = loads(claim, claim.kept);
        let limits = claim.problem.bundles.iter().zip(kept);
        let mut stranded = BTreeMap::new();
        for (demand, mass) in claim.problem.demands.iter().zip(claim.stranded) {
            *stranded.entry(demand.tier).or_insert(0) += i128::from(mass.0);
        }
        Self {
            claim,
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
            served.insert(*tier, if self.keeps_home(*tier) { bound.least } else { bound.stranded });
            bounds.push(bound);
        }
        bounds
    }

    fn keeps_home(&self, tier: u8) -> bool {
        let demands = self.claim.problem.demands.iter().zip(self.claim.uneconomic);
        demands.into_iter().any(|(demand, uneconomic)| demand.tier == tier && uneconomic.0 > 0)
    }

    fn tier(&self, tier: u8, prices: &Prices, served: &BTreeMap<u8, i128>) -> TierBound {
        let worth = self.worth(prices, Aim::Tier(tier));
        let least = self.dual(prices, &worth, served);
        let own = self.claim.problem.demands.iter().filter(|demand| demand.tier == tier);
        TierBound {
            tier,
            demand: own.map(|demand| i128::from(demand.mass.0.max(0))).sum(),
            stranded: self.stranded.get(&tier).copied().unwrap_or(0),
            least: up(least).max(0),
        }
    }

    /// The most of a demand that can pass by its prices, in kg.
    pub fn alone(&self, alone: &StandaloneMaximum) -> i128 {
        let worth = self.worth(&alone.prices, Aim::Alone(alone.demand));
        let mass = i128::from(self.claim.problem.demands[alone.demand].mass.0);
        mass - up(self.dual(&alone.prices, &worth, &BTreeMap::new())).max(0)
    }

    fn most(&self, demand: usize) -> i128 {
        let own = self.claim.certificate.standalone.iter().find(|alone| alone.demand == demand);
        own.map_or(0, |alone| i128::from(alone.maximum.0))
    }

    /// `sum(m_d p_d) - sum(l_b L_b) - sum(u_t S_t)`, in billionths x kg.
    fn dual(&self, prices: &Prices, worth: &[i128], stranded: &BTreeMap<u8, i128>) -> i128 {
        let demands = self.claim.problem.demands.iter().zip(worth);
        let gain: i128 = demands.map(|(demand, worth)| i128::from(demand.mass.0.max(0)) * worth).sum();
        let limits: i128 =
            prices.bundles.iter().map(|(b, price)| i128::from(*price) * self.left[b.index()]).sum();
        let of = |tier: &u8| stranded.get(tier).copied().unwrap_or(0);
        let tiers: i128 = prices.tiers.iter().map(|(tier, price)| i128::from(*price) * of(tier)).sum();
        gain - limits - tiers
    }

    /// By demand: `p_d` in billionths.
    fn worth(&self, prices: &Prices, aim: Aim) -> Vec<i128> {
        let problem = &self.claim.problem;
        let mut known: BTreeMap<(u32, &[NodeIx]), Vec<Option<i128>>> = BTreeMap::new();
        let mut worth = Vec::with_capacity(problem.demands.len());
        for (at, demand) in problem.demands.iter().enumerate() {
            let stranded = stranded_worth(prices, aim, at, demand);
            if demand.mass.0 <= 0 || stranded == Some(0) {
                worth.push(0);
                continue;
            }
            let from = known
                .entry((demand.class.0, &demand.sources))
                .or_insert_with(|| distances(problem, demand, prices, aim));
            let way = demand.targets.iter().filter_map(|target| from[target.index()]).min();
            let most =
                prices.standalone.iter().find(|(d, _)| *d == at).map_or(0, |(_, price)| i128::from(*price));
            // A demand without any way cannot stay at home: it is stranded.
            let uneconomic = way.and(demand.reservation_price).map(|ceiling| i128::from(ceiling.0) * 1000);
            let uneconomic = if aim == Aim::Cost { uneconomic } else { None };
            let laid = [way, uneconomic].into_iter().flatten().map(|price| price + most);
            worth.push(laid.chain(stranded).min().unwrap_or(0));
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

/// What a stranded tonne of a demand costs, in billionths; none where that is not bounded.
fn stranded_worth(prices: &Prices, aim: Aim, at: usize, demand: &Demand) -> Option<i128> {
    let one = i128::from(PRICE_SCALE);
    let of_tier = || {
        let price = prices.tiers.iter().find(|(tier, _)| *tier == demand.tier);
        price.map_or(0, |(_, price)| i128::from(*price))
    };
    Some(match aim {
        Aim::Alone(only) => {
            if only == at {
                one
            } else {
                0
            }
        }
        Aim::Tier(tier) if tier == demand.tier => one,
        Aim::Tier(_) | Aim::Cost => of_tier(),
    })
}

/// By state: the cheapest way from a demand's sources, in billionths. Label correcting, O(n m): R. Bellman, On a
/// routing problem, 1958.
pub(super) fn distances(
    problem: &Problem<'_>,
    demand: &Demand,
    prices: &Prices,
    aim: Aim,
) -> Vec<Option<i128>> {
    let (topology, weights) = (problem.topology, &problem.weights[demand.class.index()]);
    let tolls = tolls(problem, demand, prices);
    let mut least: Vec<Option<i128>> = vec![None; topology.node_count()];
    let mut queue: VecDeque<NodeIx> = demand.sources.iter().copied().collect();
    for source in &demand.sources {
        least[source.index()] = Some(0);
    }
    while let Some(state) = queue.pop_front() {
        let Some(so_far) = least[state.index()] else { continue };
        for arc in topology.out_arcs(state) {
            let Some(key) = weights.get(arc) else { continue };
            let own = if aim == Aim::Cost { i128::from(key.cost.0) * 1000 } else { 0 };
            let through = so_far + own + tolls[arc.index()];
            let head = topology.head(arc);
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

/// Millionths of a USD/t along a path; a closed arc costs nothing here, the check of ways finds it.
pub(super) fn own_cost(claim: &Claim<'_>, path: &PathFlow) -> i128 {
    let weights = &claim.problem.weights[claim.problem.demands[path.demand].class.index()];
    path.arcs.iter().filter_map(|arc| weights.get(*arc)).map(|key| i128::from(key.cost.0)).sum()
}

/// Billionths as whole units, rounded up.
fn up(billionths: i128) -> i128 {
    -(-billionths).div_euclid(i128::from(PRICE_SCALE))
}
