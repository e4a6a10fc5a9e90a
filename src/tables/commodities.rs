//! What is moved, one a grade.

use super::column::CellKind;
use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, YEAR, provenance};
use super::table::table;
use crate::model::{Cargo, CountryIx, GoodsUnit, Id, Provenance, Ranged};
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
    kg_per_m3: Option<Ranged<f64>> = OPTIONAL.of(CellKind::Number(0.1, 10.0)).unit("kg/m3").list(), "Kilograms in a cubic metre of gas.";
    tonnes_per_teu: Option<Ranged<f64>> = OPTIONAL.of(CellKind::Number(0.1, 100.0)).unit("t/TEU").list(), "Tonnes of goods in a TEU (a box of 40 feet is two).";
    year: Option<i16> = YEAR, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}

impl Commodity {
    /// How many of a unit a kt a year of it is; none where the atlas does not say.
    #[must_use]
    pub fn per_kt(&self, unit: GoodsUnit) -> Option<f64> {
        let number = match unit {
            GoodsUnit::Barrels => self.barrels_per_tonne,
            GoodsUnit::Gas => self.kg_per_m3,
            GoodsUnit::Boxes => self.tonnes_per_teu,
        };
        number.map(|number| unit.per_kt(number.value))
    }
}
