//! The answer to `export arcs`: five tables that another solver can read.
//!
//! A state is named `place/mode:route` (`place/start` and `place/end` at the ends); alternatives are joined by `;`.

use serde::{Deserialize, Serialize};

use super::{Cargo, Metadata, Report};
use crate::summary::Summary;

/// The assignment problem as the solver has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Arcs {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Trade classes: commodities that the same measures concern share arcs and costs.
    pub classes: Vec<ClassRow>,
    /// One row for each class and arc.
    pub arcs: Vec<ArcRow>,
    /// Capacity constraints, one row for each bundle, class and arc that counts towards it.
    pub bundles: Vec<BundleRow>,
    /// Tonnes to be assigned, one row per flow.
    pub demand: Vec<DemandRow>,
    /// Capacity that tonnes take which stay on their observed routes.
    pub fixed: Vec<FixedRow>,
}

/// A trade class.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ClassRow {
    /// Its number, from 0.
    pub class: u32,
    /// What equipment it needs.
    pub cargo: Cargo,
    /// Id of a commodity of the class.
    pub commodity: String,
    /// USD/t.
    pub value_usd_t: f64,
}

/// One arc as one class sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ArcRow {
    /// Number of the class.
    pub class: u32,
    /// Its number, the same in all classes.
    pub arc: u32,
    /// Name of the state it leaves.
    pub tail: String,
    /// Name of the state it enters.
    pub head: String,
    /// Id of its link; none: it is a transfer, or an end of a route.
    pub link: Option<String>,
    /// Id of its transfer; none: it is a link, or an end of a route.
    pub transfer: Option<String>,
    /// USD/t, with what the scenario charges.
    pub cost: f64,
    /// Hours, with what the scenario delays.
    pub hours: f64,
    /// Is it closed to the class?
    pub closed: bool,
}

/// One arc of one class in one bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BundleRow {
    /// Capacity id, or `measure-id@asset`.
    pub bundle: String,
    /// Number of the class.
    pub class: u32,
    /// Number of the arc.
    pub arc: u32,
    /// What all arcs of the bundle may carry together, kg a year.
    pub limit_kg: i64,
}

/// What is to be assigned of one flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DemandRow {
    /// Flow id; `trade` for a single trade.
    pub flow: String,
    /// Number of its class.
    pub class: u32,
    /// Names of the states it may start in, joined by `;`.
    pub from: String,
    /// Names of the states it may end in, joined by `;`.
    pub to: String,
    /// Kilograms a year.
    pub kg: i64,
    /// 1 is served first.
    pub tier: u8,
    /// Reservation price in USD/t, above which tonnes stay at home; none: they move at any price.
    pub ceiling: Option<f64>,
}

/// What tonnes that stay where they were take of one bundle.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FixedRow {
    /// Capacity id, or `measure-id@asset`.
    pub bundle: String,
    /// Kilograms a year.
    pub kg: i64,
}

impl Report for Arcs {
    has_metadata!();

    /// Nothing: they are several tables, in files of their own.
    fn summarize(&self, _: &mut Summary) {}
}
