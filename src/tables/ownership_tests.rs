//! `ownership_tests.csv`: how a company comes to belong to those who are listed.

use super::Listing;
use crate::model::{Basis, Confidence, Id, Percent, Provenance, Reading, Window};

/// A sender's test.
#[derive(Clone, Debug)]
pub struct OwnershipTest {
    /// Whose.
    pub sender: String,
    /// For which of its listings.
    pub programme: Id,
    /// What a share is held against.
    pub threshold: Percent,
    /// As much as the threshold is enough.
    pub reached: bool,
    /// Shares of all listed parties add up.
    pub aggregate: bool,
    /// Votes count like shares.
    pub votes: bool,
    /// The right to appoint most of the board counts by itself.
    pub board: bool,
    /// Control counts by itself.
    pub control: bool,
    /// When.
    pub window: Window,
    /// How well it is known.
    pub reading: Reading,
}

/// The name of a test that is no sender's: whom a company obeys, whatever the law says.
pub const HALF: &str = "half";

impl OwnershipTest {
    /// Half or more of shares or of votes, most of the board, or control; one owner alone is asked about, so that nothing
    /// adds up but what it holds through its own companies.
    #[must_use]
    pub fn half() -> Self {
        let known = Provenance { year: None, basis: Basis::Derived, sources: Vec::new(), note: None };
        Self {
            sender: HALF.into(),
            programme: Id::trusted(HALF),
            threshold: Percent(50_000_000),
            reached: true,
            aggregate: true,
            votes: true,
            board: true,
            control: true,
            window: Window::default(),
            reading: Reading { conf: Confidence::High, text_seen: true, known },
        }
    }

    /// Is the listing one of those that the test is for, on whatever day?
    #[must_use]
    pub fn is_for(&self, listing: &Listing) -> bool {
        listing.sender == self.sender && listing.programme == self.programme
    }
}
