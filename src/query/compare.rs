//! `corridor compare FLOWS S1 S2 ...`: scenarios side by side against the baseline.

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::model::EffectKind;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioRef, ScenarioSpec, TextFile};

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Compare {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    /// Scenarios by id or file [default: all of the atlas]; what --scenario, --bar and friends build is one more
    #[cfg_attr(feature = "cli", arg(value_name = "SCENARIO", help_heading = clap::builder::Resettable::Reset))]
    pub scenarios: Vec<ScenarioRef>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// What it builds, if anything, is one more scenario, after the others. Its day is the baseline's.
    pub stack: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[cfg_attr(feature = "cli", arg(skip))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
    /// On the mesh of the atlas: these tonnes instead of flows.
    #[cfg_attr(feature = "cli", arg(skip))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mesh: Option<OnMesh>,
}

/// Tonnes on a mesh, and scenarios as rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct OnMesh {
    /// CSV with columns `from`, `to`, `kt`: tonnes on the mesh
    #[cfg_attr(feature = "cli", arg(long = "demand", id = "demand", value_name = "FILE", requires = "mesh"))]
    pub demand_csv: Option<TextFile>,
    /// Scenarios as rows.
    #[schemars(description = changes_help())]
    #[cfg_attr(
        feature = "cli",
        arg(long = "changes", id = "changes", value_name = "FILE", requires = "mesh", help = changes_help())
    )]
    pub changes_csv: Option<TextFile>,
}

fn changes_help() -> String {
    let effects = EffectKind::keys(EffectKind::in_changes());
    format!("CSV with columns `scenario`, `effect` ({effects}), `on`, `amount`: more scenarios on the mesh")
}

impl Query for Compare {
    const COMMAND: Command = Command::Compare;
    type Answer = answer::Compare;

    fn run(&self, session: &Session) -> Result<answer::Compare> {
        if let Some(mesh) = &self.mesh {
            return session.compare_on_mesh(self, mesh);
        }
        let (study, columns) = session.comparison(self)?;
        let mut answer = analysis::compare::compare(&study, &columns);
        answer.ranges = self.ranges.then(|| analysis::ranges::compare(&study, &columns));
        Ok(answer)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }

    fn flows(&self) -> Option<&FlowsSelection> {
        Some(&self.flows)
    }
}

#[cfg(feature = "cli")]
pub use line::ComparedLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Compare, OnMesh};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};

    /// Scenarios side by side against the baseline
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor compare --origin KAZ --cargo crude --year 2023 cpc-closed russia-closed
  corridor compare --atlas world.corridor --mesh --demand tonnes.csv --changes closures.csv

As CSV: a row for the baseline and one a scenario; corridors are `id=kt` and countries `id=share` pairs.")]
    pub struct ComparedLine {
        /// Exit with 1 where a tonne is stranded
        #[arg(long)]
        strict: bool,
        /// Solve again with each number at its low and its high: how far the headline figures reach, and which numbers
        /// move them most, and which scenarios cannot
        /// be told apart. One number at a time; errors that come together reach further
        #[arg(long)]
        ranges: bool,
        /// Lay the tonnes of --demand on the atlas's mesh, within the capacities of its links
        #[arg(long, requires = "demand")]
        mesh: bool,
        #[command(flatten)]
        on_mesh: OnMesh,
        #[command(flatten)]
        compare: Compare,
    }

    impl LineOf for ComparedLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let mesh = self.mesh.then_some(self.on_mesh);
            let query = Compare { ranges: self.ranges, mesh, ..self.compare };
            Ok((query.into(), Presentation { strictness: self.strict.into(), ..Presentation::default() }))
        }
    }
}
