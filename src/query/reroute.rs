//! `corridor reroute FLOWS`: under a scenario, where does each tonne go?

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};

/// Reroute flows under a scenario: where each tonne goes, what is stranded, the bottlenecks
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Reroute {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// The scenario.
    pub scenario: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[cfg_attr(feature = "cli", arg(skip))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}

impl Query for Reroute {
    const COMMAND: Command = Command::new("reroute");
    type Answer = answer::Reroute;

    fn run(&self, session: &Session) -> Result<answer::Reroute> {
        let study = session.flows(Self::COMMAND, &self.flows, &self.scenario)?.noted();
        let mut answer = analysis::reroute::reroute(&study);
        answer.ranges = self.ranges.then(|| analysis::ranges::reroute(&study));
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
pub use line::ReroutedLine;

#[cfg(feature = "cli")]
mod line {
    use super::Reroute;
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};

    /// Reroute flows under a scenario: where each tonne goes, what is stranded, the bottlenecks
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor reroute --origin KAZ --cargo crude --year 2023 --scenario cpc-closed
  corridor reroute --origin KAZ --cargo crude --close country=RUS --limit line=btc:80%

As CSV: a row per flow and route with its kt; what is stranded, uneconomic or counted, not assigned has rows too, so that kt adds \
up to all tonnes asked about. Links, capacities and other flows are in JSON; `export csv reroute` has the links.")]
    pub struct ReroutedLine {
        /// Exit with 1 where a tonne is stranded
        #[arg(long)]
        strict: bool,
        /// Solve again with each number at its low and its high: how far the headline figures reach, and which numbers
        /// move them most. One number at a time; errors that come together reach further
        #[arg(long)]
        ranges: bool,
        #[command(flatten)]
        reroute: Reroute,
    }

    impl LineOf for ReroutedLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let query = Reroute { ranges: self.ranges, ..self.reroute };
            Ok((query.into(), Presentation { strictness: self.strict.into(), ..Presentation::default() }))
        }
    }
}
