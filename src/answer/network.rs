//! The network as nodes and edges, with what is on it.

use serde::{Deserialize, Serialize};

use super::{Metadata, Mode, PlaceKind};
use crate::model::string_enum;

string_enum! {
    /// What is on a network.
    NetworkContent {
        /// Nothing.
        Network = "network",
        /// Routes.
        Route = "route",
        /// Tonnes under a scenario.
        Reroute = "reroute",
        /// The difference of a scenario to the baseline.
        Compare = "compare",
    }
}

/// Nodes and edges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Network {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// What is on it.
    pub of: NetworkContent,
    /// Places, by id.
    pub nodes: Vec<Node>,
    /// Links, by id; parallel links stay two.
    pub edges: Vec<Edge>,
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Node {
    /// Place id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166 alpha-3; none: in waters of no country.
    pub country: Option<String>,
    /// The country in English.
    pub country_name: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Edge {
    /// Link id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Id of the line that it is a segment of.
    pub line: Option<String>,
    /// Id of its corridor.
    pub corridor: Option<String>,
    /// How it moves things.
    pub mode: Mode,
    /// Id of the place where it starts.
    pub from: String,
    /// Id of the place where it ends.
    pub to: String,
    /// May it be passed backward too?
    pub two_way: bool,
    /// Kilometres.
    pub length_km: f64,
    /// Id of the first measure that closes it, or one of its ends; none: it is open.
    pub closed_by: Option<String>,
    /// Tonnes on it, kt a year; none where nothing was assigned.
    pub flow_kt: Option<f64>,
    /// Tonnes on it in the baseline, kt a year.
    pub baseline_kt: Option<f64>,
    /// Ranks of the routes that pass it.
    pub ranks: Vec<u32>,
}
