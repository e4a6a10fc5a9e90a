//! `corridor exposure FLOWS`: what do these flows depend on?

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};

/// Show what flows depend on: used, unavoidable, reroutable
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Examples:
  corridor exposure --origin KAZ --cargo crude --year 2023
  corridor exposure --origin KAZ --cargo crude --year 2023 --format csv --output exposure.csv

As CSV: a row per thing, as `rows` in JSON; concentration and redundancy are in JSON.")
)]
#[serde(default)]
pub struct Exposure {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario.
    pub scenario: ScenarioSpec,
    /// Solve again with each number at its low and its high: how far the ten rows that stand first, and the
    /// concentration, reach, and which numbers move them most
    #[cfg_attr(feature = "cli", arg(long))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}

impl Query for Exposure {
    const COMMAND: Command = Command::new("exposure");
    type Answer = answer::Exposure;

    fn run(&self, session: &Session) -> Result<answer::Exposure> {
        let study = session.flows(Self::COMMAND, &self.flows, &self.scenario)?.noted();
        let mut answer = analysis::exposure::exposure(&study);
        answer.ranges = self.ranges.then(|| analysis::ranges::exposure(&study, &answer.rows));
        Ok(answer)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }

    fn flows(&self) -> Option<&FlowsSelection> {
        Some(&self.flows)
    }
}
