//! `corridor export dot|json`: the network, a route, an assignment or a difference as nodes and edges.

use serde::{Deserialize, Serialize};

use super::{Compare, Reroute, Route, ScenarioSpec};

/// What is drawn, and how much of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Network {
    /// What lies on the network.
    pub of: NetworkOf,
    /// Only places at most `hops` links from one of these; empty: everywhere.
    #[serde(default)]
    pub around: Vec<String>,
    /// How far around.
    #[serde(default)]
    pub hops: u32,
    /// Only links of these corridors; with `line`: of either.
    #[serde(default)]
    pub corridor: Vec<String>,
    /// Only links of these lines.
    #[serde(default)]
    pub line: Vec<String>,
}

/// What lies on the network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NetworkOf {
    /// Nothing: the network under a scenario, of the newest year or the stack's day.
    Bare(ScenarioSpec),
    /// Routes: only the places and links that they pass.
    Route(Box<Route>),
    /// Tonnes under a scenario: only the links that carry some, in it or in the baseline, and those barred.
    Reroute(Box<Reroute>),
    /// The difference of exactly one scenario to the baseline.
    Compare(Box<Compare>),
}
