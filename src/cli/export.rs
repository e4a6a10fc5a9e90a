//! `corridor export`.

use clap::{Subcommand, ValueEnum};
use corridor::question::{Arcs, ArcsOf, Compare, Network, NetworkOf, Report};
use corridor::{ARCS_TABLES, Question};

use super::args::Global;
use super::compare::SidesArgs;
use super::error::Failure;
use super::reroute::LaidArgs;
use super::route::TradeArgs;
use super::stack::StackArgs;
use super::{Exit, ask, output};

/// The network, a route, an assignment or a difference as a file
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = false,
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
    stack: StackArgs,
    #[command(subcommand)]
    of: Option<Of>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A drawing for Graphviz: `dot` ranks it by region, `neato -n` has it as on the map
    Dot,
    /// Nodes and edges
    Json,
    /// Edges alone, a row a link
    Csv,
    /// A map for GIS programs (RFC 7946): great circles, cut at the antimeridian
    Geojson,
    /// A map for globes
    Kml,
    /// A graph with typed attributes, parallel links kept
    Graphml,
    /// The same for Gephi
    Gexf,
    /// The map alone, for papers: land, links, places and names in one picture
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
enum Of {
    /// Routes of one trade
    Route(TradeArgs),
    /// Flows under a scenario
    Reroute(LaidArgs),
    /// The difference of one scenario to the baseline
    Compare(SidesArgs),
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    if global.format.is_some() {
        return Err(Failure::new("export takes its format as its first word, without --format"));
    }
    if global.unit.is_some() {
        return Err(Failure::new("export writes kt, as its names say: leave --unit out"));
    }
    let stack = args.stack.question()?;
    if args.of.is_some() && stack != corridor::question::ScenarioSpec::default() {
        return Err(Failure::new("the scenario's options stand after route, reroute or compare"));
    }
    match args.format {
        ExportFormat::Arcs => arcs(args, global),
        ExportFormat::Dot => network(args, "dot", global),
        ExportFormat::Json => network(args, "json", global),
        ExportFormat::Csv => network(args, "csv", global),
        ExportFormat::Geojson => network(args, "geojson", global),
        ExportFormat::Kml => network(args, "kml", global),
        ExportFormat::Graphml => network(args, "graphml", global),
        ExportFormat::Gexf => network(args, "gexf", global),
        ExportFormat::Svg => network(args, "svg", global),
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => network(args, "parquet", global),
        ExportFormat::Xlsx => workbook(args, global),
        ExportFormat::Mermaid => network(args, "mermaid", global),
    }
}

fn network(args: &Args, format: &str, global: &Global) -> Result<Exit, Failure> {
    let of = match &args.of {
        None => NetworkOf::Bare(args.stack.question()?),
        Some(Of::Route(trade)) => NetworkOf::Route(Box::new(trade.question()?)),
        Some(Of::Reroute(laid)) => NetworkOf::Reroute(Box::new(laid.question()?)),
        Some(Of::Compare(sides)) => NetworkOf::Compare(Box::new(sides.question()?)),
    };
    let question = Network {
        of,
        around: args.around.clone(),
        hops: args.hops,
        corridor: args.corridor.clone(),
        line: args.line.clone(),
    };
    let answer = ask::answer(&Question::Network(question), global)?;
    output::write(&answer, &*ask::format(format, global.look(None))?, global.output.as_deref())?;
    Ok(Exit::Done)
}

/// Of as many scenarios as are named.
fn workbook(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let Some(Of::Compare(sides)) = &args.of else {
        return Err(Failure::new("xlsx is a workbook of a comparison: export xlsx compare ..."));
    };
    if !(args.around.is_empty() && args.corridor.is_empty() && args.line.is_empty()) {
        return Err(Failure::new(
            "a workbook is written whole: --around, --corridor and --line cut drawings",
        ));
    }
    let Compare { flows, scenarios, stack, ranges, .. } = sides.question()?;
    let answer = ask::answer(&Question::Report(Report { flows, scenarios, stack, ranges }), global)?;
    output::write(&answer, &*ask::format("xlsx", global.look(None))?, global.output.as_deref())?;
    Ok(Exit::Done)
}

fn arcs(args: &Args, global: &Global) -> Result<Exit, Failure> {
    if !(args.around.is_empty() && args.corridor.is_empty() && args.line.is_empty()) {
        return Err(Failure::new("arcs are written whole: --around, --corridor and --line cut drawings"));
    }
    let of = match &args.of {
        Some(Of::Route(trade)) => ArcsOf::Route(Box::new(trade.question()?)),
        Some(Of::Reroute(laid)) => ArcsOf::Reroute(Box::new(laid.question()?)),
        _ => return Err(Failure::new("arcs are those of a question: export arcs route ... or reroute ...")),
    };
    let Some(folder) = &global.output else {
        return Err(Failure::new("arcs are several files: name a folder with --output"));
    };
    let answer = ask::answer(&Question::Arcs(Arcs { of }), global)?;
    let tables = ARCS_TABLES.iter().map(|(name, format)| Ok((*name, output::bytes(&answer, *format)?)));
    let tables = tables.collect::<Result<Vec<_>, Failure>>()?;
    let files: Vec<_> = tables.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    output::write_folder(&files, folder)?;
    Ok(Exit::Done)
}
