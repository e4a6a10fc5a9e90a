//! The answer to `check`.

use serde::Serialize;

use crate::notice::{Diagnostic, Severity};

/// What is wrong with an atlas or a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Check {
    /// Version of the program.
    pub corridor: String,
    /// `check`.
    pub command: String,
    /// What was checked: a path as the user gave it, or `the embedded atlas`.
    pub target: String,
    /// `atlas`, `scenario` or `compiled file`.
    pub kind: String,
    /// Rows read, measures of a scenario, or sections of a compiled file.
    pub rows: u64,
    /// How many findings are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
    /// All findings, by file and row.
    pub notices: Vec<Diagnostic>,
    /// For people, beside the findings: the line of each with its cell underlined, empty where it cannot be drawn.
    #[serde(skip)]
    pub drawings: Vec<String>,
}

impl Check {
    /// Counts the findings.
    #[must_use]
    pub fn new(target: &str, kind: &str, rows: u64, notices: Vec<Diagnostic>) -> Self {
        let errors = notices.iter().filter(|notice| notice.severity == Severity::Error).count();
        Self {
            corridor: env!("CARGO_PKG_VERSION").into(),
            command: "check".into(),
            target: target.into(),
            kind: kind.into(),
            rows,
            errors,
            warnings: notices.len() - errors,
            notices,
            drawings: Vec::new(),
        }
    }
}
