//! The only door to [`Atlas`] and [`Scenario`]: what is true enough to use, or every finding at once.
//!
//! A new data rule is a function in the file of its family and one line in [`RULES`].

mod build;
mod capacities;
mod cells;
mod checked;
mod commodities;
mod defaults;
mod flows;
mod growth;
mod history;
mod holdings;
mod ids;
mod law_tables;
mod links;
mod modes;
mod scenario;
mod scope;
#[cfg(test)]
mod tests;
mod transfers;

pub use checked::{Checked, Rule};
pub use growth::{Brought, grown};
pub use scenario::{effect::of as effect, is_currency, lift, lift_programme};

use crate::diagnostic::{Diagnostic, Severity};
use crate::input::{Blanks, RawTables, read_csv};
use crate::model::{Id, Scenario};
use crate::select;
use crate::tables::{Atlas, Flow, OWN, Source, Table, TableRow as _};

/// Every rule that an atlas keeps.
pub const RULES: &[Rule] = &[
    cells::check_form,
    ids::check_unique,
    ids::check_references,
    cells::check_ranges,
    cells::check_windows,
    cells::check_magnitudes,
    ids::check_sources,
    links::check_form,
    links::check_territory,
    links::check_grades,
    commodities::check_generic,
    modes::check_cost,
    modes::check_vessels,
    transfers::check_transfers,
    capacities::check_series,
    transfers::check_charges,
    history::check,
    flows::check,
    holdings::check,
    law_tables::check_listings,
    law_tables::check_form,
    law_tables::check_coverage,
    scope::check,
];

/// What someone should look at in an atlas that can be used.
const LOOKS: &[Rule] = &[capacities::check_owed];

/// Rules that a file of flows beside an atlas keeps.
const FLOW_RULES: &[Rule] = &[
    cells::check_form,
    ids::check_unique,
    ids::check_references,
    cells::check_ranges,
    cells::check_windows,
    cells::check_magnitudes,
    flows::check,
];

/// The tables with what stands in for what they leave out, as rules see them.
pub fn filled(raw: &RawTables) -> RawTables {
    let mut raw = raw.clone();
    defaults::fill(&mut raw);
    raw
}

/// Checks an atlas: what it is, with warnings.
///
/// # Errors
/// Everything that is wrong with it, files first, in the order of files and rows.
pub fn atlas(mut raw: RawTables) -> Result<(Atlas, Vec<Diagnostic>), Vec<Diagnostic>> {
    let defaults = defaults::fill(&mut raw);
    let mut atlas = build::build(&raw);
    // A selector can be judged only where every table is there.
    let whole = !raw.broken.iter().any(|file| file.ends_with(".csv"));
    let known = if raw.broken.is_empty() { scenario::ScenariosRead::All } else { scenario::ScenariosRead::Some };
    let (law, mut faults) = if whole { scenario::law::all(&raw.measures, known, &atlas) } else { Default::default() };
    atlas.law = law;
    let all = Checked::new(&raw, &atlas);
    let mut diagnostics = raw.diagnostics.clone();
    // Findings are sorted below, so the order of rules does not show.
    for rule in RULES {
        rule(&all, &mut diagnostics);
    }
    // A scenario is judged beside a law that holds.
    let judged = (whole && faults.is_empty()).then(|| scenario::all(&raw.scenarios, known, &atlas));
    let (scenarios, more) = judged.unwrap_or_default();
    faults.extend(more);
    // A row that cannot be read is said where it stands, not where it is named.
    let lost =
        |diagnostic: &Diagnostic| diagnostic.value.as_ref().is_some_and(|value| all.is_lost(select::TABLES, value));
    // These findings of selectors quote the id that they miss; its row has a finding already.
    diagnostics.extend(
        faults.into_iter().filter(|diagnostic| !(diagnostic.rule.starts_with("there is no such ") && lost(diagnostic))),
    );
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(sorted(diagnostics));
    }
    // What is wrong comes first: what stands in is said of an atlas that can be used.
    diagnostics.extend(defaults);
    LOOKS.iter().for_each(|rule| rule(&all, &mut diagnostics));
    atlas.scenarios = Table::new(scenarios, |row| &row.id);
    Ok((atlas, sorted(diagnostics)))
}

/// Checks a scenario file against an atlas; `file` is the name that notices use.
///
/// # Errors
/// Everything that is wrong with it.
pub fn scenario(file: &str, text: &str, atlas: &Atlas) -> Result<Scenario, Vec<Diagnostic>> {
    scenario::one(file, text, atlas).map_err(sorted)
}

/// Checks a file of flows (columns of `flows.csv`) against an atlas; `file` is the name that notices use.
///
/// Columns that are not required may be missing, and so may `basis` (then `plan`), `evidence` (then `estimated`) and
/// `source` (then the user's own).
///
/// # Errors
/// Everything that is wrong with it.
pub fn flows(file: &str, bytes: &[u8], atlas: &Atlas) -> Result<Vec<Flow>, Vec<Diagnostic>> {
    let mut read = read_csv(file, bytes, Flow::TABLE.columns, Blanks::Implied(&["basis", "evidence", "source"]));
    // Defaults for what a user's file may leave out.
    for row in &mut read.rows {
        row.fill("basis", "plan");
        row.fill("evidence", "estimated");
        row.fill("source", OWN);
    }
    let raw = RawTables::of(&Flow::TABLE, read.rows);
    // The source `own` is added, so that the reference of these rows holds.
    let mut beside = atlas.clone();
    let (id, title) = (Id::trusted(OWN), file.to_owned());
    let own = Source { id, title, publisher: "user".into(), ..Source::default() };
    beside.sources = Table::new(atlas.sources.iter().cloned().chain([own]).collect(), |row| &row.id);
    let flows: Vec<Flow> = build::rows(&raw, &beside);
    // Rules look at the flows of the atlas: here those are the user's.
    beside.flows = Table::new(flows.clone(), |row| &row.id);
    let all = Checked::beside(&raw, "flows", &beside);
    let mut diagnostics = read.diagnostics;
    for rule in FLOW_RULES {
        let before = diagnostics.len();
        rule(&all, &mut diagnostics);
        // Rules name `flows.csv`; the finding is about the file that the user named.
        diagnostics[before..].iter_mut().for_each(|diagnostic| diagnostic.file = file.to_owned());
    }
    if diagnostics.is_empty() { Ok(flows) } else { Err(sorted(diagnostics)) }
}

fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    // Rows that stand in for others are in no line of a file.
    diagnostics.iter_mut().for_each(|diagnostic| diagnostic.row = diagnostic.row.filter(|row| *row > 0));
    diagnostics.sort();
    // Two rules may have the same finding.
    diagnostics.dedup();
    diagnostics
}
