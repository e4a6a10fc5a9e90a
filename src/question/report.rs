//! `corridor report FLOWS --scenario S1 --scenario S2 ...`: everything that a page about scenarios shows.

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioRef, ScenarioSpec};

/// What is reported.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Report {
    /// Which flows.
    pub flows: FlowsSelection,
    /// One picture each, beside the baseline's. Empty, with an empty stack: every scenario of the atlas, by id.
    pub scenarios: Vec<ScenarioRef>,
    /// What it builds, if anything, is one more scenario, after the others. Its day is the baseline's.
    pub stack: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}
