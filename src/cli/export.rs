//! `corridor export`.

use clap::{Subcommand, ValueEnum};
use corridor::query::{Arcs, ArcsOf, Compare, Network, NetworkOf, ReportPage, Reroute, TradeLine};
use corridor::spec::ScenarioSpec;
use corridor::{ARCS_TABLES, Question};

use super::args::Global;
use super::error::Failure;
use super::{Exit, ask, output};

/// Export the network, a route, an assignment or a difference as a file
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = false,
    subcommand_precedence_over_arg = true,
    after_help = "Examples:
  corridor export dot | dot -Tsvg > network.svg
  corridor export dot --output closed.dot reroute --origin KAZ --cargo crude --scenario cpc-closed
  corridor export dot compare --origin KAZ cpc-closed | neato -n -Tsvg > change.svg
  corridor export geojson --output map.geojson reroute --origin KAZ --scenario cpc-closed
  corridor export arcs --output arcs reroute --origin KAZ --cargo crude --scenario cpc-closed

dot draws; json has the same nodes and edges, csv the edges; geojson and kml are maps, graphml and gexf graphs for other \
programs, svg the map alone, mermaid a small drawing, xlsx a workbook of a comparison; arcs writes what the solver saw as CSV files."
)]
pub(super) struct Args {
    /// The format
    // Named apart: `--format` of every command has the same place in clap's map.
    #[arg(value_enum, id = "export_format", value_name = "FORMAT")]
    format: ExportFormat,
    /// Only places near this one; several are ORed
    #[arg(long, value_name = "ID")]
    around: Vec<String>,
    /// How many links away is near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    hops: u32,
    /// Only links of this corridor; several are ORed, with --line too
    #[arg(long, value_name = "ID")]
    corridor: Vec<String>,
    /// Only links of this line; several are ORed
    #[arg(long, value_name = "ID")]
    line: Vec<String>,
    #[command(flatten)]
    scenario: ScenarioSpec,
    #[command(subcommand)]
    of: Option<ExportOf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A drawing for Graphviz: `dot` ranks it by region, `neato -n` has it as on the map
    Dot,
    /// Nodes and edges
    Json,
    /// Edges alone, a row per link
    Csv,
    /// A map for GIS programs (RFC 7946): great circles, cut at the antimeridian
    Geojson,
    /// A map for globes
    Kml,
    /// A graph with typed attributes, parallel links kept
    Graphml,
    /// The same for Gephi
    Gexf,
    /// The map alone, for documents: land, links, places and names in one picture
    Svg,
    /// A workbook of a comparison
    Xlsx,
    /// A flowchart for pages that draw it themselves
    Mermaid,
    /// Edges alone, with types
    #[cfg(feature = "parquet")]
    Parquet,
    /// What the solver saw, as CSV files
    Arcs,
}

#[derive(Debug, Subcommand)]
enum ExportOf {
    /// Routes of one trade
    Route(Box<TradeLine>),
    /// Flows under a scenario
    Reroute(Box<Reroute>),
    /// The difference of one scenario to the baseline
    Compare(Box<Compare>),
}

pub(super) fn run(args: Args, global: &Global) -> Result<Exit, Failure> {
    if global.format.is_some() {
        return Err(Failure::new("export takes its format as its first word, without --format"));
    }
    if global.unit.is_some() {
        return Err(Failure::new("export writes kt, as its names say: leave --unit out"));
    }
    // Before the subcommand they are options of `export`, which a question of the subcommand would not see.
    if args.of.is_some() && args.scenario != ScenarioSpec::default() {
        return Err(Failure::new("the scenario's options stand after route, reroute or compare"));
    }
    match args.format {
        ExportFormat::Arcs => arcs(args, global),
        ExportFormat::Xlsx => workbook(args, global),
        format => network(args, format.name(), global),
    }
}

impl ExportFormat {
    /// The name of the format that writes it.
    fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Geojson => "geojson",
            Self::Kml => "kml",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Svg => "svg",
            Self::Xlsx => "xlsx",
            Self::Mermaid => "mermaid",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            Self::Arcs => "arcs",
        }
    }
}

impl Args {
    /// Is nothing cut out of the network?
    fn is_whole(&self) -> bool {
        self.around.is_empty() && self.corridor.is_empty() && self.line.is_empty()
    }
}

fn network(args: Args, format: &str, global: &Global) -> Result<Exit, Failure> {
    let of = match args.of {
        None => NetworkOf::Bare(args.scenario),
        Some(ExportOf::Route(trade)) => NetworkOf::Route(Box::new((*trade).into())),
        Some(ExportOf::Reroute(reroute)) => NetworkOf::Reroute(reroute),
        Some(ExportOf::Compare(compare)) => NetworkOf::Compare(Box::new(compare.side_by_side())),
    };
    let Args { around, hops, corridor, line, .. } = args;
    written(&Network { of, around, hops, corridor, line }.into(), format, global)
}

/// Of as many scenarios as are named.
fn workbook(args: Args, global: &Global) -> Result<Exit, Failure> {
    let whole = args.is_whole();
    let Some(ExportOf::Compare(compare)) = args.of else {
        return Err(Failure::new("xlsx is a workbook of a comparison: export xlsx compare ..."));
    };
    if !whole {
        return Err(Failure::new("a workbook is written whole: --around, --corridor and --line cut drawings"));
    }
    // A workbook is filled from the report, which has all scenarios and pictures.
    written(&ReportPage::from(compare.side_by_side()).into(), "xlsx", global)
}

fn written(question: &Question, format: &str, global: &Global) -> Result<Exit, Failure> {
    let answer = ask::answer(question, global)?;
    output::write(&answer, &*ask::format(format, global.look(None))?, global.output.as_deref())?;
    Ok(Exit::Done)
}

fn arcs(args: Args, global: &Global) -> Result<Exit, Failure> {
    if !args.is_whole() {
        return Err(Failure::new("arcs are written whole: --around, --corridor and --line cut drawings"));
    }
    let of = match args.of {
        Some(ExportOf::Route(trade)) => ArcsOf::Route(Box::new((*trade).into())),
        Some(ExportOf::Reroute(reroute)) => ArcsOf::Reroute(reroute),
        _ => return Err(Failure::new("arcs are those of a question: export arcs route ... or reroute ...")),
    };
    let Some(folder) = &global.output else {
        return Err(Failure::new("arcs are several files: name a folder with --output"));
    };
    let answer = ask::answer(&Arcs { of }.into(), global)?;
    // All tables are made before the folder is touched.
    let tables = ARCS_TABLES.iter().map(|(name, format)| Ok((*name, output::bytes(&answer, *format)?)));
    let tables = tables.collect::<Result<Vec<_>, Failure>>()?;
    let files: Vec<_> = tables.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    output::write_folder(&files, folder)?;
    Ok(Exit::Done)
}
