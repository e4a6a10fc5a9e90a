//! `corridor exposure`.

use corridor::Question;
use corridor::question::Exposure;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::flows::FlowsArgs;
use super::stack::StackArgs;
use super::{Exit, ask};

/// What do these flows depend on: used, unavoidable, reroutable
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor exposure --origin KAZ --cargo crude --year 2023
  corridor exposure --origin KAZ --cargo crude --year 2023 --format csv --output exposure.csv

As CSV: a row a thing, as `rows` in JSON; concentration and redundancy are in JSON.")]
pub(super) struct Args {
    /// Solve again with each number at its low and its high: how far the ten rows that stand first, and the
    /// concentration, reach, and which numbers move them most
    #[arg(long)]
    ranges: bool,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question =
        Exposure { flows: args.flows.question()?, stack: args.stack.question()?, ranges: args.ranges };
    ask::run(&Question::Exposure(question), global, Strictness::Lenient)
}
