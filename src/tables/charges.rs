//! What is paid beside the tariff.

use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, WINDOW, provenance};
use super::table::table;
use super::value::words;
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
words!(ChargeKind);

table! {
    Charge, "charges", "A standing charge.";
    id: Id = KEY.list(), "Its id.";
    kind: ChargeKind = REQUIRED.list(), "What it is for.";
    "selector" on: Selector = REQUIRED.list(), "Where it is paid: on entering a place, on a link, or at a transfer onto a line.";
    "commodity" commodities: Vec<CommodityIx> = OPTIONAL.list(), "Commodities that pay it; blank: all.";
    "usd_t" cost: Ranged<Cost> = REQUIRED.unit("USD/t").list_range(), "How much.";
    window: Window = WINDOW.list(), "When it holds.";
    year: Option<i16> = REQUIRED, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}
