//! Assignment: several commodities laid on shared capacities.

use std::collections::BTreeSet;

use crate::alike::Alike;
use crate::mass::Mass;
use crate::master::Master;
use crate::pricing::{Plain, Pricer};
use crate::problem::{Demand, Phase, Prices, Problem, Solution, StandaloneMaximum};
use crate::repair::integers;

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
pub fn assign_with<P: Pricer>(problem: &Problem<'_>, pricer: impl FnOnce(&[Demand]) -> P) -> Solution {
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
        own.maximum
    }));
    let laid = integers(problem, &mut master);
    let mut stranded: Vec<Mass> = problem.demands.iter().map(|demand| demand.mass.max(Mass::ZERO)).collect();
    for path in &laid.paths {
        stranded[path.demand] -= path.mass;
    }
    for (left, &uneconomic) in stranded.iter_mut().zip(&laid.uneconomic) {
        *left -= uneconomic;
    }
    let complete = master.complete();
    Solution {
        paths: laid.paths,
        stranded,
        uneconomic: laid.uneconomic,
        cost: laid.cost,
        phases,
        standalone: alones,
        complete,
    }
}

/// How much of a demand can pass if nothing else is laid.
fn alone(problem: &Problem<'_>, demand: usize) -> StandaloneMaximum {
    let only = [Demand { reservation_price: None, ..problem.demands[demand].clone() }];
    let problem = Problem { demands: &only, ..*problem };
    let mut master = Master::new(&problem, Plain::new(problem));
    let prices = Prices::of(&master.serve(only[0].tier));
    let maximum = integers(&problem, &mut master).paths.iter().map(|path| path.mass).sum();
    StandaloneMaximum { demand, maximum, prices }
}
