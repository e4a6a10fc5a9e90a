//! What was measured.

use super::line::{BASIS, OPTIONAL, REQUIRED, SOURCE, provenance};
use super::table::table;
use crate::model::{CommodityIx, CountryIx, Provenance, Ranged, Via};
use assignment::Mass;

table! {
    Observed, "observed", "What was measured.", by "year" "asset" "commodity" "origin" "scope" "kt";
    "asset" at: Via = REQUIRED.list(), "Where: a link, place or line.";
    commodity: Option<CommodityIx> = OPTIONAL.list(), "Of which commodity; blank: all.";
    origin: Option<CountryIx> = OPTIONAL.list(), "Of which origin; blank: all.";
    year: i16 = REQUIRED.list(), "In which year.";
    "kt" mass: Ranged<Mass> = REQUIRED.unit("kt").list_range(), "How much.";
    scope: String = OPTIONAL.list(), "What the publisher counts.";
    provenance: Provenance = provenance(BASIS.list_as("evidence"), SOURCE.list()), "Where its numbers come from.";
}
