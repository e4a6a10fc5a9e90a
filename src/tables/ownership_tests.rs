//! How a company comes to belong to those who are listed.

use super::line::{REQUIRED, WINDOW, reading};
use super::listings::Listing;
use super::table::table;
use super::value::words;
use crate::model::{Basis, Id, Percent, Provenance, Reading, Window, string_enum};

string_enum! {
    /// How a share is held against a threshold.
    Comparison {
        /// More is enough.
        More = "gt",
        /// As much is enough.
        AsMuch = "ge",
    }
}
words!(Comparison);

table! {
    OwnershipTest, "ownership_tests", "How an authority tells that a company belongs to those whom it listed.", by "authority" "programme" "since";
    authority: String = REQUIRED, "Whose test: `EU`, `US`, `UK`.";
    programme: Id = REQUIRED, "For which of its listings.";
    "threshold_pct" threshold: Percent = REQUIRED.unit("%"), "What a share is held against.";
    comparison: Comparison = REQUIRED, "`gt`: more than the threshold, `ge`: as much or more.";
    aggregate: bool = REQUIRED, "Do shares of all listed parties add up? Else each listed party is looked at by itself.";
    votes: bool = REQUIRED, "Do votes count like shares?";
    board: bool = REQUIRED, "Does the right to appoint most of the board count by itself?";
    control: bool = REQUIRED, "Does control count by itself?";
    window: Window = WINDOW, "When.";
    reading: Reading = reading("Was the text of the rule itself seen?", "How well the rule is known."), "How well it is known.";
}

/// The name of a test that is no authority's: whom a company obeys, whatever the law says.
pub const HALF: &str = "half";

impl OwnershipTest {
    /// Half or more of shares or of votes, most of the board, or control; one owner alone is asked about, so that nothing
    /// adds up but what it holds through its own companies.
    #[must_use]
    pub fn half() -> Self {
        let provenance = Provenance { basis: Basis::Derived, ..Provenance::default() };
        Self {
            authority: HALF.into(),
            programme: Id::trusted(HALF),
            threshold: Percent(50_000_000),
            comparison: Comparison::AsMuch,
            aggregate: true,
            votes: true,
            board: true,
            control: true,
            reading: Reading { text_seen: true, provenance, ..Reading::default() },
            ..Self::default()
        }
    }

    /// Is the listing one of those that the test is for, on whatever day?
    #[must_use]
    pub fn is_for(&self, listing: &Listing) -> bool {
        listing.authority == self.authority && listing.programme == self.programme
    }

    /// Is a share enough?
    #[must_use]
    pub fn is_met(&self, share: Percent) -> bool {
        share > self.threshold || self.comparison == Comparison::AsMuch && share == self.threshold
    }
}
