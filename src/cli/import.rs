//! `corridor import`.

use std::path::PathBuf;

use clap::Subcommand;
use corridor::Answer;
use corridor::question::{ImportColumns, ImportGraph, ImportList, ListKind};

use super::args::{Global, OutputFormat};
use super::error::Failure;
use super::{Exit, ask, output, progress, unit};

/// Take in what others drew
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor import graph --nodes nodes.csv.gz --links links.csv.gz --mode road --output world")]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Graph(Box<Graph>),
    OfacSdn(List),
    Opensanctions(List),
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
struct List {
    /// The list
    file: PathBuf,
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

/// A graph of roads, rails or lanes, as the mesh of a new atlas folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  corridor import graph --nodes nodes.csv.gz --links links.csv.gz --link-km length --strait-km 15 --output world

The folder has the files of the atlas (--atlas, else the embedded one) and mesh/. Each place of the atlas is joined to its \
nearest node; nodes without a country get that of the nearest place. Nothing else is added unless a flag says so.")]
struct Graph {
    /// CSV of nodes, plain or gzipped
    #[arg(long, value_name = "FILE")]
    nodes: PathBuf,
    /// CSV of links, plain or gzipped
    #[arg(long, value_name = "FILE")]
    links: PathBuf,
    /// The mode of links that name none
    #[arg(long, default_value = "road")]
    mode: String,
    /// What a mode costs and how fast it is [default: the cheapest row of modes.csv that carries general cargo]
    #[arg(long, value_name = "MODE=USD_PER_TKM:KM_PER_H")]
    rate: Vec<String>,
    /// Links go one way, unless --link-oneway says otherwise
    #[arg(long)]
    directed: bool,
    /// Join each part to the largest over a gap of at most this many km, at the rate of --mode
    #[arg(long, value_name = "KM")]
    bridge: Option<f64>,
    /// Links with an end this near to a strait of the atlas pass it
    #[arg(long, value_name = "KM")]
    strait_km: Option<f64>,
    #[command(flatten)]
    columns: ColumnArgs,
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Columns")]
struct ColumnArgs {
    /// Ids of nodes
    #[arg(long, value_name = "COLUMN", default_value = "id")]
    node_id: String,
    /// Degrees north
    #[arg(long, value_name = "COLUMN", default_value = "lat")]
    node_lat: String,
    /// Degrees east
    #[arg(long, value_name = "COLUMN", default_value = "lon")]
    node_lon: String,
    /// ISO 3166 alpha-3 codes
    #[arg(long, value_name = "COLUMN")]
    node_country: Option<String>,
    /// Ids of links; without them FROM>TO
    #[arg(long, value_name = "COLUMN")]
    link_id: Option<String>,
    /// Where links start
    #[arg(long, value_name = "COLUMN", default_value = "source")]
    link_from: String,
    /// Where links end
    #[arg(long, value_name = "COLUMN", default_value = "target")]
    link_to: String,
    /// Kilometres
    #[arg(long, value_name = "COLUMN", default_value = "km")]
    link_km: String,
    /// Modes
    #[arg(long, value_name = "COLUMN")]
    link_mode: Option<String>,
    /// true where a link goes one way
    #[arg(long, value_name = "COLUMN")]
    link_oneway: Option<String>,
    /// USD per tonne, instead of the mode's rate
    #[arg(long, value_name = "COLUMN")]
    link_usd_t: Option<String>,
    /// Hours, instead of the mode's speed
    #[arg(long, value_name = "COLUMN")]
    link_hours: Option<String>,
    /// strait:ID, corridor:ID or line:ID
    #[arg(long, value_name = "COLUMN")]
    link_tag: Option<String>,
    /// Kilotonnes a year, both ways together
    #[arg(long, value_name = "COLUMN")]
    link_kt_y: Option<String>,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    match &args.what {
        What::Graph(graph) => import_graph(graph, global),
        What::OfacSdn(list) => import_list(list, ListKind::OfacSdn, global),
        What::Opensanctions(list) => import_list(list, ListKind::Opensanctions, global),
    }
}

fn import_list(list: &List, kind: ListKind, global: &Global) -> Result<Exit, Failure> {
    ask::nothing_to_verify(global)?;
    let Some(path) = &global.output else {
        return Err(Failure::new("an import of a list writes a scenario file: name it with --output"));
    };
    let sender = match (&list.sender, kind) {
        (Some(sender), _) => sender.clone(),
        (None, ListKind::OfacSdn) => "US".into(),
        (None, ListKind::Opensanctions) => {
            return Err(Failure::new("whose list is it? --sender EU, or US, UK"));
        }
    };
    let question = ImportList {
        file: list.file.display().to_string(),
        kind,
        sender,
        since: list.since.clone(),
        least: list.least,
    };
    let engine = global.engine()?;
    let (answer, scenario) = progress::during(engine.tally(), global, || engine.import_list(&question))?;
    let answer = Answer::ImportedList(answer);
    let table = output::bytes(&answer, &*ask::format("csv", global.look(None))?)?;
    let review = list.review.iter().map(|review| (table.as_slice(), review.as_path()));
    let files: Vec<_> = std::iter::once((scenario.as_bytes(), path.as_path())).chain(review).collect();
    output::write_together(&files)?;
    let name = global.format.unwrap_or(OutputFormat::Table).name();
    output::write(&answer, &*ask::format(name, global.look(unit::plain(global)?))?, None)?;
    Ok(Exit::Done)
}

fn import_graph(graph: &Graph, global: &Global) -> Result<Exit, Failure> {
    ask::nothing_to_verify(global)?;
    let Some(folder) = &global.output else {
        return Err(Failure::new("an import writes a folder: name it with --output"));
    };
    let (answer, files) = global.engine()?.import_graph(&graph.question())?;
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    output::write_folder(&files, folder)?;
    let name = global.format.unwrap_or(OutputFormat::Table).name();
    let format = ask::format(name, global.look(unit::plain(global)?))?;
    output::write(&Answer::ImportedGraph(answer), &*format, None)?;
    Ok(Exit::Done)
}

impl Graph {
    fn question(&self) -> ImportGraph {
        let names = &self.columns;
        ImportGraph {
            nodes: self.nodes.display().to_string(),
            links: self.links.display().to_string(),
            columns: ImportColumns {
                node_id: names.node_id.clone(),
                node_lat: names.node_lat.clone(),
                node_lon: names.node_lon.clone(),
                node_country: names.node_country.clone(),
                link_id: names.link_id.clone(),
                link_from: names.link_from.clone(),
                link_to: names.link_to.clone(),
                link_km: names.link_km.clone(),
                link_mode: names.link_mode.clone(),
                link_oneway: names.link_oneway.clone(),
                link_usd_t: names.link_usd_t.clone(),
                link_hours: names.link_hours.clone(),
                link_tag: names.link_tag.clone(),
                link_kt_y: names.link_kt_y.clone(),
            },
            mode: self.mode.clone(),
            rates: self.rate.clone(),
            directed: self.directed,
            bridge_km: self.bridge,
            strait_km: self.strait_km,
        }
    }
}
