//! What the columns of foreign files are called, and what follows from them.

use std::collections::BTreeMap;

/// Names of columns; `None`: the file has none of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
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

impl Columns {
    /// Of the files that an import writes.
    #[must_use]
    pub fn own() -> Self {
        let some = |name: &str| Some(name.to_owned());
        Self {
            node_id: "id".into(),
            node_lat: "lat".into(),
            node_lon: "lon".into(),
            node_country: some("country"),
            link_id: some("id"),
            link_from: "from".into(),
            link_to: "to".into(),
            link_km: "km".into(),
            link_mode: some("mode"),
            link_oneway: some("oneway"),
            link_usd_t: some("usd_t"),
            link_hours: some("hours"),
            link_tag: some("tag"),
            link_kt_y: some("kt_y"),
        }
    }
}

/// What a mode costs and how fast it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// USD per tonne and km.
    pub usd_tkm: f64,
    /// Km/h.
    pub km_h: f64,
}

/// What an import decides for a user, only where they say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The mode of links that name none.
    pub mode: String,
    /// By mode.
    pub rates: BTreeMap<String, Rate>,
    /// Links go one way unless a column says otherwise?
    pub directed: bool,
    /// Joins parts to the largest over gaps of so many km.
    pub bridge_km: Option<f64>,
    /// Links with an end so near to a strait of the atlas pass it.
    pub strait_km: Option<f64>,
}
