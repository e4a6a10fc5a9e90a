//! Tonnes by commodity, and what several answers say of them alike.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::NameplateReason;
use crate::summary::GoodsOf;

/// What becomes of the tonnes of one commodity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommodityTonnes {
    /// Commodity id.
    pub commodity: String,
    /// All tonnes selected, assigned or not, kt a year.
    pub flow_kt: f64,
    /// Of these counted and not assigned.
    pub unassigned_kt: f64,
    /// Tonnes that arrive, kt a year.
    pub delivered_kt: f64,
    /// Tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: f64,
    /// Tonnes whose route costs more than their reservation price, kt a year.
    pub uneconomic_kt: f64,
}

impl CommodityTonnes {
    /// A figure of all of them, split.
    pub(crate) fn split(rows: &[Self], of: fn(&Self) -> f64) -> GoodsOf {
        split(&rows.iter().map(|row| (row.commodity.clone(), of(row))).collect())
    }
}

/// Of these commodities; without any of all that is asked about, which is of one.
pub(super) fn split(parts: &BTreeMap<String, f64>) -> GoodsOf {
    if parts.is_empty() { GoodsOf::All } else { GoodsOf::Split(parts.clone()) }
}

/// `id=number` pairs.
pub(super) fn pairs(parts: &BTreeMap<String, f64>) -> Vec<String> {
    parts.iter().map(|(id, number)| format!("{id}={number:?}")).collect()
}

/// Why the nameplate estimate is above what is stranded, as a clause.
pub(super) fn nameplate_words(reason: NameplateReason) -> &'static str {
    match reason {
        NameplateReason::NewExits => {
            "tonnes leave by exits that carry none of them today, which the estimate leaves out"
        }
        NameplateReason::NoNameplate => {
            "an open exit has no physical limit, and the estimate gives it nothing to spare"
        }
        NameplateReason::NoExitNeeded => "freed tonnes have a route that needs no spare room of an exit",
    }
}
