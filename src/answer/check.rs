//! The answer to `check`.

use serde::{Deserialize, Serialize};

use super::Command;
use crate::model::string_enum;
use crate::notice::{Diagnostic, Severity};

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
    pub notices: Vec<Diagnostic>,
    /// For people, beside the findings: the line of each with its cell underlined, empty where it cannot be drawn.
    #[serde(skip)]
    pub drawings: Vec<String>,
}

impl Check {
    /// Counts the findings.
    #[must_use]
    pub fn new(target: &str, kind: CheckedKind, rows: u64, notices: Vec<Diagnostic>) -> Self {
        let errors = notices.iter().filter(|notice| notice.severity == Severity::Error).count();
        Self {
            corridor: env!("CARGO_PKG_VERSION").into(),
            command: Command::Check,
            target: target.into(),
            kind,
            rows,
            errors,
            warnings: notices.len() - errors,
            notices,
            drawings: Vec::new(),
        }
    }
}
