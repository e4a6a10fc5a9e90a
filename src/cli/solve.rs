//! `corridor solve`.

use std::path::PathBuf;

use clap::Subcommand;
use corridor::Answer;

use super::args::Global;
use super::error::Failure;
use super::finding::{Strictness, is_finding};
use super::{Exit, ask, unit};

/// Solve a public instance, so that anybody can check the solver
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  corridor solve mincost network.min\n  corridor solve multicommodity network"
)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Mincost(Mincost),
    Multicommodity(Multicommodity),
}

/// A minimum-cost flow of several commodities on shared capacities, of MNETGEN files
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor solve multicommodity network --flows --format csv --output flows.csv

Reads network.nod (commodities, nodes, arcs, bundles), network.arc (ARC FROM TO COMMODITY COST CAPACITY BUNDLE; commodity \
-1: all, capacity -1: none, bundle 0: none), network.sup (NODE COMMODITY SUPPLY) and network.mut (BUNDLE CAPACITY). The \
outcome is checked before it is told: flows are recounted, and the prices of bundles give a bound on the cost in whole \
numbers. Exit codes: 0 there is a least cost, 1 nothing can flow or nothing is least.")]
struct Multicommodity {
    /// What the four files are called before their endings
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Tell what each arc carries of each commodity, and the prices of bundles
    #[arg(long)]
    flows: bool,
}

/// A minimum-cost flow of a DIMACS `.min` file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor solve mincost network.min --flows --format csv --output flows.csv

The outcome is checked before it is told, by code that shares nothing with the solver. As CSV: a row an arc that carries \
something under --flows, else one row. Exit codes: 0 there is a least cost, 1 nothing can flow or nothing is least.")]
struct Mincost {
    /// The instance, plain or gzipped
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Tell what each arc carries, and the prices of nodes
    #[arg(long)]
    flows: bool,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    if global.atlas.is_some() {
        return Err(Failure::new("an instance is no atlas: leave --atlas out"));
    }
    let answer = match &args.what {
        What::Mincost(asked) => Answer::Mincost(corridor::mincost(&asked.file, asked.flows)?),
        What::Multicommodity(asked) => {
            Answer::Multicommodity(corridor::multicommodity(&asked.base, asked.flows)?)
        }
    };
    ask::write(&answer, global, unit::plain(global)?)?;
    Ok(if is_finding(&answer, Strictness::Lenient) { Exit::Finding } else { Exit::Done })
}
