//! `corridor exposure --year A..B`: how did what flows depend on move from year to year?

use serde::{Deserialize, Serialize};

use super::{Exposure, Query, Question};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::session::Session;
use crate::spec::{FlowsSelection, Years};

/// Show what flows depend on, year by year
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Trend(pub Exposure);

impl Query for Trend {
    const COMMAND: Command = Command::new("trend");
    type Answer = answer::Trend;

    fn run(&self, session: &Session) -> Result<answer::Trend> {
        let asked = &self.0;
        let years: Vec<i16> = asked.flows.year.into_iter().flat_map(Years::each).collect();
        let of_year = |year: &i16| {
            let flows = FlowsSelection { year: Some((*year).into()), ..asked.flows.clone() };
            Exposure { flows, ..asked.clone() }.run(session)
        };
        let answers = years.iter().map(of_year).collect::<Result<Vec<_>>>()?;
        answer::Trend::of(Self::COMMAND, answers).ok_or_else(|| Error::question("no year is asked about"))
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }

    fn flows(&self) -> Option<&FlowsSelection> {
        Some(&self.0.flows)
    }
}

#[cfg(feature = "cli")]
pub use line::ExposureLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Exposure, FlowsSelection, Trend};
    use crate::model::ElementKind;
    use crate::query::critical::{BUSIEST, Critical};
    use crate::query::line::{LineOf, Presentation, refused};
    use crate::query::{Ends, Question};
    use crate::spec::ScenarioSpec;

    /// Show what flows depend on: used, unavoidable, reroutable
    #[derive(Debug, clap::Args)]
    #[command(
        alias = "critical",
        after_help = "Examples:
  corridor exposure --origin KAZ --cargo crude --year 2023
  corridor exposure --origin KAZ --cargo crude --each country,strait
  corridor exposure --origin KAZ --cargo crude --year 2023..2025
  corridor exposure --imported --atlas world.corridor --among ports.csv --each country

Each thing on a route is closed in turn (N-1), and what that frees is assigned again within capacities. On an imported network \
all pairs take their cheapest routes, whatever a capacity says. As CSV: a row per thing, as `rows` in JSON; concentration and \
redundancy are in JSON."
    )]
    pub struct ExposureLine {
        /// What is closed: country, strait, corridor, line, operator, owner (all that it has half of), place, link [default: all]
        #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',', hide_possible_values = true)]
        each: Vec<ElementKind>,
        /// Solve again with each number at its low and its high: how far the ten rows that stand first, and the
        /// concentration, reach, and which numbers move them most
        #[arg(long)]
        ranges: bool,
        /// Of pairs on the atlas's imported network instead of flows
        #[arg(long)]
        imported: bool,
        #[command(flatten, next_help_heading = "Pairs on an imported network")]
        pairs: Ends,
        /// At most so many links: those with most tonnes, or pairs where no tonnes are given
        #[arg(long, value_name = "N", default_value_t = BUSIEST, help_heading = "Pairs on an imported network")]
        busiest: usize,
        #[command(flatten, next_help_heading = "Flows")]
        flows: FlowsSelection,
        #[command(flatten)]
        scenario: ScenarioSpec,
    }

    impl LineOf for ExposureLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let Self { each, ranges, imported, pairs, busiest, flows, scenario } = self;
            let of_flows = flows != FlowsSelection::default() || scenario != ScenarioSpec::default() || ranges;
            let of_pairs = pairs != Ends::default() || busiest != BUSIEST;
            if imported && of_flows {
                return Err(refused(
                    "an imported network has no flows of the atlas, scenarios or ranges: leave them or --imported out",
                ));
            }
            if of_pairs && !imported {
                return Err(refused("pairs are those of an imported network: add --imported"));
            }
            let one_year = flows.year.is_none_or(|years| years.one().is_some());
            if !one_year && ranges {
                return Err(refused("ranges are those of one year: name one --year, or leave --ranges out"));
            }
            let one_year = flows.year.is_none_or(|years| years.one().is_some());
            if !one_year && ranges {
                return Err(refused("ranges are those of one year: name one --year, or leave --ranges out"));
            }
            let exposure = Exposure { flows, scenario, each, ranges };
            let question = match (imported, one_year) {
                (true, _) => Critical { pairs, each: exposure.each, busiest }.into(),
                (false, true) => exposure.into(),
                (false, false) => Trend(exposure).into(),
            };
            Ok((question, Presentation::default()))
        }
    }
}
