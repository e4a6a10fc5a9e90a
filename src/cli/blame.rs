//! `corridor blame`.

use corridor::Question;
use corridor::question::Blame;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::flows::FlowsArgs;
use super::stack::StackArgs;
use super::{Exit, ask};

/// Which measures cause what a scenario does: the smallest set, and each one's share
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor blame --origin KAZ --cargo crude --scenario cpc-closed --scenario druzhba-stopped
  corridor blame --origin KAZ --cargo crude --year 2025 --scenario law --as-of 2026-05-15

A share is what a measure adds on average over all orders in which the measures may come (Shapley value), exact for up to \
12 measures that act on the flows; sets of measures that do the same are solved once. As CSV: a row a measure.")]
pub(super) struct Args {
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Blame { flows: args.flows.question()?, stack: args.stack.question()? };
    ask::run(&Question::Blame(question), global, Strictness::Lenient)
}
