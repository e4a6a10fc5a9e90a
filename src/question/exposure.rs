//! `corridor exposure FLOWS`: what do these flows depend on?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioSpec};

/// What the dependence triple is asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Exposure {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub stack: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}
