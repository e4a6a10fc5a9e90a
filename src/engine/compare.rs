//! The scenarios of a comparison with every name resolved.

use std::sync::Arc;

use super::Engine;
use super::flows::Asked;
use super::stack::{Stacked, both, every};
use crate::analysis::Audit;
use crate::analysis::compare::Column;
use crate::error::Result;
use crate::model::Measure;
use crate::network::Network;
use crate::question::{Compare, FlowsSelection, ScenarioRef, Stack};

/// One scenario of a comparison; `own_day` where its day is not the baseline's.
pub(super) struct AskedColumn {
    pub id: String,
    pub title: String,
    pub measures: Vec<Measure>,
    pub own_day: Option<Asked>,
}

impl AskedColumn {
    /// Has each assignment of its own day checked.
    pub fn checked_by(mut self, audit: Option<&Arc<Audit>>) -> Self {
        self.own_day = self.own_day.map(|own| own.checked_by(audit));
        self
    }

    pub fn on<'a>(&self, network: Option<&'a Network>) -> Column<'a> {
        let own_day = self.own_day.as_ref().zip(network).map(|(own, network)| own.on(network));
        Column { id: self.id.clone(), title: self.title.clone(), measures: self.measures.clone(), own_day }
    }
}

impl Engine {
    /// The baseline and the scenarios of a comparison. Without any scenario all of the atlas's are compared.
    pub(super) fn columns(&self, question: &Compare) -> Result<(Asked, Vec<AskedColumn>)> {
        let line = Stack { scenarios: Vec::new(), inline: Vec::new(), ..question.stack.clone() };
        let mut stacks: Vec<Stack> = question
            .scenarios
            .iter()
            .map(|one| Stack { scenarios: vec![one.clone()], ..line.clone() })
            .collect();
        if !question.stack.is_empty() {
            stacks.push(question.stack.clone());
        }
        if stacks.is_empty() {
            let all = self.atlas.scenarios.ids().map(|id| ScenarioRef::Id(id.to_string()));
            stacks = all.map(|one| Stack { scenarios: vec![one], ..line.clone() }).collect();
        }
        let base = both(self.stack(&line), self.rows(&question.flows));
        let all = every(stacks.iter().map(|stack| self.stack(stack)));
        let ((base, rows), all) = both(base, all)?;
        let asked = self.asked("compare", &question.flows, &base, rows)?;
        let columns = all.into_iter().map(|stacked| self.column(question, stacked, &asked));
        Ok((asked.clone(), columns.collect::<Result<_>>()?))
    }

    fn column(&self, question: &Compare, stacked: Stacked, asked: &Asked) -> Result<AskedColumn> {
        let other_day = stacked.own_day.filter(|day| stacked.as_of.is_none() && *day != asked.day);
        let own_day = match other_day {
            None => None,
            Some(day) => {
                let year = question.flows.year.unwrap_or(asked.year);
                let flows = FlowsSelection { year: Some(year), ..question.flows.clone() };
                let own = Stacked { as_of: Some(day), ..stacked.clone() };
                Some(self.asked("compare", &flows, &own, self.rows(&flows)?)?)
            }
        };
        Ok(AskedColumn { id: stacked.id, title: stacked.title, measures: stacked.measures, own_day })
    }
}
