//! Is an assignment what it claims to be? Slow and plain on purpose: it shares no code with the solvers.
//!
//! What is checked, in integers: each path is a way from a source to a target on open arcs; each demand's mass is what
//! is laid, stranded and kept at home; no bundle is exceeded; the prices of the [`Certificate`] prove that no tier could
//! strand less and nothing cheaper delivers as much.
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
use std::fmt;

use super::certificate::{Alone, Certificate, PER_ONE, Prices};
use super::{Bundle, Demand, PathFlow, Problem, Weights};
use crate::model::Mass;
use crate::network::{ArcIx, StateIx, Topology};

/// An assignment and what is said to prove it.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Whole limits; the mass of each demand is what had to be laid beside what was kept.
    pub problem: Problem<'a>,
    /// What stays where it was: it takes its part of each limit and is not laid anew.
    pub kept: &'a [PathFlow],
    /// What is laid.
    pub paths: &'a [PathFlow],
    /// By demand: what has no way left.
    pub stranded: &'a [Mass],
    /// By demand: what has one above its ceiling.
    pub home: &'a [Mass],
    /// What proves it.
    pub certificate: &'a Certificate,
}

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

/// What is wrong with a claim. Demands and bundles are positions in the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A path is no way from a source to a target on open arcs, or carries nothing.
    NoWay { demand: usize },
    /// What is kept does not run on open arcs one after the other.
    NotKept { demand: usize },
    /// What is laid, stranded and at home is not the demand's mass.
    Lost { demand: usize, wanted: i128, found: i128 },
    /// A mass below 0, or tonnes at home without a ceiling or without a way.
    NotHome { demand: usize },
    /// More passes than may.
    Exceeded { bundle: usize, limit: i128, load: i128 },
    /// A tier may strand less.
    Stranding { tier: u8, stranded: i128, least: i128 },
    /// It may cost less.
    Cost { cost: i128, bound: i128 },
    /// What is said to be the most that passes is not.
    Alone { demand: usize, most: i128, proved: i128 },
    /// A price is below 0, or for something that is not there.
    Price,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWay { demand } => write!(f, "a path of flow {demand} is no open way between its ends"),
            Self::NotKept { demand } => write!(f, "what flow {demand} keeps is no open way"),
            Self::Lost { demand, wanted, found } => {
                write!(f, "flow {demand} has {wanted} kg, of which {found} kg are accounted for")
            }
            Self::NotHome { demand } => {
                write!(f, "flow {demand} keeps tonnes at home, or strands them, that it cannot")
            }
            Self::Exceeded { bundle, limit, load } => {
                write!(f, "limit {bundle} is {limit} kg, and {load} kg pass")
            }
            Self::Stranding { tier, stranded, least } => {
                write!(f, "tier {tier} strands {stranded} kg where the prices prove {least} kg")
            }
            Self::Cost { cost, bound } => {
                write!(f, "it costs {cost} where the prices prove {bound} (millionths of a USD/t x kg)")
            }
            Self::Alone { demand, most, proved } => {
                write!(
                    f,
                    "of flow {demand} alone {most} kg are said to pass where the prices prove {proved} kg"
                )
            }
            Self::Price => write!(f, "a price is below 0 or of nothing"),
        }
    }
}

/// Checks all of a claim: everything that is wrong with it, or what it proves.
///
/// Allowed is what rounding to whole kilograms costs: one kilogram for each demand and bundle, and one billionth of the
/// limits that have a price; in cost one kilogram each at the dearest worth or way, beside a millionth of the whole.
///
/// # Errors
/// All flaws, in the order of [`Flaw`]'s words above.
pub fn verify(claim: &Claim<'_>) -> Result<Bounds, Vec<Flaw>> {
    let mut flaws = Vec::new();
    if !priced(claim) {
        return Err(vec![Flaw::Price]);
    }
    ways(claim, &mut flaws);
    masses(claim, &mut flaws);
    limits(claim, &mut flaws);
    let bounds = bounds(claim);
    optimal(claim, &bounds, &mut flaws);
    if flaws.is_empty() { Ok(bounds) } else { Err(flaws) }
}

