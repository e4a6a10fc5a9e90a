//! `charges.csv`: what is paid beside the tariff.

use crate::model::{CommodityIx, Id, Provenance, Ranged, Selector, Window, string_enum};
use routing::Cost;

string_enum! {
    /// What a standing charge is for.
    ChargeKind {
        /// Passing a strait, canal, bridge.
        Toll = "toll",
        /// Insuring cargo and hull.
        Insurance = "insurance",
        /// Value lost when a grade is blended into a lesser one.
        Quality = "quality",
        /// Customs.
        Duty = "duty",
        /// Lifting and storing.
        Handling = "handling",
    }
}

/// A standing charge.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Its id.
    pub id: Id,
    /// What it is for.
    pub kind: ChargeKind,
    /// Where it is paid.
    pub on: Selector,
    /// Commodities that pay it; empty: all.
    pub commodities: Vec<CommodityIx>,
    /// How much.
    pub cost: Ranged<Cost>,
    /// When it holds.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}
