//! `corridor sources`.

use corridor::Question;

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::verify::SavedArgs;
use super::{Exit, ask};

/// Every source that a saved answer rests on: that of each row it names, of the flows it is about, and of what holds,
/// prices or charges them
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor sources answer.json")]
pub(super) struct Args {
    #[command(flatten)]
    saved: SavedArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::run(&Question::Sources(args.saved.question()?), global, Strictness::Lenient)
}
