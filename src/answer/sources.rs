//! The answer to `sources`.

use serde::Serialize;

use super::{Metadata, SourceLine};

/// What a saved answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Sources {
    /// Who, what, when: that of the answer asked about.
    #[serde(flatten)]
    pub head: Metadata,
    /// The file.
    pub target: String,
    /// The command that it answers.
    pub of: String,
    /// Every source, by id.
    pub sources: Vec<SourceUse>,
}

/// One source and what was taken from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SourceUse {
    /// The source.
    #[serde(flatten)]
    pub source: SourceLine,
    /// Rows of the atlas and measures that rest on it, as `table id`, sorted.
    pub rows: Vec<String>,
}
