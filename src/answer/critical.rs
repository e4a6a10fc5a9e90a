//! `corridor critical` in JSON.

use serde::Serialize;

use super::{Head, Swept};

/// Each thing removed in turn (N-1), that which cuts most first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Critical {
    /// What every answer starts with.
    #[serde(flatten)]
    pub head: Head,
    /// What is least.
    pub by: String,
    /// How many pairs.
    pub pairs: u64,
    /// Of these, pairs that have no way even with everything there.
    pub without_way: u64,
    /// `ignored`: each pair takes its cheapest way, whatever a capacity says.
    pub capacity: String,
    /// Things on some way.
    pub rows: Vec<CriticalRow>,
}

/// One thing removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CriticalRow {
    /// `link`, `place`, `country`, `strait`, `corridor` or `line`.
    pub kind: String,
    /// Its id; of places at one node all, joined by `;`.
    pub id: String,
    /// How many arcs go with it.
    pub arcs: u64,
    /// What that comes to.
    pub removed: Swept,
}
