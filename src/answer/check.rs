//! The answer to `check`.

use serde::{Deserialize, Serialize};

use super::{Command, Report, Strictness};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::string_enum;
use crate::summary::{Summary, Table, counted};

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
            drawings: Vec::new(),
        }
    }
}

/// More findings than this are for programs.
const SHOWN: usize = 100;

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
    }
}
