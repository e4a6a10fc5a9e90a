//! `corridor explain`.

use corridor::Question;
use corridor::question::{Explain, FlowsSelection, Route};

use super::args::Global;
use super::error::Failure;
use super::finding::Strictness;
use super::stack::{GoodsArgs, StackArgs};
use super::{Exit, ask};

/// Why this way and no other: what bars, fills or prices each alternative, and what would change the choice
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor explain karachaganak-druzhba-schwedt-2025 --scenario cpc-one-mooring
  corridor explain tengiz augusta --cargo crude --scenario cpc-closed
  corridor explain tengiz augusta --cargo crude --bar country=RUS --bar country=IRN --bar line=btc

Of a trade the way taken is the cheapest that is open; of a flow its ways are those on which it is laid, within \
capacities. As CSV: a row a way not taken.")]
pub(super) struct Args {
    /// A flow's id; with TO: a place id, country (alpha-3), UN/LOCODE or name
    #[arg(value_name = "FLOW|FROM")]
    from: String,
    /// Place id, country (alpha-3), UN/LOCODE or name
    to: Option<String>,
    /// What is carried from FROM to TO: crude, products, gas, lng, dry_bulk, container, general, vehicles
    #[arg(long, requires = "to")]
    cargo: Option<String>,
    /// The commodity, one a grade
    #[arg(long, value_name = "ID", requires = "to")]
    commodity: Option<String>,
    /// How many ways not taken
    #[arg(short, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    k: u16,
    /// Year
    #[arg(long, allow_negative_numbers = true, value_parser = clap::value_parser!(i16).range(1..=9999))]
    year: Option<i16>,
    #[command(flatten)]
    stack: StackArgs,
    #[command(flatten)]
    goods: GoodsArgs,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let stack = args.goods.on(args.stack.question()?);
    let k = args.k.into();
    let question = match &args.to {
        Some(to) => {
            let trade = Route {
                from: args.from.clone(),
                to: to.clone(),
                cargo: args.cargo.clone(),
                commodity: args.commodity.clone(),
                year: args.year,
                stack,
                ..Route::default()
            };
            Explain { trade: Some(Box::new(trade)), k, ..Explain::default() }
        }
        None => {
            let flow = vec![args.from.clone()];
            let flows = FlowsSelection { flow, domestic: true, year: args.year, ..FlowsSelection::default() };
            Explain { trade: None, flows, k, stack }
        }
    };
    ask::run(&Question::Explain(question), global, Strictness::Lenient)
}
