//! Assignment: several commodities laid on shared capacities.

use std::collections::BTreeSet;

use super::alike::Alike;
use super::certificate::{Alone, Prices};
use super::master::Master;
use super::pricing::{Plain, Pricer};
use super::repair::integers;
use super::{Bundle, Demand, PathFlow, Weights};
use crate::model::Mass;
use crate::network::Topology;

/// What is to be laid on what.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// States and arcs.
    pub topology: &'a Topology,
    /// By class: what each arc costs.
    pub weights: &'a [Weights],
    /// Limits. A path that uses two arcs of a bundle, or one arc twice, counts twice.
    pub bundles: &'a [Bundle],
    /// What is to be laid.
    pub demands: &'a [Demand],
}

/// The prices at the end of one phase: from them its value can be bounded without the solver.
///
/// A path of demand `f` is no gain if its arcs, each at (its cost, in the last phase) + `bundles` of the bundles that
/// count it, sum to at least `demands[f] - most[f]`; what is stranded is no gain if (1 in its own phase, else 0) +
/// `tiers` of its tier is at least `demands[f]`; what stays at home, if its ceiling is at least
/// `demands[f] - most[f]`. Where no way is a gain,
/// `sum(demands x mass) - sum(bundles x limit) - sum(tiers x least stranded) - sum(most x what can pass)` is a bound
/// from below, and it equals `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The tier whose stranded tonnes were minimised; `None`: cost was.
    pub tier: Option<u8>,
    /// Stranded kt of the tier, or cost in kUSD (USD/t x kt), what stays at home included at its ceiling.
    pub value: f64,
    /// By bundle, at least 0: in t/t, or USD/t in the last phase.
    pub bundles: Vec<f64>,
    /// By demand.
    pub demands: Vec<f64>,
    /// By demand, at least 0: the price of what can pass at all; 0 unless it has a ceiling and something stranded.
    pub most: Vec<f64>,
    /// Earlier tiers and their prices, at least 0.
    pub tiers: Vec<(u8, f64)>,
}

/// Where it all went: `mass = sum of paths + stranded + home` for each demand, and no limit exceeded, to the kilogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Sorted by demand, then key; none of 0 kg.
    pub paths: Vec<PathFlow>,
    /// By demand: what has no way left.
    pub stranded: Vec<Mass>,
    /// By demand: what has a way but above its ceiling, the scarcity price of what it takes from others included.
    pub home: Vec<Mass>,
    /// What is laid, in millionths of a USD/t x kg.
    pub cost: i128,
    /// One a tier in their order, and at last the cost.
    pub phases: Vec<Phase>,
    /// Demands with a ceiling of which something is stranded: the most that could pass of each alone.
    pub alone: Vec<Alone>,
    /// Whether every phase was solved to its end; if not, the solution holds but may not be the best.
    pub complete: bool,
}

/// Which routes do all demands take together, tier by tier the most tonnes and then the least cost?
///
/// Tier 1 strands as little as possible, tier 2 as little as possible while tier 1 keeps its tonnes (not its routes),
/// and so on; at last the cost of all is least while every tier keeps its tonnes. In that last phase a demand with a
/// ceiling may keep tonnes at home at the ceiling's price: they count as laid. Between routes of equal cost the whole
/// key decides when a route is looked for.
///
/// A linear program over paths, each looked for when prices make it a gain (column generation), in kt and USD/t;
/// then whole kilograms by rounding and exact repair. Integers of the solution are feasible always and a few kg from
/// the best at most. Demands that differ in mass alone are solved as one and served in their order. A round costs one
/// search for each pair of class and sources, O((n + m) log m), and a few pivots of O(r^2), r being demands (those
/// that are alike as one) and bundles in use.
///
/// L. R. Ford, D. R. Fulkerson: A suggested computation for maximal multi-commodity network flows, 1958; G. B. Dantzig,
/// P. Wolfe: Decomposition principle for linear programs, 1960. Their A_j is `uses` of a column, their simplex
/// multipliers are [`Phase`].
#[must_use]
pub fn assign(problem: &Problem<'_>) -> Solution {
    let alike = Alike::of(problem.demands);
    let problem = Problem { demands: &alike.demands, ..*problem };
    alike.shared_out(solve(&problem, Plain::new(problem)))
}

/// [`assign`] with paths found by another, who is made for the demands that are solved: those that are alike are one.
#[must_use]
pub fn assign_by<P: Pricer>(problem: &Problem<'_>, pricer: impl FnOnce(&[Demand]) -> P) -> Solution {
    let alike = Alike::of(problem.demands);
    let problem = Problem { demands: &alike.demands, ..*problem };
    alike.shared_out(solve(&problem, pricer(problem.demands)))
}

fn solve<P: Pricer>(problem: &Problem<'_>, pricer: P) -> Solution {
    let mut master = Master::new(problem, pricer);
    let tiers: BTreeSet<u8> = problem.demands.iter().map(|demand| demand.tier).collect();
    let mut phases: Vec<Phase> = tiers.into_iter().map(|tier| master.serve(tier)).collect();
    let mut alones = Vec::new();
    phases.push(master.cheapen(|demand| {
        let own = alone(problem, demand);
        alones.push(own.clone());
        own.most
    }));
    let laid = integers(problem, &mut master);
    let mut stranded: Vec<Mass> = problem.demands.iter().map(|demand| demand.mass.max(Mass::ZERO)).collect();
    for path in &laid.paths {
        stranded[path.demand] -= path.mass;
    }
    for (left, &home) in stranded.iter_mut().zip(&laid.home) {
        *left -= home;
    }
    let complete = master.complete();
    Solution {
        paths: laid.paths,
        stranded,
        home: laid.home,
        cost: laid.cost,
        phases,
        alone: alones,
        complete,
    }
}

/// How much of a demand can pass if nothing else is laid.
fn alone(problem: &Problem<'_>, demand: usize) -> Alone {
    let only = [Demand { ceiling: None, ..problem.demands[demand].clone() }];
    let problem = Problem { demands: &only, ..*problem };
    let mut master = Master::new(&problem, Plain::new(problem));
    let prices = Prices::of(&master.serve(only[0].tier));
    let most = integers(&problem, &mut master).paths.iter().map(|path| path.mass).sum();
    Alone { demand, most, prices }
}
