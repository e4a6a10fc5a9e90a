//! What is moved, one a grade.

use super::column::CellKind;
use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, provenance};
use super::table::table;
use crate::model::{Cargo, CountryIx, Id, Provenance, Ranged};
use routing::Cost;

table! {
    Commodity, "commodities", "A commodity, one a grade.";
    id: Id = KEY.list(), "Its id.";
    name: String = REQUIRED.list().unshown(), "Its name.";
    hs: String = REQUIRED.of(CellKind::Digits).list(), "Harmonized System code.";
    cargo: Cargo = REQUIRED.list(), "What equipment it needs.";
    "value_usd_t" value: Ranged<Cost> = REQUIRED.unit("USD/t").list_range(), "What a tonne is worth.";
    holding_pct_day: Ranged<f64> = REQUIRED.of(CellKind::PERCENT).unit("%/day").list(), "Share of the value that a day in transit costs.";
    generic: bool = OPTIONAL.list(), "true: `--cargo` without a commodity means this one; one per cargo. Blank: false." or false;
    goods_origin: Option<CountryIx> = OPTIONAL.list(), "Where all of it comes from; blank: from wherever it is sent.";
    unit: String = OPTIONAL.list(), "Unit that people quote; blank: t." or "t".into();
    barrels_per_tonne: Option<Ranged<f64>> = OPTIONAL.of(CellKind::Number(0.1, 100.0)).unit("bbl/t").list(), "Barrels in a tonne.";
    year: Option<i16> = REQUIRED, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}
