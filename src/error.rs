//! Could not run: an opaque error with a kind and, where there is one, a list of notices.

use std::fmt;

use assignment::{LineError, ReadError};
use routing::store::{FileError, FileFault};

use crate::diagnostic::Diagnostic;

/// Why a question has no answer.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    diagnostics: Vec<Diagnostic>,
}

/// What kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be read or written.
    Io,
    /// The atlas, a scenario or a flow file breaks a rule; the notices say which.
    Data,
    /// The question names something that does not exist, or asks for something that cannot be.
    Question,
}

impl Error {
    /// An error of a kind with a sentence for people.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), diagnostics: Vec::new() }
    }

    /// Data that break rules.
    #[must_use]
    pub fn data(message: impl Into<String>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { kind: ErrorKind::Data, message: message.into(), diagnostics }
    }

    /// Shorthand for a question that cannot be asked.
    #[must_use]
    pub fn question(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Question, message)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// All findings in the data, in the order of files and rows.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// What a fallible call gives.
pub type Result<T> = std::result::Result<T, Error>;

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        let hint = match error.fault {
            // What mends it depends on who is at fault: the name, the kind of file, or its content.
            FileFault::Unreadable(_) => "check its name",
            FileFault::Foreign => "name one that `corridor compile` wrote, or a folder",
            // Damaged, or written by another version or machine.
            _ => "compile it again: corridor compile ATLAS --output FILE",
        };
        Self::new(ErrorKind::Io, format!("{error}; {hint}"))
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::File(why) => Self::new(ErrorKind::Io, why),
            ReadError::Lines(findings) => {
                let diagnostic = |finding: LineError| Diagnostic {
                    row: finding.line,
                    ..Diagnostic::error(finding.file, finding.rule, finding.hint)
                };
                Self::data("the instance cannot be used", findings.into_iter().map(diagnostic).collect())
            }
        }
    }
}
