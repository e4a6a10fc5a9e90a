//! `corridor export arcs`: what the solver sees, so that anybody can check an answer with another solver.

use serde::{Deserialize, Serialize};

use super::{Reroute, Route};

/// For which question the arcs are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Arcs {
    /// One trade, or flows.
    pub of: ArcsOf,
}

/// One trade, or flows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArcsOf {
    /// One trade: a demand of no tonnes, which names the ends; nothing fixed. What it avoids is closed.
    Route(Box<Route>),
    /// Flows under a scenario.
    Reroute(Box<Reroute>),
}
