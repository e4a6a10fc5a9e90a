//! `--scenario`, `--bar` and friends, `--as-of`, `--actor`.

use std::path::Path;

use corridor::question::{Assume, InlineEffect, InlineMeasure, ScenarioRef, ScenarioSpec, Shipment};

use super::error::Failure;
use super::text;

#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Scenario")]
pub(super) struct StackArgs {
    /// A scenario's id or file; several stack in order
    #[arg(long, value_name = "ID|FILE")]
    scenario: Vec<String>,
    /// May not be passed: `country=RUS`, `line=cpc`, `place=a,mode=sea`
    #[arg(long, value_name = "SEL")]
    bar: Vec<String>,
    /// At most a share (up to 1) or kt/y of what it passes: `place=novorossiysk-cpc:0.5`
    #[arg(long, value_name = "SEL:AMOUNT")]
    limit: Vec<String>,
    /// At most this many kt/y together: `destination=EU:1200`
    #[arg(long, value_name = "SEL:AMOUNT")]
    quota: Vec<String>,
    /// USD/t more: `strait=bosporus:+3.9`
    #[arg(long, value_name = "SEL:AMOUNT")]
    charge: Vec<String>,
    /// Hours more: `strait=bosporus:78h`
    #[arg(long, value_name = "SEL:AMOUNT")]
    delay: Vec<String>,
    /// The day that decides everything [default: the scenario's, else 30 June of the year]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Whose ownership test tells what belongs to an owner in `owner=ID`: `US`, `US/russia`, or `half`: half or more, or control [default: the measure's sender's; in rows of owners half]
    #[arg(long, value_name = "SENDER[/PROGRAMME]")]
    owner_test: Option<String>,
    #[command(flatten)]
    law: LawArgs,
}

/// Who does what, with which goods and papers. Each of these makes the law apply.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Law")]
struct LawArgs {
    /// A ready set of parties; `corridor list actors` shows them
    #[arg(long, value_name = "ID")]
    actor: Option<String>,
    /// Who does what: `insurer=uk-insurer`, `carrier=GRC`; several; before those of the actor
    #[arg(long, value_name = "ROLE=PARTY")]
    party: Vec<String>,
    /// Who owns the goods on the way
    #[arg(long, value_name = "PARTY")]
    goods_owner: Option<String>,
    /// Price in USD a barrel, free on board
    #[arg(long, value_name = "USD", allow_negative_numbers = true)]
    price: Option<f64>,
    /// Day of the contract
    #[arg(long, value_name = "DATE")]
    contract_date: Option<String>,
    /// Day of loading [default: the day that decides]
    #[arg(long, value_name = "DATE")]
    loaded: Option<String>,
    /// What is paid in: USD, EUR, RUB; the banks that clear it take part
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// What else is known of the goods: `engine_cm3=2000`; several
    #[arg(long, value_name = "NAME=NUMBER")]
    goods: Vec<String>,
    /// A paper at hand: `certificate-of-origin`; several
    #[arg(long, value_name = "ID")]
    holds: Vec<String>,
    /// Without this measure of the law or of a scenario, or without a programme of the law: `EU:crude-import`, `programme=iran`; several
    #[arg(long, value_name = "ID")]
    lift: Vec<String>,
    /// What to take for law that is not known
    #[arg(long, value_enum)]
    assume: Option<AssumeArg>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum AssumeArg {
    Open,
    Barred,
}

impl LawArgs {
    fn shipment(&self) -> Shipment {
        let owner = self.goods_owner.iter().map(|owner| format!("goods_owner={owner}"));
        Shipment {
            party: self.party.iter().cloned().chain(owner).collect(),
            goods_origin: None,
            final_use: None,
            price: self.price,
            contract_date: self.contract_date.clone(),
            loaded: self.loaded.clone(),
            currency: self.currency.clone(),
            goods: self.goods.clone(),
            holds: self.holds.clone(),
            lift: self.lift.clone(),
            assume: self.assume.map(|assume| match assume {
                AssumeArg::Open => Assume::Open,
                AssumeArg::Barred => Assume::Barred,
            }),
        }
    }
}

/// What is known of one trade's goods beside the commodity.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Law")]
pub(super) struct GoodsArgs {
    /// Country that the goods come from [default: that of FROM]
    #[arg(long, value_name = "CODE")]
    goods_origin: Option<String>,
    /// Country in which they are used in the end [default: that of TO]
    #[arg(long, value_name = "CODE")]
    final_use: Option<String>,
}

impl GoodsArgs {
    /// Adds what is said to a stack.
    pub(super) fn on(&self, mut stack: ScenarioSpec) -> ScenarioSpec {
        stack.shipment.goods_origin.clone_from(&self.goods_origin);
        stack.shipment.final_use.clone_from(&self.final_use);
        stack
    }
}

impl StackArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<ScenarioSpec, Failure> {
        let scenarios = self.scenario.iter().map(|given| scenario(given)).collect::<Result<_, _>>()?;
        let flags = [
            (InlineEffect::Bar, &self.bar),
            (InlineEffect::Limit, &self.limit),
            (InlineEffect::Quota, &self.quota),
            (InlineEffect::Charge, &self.charge),
            (InlineEffect::Delay, &self.delay),
        ];
        let inline = flags.into_iter().flat_map(|(effect, texts)| {
            texts.iter().map(move |text| InlineMeasure { effect, text: text.clone() })
        });
        Ok(ScenarioSpec {
            scenarios,
            inline: inline.collect(),
            as_of: self.as_of.clone(),
            actor: self.law.actor.clone(),
            owner_test: self.owner_test.clone(),
            shipment: Box::new(self.law.shipment()),
        })
    }
}

/// An id is never a path: what has a dot or a separator in it is read as a file.
pub(super) fn scenario(given: &str) -> Result<ScenarioRef, Failure> {
    if !given.contains(['.', '/', '\\']) {
        return Ok(ScenarioRef::Id(given.into()));
    }
    Ok(ScenarioRef::File { name: given.into(), text: text::read(Path::new(given))? })
}
