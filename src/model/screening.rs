//! What of an atlas is on a list of sanctioned persons, and by what that is known.

use super::string_enum;

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
