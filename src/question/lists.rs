//! `corridor import ofac-sdn`, `corridor import opensanctions`: a list of sanctioned persons.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

/// A file, whose list it is, and what becomes of its hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportList {
    /// The file, plain or gzipped.
    pub file: String,
    /// Which list it is.
    pub kind: ListKind,
    /// Whose measures the hits become.
    pub sender: String,
    /// The first day of these measures; none: always.
    #[serde(default)]
    pub since: Option<String>,
    /// Names that are no nearer than this, from 0 to 1, are not shown.
    pub least: f64,
}

string_enum! {
    /// Which list a file is.
    ListKind {
        /// The SDN list of the US Treasury as CSV.
        OfacSdn = "ofac-sdn",
        /// `OpenSanctions`: `targets.simple.csv` or `FollowTheMoney` JSON lines.
        Opensanctions = "opensanctions",
    }
}
