//! Is an assignment what it claims to be? Slow and plain on purpose: it shares no code with the solvers.
//!
//! What is checked, in integers: each path is a way from a source to a target on open arcs; each demand's mass is what
//! is laid, stranded and kept at home; no bundle is exceeded; the prices of the [`Certificate`] prove that no tier could
//! strand less and nothing cheaper delivers as much. What prices prove is in [`bounds`].

mod bounds;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bounds::{Aim, Seen, distances, own_cost};
pub use bounds::{Bounds, TierBound, bounds};

use crate::certificate::Certificate;
use crate::mass::Mass;
use crate::problem::{Bundle, Demand, PathFlow, Prices, Problem};
use routing::{ArcIx, Topology, Weights};

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
    pub uneconomic: &'a [Mass],
    /// What proves it.
    pub certificate: &'a Certificate,
}

/// What is wrong with a claim. Demands and bundles are positions in the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A path is no way from a source to a target on open arcs, or carries nothing.
    Path {
        /// Position of the demand.
        demand: usize,
    },
    /// What is kept does not run on open arcs one after the other.
    RetainedPath {
        /// Position of the demand.
        demand: usize,
    },
    /// What is laid, stranded and at home is not the demand's mass.
    Balance {
        /// Position of the demand.
        demand: usize,
        /// Its mass in kg.
        wanted: i128,
        /// What is assigned, stranded and at home together, in kg.
        found: i128,
    },
    /// A mass below 0, or tonnes at home without a ceiling or without a way.
    Uneconomic {
        /// Position of the demand.
        demand: usize,
    },
    /// More passes than may.
    Limit {
        /// Position of the bundle.
        bundle: usize,
        /// What may pass, in kg.
        limit: i128,
        /// What passes, in kg.
        load: i128,
    },
    /// A tier may strand less.
    Tier {
        /// The tier.
        tier: u8,
        /// What is stranded of it, in kg.
        stranded: i128,
        /// What must be, in kg.
        least: i128,
    },
    /// It may cost less.
    Cost {
        /// What is claimed, in millionths of a USD/t x kg.
        cost: i128,
        /// What is proved, likewise.
        bound: i128,
    },
    /// More is laid and kept at home than is said to be the most that can pass.
    AboveStandalone {
        /// Position of the demand.
        demand: usize,
        /// What is assigned and at home, in kg.
        passes: i128,
        /// What is said to be the most, in kg.
        maximum: i128,
    },
    /// What is said to be the most that passes is not.
    Standalone {
        /// Position of the demand.
        demand: usize,
        /// What is said to be the most, in kg.
        maximum: i128,
        /// What the prices prove to be the most, in kg.
        proved: i128,
    },
    /// A price is below 0, or for something that is not there.
    Price,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { demand } => write!(f, "a path of flow {demand} is no open way between its ends"),
            Self::RetainedPath { demand } => write!(f, "what flow {demand} keeps is no open way"),
            Self::Balance { demand, wanted, found } => {
                write!(f, "flow {demand} has {wanted} kg, of which {found} kg are accounted for")
            }
            Self::Uneconomic { demand } => {
                write!(f, "flow {demand} keeps tonnes at home, or strands them, that it cannot")
            }
            Self::Limit { bundle, limit, load } => {
                write!(f, "limit {bundle} is {limit} kg, and {load} kg pass")
            }
            Self::Tier { tier, stranded, least } => {
                write!(f, "tier {tier} strands {stranded} kg where the prices prove {least} kg")
            }
            Self::Cost { cost, bound } => {
                write!(f, "it costs {cost} where the prices prove {bound} (millionths of a USD/t x kg)")
            }
            Self::AboveStandalone { demand, passes, maximum: most } => {
                write!(f, "of flow {demand} {passes} kg are laid or at home where alone {most} kg can pass")
            }
            Self::Standalone { demand, maximum: most, proved } => {
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
/// Allowed is what rounding to whole kilograms costs: one kilogram for each demand that has any and each limit that has
/// a price, and one billionth of those limits; in cost one kilogram each at the dearest worth or way, beside a millionth
/// of the whole.
///
/// # Errors
/// All flaws, in the order of [`Violation`]'s words above.
pub fn verify(claim: &Claim<'_>) -> Result<Bounds, Vec<Violation>> {
    let mut flaws = Vec::new();
    if !priced(claim) {
        return Err(vec![Violation::Price]);
    }
    ways(claim, &mut flaws);
    masses(claim, &mut flaws);
    limits(claim, &mut flaws);
    let bounds = bounds(claim);
    optimal(claim, &bounds, &mut flaws);
    if flaws.is_empty() { Ok(bounds) } else { Err(flaws) }
}

/// Prices are of things that are there, and none is below 0.
fn priced(claim: &Claim<'_>) -> bool {
    let (bundles, demands) = (claim.problem.bundles.len(), claim.problem.demands.len());
    let certificate = claim.certificate;
    let alone = certificate.standalone.iter().map(|alone| &alone.prices);
    let all = certificate.tiers.iter().map(|(_, prices)| prices).chain([&certificate.cost]).chain(alone);
    let good = |prices: &Prices| {
        prices.bundles.iter().all(|(bundle, price)| bundle.index() < bundles && *price >= 0)
            && prices.tiers.iter().all(|(_, price)| *price >= 0)
            && prices.standalone.iter().all(|(demand, price)| *demand < demands && *price >= 0)
    };
    let served = claim.problem.demands.iter().filter(|demand| demand.mass.0 > 0);
    all.into_iter().all(good)
        && certificate.standalone.iter().all(|alone| alone.demand < demands)
        && served.into_iter().all(|demand| certificate.tiers.iter().any(|(tier, _)| *tier == demand.tier))
}

fn ways(claim: &Claim<'_>, flaws: &mut Vec<Violation>) {
    let problem = &claim.problem;
    for path in claim.paths {
        let demand = &problem.demands[path.demand];
        let weights = &problem.weights[demand.class.index()];
        let joins = match (path.arcs.first(), path.arcs.last()) {
            (Some(first), Some(last)) => {
                demand.sources.contains(&problem.topology.tail(*first))
                    && demand.targets.contains(&problem.topology.head(*last))
            }
            _ => demand.sources.iter().any(|source| demand.targets.contains(source)),
        };
        if !(joins && path.mass.0 > 0 && open_way(problem.topology, weights, &path.arcs)) {
            flaws.push(Violation::Path { demand: path.demand });
        }
    }
    for path in claim.kept {
        let weights = &problem.weights[problem.demands[path.demand].class.index()];
        if !(path.mass.0 > 0 && open_way(problem.topology, weights, &path.arcs)) {
            flaws.push(Violation::RetainedPath { demand: path.demand });
        }
    }
}

fn open_way(topology: &Topology, weights: &Weights, arcs: &[ArcIx]) -> bool {
    arcs.iter().all(|arc| weights.get(*arc).is_some())
        && arcs.windows(2).all(|pair| topology.head(pair[0]) == topology.tail(pair[1]))
}

fn masses(claim: &Claim<'_>, flaws: &mut Vec<Violation>) {
    for (at, demand) in claim.problem.demands.iter().enumerate() {
        let laid = claim.paths.iter().filter(|path| path.demand == at);
        let laid: i128 = laid.map(|path| i128::from(path.mass.0)).sum();
        let (stranded, uneconomic) = (claim.stranded[at], claim.uneconomic[at]);
        let found = laid + i128::from(stranded.0) + i128::from(uneconomic.0);
        let wanted = i128::from(demand.mass.0.max(0));
        if found != wanted {
            flaws.push(Violation::Balance { demand: at, wanted, found });
        }
        let may =
            uneconomic.0 <= 0 || (demand.reservation_price.is_some() && has_way(&claim.problem, demand));
        if stranded.0 < 0 || uneconomic.0 < 0 || !may {
            flaws.push(Violation::Uneconomic { demand: at });
        }
        let passes = laid + i128::from(uneconomic.0);
        for alone in claim.certificate.standalone.iter().filter(|alone| alone.demand == at) {
            // One kilogram of its own, and one for each limit that may have been passed in halves.
            let whole = i128::try_from(1 + alone.prices.bundles.len()).unwrap_or(i128::MAX);
            let most = i128::from(alone.maximum.0);
            if passes > most + whole {
                flaws.push(Violation::AboveStandalone { demand: at, passes, maximum: most });
            }
        }
    }
}

fn has_way(problem: &Problem<'_>, demand: &Demand) -> bool {
    let reached = distances(problem, demand, &Prices::default(), Aim::Cost);
    demand.targets.iter().any(|target| reached[target.index()].is_some())
}

fn limits(claim: &Claim<'_>, flaws: &mut Vec<Violation>) {
    let (kept, laid) = (loads(claim, claim.kept), loads(claim, claim.paths));
    for (at, bundle) in claim.problem.bundles.iter().enumerate() {
        let (limit, load) = (i128::from(bundle.limit.0), kept[at] + laid[at]);
        if load > limit.max(0) {
            flaws.push(Violation::Limit { bundle: at, limit, load });
        }
    }
}

/// By bundle: kg times uses.
fn loads(claim: &Claim<'_>, paths: &[PathFlow]) -> Vec<i128> {
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

fn optimal(claim: &Claim<'_>, bounds: &Bounds, flaws: &mut Vec<Violation>) {
    let seen = Seen::new(claim);
    for (bound, (_, prices)) in bounds.tiers.iter().zip(&claim.certificate.tiers) {
        if bound.stranded > bound.least + seen.rounding(prices) {
            let TierBound { tier, stranded, least, .. } = *bound;
            flaws.push(Violation::Tier { tier, stranded, least });
        }
    }
    for alone in &claim.certificate.standalone {
        let (most, proved) = (i128::from(alone.maximum.0), seen.alone(alone));
        if (most - proved).abs() > seen.rounding(&alone.prices) {
            flaws.push(Violation::Standalone { demand: alone.demand, maximum: most, proved });
        }
    }
    let worth = bounds.worth.iter().copied().max().unwrap_or(0).div_euclid(1000) + 1;
    let dearest = claim.paths.iter().map(|path| own_cost(claim, path)).max().unwrap_or(0).max(worth);
    let prices = &claim.certificate.cost;
    let allowed = bounds.cost / 1_000_000 + dearest * seen.rows(prices) + seen.rounding(prices);
    if bounds.cost > bounds.cost_bound + allowed {
        flaws.push(Violation::Cost { cost: bounds.cost, bound: bounds.cost_bound });
    }
}
