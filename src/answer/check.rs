//! The answer to `check`.

use serde::{Deserialize, Serialize};

use super::{Command, Report, Strictness};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::string_enum;
use crate::summary::{ColumnKind, Summary, Table, counted};

string_enum! {
    /// What a check looked at.
    CheckedKind {
        /// Tables of an atlas, in a folder or embedded.
        Atlas = "atlas",
        /// A scenario file.
        Scenario = "scenario",
        /// An atlas with its imported network in one compiled file.
        Compiled = "compiled file",
    }
}

/// What is wrong with an atlas or a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Check {
    /// Version of the program.
    pub corridor: String,
    /// `check`.
    pub command: Command,
    /// Path of what was checked, as the user gave it; or `the embedded atlas`.
    pub target: String,
    /// What it is.
    pub kind: CheckedKind,
    /// Rows read, measures of a scenario, or sections of a compiled file.
    pub rows: u64,
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are warnings.
    pub warnings: usize,
    /// All findings, by file and row.
    pub diagnostics: Vec<Diagnostic>,
    /// Of an atlas: how well the figures of each table are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<KnownRows>,
    /// For people, beside the findings: the line of each with its cell underlined, empty where it cannot be drawn.
    #[serde(skip)]
    pub drawings: Vec<String>,
}

impl Check {
    pub(crate) const COMMAND: Command = Command::new("check");

    /// Counts the findings.
    #[must_use]
    pub fn new(target: &str, kind: CheckedKind, rows: u64, diagnostics: Vec<Diagnostic>) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        Self {
            corridor: env!("CARGO_PKG_VERSION").into(),
            command: Self::COMMAND,
            target: target.into(),
            kind,
            rows,
            errors,
            warnings: diagnostics.len() - errors,
            diagnostics,
            known: Vec::new(),
            drawings: Vec::new(),
        }
    }
}

/// How well the figures of a table are known: rows by what they say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct KnownRows {
    /// The table.
    pub table: String,
    /// Someone reported them.
    pub reported: u64,
    /// They follow from reported ones by a stated rule.
    pub derived: u64,
    /// They are estimates.
    pub estimated: u64,
}

impl KnownRows {
    /// All rows that say it.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.reported + self.derived + self.estimated
    }
}

/// More findings than this are for programs.
const SHOWN: usize = 100;

impl Check {
    /// By table, and all together.
    fn known(&self) -> Table {
        let sum = |of: fn(&KnownRows) -> u64| self.known.iter().map(of).sum();
        let (reported, derived) = (sum(|own| own.reported), sum(|own| own.derived));
        let all = KnownRows { table: "all".into(), reported, derived, estimated: sum(|own| own.estimated) };
        let rows = self.known.iter().cloned().chain((!self.known.is_empty()).then_some(all));
        #[allow(clippy::cast_precision_loss, reason = "rows of tables")]
        let share = |part: u64, own: &KnownRows| part as f64 / own.rows() as f64;
        Table::of(rows)
            .shown("Table", ColumnKind::Text, |own| own.table.clone())
            .shown("Rows", ColumnKind::Plain, KnownRows::rows)
            .shown("Reported", ColumnKind::Share, |own| share(own.reported, own))
            .shown("Derived", ColumnKind::Share, |own| share(own.derived, own))
            .shown("Estimated", ColumnKind::Share, |own| share(own.estimated, own))
            .into()
    }
}

impl Report for Check {
    fn is_finding(&self, _: Strictness) -> bool {
        self.errors > 0
    }

    fn summarize(&self, page: &mut Summary) {
        // Only the command line draws, and not for every format.
        let drawings = self.drawings.iter().map(String::as_str).chain(std::iter::repeat(""));
        for (diagnostic, drawing) in self.diagnostics.iter().zip(drawings).take(SHOWN) {
            match diagnostic.severity {
                Severity::Error => page.alarm(diagnostic.to_string()),
                Severity::Warning => page.text(diagnostic.to_string()),
            }
            // The line of the file with the cell of this finding underlined, or nothing.
            page.drawing(drawing);
        }
        let what = match self.kind {
            CheckedKind::Scenario => "measure",
            CheckedKind::Compiled => "section",
            CheckedKind::Atlas => "row",
        };
        page.title(format!(
            "{}: {}, {}, {}",
            self.target,
            counted(self.rows, what),
            counted(self.errors as u64, "error"),
            counted(self.warnings as u64, "warning")
        ));
        page.more(self.diagnostics.len().saturating_sub(SHOWN), "findings");
        page.table(
            Table::of(&self.diagnostics)
                .data("file", |row| row.file.as_str())
                .data("row", |row| row.row)
                .data("column", |row| row.column.clone())
                .data("value", |row| row.value.clone())
                .data("rule", |row| row.rule.as_str())
                .data("hint", |row| row.hint.as_str())
                .data("severity", |row| row.severity.as_str()),
        );
        page.headed("How well the figures are known, shares of rows", self.known());
    }
}
