//! `corridor import graph|ofac-sdn|opensanctions`: what others drew or listed, taken in.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Query;
use crate::answer::{self, Command};
use crate::error::{Error, ErrorKind, Result};
use crate::exchange::{self, Rate, Rules};
use crate::model::{Cargo, string_enum};
use crate::session::{LINKS, NODES, Session};
use crate::spec::ImportColumns;
use crate::tables::Atlas;

/// A graph of roads, rails or lanes, as the imported network of a new atlas folder
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
    const COMMAND: Command = Command::new("import graph");
    type Answer = answer::ImportedGraph;

    fn run(&self, session: &Session) -> Result<answer::ImportedGraph> {
        session.import_graph(self)
    }
}
/// A file, the authority that published it, and what becomes of its hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportList {
    /// The file, plain or gzipped.
    pub file: String,
    /// Which list it is.
    pub kind: ListKind,
    /// Whose measures the hits become.
    pub authority: String,
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
    const COMMAND: Command = Command::new("import list");
    type Answer = answer::ImportedList;

    fn run(&self, session: &Session) -> Result<answer::ImportedList> {
        session.import_list(self)
    }
}

// The report of the import, kept beside the network that it describes.
const ABOUT: &str = "mesh/mesh.json";

impl Session {
    /// Reads a foreign graph and joins it to this atlas: what was done, and the files of an atlas with that imported network.
    ///
    /// # Errors
    /// Every finding that keeps the graph from being used.
    pub(crate) fn import_graph(&self, asked: &ImportGraph) -> Result<answer::ImportedGraph> {
        let rules = self.rules(asked)?;
        let found =
            exchange::graph(Path::new(&asked.nodes), Path::new(&asked.links), &asked.columns, &rules, &self.atlas)?;
        // Only rates that were used: those of the links' modes, and that of --mode, which bridges pay.
        let rates = rules.rates.iter().filter(|(mode, _)| found.imported.modes.contains(mode) || **mode == rules.mode);
        let mut answer = answer::ImportedGraph {
            nodes: found.imported.nodes() as u64,
            links: found.imported.length.len() as u64,
            arcs: found.imported.arcs() as u64,
            loops: found.loops,
            parts: found.parts.len() as u64,
            largest: found.parts.first().copied().unwrap_or(0),
            bridges: found.bridges,
            in_straits: found.in_straits,
            by_nearest: found.by_nearest,
            countries: found.imported.countries.len() as u64,
            rates: rates
                .map(|(mode, rate)| answer::ImportRate { mode: mode.clone(), usd_tkm: rate.usd_tkm, km_h: rate.km_h })
                .collect(),
            files: Vec::new(),
            joined: found
                .joined
                .iter()
                // In km, rounded to the metre.
                .map(|(place, km)| answer::JoinedPlace { place: place.clone(), km: (km * 1000.0).round() / 1000.0 })
                .collect(),
        };
        // `files` is skipped in JSON, so the report can be written before it is filled.
        let about =
            serde_json::to_string_pretty(&answer).map_err(|error| Error::new(ErrorKind::Io, error.to_string()))?;
        let (nodes, links) = exchange::written(&found.imported);
        // The new folder holds the tables of the atlas too.
        let mut files = self.files()?;
        files.extend([
            (NODES.to_owned(), nodes),
            (LINKS.to_owned(), links),
            (ABOUT.to_owned(), format!("{about}\n").into_bytes()),
        ]);
        answer.files = files;
        Ok(answer)
    }

    /// Rates of the atlas's modes, and those given.
    fn rules(&self, asked: &ImportGraph) -> Result<Rules> {
        let mut rates = atlas_rates(&self.atlas);
        for text in &asked.rates {
            let (mode, rate) = rate(text).ok_or_else(|| {
                Error::question(format!(
                    "--rate {text:?}: a rate is written MODE=USD_PER_TKM:KM_PER_H, both above 0: road=0.095:23.4"
                ))
            })?;
            // A rate on the line replaces that of the atlas.
            rates.insert(mode, rate);
        }
        for (flag, km) in [("bridge", asked.bridge_km), ("strait-km", asked.strait_km)] {
            // Half the circumference of the earth is 20,040 km.
            if km.is_some_and(|km| !(0.0..=20_100.0).contains(&km)) {
                return Err(Error::question(format!("--{flag}: a distance on earth is 0 to 20,100 km")));
            }
        }
        Ok(Rules {
            mode: asked.mode.clone(),
            rates,
            directed: asked.directed,
            bridge_km: asked.bridge_km,
            strait_km: asked.strait_km,
        })
    }
}

/// By mode: the cheapest row of `modes.csv` that carries general cargo.
fn atlas_rates(atlas: &Atlas) -> std::collections::BTreeMap<String, Rate> {
    let mut rates = std::collections::BTreeMap::new();
    for row in atlas.modes.iter().filter(|row| row.cargo.has(Cargo::General)) {
        let rate = Rate { usd_tkm: row.usd_per_tkm.value, km_h: row.speed.value };
        let own = rates.entry(row.mode.to_string()).or_insert(rate);
        if rate.usd_tkm < own.usd_tkm {
            *own = rate;
        }
    }
    rates
}

fn rate(text: &str) -> Option<(String, Rate)> {
    let (mode, numbers) = text.split_once('=')?;
    let (usd_tkm, km_h) = numbers.split_once(':')?;
    let rate = Rate { usd_tkm: usd_tkm.trim().parse().ok()?, km_h: km_h.trim().parse().ok()? };
    let fits = |number: f64, most: f64| number > 0.0 && number <= most;
    let mode = mode.trim();
    // Upper bounds as sanity limits: 1,000 USD per tkm, 2,000 km/h.
    (!mode.is_empty() && fits(rate.usd_tkm, 1_000.0) && fits(rate.km_h, 2_000.0)).then(|| (mode.to_owned(), rate))
}

#[cfg(feature = "cli")]
pub use line::ImportLine;

#[cfg(feature = "cli")]
mod line {
    use std::path::PathBuf;

    use super::{ImportGraph, ImportList, ListKind};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation, refused};

    /// Import networks and lists that others publish
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
  corridor import opensanctions targets.simple.csv --authority EU --output listed-eu.toml
  corridor reroute --origin KAZ --scenario listed-us.toml

Matched are parties, vessels, ports and terminals: by their numbers, then by name without spelling and legal form. Names \
that are only near go to the review table with a score, never into a measure. Files may be gzipped; OpenSanctions' lists are \
targets.simple.csv or entities as JSON lines. When a line cannot be read nothing is written.")]
    struct ListLine {
        /// The list
        file: String,
        /// Whose measures the hits become [default: US for ofac-sdn]
        #[arg(long, value_name = "CODE")]
        authority: Option<String>,
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
            let authority = match (self.authority, kind) {
                (Some(authority), _) => authority,
                (None, ListKind::OfacSdn) => "US".into(),
                // It collects lists of many authorities, so none can be assumed.
                (None, ListKind::Opensanctions) => {
                    return Err(refused("which authority published the list? --authority EU, or US, UK"));
                }
            };
            let query = ImportList { file: self.file, kind, authority, since: self.since, least: self.least };
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
