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
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Exposure { flows: args.flows.question()?, stack: args.stack.question()? };
    ask::run(&Question::Exposure(question), global, Strictness::Lenient)
}
