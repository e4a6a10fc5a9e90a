//! Is an assignment what it claims to be? Slow and plain on purpose: it shares no code with the solvers.
//!
//! What is checked, in integers: each path leads from a source to a target over open arcs; each demand's mass is what
//! is assigned, stranded and uneconomic; no limit is exceeded; the prices of the [`Certificate`](crate::Certificate)
//! prove that no tier could strand less and nothing less expensive serves as much.

mod bounds;

pub use bounds::{Bounds, Claim, TierBound, bounds};

use std::fmt;

use bounds::{Objective, PricedClaim, distances, loads, path_cost};

use crate::problem::{Demand, Prices, Problem};
use routing::{ArcIx, Topology, Weights};

/// A condition that a claim violates. Demands and bundles are positions in the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A path does not lead from a source to a target over open arcs, or carries nothing.
    Path {
        /// Position of the demand.
        demand: usize,
    },
    /// A retained path is not one of open arcs, or carries nothing.
    RetainedPath {
        /// Position of the demand.
        demand: usize,
    },
    /// What is assigned, stranded and uneconomic is not the demand's mass.
    Balance {
        /// Position of the demand.
        demand: usize,
        /// Its mass in kg.
        wanted: i128,
        /// What is assigned, stranded and uneconomic together, in kg.
        found: i128,
    },
    /// A mass is below 0, or something is uneconomic without a reservation price or without a path.
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
    /// More is assigned and uneconomic than the claimed standalone maximum.
    AboveStandalone {
        /// Position of the demand.
        demand: usize,
        /// What is assigned and uneconomic, in kg.
        passes: i128,
        /// The claimed maximum, in kg.
        maximum: i128,
    },
    /// The claimed standalone maximum is not what its prices prove.
    Standalone {
        /// Position of the demand.
        demand: usize,
        /// The claimed maximum, in kg.
        maximum: i128,
        /// The proved maximum, in kg.
        proved: i128,
    },
    /// A price is below 0, or for something that is not there.
    Price,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { demand } => write!(f, "a path of flow {demand} is no open route between its ends"),
            Self::RetainedPath { demand } => write!(f, "what flow {demand} keeps is no open route"),
            Self::Balance { demand, wanted, found } => {
                write!(f, "flow {demand} has {wanted} kg, of which {found} kg are accounted for")
            }
            Self::Uneconomic { demand } => {
                write!(f, "flow {demand} has a negative quantity, or an uneconomic one without a reservation price")
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
                write!(f, "of flow {demand} {passes} kg are assigned or uneconomic where alone {most} kg can pass")
            }
            Self::Standalone { demand, maximum: most, proved } => {
                write!(f, "of flow {demand} alone {most} kg are said to pass where the prices prove {proved} kg")
            }
            Self::Price => write!(f, "a price is below 0 or of nothing"),
        }
    }
}

/// Does a claim hold?
///
/// # Returns
/// What its prices prove. Allowed is what rounding to whole kilograms costs: one kilogram for each demand above 0 and
/// each limit that has a price, and one billionth of those limits; in cost one kilogram each at the most expensive
/// value or path, beside a millionth of the whole.
///
/// # Errors
/// All that it violates. Prices below 0, or of something that is not there, are the only violation then.
///
/// # Complexity
/// A label-correcting search of O(n m) for each phase and each pair of class and sources, and O(demands x paths).
///
/// # Example
/// At [`assign`](crate::assign()).
///
/// # Reference
/// Weak duality of linear programs; V. Chvatal: Linear programming, 1983, chapter 5.
pub fn verify(claim: &Claim<'_>) -> Result<Bounds, Vec<Violation>> {
    // The other checks look up what prices name.
    if !prices_are_sound(claim) {
        return Err(vec![Violation::Price]);
    }
    let mut violations = Vec::new();
    check_paths(claim, &mut violations);
    check_masses(claim, &mut violations);
    check_limits(claim, &mut violations);
    // Also where something is wrong already: all violations are reported at once.
    let bounds = bounds(claim);
    check_optimality(claim, &bounds, &mut violations);
    if violations.is_empty() { Ok(bounds) } else { Err(violations) }
}

/// Prices are of things that are there, and none is below 0.
fn prices_are_sound(claim: &Claim<'_>) -> bool {
    let (bundles, demands) = (claim.problem.bundles.len(), claim.problem.demands.len());
    let certificate = claim.certificate;
    let alone = certificate.standalone.iter().map(|alone| &alone.prices);
    let all = certificate.tiers.iter().map(|(_, prices)| prices).chain([&certificate.cost]).chain(alone);
    let good = |prices: &Prices| {
        prices.bundles.iter().all(|(bundle, price)| bundle.index() < bundles && *price >= 0)
            && prices.tiers.iter().all(|(_, price)| *price >= 0)
            && prices.standalone.iter().all(|(demand, price)| *demand < demands && *price >= 0)
    };
    // Without prices of its tier nothing would be proved of a demand.
    let served = claim.problem.demands.iter().filter(|demand| demand.mass.0 > 0);
    all.into_iter().all(good)
        && certificate.standalone.iter().all(|alone| alone.demand < demands)
        && served.into_iter().all(|demand| certificate.tiers.iter().any(|(tier, _)| *tier == demand.tier))
}

