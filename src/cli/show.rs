//! `corridor show`.

use corridor::Question;
use corridor::question::Show;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::stack::StackArgs;
use super::{Exit, ask};

/// One thing with all its facts, ranges, owners and sources
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  corridor show cpc\n\nAs CSV: a row a fact; what is related, owners and sources are in JSON."
)]
pub(super) struct Args {
    /// Id of a place, link, line, capacity, flow, scenario, source ...
    id: String,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Show { id: args.id.clone(), stack: args.stack.question()? };
    ask::run(&Question::Show(question), global, Strictness::Lenient)
}
