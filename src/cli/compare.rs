//! `corridor compare`.

use std::path::PathBuf;

use corridor::Question;
use corridor::question::{Compare, OnMesh};

use super::args::Global;
use super::error::Failure;
use super::flows::FlowsArgs;
use super::stack::{StackArgs, scenario};
use super::sweep::file;
use super::{Exit, ask};

/// Scenarios side by side against the baseline
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor compare --origin KAZ --cargo crude --year 2023 cpc-closed russia-closed
  corridor compare --atlas world.corridor --mesh --demand tonnes.csv --changes closures.csv

As CSV: a row for the baseline and one a scenario; corridors are `id=kt` and countries `id=share` pairs.")]
pub(super) struct Args {
    /// Exit with 1 where a tonne is stranded
    #[arg(long)]
    strict: bool,
    /// Solve again with each number at its low and its high: how far the headline figures reach, and which numbers
    /// move them most, and which scenarios cannot
    /// be told apart. One number at a time; errors that come together reach further
    #[arg(long)]
    ranges: bool,
    /// Lay the tonnes of --demand on the atlas's mesh, within the capacities of its links
    #[arg(long, requires = "demand")]
    mesh: bool,
    /// CSV with columns `from`, `to`, `kt`: tonnes on the mesh
    #[arg(long, value_name = "FILE", requires = "mesh")]
    demand: Option<PathBuf>,
    /// CSV with columns `scenario`, `effect` (bar, charge_usd_t, delay_h, rate_share, limit, limit_kt_y, quota_kt_y), `on`,
    /// `amount`: more scenarios on the mesh
    #[arg(long, value_name = "FILE", requires = "mesh")]
    changes: Option<PathBuf>,
    #[command(flatten)]
    sides: SidesArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct SidesArgs {
    /// Scenarios by id or file [default: all of the atlas]; what --scenario, --bar and friends build is one more
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

impl SidesArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<Compare, Failure> {
        Ok(Compare {
            flows: self.flows.question()?,
            scenarios: self.scenarios.iter().map(|given| scenario(given)).collect::<Result<_, _>>()?,
            stack: self.stack.question()?,
            ranges: false,
            mesh: None,
        })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let mesh = args.mesh.then(|| -> Result<OnMesh, Failure> {
        Ok(OnMesh { demand_csv: file(args.demand.as_ref())?, changes_csv: file(args.changes.as_ref())? })
    });
    let question = Compare { ranges: args.ranges, mesh: mesh.transpose()?, ..args.sides.question()? };
    ask::run(&Question::Compare(question), global, args.strict.into())
}
