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
#[command(after_help = "Examples:
  corridor list capacities --as-of 2024-06-30
  corridor list measures --as-of 2025-11-15 --on place=novorossiysk-cpc --for origin=KAZ,cargo=crude
  corridor list measures --changed 2025-10-01..2025-12-31

Measures are those of the law and of all scenarios; with --as-of those in force on that day, with --scenario those of the \
scenario. As CSV: its rows, as in JSON.")]
pub(super) struct Args {
    /// The table
    #[arg(value_enum)]
    of: Of,
    /// Measures that are met on what this chooses: `place=novorossiysk-cpc`
    #[arg(long, value_name = "SEL")]
    on: Option<String>,
    /// Measures that speak of a flow which this chooses: `origin=KAZ,cargo=crude`
    #[arg(long = "for", value_name = "SEL")]
    trade: Option<String>,
    /// Measures that begin or end between two days
    #[arg(long, value_name = "A..B")]
    changed: Option<String>,
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
    let question = List {
        on: args.on.clone(),
        trade: args.trade.clone(),
        changed: args.changed.clone(),
        ..List::all(args.of.into(), args.stack.question()?)
    };
    ask::run(&Question::List(question), global, Strictness::Lenient)
}
