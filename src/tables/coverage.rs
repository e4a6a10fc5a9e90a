//! `coverage.csv`: whose law is known, and from when to when.

use crate::model::{Day, Provenance};

/// What is known of a sender's law.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Whose.
    pub sender: String,
    /// The first day for which it is known.
    pub since: Day,
    /// The last day for which it is known.
    pub horizon: Day,
    /// Was any measure found? Else none was, and that is what is known.
    pub measures: bool,
    /// Where that is said.
    pub known: Provenance,
}
