//! `corridor diff S1 S2`: in what do two scenarios differ?

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis::{self, FlowStudy};
use crate::answer::{self, Command};
use crate::error::{Error, Result};
use crate::session::{ResolvedScenario, Session, both, last_confirmed};
use crate::spec::{FlowsSelection, ScenarioRef, ScenarioSpec};

/// Show in what two scenarios differ: measures, assets, tonnes
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diff {
    /// A scenario's id or file.
    pub one: ScenarioRef,
    /// Another's.
    pub other: ScenarioRef,
    /// Flows that show what the difference does.
    #[serde(default)]
    pub flows: FlowsSelection,
    /// The day and the parties of both.
    #[serde(default)]
    pub scenario: ScenarioSpec,
}

impl Query for Diff {
    const COMMAND: Command = Command::new("diff");
    type Answer = answer::Diff;

    fn run(&self, session: &Session) -> Result<answer::Diff> {
        let (asked, one, other) = self.sides(session)?;
        let side = |resolved: ResolvedScenario| (resolved.id, resolved.measures);
        let (one, other) = (side(one), side(other));
        Ok(analysis::compare::diff(&asked.noted(), (&one.0, &one.1), (&other.0, &other.1)))
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }
}

impl Diff {
    /// The flows and the two scenarios, on one day.
    pub(crate) fn sides(&self, session: &Session) -> Result<(FlowStudy, ResolvedScenario, ResolvedScenario)> {
        let scenario = |own: &ScenarioRef| {
            let mut scenario = self.scenario.clone();
            // On top of what the line stacks, which both sides have.
            scenario.scenarios.push(own.clone());
            session.resolve(&scenario)
        };
        let sides = both(scenario(&self.one), scenario(&self.other));
        let ((one, other), rows) = both(sides, session.rows(&self.flows))?;
        // A third stack for the question as a whole: the common day, no measures.
        let mut day = one.clone();
        day.id = format!("{} | {}", one.id, other.id);
        day.own_day = one.own_day.or(other.own_day);
        // The comparison is made on the network of one day.
        if one.own_day.zip(other.own_day).is_some_and(|(a, b)| a != b) && day.as_of.is_none() {
            return Err(Error::question("the scenarios are of different days: say which with --as-of"));
        }
        // Each side brings its measures to the comparison.
        day.measures = Vec::new();
        // The head says what applies to either side.
        day.ruled = one.ruled.clone().or_else(|| other.ruled.clone());
        day.layers.extend(other.layers.iter().copied());
        let mut asked = session.asked(Self::COMMAND, &self.flows, &day, rows)?;
        // Neither side is the question's own stack, whose measures the head knows.
        let on = asked.network.snapshot.day;
        let confirmed: BTreeSet<String> =
            last_confirmed(&one.measures, on).chain(last_confirmed(&other.measures, on)).collect();
        let applied = one.applied().into_iter().chain(other.applied());
        asked.head.notes.extend(applied.chain(confirmed));
        Ok((asked, one, other))
    }
}

#[cfg(feature = "cli")]
pub use line::DiffLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Diff, FlowsSelection, ScenarioRef, ScenarioSpec};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation, refused};

    /// Show in what two scenarios differ: measures, assets, tonnes
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor diff law law+iran-open --origin KAZ --as-of 2025-11-15
  corridor diff cpc-one-mooring cpc-closed --origin KAZ --cargo crude

What is said on the line besides (--close, --actor ...) holds for both. `none` is a scenario too. As CSV: a row per measure.")]
    pub struct DiffLine {
        #[command(flatten)]
        flows: FlowsSelection,
        #[command(flatten)]
        scenario: ScenarioSpec,
    }

    impl LineOf for DiffLine {
        fn question(mut self) -> Result<(Question, Presentation), clap::Error> {
            let two: Result<[ScenarioRef; 2], _> = std::mem::take(&mut self.scenario.scenarios).try_into();
            let [one, other] = two.map_err(|_| refused("two scenarios are compared: corridor diff S1 S2"))?;
            let query = Diff { one, other, flows: self.flows, scenario: self.scenario };
            Ok((query.into(), Presentation::default()))
        }
    }
}
