//! `corridor verify`.

use std::path::PathBuf;

use corridor::Question;
use corridor::question::{Saved, TextFile};

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::{Exit, ask, text};

/// Does a saved answer hold? It is asked again, and every assignment is checked by code that shares nothing with the
/// solver
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor reroute --origin KAZ --year 2023 --scenario cpc-closed --format json --output answer.json
  corridor verify answer.json

Exit codes: 0 it holds, 1 it does not, 2 it cannot be asked again (another atlas, another version, no answer).")]
pub(super) struct Args {
    #[command(flatten)]
    saved: SavedArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct SavedArgs {
    /// An answer of route, exposure, reroute or compare in JSON
    #[arg(value_name = "ANSWER.json")]
    answer: PathBuf,
}

impl SavedArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<Saved, Failure> {
        let name = self.answer.display().to_string();
        Ok(Saved { answer: TextFile { name, text: text::read(&self.answer)? } })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::run(&Question::Verify(args.saved.question()?), global, Strictness::Lenient)
}
