//! The answer to `verify`.

use serde::{Deserialize, Serialize};

use super::Command;

/// Does a saved answer hold?
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Verify {
    /// Version of the program.
    pub corridor: String,
    /// `verify`.
    pub command: Command,
    /// Path of the file, as the user gave it.
    pub target: String,
    /// The command that it answers.
    pub of: Command,
    /// Does it hold: nothing below is wrong?
    pub holds: bool,
    /// How many assignments were made for it, each checked to the kilogram and against the bounds of its prices by
    /// code that the solver does not share.
    pub assignments: u64,
    /// What the assignments violate, as sentences.
    pub flaws: Vec<String>,
    /// Figures that are not what comes out when the question is asked again, in the order of the answer.
    pub differences: Vec<Difference>,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Difference {
    /// Path to it in the answer: `flows[3].delivered_kt`.
    pub path: String,
    /// What the file says, as JSON; none where it says nothing.
    pub said: Option<String>,
    /// What was found, as JSON; none where there is nothing.
    pub found: Option<String>,
}
