//! `corridor import graph|ofac-sdn|opensanctions`: what others drew or listed, taken in.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

use super::Query;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::ImportColumns;

/// A graph of roads, rails or lanes, as the mesh of a new atlas folder
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(after_help = "Example:
  corridor import graph --nodes nodes.csv.gz --links links.csv.gz --link-km length --strait-km 15 --output world

The folder has the files of the atlas (--atlas, else the embedded one) and mesh/. Each place of the atlas is joined to its \
nearest node; nodes without a country get that of the nearest place. Nothing else is added unless a flag says so.")
)]
#[serde(default)]
pub struct ImportGraph {
    /// CSV of nodes, plain or gzipped
    #[cfg_attr(feature = "cli", arg(long, value_name = "FILE"))]
    pub nodes: String,
    /// CSV of links, plain or gzipped
    #[cfg_attr(feature = "cli", arg(long, value_name = "FILE"))]
    pub links: String,
    /// The mode of links that name none
    #[cfg_attr(feature = "cli", arg(long, default_value = "road"))]
    pub mode: String,
    /// What a mode costs and how fast it is [default: the cheapest row of modes.csv that carries general cargo]
    #[cfg_attr(feature = "cli", arg(long = "rate", value_name = "MODE=USD_PER_TKM:KM_PER_H"))]
    pub rates: Vec<String>,
    /// Links go one way, unless --link-oneway says otherwise
    #[cfg_attr(feature = "cli", arg(long))]
    pub directed: bool,
    /// Join each part to the largest over a gap of at most this many km, at the rate of --mode
    #[cfg_attr(feature = "cli", arg(long = "bridge", value_name = "KM"))]
    pub bridge_km: Option<f64>,
    /// Links with an end this near to a strait of the atlas pass it
    #[cfg_attr(feature = "cli", arg(long, value_name = "KM"))]
    pub strait_km: Option<f64>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// What their columns are called.
    pub columns: ImportColumns,
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

impl Query for ImportGraph {
    const COMMAND: Command = Command::ImportGraph;
    type Answer = answer::ImportedGraph;

    fn run(&self, session: &Session) -> Result<answer::ImportedGraph> {
        session.import_graph(self)
    }
}
/// A file, whose list it is, and what becomes of its hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportList {
    /// The file, plain or gzipped.
    pub file: String,
    /// Which list it is.
    pub kind: ListKind,
    /// Whose measures the hits become.
    pub sender: String,
    /// The first day of these measures; none: always.
    #[serde(default)]
    pub since: Option<String>,
    /// Names that are no nearer than this, from 0 to 1, are not shown.
    pub least: f64,
}

string_enum! {
    /// Which list a file is.
    ListKind {
        /// The SDN list of the US Treasury as CSV.
        OfacSdn = "ofac-sdn",
        /// `OpenSanctions`: `targets.simple.csv` or `FollowTheMoney` JSON lines.
        Opensanctions = "opensanctions",
    }
}

impl Query for ImportList {
    const COMMAND: Command = Command::ImportList;
    type Answer = answer::ImportedList;

    fn run(&self, session: &Session) -> Result<answer::ImportedList> {
        session.import_list(self)
    }
}

#[cfg(feature = "cli")]
pub use line::ImportLine;

#[cfg(feature = "cli")]
mod line {
    use std::path::PathBuf;

    use super::{ImportGraph, ImportList, ListKind};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation, refused};

    /// Take in what others drew
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Example:
  corridor import graph --nodes nodes.csv.gz --links links.csv.gz --mode road --output world")]
    pub struct ImportLine {
        #[command(subcommand)]
        what: What,
    }

    #[derive(Debug, clap::Subcommand)]
    enum What {
        Graph(Box<ImportGraph>),
        OfacSdn(ListLine),
        Opensanctions(ListLine),
    }

    /// Who of the atlas is on a list of sanctioned persons: a scenario file of what is sure, a table of what is near
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor import ofac-sdn sdn.csv --output listed-us.toml --review review.csv
  corridor import opensanctions targets.simple.csv --sender EU --output listed-eu.toml
  corridor reroute --origin KAZ --scenario listed-us.toml

Matched are parties, vessels, ports and terminals: by their numbers, then by name without spelling and legal form. Names \
that are only near go to the review table with a score, never into a measure. Files may be gzipped; OpenSanctions' lists are \
targets.simple.csv or entities as JSON lines. When a line cannot be read nothing is written.")]
    struct ListLine {
        /// The list
        file: String,
        /// Whose measures the hits become [default: US for ofac-sdn]
        #[arg(long, value_name = "CODE")]
        sender: Option<String>,
        /// First day of these measures [default: always]
        #[arg(long, value_name = "DATE")]
        since: Option<String>,
        /// The table of all hits, sure and near, as CSV
        #[arg(long, value_name = "FILE")]
        review: Option<PathBuf>,
        /// How near a name is to be shown, from 0 to 1
        #[arg(long, value_name = "SCORE", default_value_t = 0.7, allow_negative_numbers = true)]
        least: f64,
    }

    impl ListLine {
        fn question(self, kind: ListKind) -> Result<(Question, Presentation), clap::Error> {
            let sender = match (self.sender, kind) {
                (Some(sender), _) => sender,
                (None, ListKind::OfacSdn) => "US".into(),
                (None, ListKind::Opensanctions) => {
                    return Err(refused("whose list is it? --sender EU, or US, UK"));
                }
            };
            let query = ImportList { file: self.file, kind, sender, since: self.since, least: self.least };
            Ok((query.into(), Presentation { review: self.review, ..Presentation::default() }))
        }
    }

    impl LineOf for ImportLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            match self.what {
                What::Graph(graph) => Ok(((*graph).into(), Presentation::default())),
                What::OfacSdn(list) => list.question(ListKind::OfacSdn),
                What::Opensanctions(list) => list.question(ListKind::Opensanctions),
            }
        }
    }
}
