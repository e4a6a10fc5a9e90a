//! `corridor attribution FLOWS --scenario S`: which measures cause the loss?

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};

/// Attribute a loss to measures: the smallest set that causes it, and each one's share
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        alias = "blame",
        after_help = "Examples:
  corridor attribution --origin KAZ --cargo crude --scenario cpc-closed --scenario druzhba-stopped
  corridor attribution --origin KAZ --cargo crude --year 2025 --scenario law --as-of 2026-05-15

A share is what a measure adds on average over all orders in which the measures may come (Shapley value), exact for up to \
12 measures that act on the flows; sets of measures that do the same are solved once. As CSV: a row per measure."
    )
)]
#[serde(default)]
pub struct Attribution {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario.
    pub scenario: ScenarioSpec,
}

impl Query for Attribution {
    const COMMAND: Command = Command::new("attribution");
    type Answer = answer::Attribution;

    fn run(&self, session: &Session) -> Result<answer::Attribution> {
        analysis::attribution::attribution(&session.flows(Self::COMMAND, &self.flows, &self.scenario)?.noted())
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}
