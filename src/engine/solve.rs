//! Instances that are no atlas: solved and checked.

use std::path::Path;

use crate::answer::{ArcFlow, BundlePrice, CommodityFlow, Mincost, Multicommodity};
use crate::error::{Error, Result};
use assignment::mincost::{Outcome, Solver, check};
use assignment::multicommodity::{self, Optimum, Unmet, bound};

/// Solves a minimum-cost-flow instance in the DIMACS format; with `flows` the answer has arcs and prices too.
///
/// # Errors
/// The file cannot be read, or every line of it that breaks a rule; an outcome that its own proof does not hold.
pub fn mincost(path: &Path, flows: bool) -> Result<Mincost> {
    let mut solver = Solver::new(assignment::dimacs(path)?);
    let outcome = solver.solve();
    if let Err(flaw) = check(solver.instance(), &outcome) {
        return Err(Error::question(format!(
            "the outcome does not hold ({flaw:?}): this is a fault of the program"
        )));
    }
    let instance = solver.instance();
    let mut answer = Mincost {
        corridor: env!("CARGO_PKG_VERSION").into(),
        command: "solve mincost".into(),
        target: path.display().to_string(),
        nodes: instance.supply().len() as u64,
        arcs: instance.arcs().len() as u64,
        pivots: solver.pivots(),
        ..Mincost::default()
    };
    match outcome {
        Outcome::Optimal(solution) => {
            answer.outcome = "optimal".into();
            answer.cost = Some(solution.cost.to_string());
            answer.used = solution.flow.iter().filter(|&&flow| flow != 0).count() as u64;
            if flows {
                let used = (1..).zip(instance.arcs()).zip(&solution.flow).filter(|(_, flow)| **flow != 0);
                let row = |((arc, own), &flow): ((u32, &assignment::mincost::Arc), &i64)| ArcFlow {
                    arc,
                    tail: own.tail + 1,
                    head: own.head + 1,
                    flow,
                    cost: own.cost,
                };
                answer.flows = used.map(row).collect();
                answer.prices = solution.price;
            }
        }
        Outcome::Infeasible(nodes) => {
            answer.outcome = "infeasible".into();
            answer.stuck = nodes.into_iter().map(|node| node + 1).collect();
        }
        Outcome::Unbounded(arcs) => {
            answer.outcome = "unbounded".into();
            answer.circle = arcs.into_iter().map(|arc| arc + 1).collect();
        }
    }
    Ok(answer)
}

/// Flows of which more than this share of the cost is not proven, or that are so far from what they should be, as a share
/// of all that is sent, are not told.
const LOOSE: f64 = 1e-6;

/// Solves a minimum-cost flow of several commodities on shared capacities in the MNETGEN format (`base` and .nod .arc .sup
/// .mut); with `flows` the answer has arcs and prices too.
///
/// # Errors
/// A file cannot be read, or every line that breaks a rule; an outcome that its own proof does not hold.
pub fn multicommodity(base: &Path, flows: bool) -> Result<Multicommodity> {
    let read = assignment::mnetgen(base)?;
    let problem = &read.problem;
    let own = problem.own();
    let mut answer = Multicommodity {
        corridor: env!("CARGO_PKG_VERSION").into(),
        command: "solve multicommodity".into(),
        target: base.display().to_string(),
        commodities: own.len() as u64,
        nodes: own.first().map_or(0, |own| own.supply().len()) as u64,
        arcs: own.iter().map(|own| own.arcs().len()).sum::<usize>() as u64,
        bundles: problem.capacity().len() as u64,
        ..Multicommodity::default()
    };
    let outcome = multicommodity::Solver::new(problem).map_or_else(
        |end| end,
        |mut solver| {
            let outcome = solver.solve();
            (answer.pivots, answer.binding) = (solver.pivots(), solver.binding() as u64);
            outcome
        },
    );
    match outcome {
        multicommodity::Outcome::Optimal(optimum) => {
            let sent: f64 = own.iter().flat_map(|own| own.supply()).map(|&supply| supply.abs() as f64).sum();
            if optimum.gap().abs() > LOOSE || optimum.off > LOOSE * (1.0 + sent) {
                return Err(doubtful(&format!("gap {:e}, off by {:e}", optimum.gap(), optimum.off)));
            }
            told(&mut answer, &read, &optimum, flows);
        }
        multicommodity::Outcome::Infeasible(unmet) => {
            answer.outcome = "infeasible".into();
            match unmet {
                Unmet::Alone(commodity, nodes) => {
                    answer.commodity = Some(commodity as u64 + 1);
                    answer.stuck = nodes.into_iter().map(|node| node + 1).collect();
                }
                Unmet::Together(price) if bound(problem, &price, false).is_some_and(|more| more > 0.0) => {
                    answer.against = prices(&price, 1.0);
                }
                Unmet::Together(_) => return Err(doubtful("prices that prove nothing")),
            }
        }
        multicommodity::Outcome::Unbounded(commodity, arcs) => {
            answer.outcome = "unbounded".into();
            answer.commodity = Some(commodity as u64 + 1);
            answer.circle = arcs.into_iter().map(|arc| read.number[commodity][arc as usize]).collect();
        }
        multicommodity::Outcome::GivenUp(pivots) => {
            return Err(Error::question(format!(
                "no end after {pivots} pivots: numbers are too far apart; tell flows and costs in units nearer to each other"
            )));
        }
    }
    Ok(answer)
}

fn doubtful(what: &str) -> Error {
    Error::question(format!("the outcome does not hold ({what}): this is a fault of the program"))
}

fn told(answer: &mut Multicommodity, read: &assignment::Mnetgen, optimum: &Optimum, flows: bool) {
    let per_cost = read.per_cost as f64;
    answer.outcome = "optimal".into();
    answer.cost = Some(optimum.cost / per_cost);
    answer.bound = Some(optimum.bound / per_cost);
    answer.off = Some(optimum.off);
    let used = |flow: &&f64| flow.abs() > 1e-9;
    answer.used = optimum.flow.iter().flatten().filter(used).count() as u64;
    if !flows {
        return;
    }
    answer.prices = prices(&optimum.price, per_cost);
    for (commodity, (own, flow)) in read.problem.own().iter().zip(&optimum.flow).enumerate() {
        for (at, (arc, flow)) in own.arcs().iter().zip(flow).enumerate().filter(|(_, (_, flow))| used(flow)) {
            answer.flows.push(CommodityFlow {
                commodity: commodity as u64 + 1,
                arc: read.number[commodity][at],
                tail: arc.tail + 1,
                head: arc.head + 1,
                flow: *flow,
                cost: arc.cost as f64 / per_cost,
            });
        }
    }
}

fn prices(price: &[f64], per_cost: f64) -> Vec<BundlePrice> {
    let row = |(bundle, &price): (u64, &f64)| BundlePrice { bundle, price: price / per_cost };
    (1..).zip(price).filter(|(_, price)| **price > 1e-9).map(row).collect()
}
