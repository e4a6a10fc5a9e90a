//! `corridor reroute FLOWS`: under a scenario, where does each tonne go?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioSpec};

/// What is laid again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Reroute {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub stack: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}
