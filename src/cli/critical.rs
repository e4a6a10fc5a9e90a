//! `corridor critical`.

use clap::ValueEnum;
use corridor::Answer;
use corridor::question::Remove;

use super::args::Global;
use super::error::Failure;
use super::sweep::EndsArgs;
use super::{Exit, ask, progress, unit};

/// Each thing of a mesh removed in turn (N-1): what cuts most pairs or tonnes, what costs most
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor critical --atlas world.corridor --ends ports.csv
  corridor critical --atlas world.corridor --demand tonnes.csv --each country --each tag
  corridor critical --atlas world.corridor --ends ports.csv --each link --busiest 5000 --format csv

Each pair takes its cheapest way, whatever a capacity says; within capacities `exposure` tells what flows of the atlas
cannot do without. As CSV: a row a thing, that which cuts most first.")]
pub(super) struct Args {
    #[command(flatten)]
    ends: EndsArgs,
    /// What is removed; tags are straits, corridors and lines [default: all]
    #[arg(long, value_enum, value_name = "KIND")]
    each: Vec<EachArg>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given
    #[arg(long, value_name = "N", default_value_t = 1000)]
    busiest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EachArg {
    Link,
    Place,
    Country,
    Tag,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::nothing_to_verify(global)?;
    let each: Vec<Remove> = if args.each.is_empty() {
        vec![Remove::Link, Remove::Place, Remove::Country, Remove::Tag]
    } else {
        args.each.iter().map(|each| each.asked()).collect()
    };
    let engine = global.engine()?;
    let question = args.ends.question()?;
    let found = progress::during(engine.tally(), global, || engine.critical(&question, &each, args.busiest))?;
    ask::write(&Answer::Critical(found), global, unit::plain(global)?)?;
    Ok(Exit::Done)
}

impl EachArg {
    fn asked(self) -> Remove {
        match self {
            Self::Link => Remove::Link,
            Self::Place => Remove::Place,
            Self::Country => Remove::Country,
            Self::Tag => Remove::Tag,
        }
    }
}
