//! `corridor list TABLE`: what is in the atlas.

use serde::{Deserialize, Serialize};

use super::Stack;

/// Which table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct List {
    /// The table.
    pub of: ListOf,
    /// Its day decides what is in force; its measures are what `measures` lists.
    #[serde(default)]
    pub stack: Stack,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListOf {
    /// Places.
    Places,
    /// Links.
    Links,
    /// Capacities.
    Capacities,
    /// Commodities.
    Commodities,
    /// Flows of every year.
    Flows,
    /// Scenarios.
    Scenarios,
    /// Measures of the scenarios.
    Measures,
    /// Ready sets of parties.
    Actors,
    /// Sources.
    Sources,
}

impl ListOf {
    /// As answers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Links => "links",
            Self::Capacities => "capacities",
            Self::Commodities => "commodities",
            Self::Flows => "flows",
            Self::Scenarios => "scenarios",
            Self::Measures => "measures",
            Self::Actors => "actors",
            Self::Sources => "sources",
        }
    }
}
