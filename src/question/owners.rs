//! `corridor owners ID`: whose is a company, by whose test.

use serde::{Deserialize, Serialize};

use super::ScenarioSpec;

/// Which company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Owners {
    /// The id of a party, or of a place or link, whose operator is meant.
    pub id: String,
    /// Its day decides which holdings, listings and tests are in force.
    pub stack: ScenarioSpec,
}
