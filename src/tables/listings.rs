//! `listings.csv`: who is listed by whom.

use crate::model::{Id, Reading, Window};

/// A party that a sender has listed.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Who.
    pub party: Id,
    /// Whose list.
    pub sender: String,
    /// Of its programmes the one with an ownership test.
    pub programme: Id,
    /// Those with the same word hold as one.
    pub joint: Option<Id>,
    /// When.
    pub window: Window,
    /// How well it is known.
    pub reading: Reading,
}
