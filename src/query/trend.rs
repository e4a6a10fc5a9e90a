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
