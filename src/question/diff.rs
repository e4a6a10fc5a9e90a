//! `corridor diff S1 S2`: in what do two scenarios differ?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioRef, ScenarioSpec};

/// Two scenarios, and the flows that tell what the difference does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diff {
    /// The one.
    pub one: ScenarioRef,
    /// The other.
    pub other: ScenarioRef,
    /// Which flows.
    #[serde(default)]
    pub flows: FlowsSelection,
    /// The day and the parties of both.
    #[serde(default)]
    pub stack: ScenarioSpec,
}
