//! `corridor exposure FLOWS`: what do these flows depend on?

use serde::{Deserialize, Serialize};

use super::{Query, Question};
use crate::analysis;
use crate::answer::{self, Command};
use crate::error::Result;
use crate::model::ElementKind;
use crate::session::Session;
use crate::spec::{FlowsSelection, ScenarioSpec};

/// Show what flows depend on: used, unavoidable, reroutable
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Exposure {
    /// Which flows.
    pub flows: FlowsSelection,
    /// The scenario.
    pub scenario: ScenarioSpec,
    /// What is closed in turn; none: everything that a route touches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<ElementKind>,
    /// Solve again with each number at its low and its high: how far the ten rows that stand first, and the
    /// concentration, reach, and which numbers move them most.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
}

impl Query for Exposure {
    const COMMAND: Command = Command::new("exposure");
    type Answer = answer::Exposure;

    fn run(&self, session: &Session) -> Result<answer::Exposure> {
        let study = session.flows(Self::COMMAND, &self.flows, &self.scenario)?.noted();
        let asked = |of: ElementKind| self.each.is_empty() || self.each.contains(&of);
        let mut answer = analysis::exposure::exposure(&study, &asked);
        answer.ranges = self.ranges.then(|| analysis::ranges::exposure(&study, &answer.rows));
        Ok(answer)
    }

    fn recorded(&self) -> Option<Question> {
        Some(self.clone().into())
    }

    fn flows(&self) -> Option<&FlowsSelection> {
        Some(&self.flows)
    }
}
