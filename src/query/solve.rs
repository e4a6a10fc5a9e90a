//! `corridor solve mincost|multicommodity`: public instances, so that anyone can check the solvers.

use std::path::Path;

use assignment::mincost::{Outcome, Solver, check};
use assignment::multicommodity::{self, Infeasibility, Optimum, dual_bound};
use serde::{Deserialize, Serialize};

use super::Query;
use crate::answer::{self, ArcFlow, BundlePrice, Command, CommodityFlow, SolverStatus};
use crate::error::{Error, Result};
use crate::session::Session;

/// A minimum-cost flow of a DIMACS `.min` file
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor solve mincost network.min --flows --format csv --output flows.csv

The outcome is checked before it is shown, by code that shares nothing with the solver. As CSV: a row an arc that carries \
something under --flows, else one row. Exit codes: 0 there is a least cost, 1 nothing can flow or nothing is least.")
)]
#[serde(default)]
pub struct Mincost {
    /// The instance, plain or gzipped
    pub file: String,
    /// Show what each arc carries, and the prices of nodes
    #[cfg_attr(feature = "cli", arg(long))]
    pub flows: bool,
}

/// A minimum-cost flow of several commodities on shared capacities, of MNETGEN files
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor solve multicommodity network --flows --format csv --output flows.csv

Reads network.nod (commodities, nodes, arcs, bundles), network.arc (ARC FROM TO COMMODITY COST CAPACITY BUNDLE; commodity \
-1: all, capacity -1: none, bundle 0: none), network.sup (NODE COMMODITY SUPPLY) and network.mut (BUNDLE CAPACITY). The \
outcome is checked before it is shown: flows are recounted, and the prices of bundles give a bound on the cost in whole \
numbers. Exit codes: 0 there is a least cost, 1 nothing can flow or nothing is least.")
)]
#[serde(default)]
pub struct Multicommodity {
    /// What the four files are called before their endings
    pub base: String,
    /// Show what each arc carries of each commodity, and the prices of bundles
    #[cfg_attr(feature = "cli", arg(long))]
    pub flows: bool,
}

impl Query for Mincost {
    const COMMAND: Command = Command::new("solve mincost");
    const ASKS_ATLAS: bool = false;
    type Answer = answer::Mincost;

    fn run(&self, _: &Session) -> Result<answer::Mincost> {
        mincost(Path::new(&self.file), self.flows)
    }
}

impl Query for Multicommodity {
    const COMMAND: Command = Command::new("solve multicommodity");
    const ASKS_ATLAS: bool = false;
    type Answer = answer::Multicommodity;

    fn run(&self, _: &Session) -> Result<answer::Multicommodity> {
        multicommodity(Path::new(&self.base), self.flows)
    }
}

