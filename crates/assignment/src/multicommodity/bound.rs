//! A bound on the cost from prices of bundles: whatever they are, no flows cost less. Nothing here is of the solver of
//! several commodities.

use super::problem::Problem;
use crate::mincost::{Arc, Instance, Outcome, Solver};

/// Prices are told in fractions of this at the finest.
const FINEST: i64 = 1 << 20;

/// The least that all commodities pay, each alone, where a unit on an arc costs what its bundle's price adds (and its own
/// cost too, if `with_costs`), less what all capacities are worth at these prices. Weak duality: with costs it is no more
/// than any flows cost; without, anything above 0 says that there are none. Prices below 0 count as 0. None where numbers
/// go beyond 64 bits, or a commodity alone has no flow or no least cost.
#[must_use]
pub fn dual_bound(problem: &Problem, price: &[f64], with_costs: bool) -> Option<f64> {
    let scale =
        std::iter::successors(Some(FINEST), |scale| (*scale > 1).then_some(scale / 16)).find(|&scale| {
            (0..problem.commodities().len()).all(|at| priced(problem, at, price, scale, with_costs).is_some())
        })?;
    let mut total = 0_i128;
    for at in 0..problem.commodities().len() {
        let Outcome::Optimal(solution) = Solver::new(priced(problem, at, price, scale, with_costs)?).solve()
        else {
            return None;
        };
        total += solution.cost;
    }
    for (&capacity, &price) in problem.capacity().iter().zip(price) {
        total -= i128::from(capacity) * i128::from(whole(price, scale));
    }
    Some(total as f64 / scale as f64)
}

fn whole(price: f64, scale: i64) -> i64 {
    (price.max(0.0) * scale as f64).round() as i64
}

fn priced(problem: &Problem, at: usize, price: &[f64], scale: i64, with_costs: bool) -> Option<Instance> {
    let own = &problem.commodities()[at];
    let arcs = own.arcs().iter().enumerate().map(|(arc, &one)| {
        let shared = price.get(problem.bundle()[at][arc] as usize).map_or(0, |&price| whole(price, scale));
        let cost = if with_costs { one.cost.checked_mul(scale)? } else { 0 };
        Some(Arc { cost: cost.checked_add(shared)?, ..one })
    });
    Instance::new(own.supply().to_vec(), arcs.collect::<Option<_>>()?).ok()
}
