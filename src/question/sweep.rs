//! `corridor sweep`: many scenarios on many pairs.

use serde::{Deserialize, Serialize};

use super::{By, ScenarioRef, TextFile};

/// What `critical` removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Remove {
    /// Links.
    Link,
    /// Places of the atlas.
    Place,
    /// Countries.
    Country,
    /// Straits, corridors and lines.
    Tag,
}

/// Starts, ends, scenarios, and what is told of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Sweep {
    /// Places of the atlas or nodes of the mesh; none of either, no ends and no demand: all places.
    pub from: Vec<String>,
    /// Likewise.
    pub to: Vec<String>,
    /// Starts and ends, all with all (column `id`).
    pub ends_csv: Option<TextFile>,
    /// Tonnes between pairs (columns `from`, `to`, `kt`): every start goes to every end.
    pub demand_csv: Option<TextFile>,
    /// Scenarios of the atlas, or files.
    pub scenarios: Vec<ScenarioRef>,
    /// Scenarios as rows (columns `scenario`, `effect`, `on`, `amount`).
    pub changes_csv: Option<TextFile>,
    /// What is least: cost or time.
    pub by: By,
    /// Every row of every scenario, not only those that changed?
    pub whole: bool,
    /// How many rows are found again by plain searches.
    pub verify: u32,
}
