//! The answer to `verify`.

use serde::{Deserialize, Serialize};

use super::{Command, Report, Strictness};
use crate::summary::{ColumnKind, Summary, Table};

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

impl Report for Verify {
    fn is_finding(&self, _: Strictness) -> bool {
        !self.holds
    }

    fn summarize(&self, page: &mut Summary) {
        let verdict = if self.holds { "holds" } else { "does not hold" };
        page.title(format!("{}: the answer to {} {verdict}", self.target, self.of));
        page.text(match self.assignments {
            0 => "It was asked again; it needs no assignment.".into(),
            some => {
                format!("It was asked again; {some} assignments were checked to the kilogram and against their bounds.")
            }
        });
        if !self.flaws.is_empty() {
            page.heading("What the assignments violate");
        }
        self.flaws.iter().for_each(|flaw| page.alarm(flaw));
        page.table(self.data());
        page.headed(
            "What comes out otherwise when it is asked again",
            Table::of(&self.differences)
                .shown("Figure", ColumnKind::Text, |one| one.path.as_str())
                .shown("Said", ColumnKind::Text, |one| one.said.clone())
                .none("-")
                .shown("Found", ColumnKind::Text, |one| one.found.clone())
                .none("-"),
        );
    }
}

impl Verify {
    /// A row per flaw or difference.
    fn data(&self) -> Table {
        // A flaw has no path in the answer: `kind` relies on it.
        let flaw = |flaw: &String| Difference { said: Some(flaw.clone()), ..Difference::default() };
        let kind = |one: &Difference| if one.path.is_empty() { "flaw" } else { "difference" };
        Table::of(self.flaws.iter().map(flaw).chain(self.differences.iter().cloned()))
            .data("kind", kind)
            .data("path", |one| one.path.clone())
            .data("said", |one| one.said.clone())
            .data("found", |one| one.found.clone())
            .into()
    }
}
