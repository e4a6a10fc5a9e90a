//! `corridor diff`.

use corridor::Question;
use corridor::question::Diff;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::flows::FlowsArgs;
use super::stack::{StackArgs, scenario};
use super::{Exit, ask};

/// In what two scenarios differ: measures, assets, tonnes
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor diff law iran-open --origin KAZ --as-of 2025-11-15
  corridor diff cpc-one-mooring cpc-closed --origin KAZ --cargo crude

What is said on the line besides (--bar, --actor ...) holds for both. `none` is a scenario too. As CSV: a row a measure.")]
pub(super) struct Args {
    /// A scenario's id or file
    #[arg(value_name = "S1")]
    one: String,
    /// Another's
    #[arg(value_name = "S2")]
    other: String,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Diff {
        one: scenario(&args.one)?,
        other: scenario(&args.other)?,
        flows: args.flows.question()?,
        stack: args.stack.question()?,
    };
    ask::run(&Question::Diff(question), global, Strictness::Lenient)
}
