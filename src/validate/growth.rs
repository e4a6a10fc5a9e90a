//! Rows of scenarios beside an atlas: checked together with it, as if they stood in its tables.

use std::collections::BTreeSet;

use super::defaults;
use crate::diagnostic::Diagnostic;
use crate::input::{Blanks, RawTables, read_csv};
use crate::model::{Id, Window};
use crate::tables::{Atlas, FlowYears, Planned, TABLES, TableSpec, TextRow};

/// The tables that one scenario brings.
#[derive(Debug)]
pub struct Brought<'a> {
    /// Their folder.
    pub id: &'a str,
    /// Path and text of each table.
    pub files: Vec<(&'a str, &'a str)>,
}

/// Lines of the rows of a scenario are counted from this on, times its number: no file that is read has so many.
const LINES: u64 = 10_000_000;

/// The atlas of these tables with the rows of scenarios in it.
///
/// # Errors
/// Everything that is wrong with the rows, by their files and lines.
pub fn grown(raw: RawTables, all: &[Brought<'_>]) -> Result<Atlas, Vec<Diagnostic>> {
    let mut whole = super::filled(&raw);
    let base = whole.clone();
    let (mut findings, mut ids) = (Vec::new(), Vec::new());
    for (number, brought) in (1..).zip(all) {
        let mut part = part(&base, brought, &mut findings);
        defaults::fill(&mut part);
        ids.push(add(&mut whole, &part, number * LINES));
    }
    if !findings.is_empty() {
        return Err(super::sorted(findings));
    }
    let (mut atlas, _) =
        super::atlas(whole).map_err(|found| found.into_iter().map(|one| placed(one, all)).collect::<Vec<_>>())?;
    atlas.planned = all.iter().zip(&ids).map(|(brought, ids)| planned(&atlas, brought.id, ids)).collect();
    // What a scenario brings belongs to whichever year is asked about.
    let brought: BTreeSet<Id> = atlas.planned.iter().flat_map(|planned| planned.flows.clone()).collect();
    for flow in atlas.flows.iter_mut().filter(|flow| brought.contains(&flow.id)) {
        flow.when = FlowYears::Between(Window::default());
    }
    Ok(atlas)
}

/// Table of a file by its name.
fn table_of(path: &str) -> Option<&'static TableSpec> {
    let name = path.rsplit(['/', '\\']).next()?;
    TABLES.iter().find(|table| table.file == name)
}

/// The rows of a scenario, beside what their defaults are made of.
fn part(base: &RawTables, brought: &Brought<'_>, findings: &mut Vec<Diagnostic>) -> RawTables {
    let mut part = RawTables::default();
    for (path, text) in &brought.files {
        let Some(table) = table_of(path) else { continue };
        let read = read_csv(path, text.as_bytes(), table.columns, Blanks::Stated);
        findings.extend(read.diagnostics);
        part.put(table.name, read.rows, read.absent);
    }
    // Line 0 marks what is not the scenario's.
    for table in ["places", "flows", "commodities", "modes"] {
        let known = base.rows(table).iter().map(|row| row.at_line(0));
        part.rows_mut(table).extend(known);
    }
    part
}

/// Adds the rows of a scenario with their lines; gives their ids by table.
fn add(whole: &mut RawTables, part: &RawTables, lines: u64) -> Vec<(&'static str, Vec<String>)> {
    let mut ids = Vec::new();
    for table in TABLES {
        let own = part.rows(table.name).iter().filter(|row| row.line > 0);
        let own: Vec<TextRow> = own.map(|row| row.at_line(row.line + lines)).collect();
        ids.push((table.name, own.iter().map(|row| row.cell("id").to_owned()).collect()));
        whole.rows_mut(table.name).extend(own);
    }
    // The source of what names none.
    if whole.rows("sources").iter().all(|row| row.cell("id") != crate::tables::OWN) {
        let own = part.rows("sources").iter().filter(|row| row.cell("id") == crate::tables::OWN).cloned();
        whole.rows_mut("sources").extend(own);
    }
    ids
}

/// A finding about a row of a scenario, in its file and line.
fn placed(mut finding: Diagnostic, all: &[Brought<'_>]) -> Diagnostic {
    finding.rule = counted_anew(&finding.rule);
    let Some(line) = finding.row.filter(|line| *line > LINES) else { return finding };
    let number = usize::try_from(line / LINES).unwrap_or_default();
    let files = all.get(number.wrapping_sub(1)).map_or(&[][..], |brought| &brought.files);
    let file = files.iter().find(|(path, _)| table_of(path).is_some_and(|table| table.file == finding.file));
    if let Some((path, _)) = file {
        finding.file = (*path).to_owned();
        finding.row = Some(line % LINES);
    }
    finding
}

/// A sentence that names another line of rows.
fn counted_anew(rule: &str) -> String {
    let word = |word: &str| match word.trim_end_matches(',').parse::<u64>() {
        Ok(line) if line > LINES => word.replace(&line.to_string(), &(line % LINES).to_string()),
        _ => word.to_owned(),
    };
    rule.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn planned(atlas: &Atlas, id: &str, ids: &[(&'static str, Vec<String>)]) -> Planned {
    let of = |table: &str| ids.iter().find(|(own, _)| *own == table).map_or(&[][..], |(_, ids)| ids);
    Planned {
        id: Id::trusted(id),
        links: of("links").iter().filter_map(|id| atlas.links.find(id)).map(Into::into).collect(),
        transfers: of("transfers").iter().filter_map(|id| atlas.transfers.find(id)).map(Into::into).collect(),
        capacities: of("capacities").iter().filter_map(|id| atlas.capacities.find(id)).map(Into::into).collect(),
        flows: of("flows").iter().map(|id| Id::trusted(id)).collect(),
    }
}
