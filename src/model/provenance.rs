//! How well something is known, and where it is said.

use super::{Id, string_enum};

string_enum! {
    /// How well a number is known.
    Basis {
        /// A publisher says so.
        Reported = "reported",
        /// Computed from reported numbers by a stated rule.
        Derived = "derived",
        /// A judgement with a wide range.
        Estimated = "estimated",
    }
}

/// Where a row's numbers come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The year they apply to.
    pub year: Option<i16>,
    /// How well they are known.
    pub basis: Basis,
    /// Ids of `sources.csv`; at least one.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

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
