//! `listings.csv`: who is listed by whom.

use crate::model::{Id, Provenance, Window, string_enum};

string_enum! {
    /// How sure a reading of the law is, the surest first.
    Confidence {
        /// High.
        High = "H",
        /// Middle.
        Middle = "M",
        /// Low.
        Low = "L",
    }
}

/// How well the law is known.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How sure.
    pub conf: Confidence,
    /// Was the text itself seen?
    pub text_seen: bool,
    /// Where it is said.
    pub known: Provenance,
}

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
