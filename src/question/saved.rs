//! `corridor verify` and `corridor sources`: questions about an answer that was saved.

use serde::{Deserialize, Serialize};

use super::TextFile;

/// An answer in the documented JSON, as a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Saved {
    /// The file.
    pub answer: TextFile,
}
