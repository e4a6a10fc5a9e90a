//! `corridor import graph`: a foreign graph as the mesh of an atlas.

use serde::{Deserialize, Serialize};

/// Files, the names of their columns, and the rules by which they become a mesh.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct ImportGraph {
    /// CSV of nodes, plain or gzipped.
    pub nodes: String,
    /// CSV of links, plain or gzipped.
    pub links: String,
    /// What their columns are called.
    pub columns: ImportColumns,
    /// The mode of links that name none.
    pub mode: String,
    /// `MODE=USD_PER_TKM:KM_PER_H`; of other modes the cheapest row of `modes.csv` that carries general cargo.
    pub rates: Vec<String>,
    /// Links go one way unless a column says otherwise?
    pub directed: bool,
    /// Joins each part to the largest over a gap of at most so many km.
    pub bridge_km: Option<f64>,
    /// Links with an end so near to a strait of the atlas pass it.
    pub strait_km: Option<f64>,
}

impl Default for ImportGraph {
    fn default() -> Self {
        Self {
            nodes: String::new(),
            links: String::new(),
            columns: ImportColumns::default(),
            mode: "road".into(),
            rates: Vec::new(),
            directed: false,
            bridge_km: None,
            strait_km: None,
        }
    }
}

/// Names of columns; those of nodes are `id`, `lat`, `lon`, those of links `source`, `target`, `km` where none is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
#[allow(missing_docs, reason = "the command's help says what each column is")]
pub struct ImportColumns {
    pub node_id: Option<String>,
    pub node_lat: Option<String>,
    pub node_lon: Option<String>,
    pub node_country: Option<String>,
    pub link_id: Option<String>,
    pub link_from: Option<String>,
    pub link_to: Option<String>,
    pub link_km: Option<String>,
    pub link_mode: Option<String>,
    pub link_oneway: Option<String>,
    pub link_usd_t: Option<String>,
    pub link_hours: Option<String>,
    pub link_tag: Option<String>,
    pub link_kt_y: Option<String>,
}
