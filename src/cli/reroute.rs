//! `corridor reroute`.

use corridor::Question;
use corridor::question::Reroute;

use super::args::Global;
use super::error::Failure;
use super::flows::FlowsArgs;
use super::stack::StackArgs;
use super::{Exit, ask};

/// Under a scenario, where does each tonne go, what is stranded, what binds?
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor reroute --origin KAZ --cargo crude --year 2023 --scenario cpc-closed
  corridor reroute --origin KAZ --cargo crude --bar country=RUS --limit line=btc:0.8

As CSV: a row a flow and route with its kt; what is stranded, uneconomic or never routed has rows too, so that kt adds \
up to all tonnes asked about. Links, capacities and other flows are in JSON; `export csv reroute` has the links.")]
pub(super) struct Args {
    /// Exit with 1 where a tonne is stranded
    #[arg(long)]
    strict: bool,
    /// Solve again with each number at its low and its high: how far the headline figures reach, and which numbers
    /// move them most. One number at a time; errors that come together reach further
    #[arg(long)]
    ranges: bool,
    #[command(flatten)]
    laid: LaidArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct LaidArgs {
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

impl LaidArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<Reroute, Failure> {
        Ok(Reroute { flows: self.flows.question()?, stack: self.stack.question()?, ranges: false })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Reroute { ranges: args.ranges, ..args.laid.question()? };
    ask::run(&Question::Reroute(question), global, args.strict.into())
}
