//! `corridor sweep`: many scenarios on many pairs.

use serde::{Deserialize, Serialize};

use super::{By, ScenarioRef, TextFile};

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
    /// On an atlas without a mesh: the cargo; the grade of which the first start sends most stands for it.
    pub cargo: Option<String>,
    /// Likewise the commodity; one of the two is needed there.
    pub commodity: Option<String>,
    /// Likewise the day; none: 30 June of the newest year, and for a scenario its own.
    pub as_of: Option<String>,
    /// Scenarios of the atlas, or files.
    pub scenarios: Vec<ScenarioRef>,
    /// Scenarios as rows (columns `scenario`, `effect`, `on`, `amount`).
    pub changes_csv: Option<TextFile>,
    /// What is least: cost or time.
    pub by: By,
    /// Every row of every scenario, not only those that changed?
    pub whole: bool,
    /// How many rows are found again, each by a search of its own.
    pub verify: u32,
    /// At most so much memory, about: fewer threads work, and fewer scenarios wait to be written.
    pub memory_mb: Option<u64>,
}
