//! `corridor check`: what is wrong with an atlas, a scenario or a compiled file, all at once.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Query;
use crate::answer::{self, Basis, CheckedKind, Command, KnownRows};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::input::{self, RawTable, RawTables, Source};
use crate::model::Day;
use crate::session::Session;
use crate::tables::{Atlas, CellKind, Column};
use crate::{analysis, validate};
use routing::store::CompiledFile;

/// Check an atlas, a scenario or a compiled file: all findings at once
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[cfg_attr(
    feature = "cli",
    derive(clap::Args),
    command(
        after_help = "Examples:\n  corridor check my-atlas\n  corridor check --atlas my-atlas what-if.toml\n\nAs CSV: a row per finding."
    )
)]
#[serde(default)]
pub struct Check {
    /// Atlas folder, scenario file or compiled file [default: the atlas of --atlas, or the embedded one]
    #[cfg_attr(feature = "cli", arg(value_name = "DIR|FILE"))]
    pub target: Option<String>,
    /// The atlas that a scenario is of; none: the embedded one.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub atlas: Option<String>,
}

impl Query for Check {
    const COMMAND: Command = answer::Check::COMMAND;
    const ASKS_ATLAS: bool = false;
    type Answer = answer::Check;

    fn run(&self, _: &Session) -> Result<answer::Check> {
        check(self.target.as_deref().map(Path::new), self.atlas.as_deref().map(Path::new))
    }
}

/// Validates an atlas folder, or a scenario file against an atlas: all findings at once. Without a target the atlas
/// itself; without an atlas the one inside the program.
///
/// # Errors
/// The target cannot be read at all.
pub fn check(target: Option<&Path>, atlas: Option<&Path>) -> Result<answer::Check> {
    match target.or(atlas) {
        None => check_atlas("the embedded atlas", Source::Files(&input::embedded())),
        Some(folder) if folder.is_dir() => check_folder(folder),
        // By its first bytes, whatever it is called; any other file is read as a scenario.
        Some(file) if CompiledFile::is_compiled(file) => check_compiled(file),
        Some(file) => check_scenario(file, atlas),
    }
}

/// The tables, and the imported network where there is one.
fn check_folder(folder: &Path) -> Result<answer::Check> {
    let check = check_atlas(&folder.display().to_string(), Source::Folder(folder))?;
    // Places of the atlas are joined to the imported network, so it is read only beside a valid atlas.
    if check.errors > 0 {
        return Ok(check);
    }
    match Session::open(folder)?.imported() {
        Ok(_) => Ok(check),
        Err(error) => {
            let rows = check.rows;
            let mut diagnostics = check.diagnostics;
            diagnostics.extend(error.diagnostics().iter().cloned());
            // An error without findings is one sentence, which becomes a finding.
            if error.diagnostics().is_empty() {
                diagnostics.push(plain(&check.target, &error));
            }
            Ok(answer::Check::new(&check.target, check.kind, rows, diagnostics))
        }
    }
}

/// What an error says, as a finding about its file.
fn plain(target: &str, error: &Error) -> Diagnostic {
    let said = error.to_string();
    // The file is a field of the finding, so its name is cut off the sentence.
    let said = said.strip_prefix(target).and_then(|said| said.strip_prefix(": ")).unwrap_or(&said);
    // Errors are written `rule; hint`.
    let (rule, hint) = said.split_once("; ").unwrap_or((said, ""));
    Diagnostic::error(target, rule, hint)
}

/// Every section, whatever a command would touch.
fn check_compiled(path: &Path) -> Result<answer::Check> {
    let target = path.display().to_string();
    let file = CompiledFile::open(path)?;
    let diagnostic = |error: &Error| plain(&target, error);
    let mut diagnostics: Vec<Diagnostic> =
        file.names().filter_map(|name| file.bytes(name).err()).map(|error| diagnostic(&error.into())).collect();
    // Checksums first: what a section says is read only where all sections are intact.
    if diagnostics.is_empty() {
        diagnostics.extend(Session::open(path).and_then(|engine| engine.imported()).err().iter().map(diagnostic));
    }
    Ok(answer::Check::new(&target, CheckedKind::Compiled, file.names().count() as u64, diagnostics))
}

