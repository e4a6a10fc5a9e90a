//! `--scenario`, `--bar` and friends, `--as-of`, `--actor`.

use std::path::Path;

use corridor::question::{InlineEffect, InlineMeasure, ScenarioRef, Stack};

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
    /// A ready set of parties
    #[arg(long, value_name = "ID")]
    actor: Option<String>,
}

impl StackArgs {
    /// As the library asks for it.
    pub(super) fn question(&self) -> Result<Stack, Failure> {
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
        Ok(Stack {
            scenarios,
            inline: inline.collect(),
            as_of: self.as_of.clone(),
            actor: self.actor.clone(),
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
