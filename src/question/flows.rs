//! Which flows a question is about, and how they are laid.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

/// FLOWS. One value of a list is enough, every field must hold; an empty list selects everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct FlowsSelection {
    /// Country, bloc or place where they start.
    pub origin: Vec<String>,
    /// Country, bloc or place where they end.
    pub destination: Vec<String>,
    /// Cargoes.
    pub cargo: Vec<String>,
    /// Ids of commodities.
    pub commodity: Vec<String>,
    /// Ids of flows.
    pub flow: Vec<String>,
    /// The year; none: the newest that the selected flows have.
    pub year: Option<i16>,
    /// Flows to lay instead of the atlas's own (`flows.csv` with its header).
    pub flows_csv: Option<TextFile>,
    /// Flows inside one country too?
    pub domestic: bool,
    /// What shares are shares of.
    pub weigh: Weigh,
    /// May a flow with a market go to another sink of it?
    pub sinks: Sinks,
    /// Are all flows free, pinned or not?
    pub rebalance: bool,
    /// Do contracted capacities bind?
    pub contracted: bool,
    /// Tonnes dearer than this stay at home.
    pub ceiling_usd_t: Option<f64>,
    /// Do country rows count the flows' own ends too?
    pub ends: bool,
}

/// A file that the user named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TextFile {
    /// Its name, for messages.
    pub name: String,
    /// What it says.
    pub text: String,
}

string_enum! {
    /// What shares are shares of.
    Weigh {
        /// Tonnes.
        Tonnes = "tonnes",
        /// Value.
        Value = "value",
    }
}

string_enum! {
    /// Where freed tonnes may go.
    Sinks {
        /// To their destination alone.
        Fixed = "fixed",
        /// To any sink of the flow's market.
        Market = "market",
    }
}
