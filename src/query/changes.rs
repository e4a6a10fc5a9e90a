//! Scenarios of an imported network: what a measure, or a row of a file of changes, does to its links.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::Sweep;
use crate::analysis::sweep::{AtlasScenario, ImportedLimit, ImportedScenario, LinkEdit, MostOn};
use crate::diagnostic::Diagnostic;
use crate::input::{Blanks, read_csv};
use crate::model::{
    Action, Among, ChangesRow, Day, Effect, EffectKind, EffectValue, FlagSpec, InlineEffect, Measure, Per, Ranged,
    current,
};
use crate::network::{IMPORTED_COST, ImportedSelection, Prepared};
use crate::select::SelectorError;
use crate::session::{BASELINE, OWN_NAME, Session, TAKEN, last_confirmed};
use crate::spec::{InlineMeasure, ScenarioSpec, TextFile};
use crate::tables::{CHANGES, TableSpec, TextRow};
use assignment::Mass;
use routing::{Cost, Seconds};

impl Session {
    pub(crate) fn imported_scenarios(
        &self,
        asked: &Sweep,
        prepared: &Prepared,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<ImportedScenario> {
        let mut all: Vec<ImportedScenario> = Vec::new();
        for reference in &asked.scenarios {
            match self.scenario(reference) {
                Err(more) => findings.extend(more),
                Ok(scenario) if !scenario.layers.is_empty() => {
                    let rule = "an imported network knows neither law nor events nor markets of the record";
                    let hint = "leave it out, or say what it does in a file of changes";
                    findings.push(Diagnostic::error(scenario.id.as_str(), rule, hint));
                }
                Ok(scenario) => {
                    let id = scenario.id.to_string();
                    all.push(self.imported_measures(id, &scenario.measures, prepared, findings));
                }
            }
        }
        // A scenario of rows may not take the id of a named one.
        let ids = all.iter().map(|scenario| scenario.id.clone()).collect();
        let rows = by_scenario(asked, ids, findings, |file, row, findings| {
            self.of_row(file, row, prepared, findings).into_iter().collect()
        });
        all.extend(rows.into_iter().map(|(id, parts)| gathered(id, parts)));
        all
    }

    /// Measures as one scenario of an imported network.
    pub(crate) fn imported_measures(
        &self,
        id: String,
        measures: &[Measure],
        prepared: &Prepared,
        findings: &mut Vec<Diagnostic>,
    ) -> ImportedScenario {
        let parts = measures.iter().filter_map(|measure| self.of_measure(measure, prepared, findings));
        let parts = parts.collect();
        gathered(id, parts)
    }

    /// Scenarios of a sweep on the atlas, each on its own day, and what a reader should know of them; none where no day is
    /// known.
    pub(crate) fn atlas_scenarios(
        &self,
        asked: &Sweep,
        day: Option<Day>,
        findings: &mut Vec<Diagnostic>,
    ) -> (Vec<AtlasScenario>, Vec<String>) {
        let mut all: Vec<(String, Option<Day>, Vec<Measure>)> = Vec::new();
        let mut notes = Vec::new();
        for reference in &asked.scenarios {
            let stack = ScenarioSpec { scenarios: vec![reference.clone()], ..ScenarioSpec::default() };
            match self.resolve(&stack) {
                Err(error) => findings.extend(error.diagnostics().iter().cloned()),
                Ok(resolved) => {
                    // A day on the line holds for every scenario; without one each keeps its own.
                    let own = if asked.as_of.is_none() { resolved.own_day.or(day) } else { day };
                    notes.extend(resolved.applied());
                    notes.extend(own.into_iter().flat_map(|day| last_confirmed(&resolved.measures, day)));
                    all.push((resolved.id, own, resolved.measures));
                }
            }
        }
        let ids = all.iter().map(|(id, ..)| id.clone()).collect();
        // Rows name no day, so theirs is that of the question.
        let rows = by_scenario(asked, ids, findings, |file, row, findings| {
            self.measure_of_row(file, row, findings).into_iter().collect::<Vec<_>>()
        });
        all.extend(rows.into_iter().map(|(id, measures)| (id, day, measures)));
        let is_limit = |measure: &Measure| measure.effect.action().is_limit();
        // Pairs are routed one by one, so limits cannot act. Scenarios of the atlas may have some: a note, no error.
        if all.iter().flat_map(|(.., measures)| measures).any(is_limit) {
            notes.push("each pair takes its cheapest route: limits and quotas of scenarios are ignored".into());
        }
        // Where no day is known, a finding already refuses the question.
        let scenario = |(id, day, measures): (String, Option<Day>, Vec<Measure>)| {
            day.map(|day| AtlasScenario { id, network: self.network_on(day), measures })
        };
        notes.dedup();
        (all.into_iter().filter_map(scenario).collect(), notes)
    }

    /// A row of a file of changes as the measure that the line would write.
    fn measure_of_row(&self, file: &str, row: &TextRow, findings: &mut Vec<Diagnostic>) -> Option<Measure> {
        let (line, on, amount) = (row.line, row.cell("on"), row.cell("amount"));
        let Some((flag, spec)) = on_atlas(row.cell("effect")) else {
            findings.push(not_on_atlas(file, row));
            return None;
        };
        // A flag also reads `5%` as a share of value; a row has plain numbers only.
        if spec.amount.is_some() && !amount.parse::<f64>().is_ok_and(f64::is_finite) {
            let hint = "25 is 25 USD/t, or 25 hours";
            let diagnostic = Diagnostic::error(file, "an amount is a number", hint);
            findings.push(diagnostic.row(line).cell("amount", amount));
            return None;
        }
        // Rows and flags share one parser: the row is rewritten as the text of its flag.
        let text = spec.amount.map_or_else(|| on.to_owned(), |_| format!("{on}:{amount}{}", spec.unit));
        let found = self.inline(1, &InlineMeasure { effect: flag, text });
        // The parser names a flag, the user wrote a file: its name and line replace the flag's.
        found
            .map_err(|diagnostics| {
                findings.extend(diagnostics.into_iter().map(|diagnostic| Diagnostic {
                    file: file.to_owned(),
                    row: Some(line),
                    column: Some("on".into()),
                    ..diagnostic
                }));
            })
            .ok()
    }

    fn of_measure(
        &self,
        measure: &Measure,
        prepared: &Prepared,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ImportedChange> {
        // Measures have no line here, so their id takes the place of a file.
        let mut refuse = |rule: &str| findings.push(Diagnostic::error(measure.id.as_str(), rule, "leave it out"));
        let does = ArcChange::of(&measure.effect).map_err(&mut refuse).ok()?;
        if measure.trade.is_some() {
            refuse("an imported network does not know what is carried, so it knows no measures on some trade alone");
            return None;
        }
        let Some(on) = &measure.on else {
            refuse("a measure on an imported network names links or places");
            return None;
        };
        match ImportedSelection::of(on, &prepared.imported, &self.atlas) {
            Ok(on) => Some(ImportedChange { id: measure.id.to_string(), on, does }),
            Err(problems) => {
                findings.extend(problems.iter().map(|problem| about(measure.id.as_str(), None, problem)));
                None
            }
        }
    }

    fn of_row(
        &self,
        file: &str,
        row: &TextRow,
        prepared: &Prepared,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<ImportedChange> {
        let (line, on, amount) = (row.line, row.cell("on"), row.cell("amount"));
        // Files of the version before still use its words.
        let kind = EffectKind::parse(current(row.cell("effect")));
        // An effect that no row may have gets the same finding as a word that is not known.
        let Some((kind, bounds)) = kind.and_then(|kind| Some((kind, bounds(kind)?))) else {
            let known = format!("it is one of: {}", EffectKind::keys(EffectKind::in_changes()));
            let diagnostic = Diagnostic::error(file, "there is no such effect", known);
            diagnostics.push(diagnostic.row(line).cell("effect", row.cell("effect")));
            return None;
        };
        let effect = match kind.spec().value {
            // A closure takes no amount, so that cell is not read.
            EffectValue::True => Some(Effect::Close),
            _ => {
                let amount = amount.parse().ok().filter(|amount| bounds.contains(amount));
                amount.map(|amount| Effect::Amount(kind, Ranged::point(amount)))
            }
        };
        // Rows cannot name what needs law or the value of goods, so here only the amount can be at fault.
        let does = effect.and_then(|effect| ArcChange::of(&effect).ok());
        let Some(does) = does else {
            let rule = "an amount is a number up to 100,000; a share is at least -1, of a limit from 0 to 1";
            diagnostics.push(Diagnostic::error(file, rule, "0.2 is a fifth more").row(line).cell("amount", amount));
            return None;
        };
        match ImportedSelection::parse(on, &prepared.imported, &self.atlas) {
            Ok(on) => Some(ImportedChange { id: row.cell("scenario").to_owned(), on, does }),
            Err(problems) => {
                diagnostics.extend(problems.iter().map(|problem| about(file, Some(line), problem)));
                None
            }
        }
    }
}

/// What an amount in a row may be; none: no row says such an effect.
fn bounds(kind: EffectKind) -> Option<RangeInclusive<f64>> {
    match kind.spec().row {
        ChangesRow::Anywhere(least, most) | ChangesRow::OnImported(least, most) => Some(least..=most),
        ChangesRow::Nowhere => None,
    }
}

/// The flag that says on an atlas what a row says.
fn on_atlas(effect: &str) -> Option<(InlineEffect, FlagSpec)> {
    let kind = EffectKind::parse(current(effect)).filter(|kind| matches!(kind.spec().row, ChangesRow::Anywhere(..)))?;
    kind.flag().map(|flag| (flag, flag.spec()))
}

fn not_on_atlas(file: &str, row: &TextRow) -> Diagnostic {
    let effect = row.cell("effect");
    // The one effect with a counterpart on an atlas: the hint names it.
    let diagnostic = if EffectKind::parse(current(effect)) == Some(EffectKind::RateShare) {
        let rule = "an atlas has tariffs, tolls and freight, not one rate";
        Diagnostic::error(file, rule, "use charge_usd_t; rate_share is for an imported network")
    } else {
        let known = EffectKind::in_changes().filter(|kind| on_atlas(kind.as_str()).is_some());
        let hint = format!("it is one of: {}", EffectKind::keys(known));
        Diagnostic::error(file, "there is no such effect", hint)
    };
    diagnostic.row(row.line).cell("effect", effect)
}

/// One measure or row on an imported network.
struct ImportedChange {
    id: String,
    on: ImportedSelection,
    does: ArcChange,
}

enum ArcChange {
    Edit(LinkEdit),
    Limit(MostOn),
}

impl ArcChange {
    /// What an effect does on an imported network; else why an imported network cannot have it.
    fn of(effect: &Effect) -> std::result::Result<Self, &'static str> {
        let amount = effect.value();
        // Only limits in kt use this. Their amounts were checked against the unit, so the fallback is never a limit.
        let mass = Mass::from_kt(amount).unwrap_or(Mass::ZERO);
        let edit = LinkEdit::default();
        Ok(match effect.action() {
            Action::Close => Self::Edit(LinkEdit { closed: true, ..edit }),
            Action::Charge(Per::Tonne) => Self::Edit(LinkEdit { add_cost: units(amount), ..edit }),
            Action::Charge(Per::OwnCost) => Self::Edit(LinkEdit { rate_share: amount, ..edit }),
            Action::Charge(Per::Value) => {
                return Err("an imported network does not know what goods are worth");
            }
            Action::Delay => Self::Edit(LinkEdit { add_time: seconds(amount), ..edit }),
            Action::Limit(Among::Share) => Self::Limit(MostOn::Share(amount)),
            Action::Limit(Among::Each) => Self::Limit(MostOn::Each(mass)),
            Action::Limit(Among::Together) => Self::Limit(MostOn::Together(mass)),
            Action::Require | Action::SecondarySanctions => {
                return Err("an imported network knows no law: documents and secondary sanctions change nothing on it");
            }
        })
    }
}

fn gathered(id: String, parts: Vec<ImportedChange>) -> ImportedScenario {
    let mut scenario = ImportedScenario { id, ..ImportedScenario::default() };
    for ImportedChange { id, on, does } in parts {
        match does {
            ArcChange::Edit(edit) => scenario.changes.push((on, edit)),
            ArcChange::Limit(most) => scenario.limits.push(ImportedLimit { id, on, most }),
        }
    }
    scenario
}

/// Limits of scenarios that are asked where capacities are not: each is a finding.
pub(crate) fn no_limits<'s>(scenarios: impl Iterator<Item = &'s ImportedScenario>, findings: &mut Vec<Diagnostic>) {
    let rule = "routes are asked without capacities, so they know no limits";
    let limits = scenarios.flat_map(|scenario| &scenario.limits);
    findings.extend(limits.map(|limit| {
        Diagnostic::error(&limit.id, rule, "leave it out, or lay tonnes: corridor compare --imported --demand FILE")
    }));
}

/// Rows of the file of changes, gathered by their scenario: rows of one stand together, and no name stands twice.
fn by_scenario<T>(
    asked: &Sweep,
    mut ids: BTreeSet<String>,
    findings: &mut Vec<Diagnostic>,
    mut of_row: impl FnMut(&str, &TextRow, &mut Vec<Diagnostic>) -> Vec<T>,
) -> Vec<(String, Vec<T>)> {
    let mut all: Vec<(String, Vec<T>)> = Vec::new();
    let file = asked.changes_csv.as_ref().map_or("", |file| file.name.as_str());
    for row in rows(asked.changes_csv.as_ref(), &CHANGES, findings) {
        let id = row.cell("scenario");
        // Rows of a scenario are adjacent, so another id begins the next scenario.
        if all.last().is_none_or(|(last, _)| last != id) {
            let rule = if id == BASELINE {
                Some(TAKEN)
            } else if ids.contains(id) {
                Some("its rows do not stand together")
            } else {
                None
            };
            findings
                .extend(rule.map(|rule| Diagnostic::error(file, rule, OWN_NAME).row(row.line).cell("scenario", id)));
            // A refused scenario is kept all the same, so that its rows are checked too.
            ids.insert(id.to_owned());
            all.push((id.to_owned(), Vec::new()));
        }
        let own = of_row(file, &row, findings);
        // The first row of a scenario has pushed it, so there is a last one.
        if let Some((_, all)) = all.last_mut() {
            all.extend(own);
        }
    }
    all
}

fn units(usd_t: f64) -> i64 {
    // Half up for reductions as well: `div_euclid` rounds down where `/` would round towards 0.
    Cost::rounded(usd_t).map_or(0, |cost| (cost.0 + IMPORTED_COST.0 / 2).div_euclid(IMPORTED_COST.0))
}

fn seconds(hours: f64) -> Seconds {
    Seconds::rounded(hours).unwrap_or(Seconds(0))
}

/// Rows of a file that was named; what is wrong with its form goes to the notices.
pub(crate) fn rows(file: Option<&TextFile>, table: &TableSpec, diagnostics: &mut Vec<Diagnostic>) -> Vec<TextRow> {
    let Some(file) = file else { return Vec::new() };
    // A file of the user's own may leave out columns that are not required.
    let read = read_csv(&file.name, file.text.as_bytes(), table.columns, Blanks::Implied(&[]));
    diagnostics.extend(read.diagnostics);
    read.rows
}

pub(crate) fn about(file: &str, line: Option<u64>, problem: &SelectorError) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(file, problem.rule.clone(), problem.hint.clone());
    diagnostic.row = line;
    // Without a line it is no row of a file, so there is no column either.
    diagnostic.column = line.map(|_| "on".to_owned());
    diagnostic.value = Some(problem.part());
    diagnostic
}
