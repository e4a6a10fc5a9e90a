//! `corridor report FLOWS --scenario S1 --scenario S2 ...`: everything that a page about scenarios shows.

use serde::{Deserialize, Serialize};

use super::{Compare, Query, Question};
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioRef, ScenarioSpec};

/// One page about scenarios, with a map: looked at, printed, sent by mail
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct ReportPage {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    /// Scenarios by id or file, as with --scenario
    #[cfg_attr(feature = "cli", arg(value_name = "SCENARIO", help_heading = clap::builder::Resettable::Reset))]
    pub scenarios: Vec<ScenarioRef>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// What it builds, if anything, is one more scenario, after the others. Its day is the baseline's.
    pub stack: ScenarioSpec,
    /// Solve again with each number at its low and its high: the page draws ranges and says what cannot be told apart
    #[cfg_attr(feature = "cli", arg(long))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}

impl ReportPage {
    /// The same flows and scenarios side by side.
    #[must_use]
    pub fn compared(&self) -> Compare {
        Compare {
            flows: self.flows.clone(),
            scenarios: self.scenarios.clone(),
            stack: self.stack.clone(),
            ranges: self.ranges,
            mesh: None,
        }
    }
}

impl From<Compare> for ReportPage {
    fn from(compare: Compare) -> Self {
        let Compare { flows, scenarios, stack, ranges, .. } = compare;
        Self { flows, scenarios, stack, ranges }
    }
}

impl Query for ReportPage {
    const COMMAND: Command = Command::Report;
    type Answer = answer::ReportPage;

    fn run(&self, session: &Session) -> Result<answer::ReportPage> {
        session.report(self)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

#[cfg(feature = "cli")]
pub use line::ReportLine;

#[cfg(feature = "cli")]
mod line {
    use super::ReportPage;
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};

    /// One page about scenarios, with a map: looked at, printed, sent by mail
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor report --origin KAZ --cargo crude --year 2023 --scenario cpc-closed -o report.html
  corridor report --origin KAZ --cargo crude --format json --output report.json

The page is one HTML file that fetches nothing. Each --scenario is a picture of its own beside the baseline; without any \
all scenarios of the atlas are shown. As json the page's numbers; table, csv, markdown and latex have what compare has.")]
    pub struct ReportLine {
        /// Exit with 1 where a tonne is stranded
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        page: ReportPage,
    }

    impl LineOf for ReportLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let mut page = self.page;
            // Each is a picture of its own: here scenarios of the line do not stack.
            page.scenarios.append(&mut page.stack.scenarios);
            Ok((page.into(), Presentation { strictness: self.strict.into(), ..Presentation::default() }))
        }
    }
}
