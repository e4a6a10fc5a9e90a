//! `corridor sweep`.

use std::path::PathBuf;

use clap::ValueEnum;
use corridor::Answer;
use corridor::question::{By, Sweep, TextFile};

use super::args::Global;
use super::error::Failure;
use super::finding::is_finding;
use super::output::{Nowhere, Rows};
use super::{Exit, ask, progress, stack, text, unit};

/// Many scenarios on all pairs of many places: cost, time, what is touched
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  corridor sweep --cargo crude --from KAZ --to ITA --scenario cpc-closed --scenario suez-closed
  corridor sweep --atlas world.corridor --among ports.csv --changes closures.csv --rows rows.csv
  corridor sweep --atlas world.corridor --demand tonnes.csv --changes closures.csv --format json

On the mesh of the atlas where it has one; else on its own network, for one --cargo or --commodity. \
Tonnes lie on the cheapest ways, whatever a capacity says. --rows has the baseline's rows once, then of each scenario the \
pairs whose way is another. As CSV on stdout: a row a scenario.")]
pub(super) struct Args {
    #[command(flatten)]
    ends: EndsArgs,
    /// Cargo; the grade of which the first start sends most stands for it (without a mesh)
    #[arg(long, value_name = "CARGO", conflicts_with = "commodity")]
    cargo: Option<String>,
    /// Commodity, one a grade (without a mesh)
    #[arg(long, value_name = "ID")]
    commodity: Option<String>,
    /// The day that decides everything (without a mesh) [default: 30 June of the newest year; a scenario's own]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// A scenario's id or file; each is swept by itself
    #[arg(long, value_name = "ID|FILE")]
    scenario: Vec<String>,
    /// CSV with columns `scenario`, `effect` (bar, charge_usd_t, delay_h, rate_share), `on` (a selector), `amount`
    #[arg(long, value_name = "FILE")]
    changes: Option<PathBuf>,
    /// Write every row of every scenario
    #[arg(long)]
    all: bool,
    /// Write the rows to this file, as CSV, while they are found
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Go on with the rows of a sweep that was ended
    #[arg(long, requires = "rows")]
    resume: bool,
    /// Find so many rows again, each by a search of its own
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    check_rows: u32,
    /// Exit with 1 where a scenario leaves a pair without a way
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct EndsArgs {
    /// A start: a place of the atlas or a node of the mesh; several are ORed
    #[arg(long, value_name = "ID")]
    from: Vec<String>,
    /// An end; every start goes to every end
    #[arg(long, value_name = "ID")]
    to: Vec<String>,
    /// CSV with a column `id`: starts and ends, all with all
    #[arg(long, value_name = "FILE")]
    among: Option<PathBuf>,
    /// CSV with columns `from`, `to`, `kt`: tonnes, and starts and ends
    #[arg(long, value_name = "FILE")]
    demand: Option<PathBuf>,
    /// What is least
    #[arg(long, value_enum, default_value_t)]
    by: Least,
    /// At most about so much memory: fewer threads work, and fewer scenarios wait to be written
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=16_000_000))]
    memory: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Least {
    #[default]
    Cost,
    Time,
}

/// So many rows are found again under --verify.
const VERIFIED: u32 = 16;

pub(super) fn file(path: Option<&PathBuf>) -> Result<Option<TextFile>, Failure> {
    let Some(path) = path else { return Ok(None) };
    Ok(Some(TextFile { name: path.display().to_string(), text: text::read(path)? }))
}

impl EndsArgs {
    /// As the library asks for it, without scenarios.
    pub(super) fn question(&self) -> Result<Sweep, Failure> {
        Ok(Sweep {
            from: self.from.clone(),
            to: self.to.clone(),
            ends_csv: file(self.among.as_ref())?,
            demand_csv: file(self.demand.as_ref())?,
            by: match self.by {
                Least::Cost => By::Cost,
                Least::Time => By::Time,
            },
            memory_mb: self.memory,
            ..Sweep::default()
        })
    }
}

impl Args {
    fn question(&self, global: &Global) -> Result<Sweep, Failure> {
        Ok(Sweep {
            cargo: self.cargo.clone(),
            commodity: self.commodity.clone(),
            as_of: self.as_of.clone(),
            scenarios: self.scenario.iter().map(|given| stack::scenario(given)).collect::<Result<_, _>>()?,
            changes_csv: file(self.changes.as_ref())?,
            whole: self.all,
            verify: if global.verify { self.check_rows.max(VERIFIED) } else { self.check_rows },
            ..self.ends.question()?
        })
    }
}

pub(super) fn run(args: &Args, global: &Global) -> Result<Exit, Failure> {
    let question = args.question(global)?;
    let engine = global.engine()?;
    let tally = engine.tally();
    let swept = match &args.rows {
        None => progress::during(tally, global, || engine.sweep(&question, &[], &mut Nowhere))?,
        Some(path) => {
            let (mut rows, known) = Rows::open(path, &engine.sweep_key(&question)?, args.resume)?;
            let swept = progress::during(tally, global, || engine.sweep(&question, &known, &mut rows))?;
            rows.end()?;
            swept
        }
    };
    let differs = swept.verified.as_ref().is_some_and(|verified| !verified.differ.is_empty());
    let answer = Answer::Sweep(swept);
    ask::write(&answer, global, unit::plain(global)?)?;
    let finding = differs || is_finding(&answer, args.strict.into());
    Ok(if finding { Exit::Finding } else { Exit::Done })
}
