//! The answer to `diff`.

use serde::Serialize;

use super::Metadata;

/// In what two scenarios differ.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Diff {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The one scenario.
    pub one: String,
    /// The other.
    pub other: String,
    /// The year of the flows.
    pub year: i16,
    /// All tonnes selected.
    pub flow_kt: f64,
    /// Measures that only one of them has in force, or that say something else in the other.
    pub measures: Vec<DiffMeasure>,
    /// Places and links that these measures are met on.
    pub assets: Vec<DiffAsset>,
    /// The tonnes selected under each.
    pub tonnes: DiffTonnes,
    /// Links that carry more or less of all flows of the year under the other; the largest change first.
    pub links: Vec<DiffLink>,
}

/// A measure that makes a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DiffMeasure {
    /// Its id.
    pub id: String,
    /// `one`, `other` or `both`: then it says something else.
    pub r#in: String,
    /// What it does: `bar`, `limit 0.5`.
    pub effect: String,
    /// Assets.
    pub on: Option<String>,
    /// Trade.
    pub r#for: Option<String>,
}

/// An asset on which a difference is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DiffAsset {
    /// `place` or `link`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// By which measures.
    pub measures: Vec<String>,
}

/// What becomes of the tonnes selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct DiffTonnes {
    /// Delivered under the one.
    pub delivered_one_kt: f64,
    /// Delivered under the other.
    pub delivered_other_kt: f64,
    /// Stranded under the one.
    pub stranded_one_kt: f64,
    /// Stranded under the other.
    pub stranded_other_kt: f64,
    /// Transport under the one.
    pub cost_one_usd: f64,
    /// Transport under the other.
    pub cost_other_usd: f64,
    /// Tonnes that take another way, or none, under the other.
    pub moved_kt: f64,
}

/// A link that carries more or less.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct DiffLink {
    /// Its id.
    pub id: String,
    /// Under the one.
    pub one_kt: f64,
    /// Under the other.
    pub other_kt: f64,
    /// The other less the one.
    pub change_kt: f64,
}
