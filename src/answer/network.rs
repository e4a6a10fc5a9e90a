//! The network as nodes and edges, with what is on it.

use serde::{Deserialize, Serialize};

use super::{Metadata, Mode, PlaceKind, Report, Row};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table};

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

impl Report for Network {
    has_metadata!();

    /// A row per link, for data frames alone.
    fn summarize(&self, page: &mut Summary) {
        let rows: Vec<Row> = self.edges.iter().map(Edge::row).collect();
        let mut table: Table = self.head.table(&rows).into();
        // The names come from a blank edge, so that they are there without any row.
        for (at, (name, _)) in Edge::default().row().0.iter().enumerate() {
            table.push(Some(name), None, ColumnKind::Text, rows.iter().map(|row| row.0[at].1.clone()).collect());
        }
        page.table(table);
    }
}

impl Edge {
    /// Its values by name, for formats that have attributes.
    pub(crate) fn row(&self) -> Row {
        Row::default()
            .with("id", self.id.as_str())
            .with("name", self.name.as_str())
            .with("line", self.line.clone())
            .with("corridor", self.corridor.clone())
            .with("mode", self.mode)
            .with("from", self.from.as_str())
            .with("to", self.to.as_str())
            .with("two_way", self.two_way)
            .with("length_km", self.length_km)
            .with("closed_by", self.closed_by.clone())
            .with("flow_kt", self.flow_kt)
            .with("baseline_kt", self.baseline_kt)
            .with("ranks", self.ranks.iter().map(ToString::to_string).collect::<Vec<_>>())
    }
}
