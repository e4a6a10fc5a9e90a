//! What the columns of an imported graph are called.

use serde::{Deserialize, Serialize};

/// Names of columns; `None`: the file has none of this kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args), command(next_help_heading = "Columns"))]
#[serde(default)]
pub struct ImportColumns {
    /// Ids of nodes
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "id"))]
    pub node_id: String,
    /// Degrees north
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "lat"))]
    pub node_lat: String,
    /// Degrees east
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "lon"))]
    pub node_lon: String,
    /// ISO 3166 alpha-3 codes
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub node_country: Option<String>,
    /// Ids of links; without them FROM>TO
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_id: Option<String>,
    /// Where links start
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "source"))]
    pub link_from: String,
    /// Where links end
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "target"))]
    pub link_to: String,
    /// Kilometres
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN", default_value = "km"))]
    pub link_km: String,
    /// Modes
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_mode: Option<String>,
    /// true where a link goes one way
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_oneway: Option<String>,
    /// USD per tonne, instead of the mode's rate
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_usd_t: Option<String>,
    /// Hours, instead of the mode's speed
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_hours: Option<String>,
    /// strait:ID, corridor:ID or line:ID
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
    pub link_tag: Option<String>,
    /// Kilotonnes a year, both directions together
    #[cfg_attr(feature = "cli", arg(long, value_name = "COLUMN"))]
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
