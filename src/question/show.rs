//! `corridor show ID`: one thing with all its facts, ranges, owners and sources.

use serde::{Deserialize, Serialize};

use super::ScenarioSpec;

/// Which thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Show {
    /// The id of anything in the atlas: a row of a table, a line, a corridor, a scenario, a measure.
    pub id: String,
    /// Its day decides which values hold.
    pub stack: ScenarioSpec,
}
