//! `corridor list TABLE`: what is in the atlas.

use serde::{Deserialize, Serialize};

use super::ScenarioSpec;

/// Which table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct List {
    /// The table.
    pub of: ListOf,
    /// Its day decides what is in force; its measures are what `measures` lists.
    #[serde(default)]
    pub stack: ScenarioSpec,
    /// Of `measures` those that are met on something which a selector chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Of `measures` those that speak of a flow which a selector chooses.
    #[serde(default, rename = "for", skip_serializing_if = "Option::is_none")]
    pub trade: Option<String>,
    /// Of `measures` those that begin or end between two days, `A..B`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
}

impl List {
    /// The whole table.
    #[must_use]
    pub fn all(of: ListOf, stack: ScenarioSpec) -> Self {
        Self { of, stack, on: None, trade: None, changed: None }
    }
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
