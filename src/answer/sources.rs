//! The answer to `sources`.

use serde::{Deserialize, Serialize};

use super::{Command, Metadata, SourceLine};

/// What a saved answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Sources {
    /// Which program, atlas and scenario the saved answer has.
    #[serde(flatten)]
    pub head: Metadata,
    /// Path of the file, as the user gave it.
    pub target: String,
    /// The command that it answers.
    pub of: Command,
    /// Every source, by id.
    pub sources: Vec<SourceUse>,
}

/// One source and what was taken from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceUse {
    /// The source.
    #[serde(flatten)]
    pub source: SourceLine,
    /// Rows of the atlas and measures that rest on it, each as `table id`, sorted.
    pub rows: Vec<String>,
}
