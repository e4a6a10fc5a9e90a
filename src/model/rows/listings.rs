//! `listings.csv`: who is listed by whom.

use crate::model::{Id, Provenance, Window};

/// How sure a reading of the law is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// High.
    High,
    /// Middle.
    Middle,
    /// Low.
    Low,
}

impl Confidence {
    /// Reads `H`, `M` or `L`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "H" => Some(Self::High),
            "M" => Some(Self::Middle),
            "L" => Some(Self::Low),
            _ => None,
        }
    }

    /// `H`, `M` or `L`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "H",
            Self::Middle => "M",
            Self::Low => "L",
        }
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
