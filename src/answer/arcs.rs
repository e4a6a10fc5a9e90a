//! The answer to `export arcs`: five tables that another solver can read.
//!
//! A state is named `place/mode:way` (`place/start` and `place/end` at the ends); alternatives are joined by `;`.

use serde::Serialize;

use super::Metadata;

/// What the solver sees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Arcs {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// Trade classes.
    pub classes: Vec<ClassRow>,
    /// Arcs, a row for each class and arc.
    pub arcs: Vec<ArcRow>,
    /// Limits, a row for each bundle, class and arc that counts.
    pub bundles: Vec<BundleRow>,
    /// What is to be laid.
    pub demand: Vec<DemandRow>,
    /// What stays where it was.
    pub fixed: Vec<FixedRow>,
}

/// A trade class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ClassRow {
    /// Its number.
    pub class: u32,
    /// The cargo.
    pub cargo: String,
    /// A commodity that is in it.
    pub commodity: String,
    /// USD/t.
    pub value_usd_t: f64,
}

/// One arc as one class sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ArcRow {
    /// The class.
    pub class: u32,
    /// Its number.
    pub arc: u32,
    /// The state it leaves.
    pub tail: String,
    /// The state it enters.
    pub head: String,
    /// The link it goes along.
    pub link: Option<String>,
    /// The transfer it makes.
    pub transfer: Option<String>,
    /// USD/t.
    pub cost: f64,
    /// Hours.
    pub hours: f64,
    /// Barred for this class?
    pub closed: bool,
}

/// One arc of one class in one bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct BundleRow {
    /// Capacity id, or `measure-id@asset`.
    pub bundle: String,
    /// The class.
    pub class: u32,
    /// The arc.
    pub arc: u32,
    /// The limit of the bundle.
    pub limit_kg: i64,
}

/// What is to be laid.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct DemandRow {
    /// The flow.
    pub flow: String,
    /// Its class.
    pub class: u32,
    /// States it may start in.
    pub from: String,
    /// States it may end in.
    pub to: String,
    /// How much.
    pub kg: i64,
    /// Its tier.
    pub tier: u8,
    /// USD/t.
    pub ceiling: Option<f64>,
}

/// Tonnes that stay where they were.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct FixedRow {
    /// Capacity id, or `measure-id@asset`.
    pub bundle: String,
    /// How much of it they take.
    pub kg: i64,
}