fn check_scenario(file: &Path, atlas: Option<&Path>) -> Result<answer::Check> {
    let target = file.display().to_string();
    let bytes = input::read_file(file)?;
    // A table refers to others, so it cannot be judged alone.
    if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        return Err(Error::question(format!(
            "{target}: a table by itself is not checked: name the folder of its atlas; flows of your own are checked \
             when they are used, with --flows {target}"
        )));
    }
    let engine = atlas.map_or_else(Session::embedded, Session::open)?;
    let read = |text: String| validate::scenario(&target, &text, &engine.atlas);
    Ok(match input::read_text(&target, &bytes).and_then(read) {
        Ok(scenario) => answer::Check::new(&target, CheckedKind::Scenario, scenario.measures.len() as u64, Vec::new()),
        Err(diagnostics) => answer::Check::new(&target, CheckedKind::Scenario, 0, diagnostics),
    })
}

fn check_atlas(target: &str, source: Source<'_>) -> Result<answer::Check> {
    let tables = input::read(source)?;
    let rows = tables.each().iter().map(|table| table.rows.len() as u64).sum();
    let known = how_well(&tables);
    // The texts are kept for `balance`, which has no lines of its own.
    let diagnostics = match validate::atlas(tables.clone()) {
        Err(diagnostics) => diagnostics,
        Ok((atlas, warnings)) => warnings.into_iter().chain(balance(atlas, &tables)).collect(),
    };
    Ok(answer::Check { known, ..answer::Check::new(target, CheckedKind::Atlas, rows, diagnostics) })
}

/// How well the figures of each table are known; tables that do not say it are left out.
fn how_well(tables: &RawTables) -> Vec<KnownRows> {
    let of_table = |table: &RawTable<'_>| {
        let says = |column: &&Column| matches!(column.kind, CellKind::Word(words) if words == Basis::WORDS);
        let column = table.spec.columns.iter().find(says)?;
        let count = |basis: Basis| table.column(column.name).filter(|(_, word)| *word == basis.as_str()).count() as u64;
        let [reported, derived, estimated] = [Basis::Reported, Basis::Derived, Basis::Estimated].map(count);
        Some(KnownRows { table: table.spec.name.into(), reported, derived, estimated })
    };
    let all = tables.each().iter().filter_map(of_table).collect::<Vec<_>>();
    all.into_iter().filter(|own| own.rows() > 0).collect()
}

/// What only the paths of flows show: pins that lead nowhere, observed tonnes that a capacity does not hold.
fn balance(atlas: Atlas, tables: &RawTables) -> Vec<Diagnostic> {
    // Warnings of validation are in the answer already, so this session has none.
    let engine = Session::of(atlas, Vec::new());
    let years = engine.years();
    let findings = years.into_iter().flat_map(|year| {
        let network = engine.network_on(Day::mid(year));
        let findings = analysis::balance::balance(&network, year);
        findings.into_iter().map(move |diagnostic| placed(diagnostic, tables, year))
    });
    let mut findings: Vec<Diagnostic> = findings.collect();
    // The sort is stable: errors first, each kind in the order of years.
    findings.sort_by_key(|diagnostic| diagnostic.severity == Severity::Warning);
    findings
}

/// With its line, where one row alone has this value; of several observations of an asset, that of this year.
fn placed(mut diagnostic: Diagnostic, tables: &RawTables, year: i16) -> Diagnostic {
    let each = tables.each();
    let table = each.iter().find(|table| table.spec.file == diagnostic.file);
    if let (None, Some(table), Some(column), Some(value)) =
        (diagnostic.row, table, &diagnostic.column, &diagnostic.value)
    {
        // Tables without a year give no rows here: `balance` names none of them.
        let rows = table.column(column).zip(table.column("year"));
        let mut rows: Vec<_> = rows.filter(|((_, text), _)| text == value).collect();
        // Several observations of an asset have the same text in this column: the year decides.
        if rows.len() > 1 {
            rows.retain(|(_, (_, text))| *text == year.to_string());
        }
        if let [((line, _), _)] = rows[..] {
            diagnostic.row = Some(line);
        }
    }
    diagnostic
}
