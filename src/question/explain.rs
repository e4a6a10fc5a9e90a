//! `corridor explain FLOW|FROM TO`: why this way and no other?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, Route, ScenarioSpec};

/// A trade, or a flow as it is laid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Explain {
    /// One trade; then its own stack counts. None: a flow.
    pub trade: Option<Box<Route>>,
    /// The flow, chosen by its id.
    pub flows: FlowsSelection,
    /// So many ways not taken.
    pub k: usize,
    /// The scenario of the flow.
    pub stack: ScenarioSpec,
}

impl Default for Explain {
    fn default() -> Self {
        Self { trade: None, flows: FlowsSelection::default(), k: 5, stack: ScenarioSpec::default() }
    }
}