/// What the prices of a claim prove, whether or not the rest of it holds.
#[must_use]
pub fn bounds(claim: &Claim<'_>) -> Bounds {
    let seen = Seen::new(claim);
    let tiers = seen.tiers();
    let worth = seen.worth(&claim.certificate.cost, Aim::Cost);
    let paid = |path: &PathFlow| i128::from(path.mass.0) * own_cost(claim, path);
    let homes = claim.problem.demands.iter().zip(claim.home);
    let home: i128 = homes
        .map(|(demand, home)| i128::from(demand.ceiling.unwrap_or_default().0) * i128::from(home.0))
        .sum();
    let most: i128 =
        claim.certificate.cost.most.iter().map(|&(d, price)| i128::from(price) * seen.most(d)).sum();
    let dual = seen.dual(&claim.certificate.cost, &worth, &seen.stranded) - most;
    Bounds {
        cost: claim.paths.iter().map(paid).sum::<i128>() + home,
        cost_bound: dual.div_euclid(1000).max(0),
        tiers,
        worth,
    }
}

/// What is minimised.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// Stranded mass of this tier.
    Tier(u8),
    /// Stranded mass of one demand, nothing else being laid.
    Alone(usize),
    Cost,
}

/// A claim with what its prices are multiplied by.
struct Seen<'a> {
    claim: &'a Claim<'a>,
    /// By bundle: the limit less what is kept, in kg.
    left: Vec<i128>,
    /// Stranded kg by tier.
    stranded: BTreeMap<u8, i128>,
}

impl<'a> Seen<'a> {
    fn new(claim: &'a Claim<'a>) -> Self {
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
        let demands = self.claim.problem.demands.iter().zip(self.claim.home);
        demands.into_iter().any(|(demand, home)| demand.tier == tier && home.0 > 0)
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
    fn alone(&self, alone: &Alone) -> i128 {
        let worth = self.worth(&alone.prices, Aim::Alone(alone.demand));
        let mass = i128::from(self.claim.problem.demands[alone.demand].mass.0);
        mass - up(self.dual(&alone.prices, &worth, &BTreeMap::new())).max(0)
    }

    fn most(&self, demand: usize) -> i128 {
        let own = self.claim.certificate.alone.iter().find(|alone| alone.demand == demand);
        own.map_or(0, |alone| i128::from(alone.most.0))
    }

    /// `sum(m_d p_d) - sum(l_b L_b) - sum(u_t S_t)`, in billionths x kg.
    fn dual(&self, prices: &Prices, worth: &[i128], stranded: &BTreeMap<u8, i128>) -> i128 {
        let demands = self.claim.problem.demands.iter().zip(worth);
        let gain: i128 = demands.map(|(demand, worth)| i128::from(demand.mass.0.max(0)) * worth).sum();
        let limits: i128 =
            prices.bundles.iter().map(|(b, price)| i128::from(*price) * self.left[b.at()]).sum();
        let of = |tier: &u8| stranded.get(tier).copied().unwrap_or(0);
        let tiers: i128 = prices.tiers.iter().map(|(tier, price)| i128::from(*price) * of(tier)).sum();
        gain - limits - tiers
    }

    /// By demand: `p_d` in billionths.
    fn worth(&self, prices: &Prices, aim: Aim) -> Vec<i128> {
        let problem = &self.claim.problem;
        let mut known: BTreeMap<(u32, &[StateIx]), Vec<Option<i128>>> = BTreeMap::new();
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
            let way = demand.targets.iter().filter_map(|target| from[target.at()]).min();
            let most = prices.most.iter().find(|(d, _)| *d == at).map_or(0, |(_, price)| i128::from(*price));
            // A demand without any way cannot stay at home: it is stranded.
            let home = way.and(demand.ceiling).map(|ceiling| i128::from(ceiling.0) * 1000);
            let home = if aim == Aim::Cost { home } else { None };
            let laid = [way, home].into_iter().flatten().map(|price| price + most);
            worth.push(laid.chain(stranded).min().unwrap_or(0));
        }
        worth
    }
}

