//! The command line of each query: its own flags, and how its answer is shown.

use std::path::PathBuf;

use clap::Error;

use super::{Query, Question, Strictness};
use crate::spec::Borders;

/// How an answer is shown, and what else becomes of it: no part of the question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// Do stranded tonnes and prohibitions count as a finding?
    pub strictness: Strictness,
    /// Draw routes instead of tables.
    pub diagram: bool,
    /// Whose borders a map has; none: those of the United Nations.
    pub borders: Option<Borders>,
    /// Write rows to this file while they are found.
    pub rows: Option<PathBuf>,
    /// Go on with the rows of a run that was ended.
    pub resume: bool,
    /// Write the table of hits to this file.
    pub review: Option<PathBuf>,
}

/// Flags that make a question.
pub trait LineOf: clap::Args {
    /// The question, and how its answer is shown.
    ///
    /// # Errors
    /// Mistakes that only several flags together make.
    fn question(self) -> Result<(Question, Presentation), Error>;
}

/// A query whose flags are its fields.
impl<Q: Query + clap::Args + Into<Question>> LineOf for Q {
    fn question(self) -> Result<(Question, Presentation), Error> {
        Ok((self.into(), Presentation::default()))
    }
}

/// A mistake that only several flags together make.
pub(crate) fn refused(sentence: &str) -> Error {
    Error::raw(clap::error::ErrorKind::ValueValidation, format!("{sentence}\n"))
}
