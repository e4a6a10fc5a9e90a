//! The answer to `verify`.

use serde::Serialize;

/// Does a saved answer hold?
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Verify {
    /// Version of the program.
    pub corridor: String,
    /// `verify`.
    pub command: String,
    /// The file.
    pub target: String,
    /// The command that it answers.
    pub of: String,
    /// Does it hold: nothing below is wrong?
    pub holds: bool,
    /// How many assignments were made for it, each checked to the kilogram and against the bounds of its prices by
    /// code that the solver does not share.
    pub assignments: u64,
    /// What the assignments violate.
    pub flaws: Vec<String>,
    /// Figures that are not what comes out when the question is asked again, in the order of the answer.
    pub differences: Vec<Difference>,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Difference {
    /// Where it stands: `flows[3].delivered_kt`.
    pub path: String,
    /// What the file says; none where it says nothing.
    pub said: Option<String>,
    /// What was found; none where there is nothing.
    pub found: Option<String>,
}
