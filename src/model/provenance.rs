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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Provenance {
    /// How well they are known.
    pub basis: Basis,
    /// Ids of `sources.csv`; at least one.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

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
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// How sure.
    pub conf: Confidence,
    /// Was the text itself seen?
    pub text_seen: bool,
    /// Where it is said.
    pub provenance: Provenance,
}
