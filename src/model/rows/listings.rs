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

string_enum! {
    /// What of an atlas can be on a list of sanctioned persons.
    ListedKind {
        /// A company, state or agency.
        Party = "party",
        /// A ship.
        Vessel = "vessel",
        /// A port or terminal.
        Port = "port",
    }
}

/// By what something of the atlas and an entry of a list are, or may be, the same; as a text an identifier or `name`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "String", into = "String")]
pub enum MatchedBy {
    /// Their names.
    #[default]
    Name,
    /// An identifier: `imo:9329760`.
    Identifier(String),
}

impl MatchedBy {
    /// `name`, or the identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Identifier(id) => id,
        }
    }
}

impl From<String> for MatchedBy {
    fn from(text: String) -> Self {
        if text == Self::Name.as_str() { Self::Name } else { Self::Identifier(text) }
    }
}

impl From<MatchedBy> for String {
    fn from(by: MatchedBy) -> Self {
        by.as_str().to_owned()
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
