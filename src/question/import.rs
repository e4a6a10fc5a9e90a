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

/// Names of columns; `None`: the file has none of this kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct ImportColumns {
    /// Of nodes: their ids.
    pub node_id: String,
    /// Degrees north.
    pub node_lat: String,
    /// Degrees east.
    pub node_lon: String,
    /// ISO 3166 alpha-3 code; where it is blank, or there is no column, that of the nearest place.
    pub node_country: Option<String>,
    /// Of links: their ids; without a column `FROM>TO`, with `#2`, `#3` for those beside.
    pub link_id: Option<String>,
    /// Ids of nodes.
    pub link_from: String,
    /// Ids of nodes.
    pub link_to: String,
    /// Kilometres.
    pub link_km: String,
    /// Modes.
    pub link_mode: Option<String>,
    /// `true`, `1` or `yes`: from `from` to `to` alone.
    pub link_oneway: Option<String>,
    /// USD per tonne; else by the rate of the mode.
    pub link_usd_t: Option<String>,
    /// Hours; else by the speed of the mode.
    pub link_hours: Option<String>,
    /// `strait:ID`, `corridor:ID` or `line:ID`.
    pub link_tag: Option<String>,
    /// Kilotonnes a year, both ways together.
    pub link_kt_y: Option<String>,
}

impl Default for ImportColumns {
    fn default() -> Self {
        Self {
            node_id: "id".into(),
            node_lat: "lat".into(),
            node_lon: "lon".into(),
            node_country: None,
            link_id: None,
            link_from: "source".into(),
            link_to: "target".into(),
            link_km: "km".into(),
            link_mode: None,
            link_oneway: None,
            link_usd_t: None,
            link_hours: None,
            link_tag: None,
            link_kt_y: None,
        }
    }
}

impl ImportColumns {
    /// Of the files that an import writes.
    #[must_use]
    pub fn own() -> Self {
        let some = |name: &str| Some(name.to_owned());
        Self {
            node_country: some("country"),
            link_id: some("id"),
            link_from: "from".into(),
            link_to: "to".into(),
            link_mode: some("mode"),
            link_oneway: some("oneway"),
            link_usd_t: some("usd_t"),
            link_hours: some("hours"),
            link_tag: some("tag"),
            link_kt_y: some("kt_y"),
            ..Self::default()
        }
    }
}
