//! The library's door: opens an atlas and answers questions.

use std::path::Path;

use crate::answer::{Answer, Check};
use crate::error::{Error, Result};
use crate::question::Question;

/// An opened atlas that answers.
#[derive(Debug)]
pub struct Engine {}

impl Engine {
    /// The atlas inside the binary.
    ///
    /// # Errors
    /// Where it breaks a rule.
    pub fn embedded() -> Result<Self> {
        Err(Error::question("no engine on this branch"))
    }

    /// The atlas in a folder.
    ///
    /// # Errors
    /// Where it cannot be read or breaks a rule.
    pub fn open(_folder: &Path) -> Result<Self> {
        Self::embedded()
    }

    /// Answers.
    ///
    /// # Errors
    /// Where the question cannot be asked.
    pub fn ask(&self, _question: &Question) -> Result<Answer> {
        Err(Error::question("no engine on this branch"))
    }
}

/// Checks an atlas folder or a scenario file against an atlas (none: the embedded one).
///
/// # Errors
/// Where nothing can be read.
pub fn check(_target: Option<&Path>, _atlas: Option<&Path>) -> Result<Check> {
    Err(Error::question("no engine on this branch"))
}

/// The files of the embedded atlas, by path.
#[must_use]
pub fn embedded_files() -> Vec<(&'static str, &'static [u8])> {
    Vec::new()
}
