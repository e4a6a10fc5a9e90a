//! `corridor report`.

use std::io::IsTerminal as _;

use corridor::Question;
use corridor::question::Report;

use super::args::{Global, OutputFormat};
use super::error::Failure;
use super::finding::is_finding;
use super::flows::FlowsArgs;
use super::stack::{StackArgs, scenario};
use super::{Exit, ask, output};

/// One page about scenarios, with a map: looked at, printed, sent by mail
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor report --origin KAZ --cargo crude --year 2023 --scenario cpc-closed -o report.html
  corridor report --origin KAZ --cargo crude --format json --output report.json

The page is one HTML file that fetches nothing. Each --scenario is a picture of its own beside the baseline; without any \
all scenarios of the atlas are shown. As json the page's numbers; table, csv, markdown and latex have what compare has.")]
pub(super) struct Args {
    /// Exit with 1 where a tonne is stranded
    #[arg(long)]
    strict: bool,
    /// Solve again with each number at its low and its high: the page draws ranges and says what cannot be told apart
    #[arg(long)]
    ranges: bool,
    /// Scenarios by id or file, as with --scenario
    #[arg(value_name = "SCENARIO")]
    scenarios: Vec<String>,
    #[command(flatten)]
    flows: FlowsArgs,
    #[command(flatten)]
    stack: StackArgs,
}

impl Args {
    fn question(&self) -> Result<Report, Failure> {
        let mut stack = self.stack.question()?;
        let named = self.scenarios.iter().map(|given| scenario(given)).collect::<Result<Vec<_>, _>>()?;
        let scenarios = named.into_iter().chain(std::mem::take(&mut stack.scenarios)).collect();
        Ok(Report { flows: self.flows.question()?, scenarios, stack, ranges: self.ranges })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let format = global.format.unwrap_or(OutputFormat::Html);
    let whole = matches!(format, OutputFormat::Html | OutputFormat::Xlsx);
    if global.unit.is_some() && whole {
        return Err(Failure::new("a page tells tonnes in Mt, a workbook in kt: leave --unit out"));
    }
    if format == OutputFormat::Html && global.output.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::new("a page is a file: name it with --output report.html"));
    }
    let question = Question::Report(args.question()?);
    if !whole {
        return ask::run(&question, global, args.strict.into());
    }
    let answer = ask::answer(&question, global)?;
    output::write(&answer, &*ask::format(format.name(), global.look(None))?, global.output.as_deref())?;
    Ok(if is_finding(&answer, args.strict.into()) { Exit::Finding } else { Exit::Done })
}
