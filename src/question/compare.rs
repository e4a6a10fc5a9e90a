//! `corridor compare FLOWS S1 S2 ...`: scenarios side by side against the baseline.

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, ScenarioRef, ScenarioSpec, TextFile};

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Compare {
    /// Which flows.
    pub flows: FlowsSelection,
    /// One column each. Empty, with an empty stack: every scenario of the atlas, by id.
    pub scenarios: Vec<ScenarioRef>,
    /// What it builds, if anything, is one more scenario, after the others. Its day is the baseline's.
    pub stack: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
    /// On the mesh of the atlas: these tonnes instead of flows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mesh: Option<OnMesh>,
}

/// Tonnes on a mesh, and scenarios as rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct OnMesh {
    /// Columns `from`, `to`, `kt`.
    pub demand_csv: Option<TextFile>,
    /// Columns `scenario`, `effect`, `on`, `amount`.
    pub changes_csv: Option<TextFile>,
}
