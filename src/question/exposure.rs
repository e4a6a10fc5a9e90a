//! `corridor exposure FLOWS`: what do these flows depend on?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, Stack};

/// What the dependence triple is asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Exposure {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub stack: Stack,
}
