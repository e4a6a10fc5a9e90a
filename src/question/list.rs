//! `corridor list TABLE`: what is in the atlas.

use serde::{Deserialize, Serialize};

use super::ScenarioSpec;
use crate::model::string_enum;

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

string_enum! {
    /// What can be listed.
    ListOf {
        /// Places.
        Places = "places",
        /// Links.
        Links = "links",
        /// Capacities.
        Capacities = "capacities",
        /// Commodities.
        Commodities = "commodities",
        /// Flows of every year.
        Flows = "flows",
        /// Scenarios.
        Scenarios = "scenarios",
        /// Measures of the scenarios.
        Measures = "measures",
        /// Ready sets of parties.
        Actors = "actors",
        /// Sources.
        Sources = "sources",
    }
}
