//! `corridor owners`.

use corridor::Question;
use corridor::question::Owners;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::stack::StackArgs;
use super::{Exit, ask};

/// Whose a company is, by the ownership test of each sender
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor owners cpc-consortium --as-of 2025-11-15
  corridor owners cpc-consortium --as-of 2026-03-01 --format json

Only shares held by listed parties, or by companies that belong to them, count, in full. A question mark: the text of a rule \
or listing was not seen, or a share's range decides. As CSV: a row a test. A reading of sources, not advice.")]
pub(super) struct Args {
    /// Id of a party, or of a place or link, whose operator is meant
    id: String,
    #[command(flatten)]
    stack: StackArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = Owners { id: args.id.clone(), stack: args.stack.question()? };
    ask::run(&Question::Owners(question), global, Strictness::Lenient)
}
