//! The network as nodes and edges, with what lies on it.

use serde::Serialize;

use super::Metadata;

/// Nodes and edges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Network {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// `network`, `route`, `reroute` or `compare`.
    pub of: String,
    /// Places, by id.
    pub nodes: Vec<Node>,
    /// Links, by id; parallel links stay two.
    pub edges: Vec<Edge>,
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its country.
    pub country: Option<String>,
    /// The country's name.
    pub country_name: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Edge {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its line.
    pub line: Option<String>,
    /// Its corridor.
    pub corridor: Option<String>,
    /// Its mode.
    pub mode: String,
    /// Place where it starts.
    pub from: String,
    /// Place where it ends.
    pub to: String,
    /// May it be passed backward too?
    pub two_way: bool,
    /// Its length.
    pub length_km: f64,
    /// The measure that bars it, or one of its ends.
    pub closed_by: Option<String>,
    /// Tonnes on it; none where nothing was laid.
    pub flow_kt: Option<f64>,
    /// Tonnes on it in the baseline.
    pub baseline_kt: Option<f64>,
    /// Ranks of the routes that pass it.
    pub ranks: Vec<u32>,
}
