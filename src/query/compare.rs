//! `corridor compare FLOWS S1 S2 ...`: scenarios side by side against the baseline.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Ends, Query, Question, Sweep};
use crate::analysis::compare::ScenarioColumn;
use crate::analysis::imported_flows::{self, ImportedFlow, ImportedFlows};
use crate::analysis::{self, FlowStudy};
use crate::answer::{self, Command};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{EffectKind, Measure};
use crate::session::{BASELINE, OWN_NAME, ResolvedScenario, Session, TAKEN, both, every, last_confirmed, no_imported};
use crate::spec::{FlowsSelection, InlineMeasures, ScenarioRef, ScenarioSpec, TextFile};
use assignment::Mass;

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct Compare {
    #[cfg_attr(feature = "cli", command(flatten))]
    /// Which flows.
    pub flows: FlowsSelection,
    /// Scenarios by id or file, side by side; none: all of the atlas.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub scenarios: Vec<ScenarioRef>,
    #[cfg_attr(feature = "cli", command(flatten))]
    /// What it builds, if anything, is added to each scenario as one more; its own scenarios stack. Its day is the baseline's.
    pub scenario: ScenarioSpec,
    /// Are the figures solved again at both ends of every range?
    #[cfg_attr(feature = "cli", arg(skip))]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ranges: bool,
    /// On the imported network of the atlas: these tonnes instead of flows.
    #[cfg_attr(feature = "cli", arg(skip))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imported: Option<OnImported>,
}

/// Tonnes on an imported network, and scenarios as rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
pub struct OnImported {
    /// CSV with columns `from`, `to`, `kt`: tonnes on the imported network
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
    format!("CSV with columns `scenario`, `effect` ({effects}), `on`, `amount`: more scenarios on the imported network")
}

impl Compare {
    /// Scenarios of the line stand side by side, each with and without the measures on it.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn side_by_side(mut self) -> Self {
        self.scenarios.append(&mut self.scenario.scenarios);
        self
    }
}

impl Query for Compare {
    const COMMAND: Command = Command::new("compare");
    type Answer = answer::Compare;

