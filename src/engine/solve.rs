//! Instances that are no atlas: solved and checked.

use std::path::Path;

use crate::answer::{ArcFlow, Mincost};
use crate::error::{Error, Result};
use crate::exchange;
use crate::flow::mincost::{Outcome, Solver, check};

/// Solves a minimum-cost-flow instance in the DIMACS format; with `flows` the answer has arcs and prices too.
///
/// # Errors
/// The file cannot be read, or every line of it that breaks a rule; an outcome that its own proof does not hold.
pub fn mincost(path: &Path, flows: bool) -> Result<Mincost> {
    let mut solver = Solver::new(exchange::dimacs(path)?);
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
                let row = |((arc, own), &flow): ((u32, &crate::flow::mincost::Arc), &i64)| ArcFlow {
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
