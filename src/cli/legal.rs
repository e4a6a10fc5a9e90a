//! `corridor legal`.

use corridor::Question;
use corridor::question::{Legal, Route};

use super::args::Global;
use super::error::Failure;
use super::flows::FlowsArgs;
use super::stack::{GoodsArgs, StackArgs};
use super::{Exit, ask};

/// For whom is it legal, by whose law, on what day, with which papers?
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor legal novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --goods-owner kmg \\
    --actor greek-carrier --party insurer=uk-insurer --price 62 --as-of 2025-11-15
  corridor legal --origin KAZ --cargo crude --actor kazakh-state-company --as-of 2025-11-15
  corridor legal --origin KAZ --cargo crude --dates 2022-01-01..2026-06-30

FROM TO are judged on the cheapest ways, flows on the ways that they are observed on, whatever the law. An act of which \
no measure speaks is open; an act for which nobody was named is not judged. A question mark: the text was not seen, or the \
confidence is low. As CSV: a row an act. A reading of sources, not advice.")]
pub(super) struct Args {
    /// One trade: place id, country (alpha-3), UN/LOCODE or name; without it FLOWS
    #[arg(requires = "to")]
    from: Option<String>,
    /// Likewise
    to: Option<String>,
    /// How many ways of one trade
    #[arg(short, value_name = "N", default_value_t = 1, requires = "from", value_parser = clap::value_parser!(u16).range(1..=1000))]
    k: u16,
    /// Ways of one trade that pass this; several in order
    #[arg(long, value_name = "SEL", requires = "from")]
    via: Vec<String>,
    /// Ways of one trade that do not pass this; several are ORed
    #[arg(long, value_name = "SEL", requires = "from")]
    avoid: Vec<String>,
    /// From a day to a day: the first, and each on which something changes
    #[arg(long, value_name = "A..B")]
    dates: Option<String>,
    /// Exit with 1 where a route is barred or unknown
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
    #[command(flatten)]
    goods: GoodsArgs,
}

impl Args {
    fn question(&self) -> Result<Legal, Failure> {
        let stack = self.goods.on(self.stack.question()?);
        let flows = self.flows.question()?;
        let Some((from, to)) = self.from.clone().zip(self.to.clone()) else {
            return Ok(Legal { trade: None, flows, dates: self.dates.clone(), stack });
        };
        if flows.cargo.len() + flows.commodity.len() != 1 {
            return Err(Failure::new("FROM TO are judged for one --cargo or one --commodity"));
        }
        let trade = Route {
            from,
            to,
            cargo: flows.cargo.first().cloned(),
            commodity: flows.commodity.first().cloned(),
            k: self.k.into(),
            via: self.via.clone(),
            avoid: self.avoid.clone(),
            year: flows.year,
            stack,
            ..Route::default()
        };
        Ok(Legal { trade: Some(Box::new(trade)), dates: self.dates.clone(), ..Legal::default() })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    ask::run(&Question::Legal(args.question()?), global, args.strict.into())
}