/// What a stranded tonne of a demand costs, in billionths; none where that is not bounded.
fn stranded_worth(prices: &Prices, aim: Aim, at: usize, demand: &Demand) -> Option<i128> {
    let one = i128::from(PER_ONE);
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
fn distances(problem: &Problem<'_>, demand: &Demand, prices: &Prices, aim: Aim) -> Vec<Option<i128>> {
    let (topology, weights) = (problem.topology, &problem.weights[demand.class.at()]);
    let tolls = tolls(problem, demand, prices);
    let mut least: Vec<Option<i128>> = vec![None; topology.states()];
    let mut queue: VecDeque<StateIx> = demand.sources.iter().copied().collect();
    for source in &demand.sources {
        least[source.at()] = Some(0);
    }
    while let Some(state) = queue.pop_front() {
        let Some(so_far) = least[state.at()] else { continue };
        for arc in topology.out(state) {
            let Some(key) = weights.get(arc) else { continue };
            let own = if aim == Aim::Cost { i128::from(key.cost.0) * 1000 } else { 0 };
            let through = so_far + own + tolls[arc.at()];
            let head = topology.head(arc);
            if least[head.at()].is_none_or(|known| through < known) {
                least[head.at()] = Some(through);
                queue.push_back(head);
            }
        }
    }
    least
}

/// By arc: what its bundles cost a class.
fn tolls(problem: &Problem<'_>, demand: &Demand, prices: &Prices) -> Vec<i128> {
    let mut tolls = vec![0; problem.topology.arcs()];
    for (bundle, price) in &prices.bundles {
        let bundle = &problem.bundles[bundle.at()];
        if bundle.classes.get(demand.class.at()) == Some(&true) {
            for arc in &bundle.arcs {
                tolls[arc.at()] += i128::from(*price);
            }
        }
    }
    tolls
}

/// Prices are of things that are there, and none is below 0.
fn priced(claim: &Claim<'_>) -> bool {
    let (bundles, demands) = (claim.problem.bundles.len(), claim.problem.demands.len());
    let certificate = claim.certificate;
    let alone = certificate.alone.iter().map(|alone| &alone.prices);
    let all = certificate.tiers.iter().map(|(_, prices)| prices).chain([&certificate.cost]).chain(alone);
    let good = |prices: &Prices| {
        prices.bundles.iter().all(|(bundle, price)| bundle.at() < bundles && *price >= 0)
            && prices.tiers.iter().all(|(_, price)| *price >= 0)
            && prices.most.iter().all(|(demand, price)| *demand < demands && *price >= 0)
    };
    let served = claim.problem.demands.iter().filter(|demand| demand.mass.0 > 0);
    all.into_iter().all(good)
        && certificate.alone.iter().all(|alone| alone.demand < demands)
        && served.into_iter().all(|demand| certificate.tiers.iter().any(|(tier, _)| *tier == demand.tier))
}

fn ways(claim: &Claim<'_>, flaws: &mut Vec<Flaw>) {
    let problem = &claim.problem;
    for path in claim.paths {
        let demand = &problem.demands[path.demand];
        let weights = &problem.weights[demand.class.at()];
        let joins = match (path.arcs.first(), path.arcs.last()) {
            (Some(first), Some(last)) => {
                demand.sources.contains(&problem.topology.tail(*first))
                    && demand.targets.contains(&problem.topology.head(*last))
            }
            _ => demand.sources.iter().any(|source| demand.targets.contains(source)),
        };
        if !(joins && path.mass.0 > 0 && open_way(problem.topology, weights, &path.arcs)) {
            flaws.push(Flaw::NoWay { demand: path.demand });
        }
    }
    for path in claim.kept {
        let weights = &problem.weights[problem.demands[path.demand].class.at()];
        if !(path.mass.0 > 0 && open_way(problem.topology, weights, &path.arcs)) {
            flaws.push(Flaw::NotKept { demand: path.demand });
        }
    }
}

fn open_way(topology: &Topology, weights: &Weights, arcs: &[ArcIx]) -> bool {
    arcs.iter().all(|arc| weights.get(*arc).is_some())
        && arcs.windows(2).all(|pair| topology.head(pair[0]) == topology.tail(pair[1]))
}

fn masses(claim: &Claim<'_>, flaws: &mut Vec<Flaw>) {
    for (at, demand) in claim.problem.demands.iter().enumerate() {
        let laid = claim.paths.iter().filter(|path| path.demand == at);
        let laid: i128 = laid.map(|path| i128::from(path.mass.0)).sum();
        let (stranded, home) = (claim.stranded[at], claim.home[at]);
        let found = laid + i128::from(stranded.0) + i128::from(home.0);
        let wanted = i128::from(demand.mass.0.max(0));
        if found != wanted {
            flaws.push(Flaw::Lost { demand: at, wanted, found });
        }
        if stranded.0 < 0 || home.0 < 0 || (home.0 > 0 && demand.ceiling.is_none()) {
            flaws.push(Flaw::NotHome { demand: at });
        }
    }
}

fn limits(claim: &Claim<'_>, flaws: &mut Vec<Flaw>) {
    let (kept, laid) = (loads(claim, claim.kept), loads(claim, claim.paths));
    for (at, bundle) in claim.problem.bundles.iter().enumerate() {
        let (limit, load) = (i128::from(bundle.limit.0), kept[at] + laid[at]);
        if load > limit.max(0) {
            flaws.push(Flaw::Exceeded { bundle: at, limit, load });
        }
    }
}

/// By bundle: kg times uses.
fn loads(claim: &Claim<'_>, paths: &[PathFlow]) -> Vec<i128> {
    let load = |bundle: &Bundle| -> i128 {
        let counted = |path: &&PathFlow| {
            let class = claim.problem.demands[path.demand].class;
            bundle.classes.get(class.at()) == Some(&true)
        };
        let uses = |path: &PathFlow| path.arcs.iter().filter(|arc| bundle.arcs.contains(arc)).count();
        let load =
            |path: &PathFlow| i128::from(path.mass.0) * i128::try_from(uses(path)).unwrap_or(i128::MAX);
        paths.iter().filter(counted).map(load).sum()
    };
    claim.problem.bundles.iter().map(load).collect()
}

fn optimal(claim: &Claim<'_>, bounds: &Bounds, flaws: &mut Vec<Flaw>) {
    let seen = Seen::new(claim);
    for (bound, (_, prices)) in bounds.tiers.iter().zip(&claim.certificate.tiers) {
        if bound.stranded > bound.least + seen.rounding(prices) {
            let TierBound { tier, stranded, least, .. } = *bound;
            flaws.push(Flaw::Stranding { tier, stranded, least });
        }
    }
    for alone in &claim.certificate.alone {
        let (most, proved) = (i128::from(alone.most.0), seen.alone(alone));
        if (most - proved).abs() > seen.rounding(&alone.prices) {
            flaws.push(Flaw::Alone { demand: alone.demand, most, proved });
        }
    }
    let worth = bounds.worth.iter().copied().max().unwrap_or(0).div_euclid(1000) + 1;
    let dearest = claim.paths.iter().map(|path| own_cost(claim, path)).max().unwrap_or(0).max(worth);
    let rows = i128::try_from(claim.problem.demands.len() + claim.problem.bundles.len()).unwrap_or(i128::MAX);
    let allowed = bounds.cost / 1_000_000 + dearest * rows + seen.rounding(&claim.certificate.cost);
    if bounds.cost > bounds.cost_bound + allowed {
        flaws.push(Flaw::Cost { cost: bounds.cost, bound: bounds.cost_bound });
    }
}

impl Seen<'_> {
    /// What whole kilograms and whole billionths may cost, in kg.
    fn rounding(&self, prices: &Prices) -> i128 {
        let rows = self.claim.problem.demands.len() + self.claim.problem.bundles.len();
        let limits: i128 = prices.bundles.iter().map(|(bundle, _)| self.left[bundle.at()]).sum();
        i128::try_from(rows).unwrap_or(i128::MAX) + limits / i128::from(PER_ONE)
    }
}

/// Millionths of a USD/t along a path; a closed arc costs nothing here, [`ways`] finds it.
fn own_cost(claim: &Claim<'_>, path: &PathFlow) -> i128 {
    let weights = &claim.problem.weights[claim.problem.demands[path.demand].class.at()];
    path.arcs.iter().filter_map(|arc| weights.get(*arc)).map(|key| i128::from(key.cost.0)).sum()
}

/// Billionths as whole units, rounded up.
fn up(billionths: i128) -> i128 {
    -(-billionths).div_euclid(i128::from(PER_ONE))
}
