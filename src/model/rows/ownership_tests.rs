//! `ownership_tests.csv`: how a company comes to belong to those who are listed.

use super::listings::{Listing, Reading};
use crate::model::{Id, Percent, Window};

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

impl OwnershipTest {
    /// Is the listing one of those that the test is for, on whatever day?
    #[must_use]
    pub fn is_for(&self, listing: &Listing) -> bool {
        listing.sender == self.sender && listing.programme == self.programme
    }
}
