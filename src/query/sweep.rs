//! `corridor sweep`: many scenarios on many pairs.

use serde::{Deserialize, Serialize};

use super::{Nowhere, Query, Sink};
use crate::answer::{self, Command};
use crate::error::Result;
use crate::model::EffectKind;
use crate::session::Session;
use crate::spec::{By, ScenarioRef, TextFile};

/// Starts and ends, and what is least between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Ends {
    /// A start: a place of the atlas or a node of the imported network; several are ORed
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID"))]
    pub from: Vec<String>,
    /// An end; every start goes to every end
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID"))]
    pub to: Vec<String>,
    /// CSV with a column `id`: starts and ends, all with all
    #[cfg_attr(feature = "cli", arg(long = "among", value_name = "FILE"))]
    pub ends_csv: Option<TextFile>,
    /// CSV with columns `from`, `to`, `kt`: tonnes, and starts and ends
    #[cfg_attr(feature = "cli", arg(long = "demand", value_name = "FILE"))]
    pub demand_csv: Option<TextFile>,
    /// What is least
    #[cfg_attr(feature = "cli", arg(long, default_value = "cost", value_parser = least()))]
    pub by: By,
    /// At most about so much memory: fewer threads work, and fewer scenarios wait to be written
    #[cfg_attr(
        feature = "cli",
        arg(long = "memory", value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=16_000_000))
    )]
    pub memory_mb: Option<u64>,
}

fn changes_help() -> String {
    // Routes are asked without capacities, so limits are left out.
    let effects = EffectKind::in_changes().filter(|kind| !kind.spec().action.is_limit());
    let effects = EffectKind::keys(effects);
    format!("CSV with columns `scenario`, `effect` ({effects}), `on` (a selector), `amount`")
}

/// Pairs have no exposed km.
#[cfg(feature = "cli")]
fn least() -> impl clap::builder::TypedValueParser<Value = By> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(["cost", "time"]).map(|word| if word == "time" { By::Time } else { By::Cost })
}

/// Run many scenarios on all pairs of many places: cost, time, what is traversed
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Sweep {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Starts and ends; none of either and no demand: all places.
    #[serde(flatten)]
    pub ends: Ends,
    /// Cargo; the answer says which commodity is meant (without an imported network)
    #[cfg_attr(feature = "cli", arg(long, value_name = "CARGO", conflicts_with = "commodity"))]
    pub cargo: Option<String>,
    /// Commodity, one a grade (without an imported network)
    #[cfg_attr(feature = "cli", arg(long, value_name = "ID"))]
    pub commodity: Option<String>,
    /// The day that decides everything (without an imported network) [default: 30 June of the newest year; a scenario's own]
    #[cfg_attr(feature = "cli", arg(long, value_name = "DATE"))]
    pub as_of: Option<String>,
    /// A scenario's id or file; each is swept by itself
    #[cfg_attr(feature = "cli", arg(skip))]
    pub scenarios: Vec<ScenarioRef>,
    /// Scenarios as rows; routes are asked without capacities, so it names no limits.
    #[schemars(description = changes_help())]
    #[cfg_attr(feature = "cli", arg(long = "changes", value_name = "FILE", help = changes_help()))]
    pub changes_csv: Option<TextFile>,
    /// Write every row of every scenario
    #[cfg_attr(feature = "cli", arg(long = "all"))]
    pub whole: bool,
    /// Find so many rows again, each by a search of its own
    #[cfg_attr(
        feature = "cli",
        arg(id = "check_rows", long = "check-rows", value_name = "N", default_value_t = 0,
            value_parser = clap::value_parser!(u32).range(0..=100_000))
    )]
    pub verify: u32,
}

impl Query for Sweep {
    const COMMAND: Command = Command::new("sweep");
    type Answer = answer::Sweep;

    fn run(&self, session: &Session) -> Result<answer::Sweep> {
        self.run_into(session, &mut Nowhere)
    }

    fn run_into(&self, session: &Session, rows: &mut (dyn Sink + Send)) -> Result<answer::Sweep> {
        session.sweep(self, rows)
    }
}

#[cfg(feature = "cli")]
pub use line::SweepLine;

#[cfg(feature = "cli")]
mod line {
    use std::path::PathBuf;

    use super::Sweep;
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};
    use crate::spec::Scenarios;

    /// Run many scenarios on all pairs of many places: cost, time, what is traversed
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor sweep --cargo crude --from KAZ --to ITA --scenario cpc-closed --scenario suez-closed
  corridor sweep --atlas world.corridor --among ports.csv --changes closures.csv --rows rows.csv
  corridor sweep --atlas world.corridor --demand tonnes.csv --changes closures.csv --format json

On the imported network of the atlas where it has one; else on its own network, for one --cargo or --commodity. \
Tonnes lie on the cheapest routes, whatever a capacity says. --rows has the baseline's rows once, then of each scenario the \
pairs whose route is another. As CSV on stdout: a row per scenario.")]
    pub struct SweepLine {
        #[command(flatten)]
        sweep: Sweep,
        #[command(flatten)]
        scenarios: Scenarios,
        /// Write the rows to this file, as CSV, while they are found
        #[arg(long, value_name = "FILE")]
        rows: Option<PathBuf>,
        /// Go on with the rows of a sweep that was ended
        #[arg(long, requires = "rows")]
        resume: bool,
        /// Exit with 1 where a scenario leaves a pair without a route
        #[arg(long)]
        strict: bool,
    }

    impl LineOf for SweepLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let (strictness, rows, resume) = (self.strict.into(), self.rows, self.resume);
            let sweep = Sweep { scenarios: self.scenarios.into(), ..self.sweep };
            Ok((sweep.into(), Presentation { strictness, rows, resume, ..Presentation::default() }))
        }
    }
}
