//! What every answer starts with.

use serde::Serialize;

use crate::query::Question;

/// Who answered, from what, about what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Metadata {
    /// Version of the program.
    pub corridor: String,
    /// The command.
    pub command: String,
    /// The atlas.
    pub atlas: AtlasHead,
    /// The scenario.
    pub scenario: ScenarioHead,
    /// What a reader must know before the numbers, as sentences: the year that was taken, a limit without a base.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What was asked, whole: files by their text. From it `verify` and `sources` ask again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Box<Question>>,
}

/// Which atlas.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AtlasHead {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub sha256: String,
}

/// Which scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ScenarioHead {
    /// Its id; `none` where nothing happens; ids joined by `+` where several stack.
    pub id: String,
    /// The day that decides everything, `YYYY-MM-DD`.
    pub as_of: String,
    /// The actor.
    pub actor: Option<String>,
    /// Does the law apply? Then there are verdicts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub law: bool,
}