/// Solves a minimum-cost-flow instance in the DIMACS format; with `flows` the answer has arcs and prices too.
///
/// # Errors
/// The file cannot be read, or every line of it that breaks a rule; an outcome that its own proof does not hold.
fn mincost(path: &Path, flows: bool) -> Result<answer::Mincost> {
    let mut solver = Solver::new(assignment::mincost::read_dimacs(path)?);
    // The check shares no code with the solver.
    let outcome = solver.solve();
    if let Err(flaw) = check(solver.instance(), &outcome) {
        return Err(Error::question(format!("the outcome does not hold ({flaw:?}): this is a fault of the program")));
    }
    let instance = solver.instance();
    let mut answer = answer::Mincost {
        corridor: env!("CARGO_PKG_VERSION").into(),
        command: Mincost::COMMAND,
        target: path.display().to_string(),
        nodes: instance.supply().len() as u64,
        arcs: instance.arcs().len() as u64,
        pivots: solver.pivots(),
        ..answer::Mincost::default()
    };
    match outcome {
        Outcome::Optimal(solution) => {
            answer.outcome = SolverStatus::Optimal;
            answer.cost = Some(solution.cost);
            answer.used = solution.flow.iter().filter(|&&flow| flow != 0).count() as u64;
            if flows {
                // DIMACS counts nodes and arcs from 1.
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
            answer.outcome = SolverStatus::Infeasible;
            answer.stuck = nodes.into_iter().map(|node| node + 1).collect();
        }
        Outcome::Unbounded(arcs) => {
            answer.outcome = SolverStatus::Unbounded;
            answer.circle = arcs.into_iter().map(|arc| arc + 1).collect();
        }
    }
    Ok(answer)
}

/// Flows of which more than this share of the cost is not proven, or that are so far from what they should be, as a share
/// of all that is sent, are not shown.
const LOOSE: f64 = 1e-6;

/// Solves a minimum-cost flow of several commodities on shared capacities in the MNETGEN format (`base` and .nod .arc .sup
/// .mut); with `flows` the answer has arcs and prices too.
///
/// # Errors
/// A file cannot be read, or every line that breaks a rule; an outcome that its own proof does not hold.
fn multicommodity(base: &Path, flows: bool) -> Result<answer::Multicommodity> {
    let read = assignment::multicommodity::read_mnetgen(base)?;
    let problem = &read.problem;
    let own = problem.commodities();
    let mut answer = answer::Multicommodity {
        corridor: env!("CARGO_PKG_VERSION").into(),
        command: Multicommodity::COMMAND,
        target: base.display().to_string(),
        commodities: own.len() as u64,
        nodes: own.first().map_or(0, |own| own.supply().len()) as u64,
        arcs: own.iter().map(|own| own.arcs().len()).sum::<usize>() as u64,
        bundles: problem.capacity().len() as u64,
        ..answer::Multicommodity::default()
    };
    // The outcome may be known at the start: a commodity that alone has no flow or no least cost.
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
            // The size of the instance: flows may be off by a share of it.
            let sent: f64 = own.iter().flat_map(|own| own.supply()).map(|&supply| supply.abs() as f64).sum();
            if optimum.gap().abs() > LOOSE || optimum.max_violation > LOOSE * (1.0 + sent) {
                return Err(doubtful(&format!("gap {:e}, off by {:e}", optimum.gap(), optimum.max_violation)));
            }
            compared(&mut answer, &read, &optimum, flows);
        }
        multicommodity::Outcome::Infeasible(unmet) => {
            answer.outcome = SolverStatus::Infeasible;
            match unmet {
                Infeasibility::Single(commodity, nodes) => {
                    answer.commodity = Some(commodity as u64 + 1);
                    answer.stuck = nodes.into_iter().map(|node| node + 1).collect();
                }
                // Prices prove something only where the bound recomputed from them is above 0.
                Infeasibility::Joint(price) if dual_bound(problem, &price, false).is_some_and(|more| more > 0.0) => {
                    answer.against = prices(&price, 1.0);
                }
                Infeasibility::Joint(_) => return Err(doubtful("prices that prove nothing")),
            }
        }
        multicommodity::Outcome::Unbounded(commodity, arcs) => {
            answer.outcome = SolverStatus::Unbounded;
            answer.commodity = Some(commodity as u64 + 1);
            // In the numbers of the file.
            answer.circle = arcs.into_iter().map(|arc| read.arc_numbers[commodity][arc as usize]).collect();
        }
        multicommodity::Outcome::PivotLimit(pivots) => {
            return Err(Error::question(format!(
                "no end after {pivots} pivots: numbers are too far apart; write flows and costs in units nearer to each other"
            )));
        }
    }
    Ok(answer)
}

fn doubtful(what: &str) -> Error {
    Error::question(format!("the outcome does not hold ({what}): this is a fault of the program"))
}

fn compared(
    answer: &mut answer::Multicommodity,
    read: &multicommodity::MnetgenInstance,
    optimum: &Optimum,
    flows: bool,
) {
    // Reading made costs whole numbers; here they get their decimals back.
    let cost_scale = read.cost_scale as f64;
    answer.outcome = SolverStatus::Optimal;
    answer.cost = Some(optimum.cost / cost_scale);
    answer.bound = Some(optimum.bound / cost_scale);
    answer.off = Some(optimum.max_violation);
    // What the floating-point solver leaves of 0 is no flow.
    let used = |flow: &&f64| flow.abs() > 1e-9;
    answer.used = optimum.flow.iter().flatten().filter(used).count() as u64;
    if !flows {
        return;
    }
    answer.prices = prices(&optimum.price, cost_scale);
    for (commodity, (own, flow)) in read.problem.commodities().iter().zip(&optimum.flow).enumerate() {
        for (at, (arc, flow)) in own.arcs().iter().zip(flow).enumerate().filter(|(_, (_, flow))| used(flow)) {
            answer.flows.push(CommodityFlow {
                commodity: commodity as u64 + 1,
                arc: read.arc_numbers[commodity][at],
                tail: arc.tail + 1,
                head: arc.head + 1,
                flow: *flow,
                cost: arc.cost as f64 / cost_scale,
            });
        }
    }
}

fn prices(price: &[f64], cost_scale: f64) -> Vec<BundlePrice> {
    let row = |(bundle, &price): (u64, &f64)| BundlePrice { bundle, price: price / cost_scale };
    (1..).zip(price).filter(|(_, price)| **price > 1e-9).map(row).collect()
}

#[cfg(feature = "cli")]
pub use line::SolveLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Mincost, Multicommodity};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};

    /// Solve a public instance, so that anyone can check the solver
    #[derive(Debug, clap::Args)]
    // Off the first page of help: it is for those who check the solver.
    #[command(
        hide = true,
        after_help = "Examples:\n  corridor solve mincost network.min\n  corridor solve multicommodity network"
    )]
    pub struct SolveLine {
        #[command(subcommand)]
        what: What,
    }

    #[derive(Debug, clap::Subcommand)]
    enum What {
        Mincost(Mincost),
        Multicommodity(Multicommodity),
    }

    impl LineOf for SolveLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            match self.what {
                What::Mincost(query) => query.question(),
                What::Multicommodity(query) => query.question(),
            }
        }
    }
}
