//! `corridor reroute FLOWS`: under a scenario, where does each tonne go?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, Stack};

/// What is laid again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Reroute {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub stack: Stack,
}
