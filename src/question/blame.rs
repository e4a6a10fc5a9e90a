//! `corridor blame FLOWS --scenario S`: which measures cause the loss?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioSpec};

/// Whose loss, under what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Blame {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub stack: ScenarioSpec,
}
