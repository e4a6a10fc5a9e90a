//! The scenarios of a comparison with every name resolved.

use crate::answer::Command;

use super::Session;
use super::mesh::no_mesh;
use super::stack::{BASELINE, OWN_NAME, ResolvedScenario, TAKEN, both, every};
use crate::analysis::FlowStudy;
use crate::analysis::compare::Column;
use crate::analysis::mesh_flows::{self, MeshFlow, MeshFlows};
use crate::answer;
use crate::error::{Error, Result};
use crate::notice::Diagnostic;
use crate::query::{Compare, Ends, OnMesh, Sweep};
use crate::spec::{FlowsSelection, InlineMeasures, ScenarioRef, ScenarioSpec};
use assignment::Mass;

impl Session {
    /// The baseline and the scenarios of a comparison, ready to be assigned.
    pub(crate) fn comparison(&self, question: &Compare) -> Result<(FlowStudy, Vec<Column>)> {
        let (study, columns) = self.columns(question)?;
        let noted = |column: Column| Column { own_day: column.own_day.map(FlowStudy::noted), ..column };
        Ok((study.noted(), columns.into_iter().map(noted).collect()))
    }

    /// Scenarios side by side on the mesh, within its capacities.
    pub(crate) fn compare_on_mesh(&self, question: &Compare, mesh: &OnMesh) -> Result<answer::Compare> {
        let mut unheeded = Vec::new();
        if question.flows != FlowsSelection::default() {
            unheeded.push("flows of the atlas are not on a mesh: tonnes are those of --demand");
        }
        if question.ranges {
            unheeded.push("a mesh has no ranges");
        }
        if question.stack != ScenarioSpec::default() {
            unheeded.push("on a mesh each scenario is an id, a file, or rows of --changes");
        }
        if mesh.demand_csv.is_none() {
            unheeded.push("tonnes are needed: --demand FILE with columns from, to, kt");
        }
        if !unheeded.is_empty() {
            let finding = |rule: &&str| Diagnostic::error("--mesh", *rule, "");
            return Err(Error::data("this cannot be compared", unheeded.iter().map(finding).collect()));
        }
        let ends = Ends { demand_csv: mesh.demand_csv.clone(), ..Ends::default() };
        let asked = Sweep {
            ends,
            changes_csv: mesh.changes_csv.clone(),
            scenarios: question.scenarios.clone(),
            ..Sweep::default()
        };
        let prepared = self.mesh_for(&asked)?.ok_or_else(no_mesh)?;
        let (own, ends) = self.on_mesh(&asked, &[], &prepared, true)?;
        let flow = |(pair, mass): (usize, &Mass)| {
            let (from, to) = (pair / ends.to.len(), pair % ends.to.len());
            MeshFlow {
                id: format!("{}>{}", own.from[from], own.to[to]),
                from: ends.from[from],
                to: ends.to[to],
                mass: *mass,
            }
        };
        let flows = own.demand.iter().enumerate().filter(|(_, mass)| **mass > Mass::ZERO).map(flow).collect();
        let mut head = own.head;
        head.command = Command::Compare;
        head.notes.push(
            "on the mesh: all flows are laid together, cheapest as a whole, nothing keeps its way; what goods are worth is \
             not known, so stranded_usd is 0"
                .into(),
        );
        let (tally, audit) = (self.progress(), self.audit.clone());
        Ok(mesh_flows::compare(&MeshFlows {
            head,
            prepared: &prepared,
            flows,
            scenarios: own.scenarios,
            tally,
            audit,
        }))
    }

    /// The baseline and the scenarios of a comparison. Without any scenario all of the atlas's are compared.
    pub(crate) fn columns(&self, question: &Compare) -> Result<(FlowStudy, Vec<Column>)> {
        let line = ScenarioSpec {
            scenarios: Vec::new(),
            inline: InlineMeasures::default(),
            ..question.stack.clone()
        };
        let mut stacks: Vec<ScenarioSpec> = question
            .scenarios
            .iter()
            .map(|one| ScenarioSpec { scenarios: vec![one.clone()], ..line.clone() })
            .collect();
        if !question.stack.is_empty() {
            stacks.push(question.stack.clone());
        }
        if stacks.is_empty() {
            let all = self.atlas.scenarios.ids().map(|id| ScenarioRef::Id(id.to_string()));
            stacks = all.map(|one| ScenarioSpec { scenarios: vec![one], ..line.clone() }).collect();
        }
        let base = both(self.stack(&line), self.rows(&question.flows));
        let all = every(stacks.iter().map(|stack| self.stack(stack)));
        let ((base, rows), all) = both(base, all)?;
        told_apart(&all)?;
        let study = self.asked(Command::Compare, &question.flows, &base, rows)?;
        let columns = all.into_iter().map(|stacked| self.column(question, stacked, &study));
        let columns = columns.collect::<Result<_>>()?;
        Ok((study, columns))
    }

    fn column(&self, question: &Compare, stacked: ResolvedScenario, study: &FlowStudy) -> Result<Column> {
        let other_day =
            stacked.own_day.filter(|day| stacked.as_of.is_none() && *day != study.network.dated.day);
        let own_day = match other_day {
            None => None,
            Some(day) => {
                let year = question.flows.year.unwrap_or(study.year);
                let flows = FlowsSelection { year: Some(year), ..question.flows.clone() };
                let own = ResolvedScenario { as_of: Some(day), ..stacked.clone() };
                Some(self.asked(Command::Compare, &flows, &own, self.rows(&flows)?)?)
            }
        };
        Ok(Column { id: stacked.id, title: stacked.title, measures: stacked.measures, own_day })
    }
}

/// Columns, sheets and views are called by the id of their scenario.
fn told_apart(all: &[ResolvedScenario]) -> Result<()> {
    let mut ids: Vec<&str> = all.iter().map(|stacked| stacked.id.as_str()).collect();
    ids.push(BASELINE);
    ids.sort_unstable();
    let mut again: Vec<&str> = ids.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    again.dedup();
    let finding = |id: &&str| {
        let rule = if *id == BASELINE { TAKEN } else { "two scenarios have this id" };
        Diagnostic::error(*id, rule, OWN_NAME)
    };
    let notices: Vec<Diagnostic> = again.iter().map(finding).collect();
    if notices.is_empty() {
        Ok(())
    } else {
        Err(Error::data("these scenarios cannot be told apart", notices))
    }
}
