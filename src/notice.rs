//! Your data says: one finding, with where it is, what it is, the rule it breaks and the mend.

use std::fmt;

use serde::Serialize;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The data cannot be used.
    Error,
    /// The data can be used; somebody should look.
    Warning,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Notice {
    /// File, relative to the atlas folder, or as the user named it.
    pub file: String,
    /// Line in the file, counted from 1; none: the whole file.
    pub row: Option<u64>,
    /// Column by its header, or TOML key; none: the whole row.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// The rule that it breaks, as a sentence.
    pub rule: String,
    /// What to do about it.
    pub hint: String,
    /// How bad it is.
    pub severity: Severity,
}

impl Notice {
    /// An error in a file.
    #[must_use]
    pub fn error(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            row: None,
            column: None,
            value: None,
            rule: rule.into(),
            hint: hint.into(),
            severity: Severity::Error,
        }
    }

    /// A warning about a file.
    #[must_use]
    pub fn warning(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, rule, hint) }
    }

    /// At a line of the file.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// In a column, with the value that stands there.
    #[must_use]
    pub fn cell(mut self, column: &str, value: &str) -> Self {
        self.column = Some(column.into());
        self.value = Some(value.into());
        self
    }
}

impl fmt::Display for Notice {
    /// `error: places.csv:14: column country: "KAX": unknown country; did you mean KAZ?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ":{row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ": column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, ": {value:?}")?;
        }
        write!(f, ": {}", self.rule)?;
        if !self.hint.is_empty() {
            write!(f, "; {}", self.hint)?;
        }
        Ok(())
    }
}