fn check_paths(claim: &Claim<'_>, violations: &mut Vec<Violation>) {
    let problem = &claim.problem;
    for path in claim.paths {
        let demand = &problem.demands[path.demand];
        let weights = &problem.weights[demand.class.index()];
        let joins = match (path.arcs.first(), path.arcs.last()) {
            (Some(first), Some(last)) => {
                demand.sources.contains(&problem.topology.tail(*first))
                    && demand.targets.contains(&problem.topology.head(*last))
            }
            // An empty path joins a source that is a target.
            _ => demand.sources.iter().any(|source| demand.targets.contains(source)),
        };
        if !(joins && path.mass.0 > 0 && is_open_path(problem.topology, weights, &path.arcs)) {
            violations.push(Violation::Path { demand: path.demand });
        }
    }
    for path in claim.retained {
        let weights = &problem.weights[problem.demands[path.demand].class.index()];
        if !(path.mass.0 > 0 && is_open_path(problem.topology, weights, &path.arcs)) {
            violations.push(Violation::RetainedPath { demand: path.demand });
        }
    }
}

fn is_open_path(topology: &Topology, weights: &Weights, arcs: &[ArcIx]) -> bool {
    arcs.iter().all(|arc| weights.get(*arc).is_some())
        && arcs.windows(2).all(|pair| topology.head(pair[0]) == topology.tail(pair[1]))
}

fn check_masses(claim: &Claim<'_>, violations: &mut Vec<Violation>) {
    for (at, demand) in claim.problem.demands.iter().enumerate() {
        let assigned = claim.paths.iter().filter(|path| path.demand == at);
        let assigned: i128 = assigned.map(|path| i128::from(path.mass.0)).sum();
        let (stranded, uneconomic) = (claim.stranded[at], claim.uneconomic[at]);
        let found = assigned + i128::from(stranded.0) + i128::from(uneconomic.0);
        // A mass below 0 asks for nothing.
        let wanted = i128::from(demand.mass.0.max(0));
        if found != wanted {
            violations.push(Violation::Balance { demand: at, wanted, found });
        }
        // The search for a path comes last, only for what is uneconomic.
        let may = uneconomic.0 <= 0 || (demand.reservation_price.is_some() && has_path(&claim.problem, demand));
        if stranded.0 < 0 || uneconomic.0 < 0 || !may {
            violations.push(Violation::Uneconomic { demand: at });
        }
        let passes = assigned + i128::from(uneconomic.0);
        for alone in claim.certificate.standalone.iter().filter(|alone| alone.demand == at) {
            // One kilogram of its own, and one for each limit that may have been passed in halves.
            let whole = i128::try_from(1 + alone.prices.bundles.len()).unwrap_or(i128::MAX);
            let most = i128::from(alone.maximum.0);
            if passes > most + whole {
                violations.push(Violation::AboveStandalone { demand: at, passes, maximum: most });
            }
        }
    }
}

fn has_path(problem: &Problem<'_>, demand: &Demand) -> bool {
    // Without prices: any open path will do, whatever it costs.
    let reached = distances(problem, demand, &Prices::default(), Objective::Cost);
    demand.targets.iter().any(|target| reached[target.index()].is_some())
}

fn check_limits(claim: &Claim<'_>, violations: &mut Vec<Violation>) {
    let (kept, assigned) = (loads(claim, claim.retained), loads(claim, claim.paths));
    for (at, bundle) in claim.problem.bundles.iter().enumerate() {
        let (limit, load) = (i128::from(bundle.limit.0), kept[at] + assigned[at]);
        // A limit below 0 lets nothing pass.
        if load > limit.max(0) {
            violations.push(Violation::Limit { bundle: at, limit, load });
        }
    }
}

fn check_optimality(claim: &Claim<'_>, bounds: &Bounds, violations: &mut Vec<Violation>) {
    let priced = PricedClaim::new(claim);
    for (bound, (_, prices)) in bounds.tiers.iter().zip(&claim.certificate.tiers) {
        if bound.stranded > bound.least + priced.rounding(prices) {
            let TierBound { tier, stranded, least, .. } = *bound;
            violations.push(Violation::Tier { tier, stranded, least });
        }
    }
    for alone in &claim.certificate.standalone {
        let (most, proved) = (i128::from(alone.maximum.0), priced.standalone(alone));
        // In both directions: too high a maximum lets more be uneconomic, too low a one raises the bound on cost.
        if (most - proved).abs() > priced.rounding(&alone.prices) {
            violations.push(Violation::Standalone { demand: alone.demand, maximum: most, proved });
        }
    }
    // Billionths as millionths, rounded up.
    let worth = bounds.worth.iter().copied().max().unwrap_or(0).div_euclid(1000) + 1;
    let most_expensive = claim.paths.iter().map(|path| path_cost(claim, path)).max().unwrap_or(0).max(worth);
    let prices = &claim.certificate.cost;
    // What whole kilograms cost, and a millionth for prices in floating point.
    let allowed = bounds.cost / 1_000_000 + most_expensive * priced.rows(prices) + priced.rounding(prices);
    if bounds.cost > bounds.cost_bound + allowed {
        violations.push(Violation::Cost { cost: bounds.cost, bound: bounds.cost_bound });
    }
}
