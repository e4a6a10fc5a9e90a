//! `corridor critical`.

use clap::ValueEnum;
use corridor::Answer;
use corridor::question::{Critical, Remove};

use super::args::Global;
use super::error::Failure;
use super::flows::FlowsArgs;
use super::stack::StackArgs;
use super::sweep::EndsArgs;
use super::{Exit, ask, progress, unit};

/// Each thing removed in turn (N-1): what strands most, what costs most
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor critical --origin KAZ --cargo crude --year 2023
  corridor critical --atlas world.corridor --among ports.csv
  corridor critical --atlas world.corridor --demand tonnes.csv --each country --each tag
  corridor critical --atlas world.corridor --among ports.csv --each link --busiest 5000 --format csv

Flows of the atlas are laid again within capacities. On the mesh of the atlas, where it has one and no flows are named, \
each pair takes its cheapest way, whatever a capacity says. As CSV: a row a thing, that which cuts most first.")]
pub(super) struct Args {
    #[command(flatten)]
    pairs: EndsArgs,
    /// What is removed; tags are straits, corridors and lines, an owner all that it has half of [default: all]
    #[arg(long, value_enum, value_name = "KIND")]
    each: Vec<EachArg>,
    /// At most so many links: those with most tonnes, or pairs where no tonnes are given
    #[arg(long, value_name = "N", default_value_t = 1000)]
    busiest: usize,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EachArg {
    Link,
    Place,
    Country,
    Tag,
    Operator,
    Owner,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::nothing_to_verify(global)?;
    let question = Critical {
        pairs: args.pairs.question()?,
        flows: args.flows.question()?,
        stack: args.stack.question()?,
        each: args.each.iter().map(|each| each.asked()).collect(),
        busiest: args.busiest,
    };
    let engine = global.engine()?;
    let found = progress::during(engine.tally(), global, || engine.critical(&question))?;
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
            Self::Operator => Remove::Operator,
            Self::Owner => Remove::Owner,
        }
    }
}
