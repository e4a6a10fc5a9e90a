//! `corridor list`.

use clap::ValueEnum;
use corridor::Question;
use corridor::question::{List, ListOf};

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::stack::StackArgs;
use super::{Exit, ask};

/// What is in the atlas
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  corridor list capacities --as-of 2024-06-30\n\nAs CSV: its rows, as in JSON."
)]
pub(super) struct Args {
    /// The table
    #[arg(value_enum)]
    of: Of,
    #[command(flatten)]
    stack: StackArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Places,
    Links,
    Capacities,
    Commodities,
    Flows,
    Scenarios,
    Measures,
    Actors,
    Sources,
}

impl From<Of> for ListOf {
    fn from(of: Of) -> Self {
        match of {
            Of::Places => Self::Places,
            Of::Links => Self::Links,
            Of::Capacities => Self::Capacities,
            Of::Commodities => Self::Commodities,
            Of::Flows => Self::Flows,
            Of::Scenarios => Self::Scenarios,
            Of::Measures => Self::Measures,
            Of::Actors => Self::Actors,
            Of::Sources => Self::Sources,
        }
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = List { of: args.of.into(), stack: args.stack.question()? };
    ask::run(&Question::List(question), global, Strictness::Lenient)
}