    fn run(&self, session: &Session) -> Result<answer::Compare> {
        if let Some(imported) = &self.imported {
            return session.compare_imported(self, imported);
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

impl Session {
    /// The baseline and the scenarios of a comparison, ready to be assigned.
    pub(crate) fn comparison(&self, question: &Compare) -> Result<(FlowStudy, Vec<ScenarioColumn>)> {
        let (study, columns) = self.columns(question)?;
        let noted = |column: ScenarioColumn| ScenarioColumn { own_day: column.own_day.map(FlowStudy::noted), ..column };
        Ok((study.noted(), columns.into_iter().map(noted).collect()))
    }

    /// Scenarios side by side on the imported network, within its capacities.
    pub(crate) fn compare_imported(&self, question: &Compare, imported: &OnImported) -> Result<answer::Compare> {
        // Flags of the atlas that an imported network cannot obey: all of them at once.
        let mut unheeded = Vec::new();
        if question.flows != FlowsSelection::default() {
            unheeded.push("flows of the atlas are not on an imported network: tonnes are those of --demand");
        }
        if question.ranges {
            unheeded.push("an imported network has no ranges");
        }
        if question.scenario != ScenarioSpec::default() {
            unheeded.push("on an imported network each scenario is an id, a file, or rows of --changes");
        }
        if imported.demand_csv.is_none() {
            unheeded.push("tonnes are needed: --demand FILE with columns from, to, kt");
        }
        if !unheeded.is_empty() {
            let finding = |rule: &&str| Diagnostic::error("--imported", *rule, "");
            return Err(Error::data("this cannot be compared", unheeded.iter().map(finding).collect()));
        }
        // Ends, tonnes and scenarios of rows are read as for a sweep.
        let ends = Ends { demand_csv: imported.demand_csv.clone(), ..Ends::default() };
        let asked = Sweep {
            ends,
            changes_csv: imported.changes_csv.clone(),
            scenarios: question.scenarios.clone(),
            ..Sweep::default()
        };
        let prepared = self.imported_for(&asked)?.ok_or_else(no_imported)?;
        let (own, ends) = self.on_imported(&asked, &[], &prepared, true)?;
        // Demand is a matrix by start and end; a flow has the ids of both.
        let flow = |(pair, mass): (usize, &Mass)| {
            let (from, to) = (pair / ends.to.len(), pair % ends.to.len());
            ImportedFlow {
                id: format!("{}>{}", own.from[from], own.to[to]),
                from: ends.from[from],
                to: ends.to[to],
                mass: *mass,
            }
        };
        let flows = own.demand.iter().enumerate().filter(|(_, mass)| **mass > Mass::ZERO).map(flow).collect();
        let mut head = own.head;
        // The head was made for a sweep.
        head.command = Compare::COMMAND;
        head.notes.push(
            "on the imported network: all flows are assigned together, cheapest as a whole, nothing keeps its route; what goods are worth is \
             not known, so stranded_usd is 0"
                .into(),
        );
        let (progress, audit) = (self.progress(), self.audit.clone());
        Ok(imported_flows::compare(&ImportedFlows {
            head,
            prepared: &prepared,
            flows,
            scenarios: own.scenarios,
            progress,
            audit,
        }))
    }

    /// The baseline and the scenarios of a comparison. Without any scenario all of the atlas's are compared.
    pub(crate) fn columns(&self, question: &Compare) -> Result<(FlowStudy, Vec<ScenarioColumn>)> {
        // Day and parties of the line hold for each scenario, its measures do not.
        let line =
            ScenarioSpec { scenarios: Vec::new(), inline: InlineMeasures::default(), ..question.scenario.clone() };
        let mut stacks: Vec<ScenarioSpec> = question
            .scenarios
            .iter()
            .map(|one| ScenarioSpec { scenarios: vec![one.clone()], ..line.clone() })
            .collect();
        // What the line builds is added to each scenario, as one more; without any it stands alone.
        let alone = stacks.is_empty() || !question.scenario.scenarios.is_empty();
        if !alone && !question.scenario.is_empty() {
            let with =
                |own: &ScenarioSpec| ScenarioSpec { scenarios: own.scenarios.clone(), ..question.scenario.clone() };
            stacks = stacks.iter().flat_map(|own| [own.clone(), with(own)]).collect();
        } else if !question.scenario.is_empty() {
            stacks.push(question.scenario.clone());
        }
        if stacks.is_empty() {
            let all = self.atlas.scenarios.ids().map(|id| ScenarioRef::Id(id.to_string()));
            stacks = all.map(|one| ScenarioSpec { scenarios: vec![one], ..line.clone() }).collect();
        }
        // Mistakes of the baseline, the flows and the scenarios are reported together.
        let base = both(self.resolve(&line), self.rows(&question.flows));
        let all = every(stacks.iter().map(|scenario| self.resolve(scenario)));
        let ((base, rows), all) = both(base, all)?;
        told_apart(&all)?;
        let mut study = self.asked(Compare::COMMAND, &question.flows, &base, rows)?;
        study.head.notes.extend(self.column_notes(&all, &study));
        // How amounts of the line became tonnes; the baseline has none of them.
        study.head.notes.extend(all.iter().flat_map(|resolved| resolved.notes.iter().cloned()));
        let study = self.scope_of_columns(question, study, &all);
        let columns = all.into_iter().map(|resolved| self.column(question, resolved, &study));
        let columns = columns.collect::<Result<_>>()?;
        Ok((study, columns))
    }

    /// What each scenario applies of the record, beside what the line applies to all, and what of it was confirmed last.
    fn column_notes(&self, all: &[ResolvedScenario], study: &FlowStudy) -> BTreeSet<String> {
        let day = |own: &ResolvedScenario| own.as_of.or(own.own_day).unwrap_or(study.network.snapshot.day);
        let applied = all.iter().filter_map(ResolvedScenario::applied);
        let confirmed = all.iter().flat_map(|own| last_confirmed(&own.measures, day(own)));
        applied.chain(confirmed).filter(|note| !study.head.notes.contains(note)).collect()
    }

    /// The baseline has no measures: what the scenarios name is added. Of all scenarios nothing was named.
    fn scope_of_columns(&self, question: &Compare, study: FlowStudy, all: &[ResolvedScenario]) -> FlowStudy {
        if question.scenarios.is_empty() && question.scenario.is_empty() {
            return study;
        }
        let measures: Vec<Measure> = all.iter().flat_map(|own| own.measures.iter().cloned()).collect();
        let mut study = study;
        let chosen = study.flows.iter().filter(|(_, chosen)| *chosen);
        let cargo = chosen.map(|(flow, _)| self.atlas.commodities[flow.commodity.index()].cargo).collect();
        study.head.scope = self.scope_of_flows(&question.flows, cargo, &measures);
        study
    }

    fn column(&self, question: &Compare, resolved: ResolvedScenario, study: &FlowStudy) -> Result<ScenarioColumn> {
        // A day on the line holds for all; only a scenario with another day of its own needs a baseline of that day.
        let other_day = resolved.own_day.filter(|day| resolved.as_of.is_none() && *day != study.network.snapshot.day);
        let own_day = match other_day {
            None => None,
            Some(day) => {
                // The same year for all, so that scenarios are compared over the same flows.
                let flows = FlowsSelection { year: Some(study.year.into()), ..question.flows.clone() };
                let own = ResolvedScenario { as_of: Some(day), ..resolved.clone() };
                Some(self.asked(Compare::COMMAND, &flows, &own, self.rows(&flows)?)?)
            }
        };
        Ok(ScenarioColumn { id: resolved.id, title: resolved.title, measures: resolved.measures, own_day })
    }
}

/// Columns, sheets and views are called by the id of their scenario.
fn told_apart(all: &[ResolvedScenario]) -> Result<()> {
    let mut ids: Vec<&str> = all.iter().map(|resolved| resolved.id.as_str()).collect();
    // No scenario may be called as the column without measures.
    ids.push(BASELINE);
    // Sorted, so equal ids are neighbours; `dedup`, since three of them are two pairs.
    ids.sort_unstable();
    let mut again: Vec<&str> = ids.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    again.dedup();
    let finding = |id: &&str| {
        let rule = if *id == BASELINE { TAKEN } else { "two scenarios have this id" };
        Diagnostic::error(*id, rule, OWN_NAME)
    };
    let diagnostics: Vec<Diagnostic> = again.iter().map(finding).collect();
    if diagnostics.is_empty() {
        Ok(())
    } else {
        Err(Error::data("these scenarios cannot be distinguished", diagnostics))
    }
}

#[cfg(feature = "cli")]
pub use line::ComparedLine;

#[cfg(feature = "cli")]
mod line {
    use super::{Compare, OnImported};
    use crate::query::Question;
    use crate::query::line::{LineOf, Presentation};

    /// Compare scenarios side by side with the baseline
    #[derive(Debug, clap::Args)]
    #[command(after_help = "Examples:
  corridor compare --origin KAZ --cargo crude --year 2023 cpc-closed russia-closed
  corridor compare --atlas world.corridor --imported --demand tonnes.csv --changes closures.csv

As CSV: a row for the baseline and one a scenario; corridors are `id=kt` and countries `id=share` pairs.")]
    pub struct ComparedLine {
        /// Exit with 1 where a tonne is stranded
        #[arg(long)]
        strict: bool,
        /// Solve again with each number at its low and its high: how far the headline figures reach, and which numbers
        /// move them most, and which scenarios cannot
        /// be distinguished. One number at a time; errors that come together reach further
        #[arg(long)]
        ranges: bool,
        /// Assign the tonnes of --demand on the atlas's imported network, within the capacities of its links
        #[arg(long = "imported", alias = "mesh", id = "mesh", requires = "demand")]
        imported: bool,
        #[command(flatten)]
        on_imported: OnImported,
        #[command(flatten)]
        compare: Compare,
    }

    impl LineOf for ComparedLine {
        fn question(self) -> Result<(Question, Presentation), clap::Error> {
            let imported = self.imported.then_some(self.on_imported);
            let query = Compare { ranges: self.ranges, imported, ..self.compare.side_by_side() };
            Ok((query.into(), Presentation { strictness: self.strict.into(), ..Presentation::default() }))
        }
    }
}
