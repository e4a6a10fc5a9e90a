//! `commodities.csv`.

use crate::model::{Basis, Cargo};
use crate::tables::{AMOUNT, Kind, PERCENT, record};

record! {
    CommodityRow, "commodities", "A commodity, one a grade.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    hs: required Kind::Digits, "", "Harmonized System code.";
    cargo: required Kind::Word(Cargo::WORDS), "", "What equipment it needs.";
    value_usd_t: required AMOUNT, "USD/t", "What a tonne is worth.";
    value_usd_t_low: optional AMOUNT, "USD/t", "Plausible low of value_usd_t.";
    value_usd_t_high: optional AMOUNT, "USD/t", "Plausible high of value_usd_t.";
    holding_pct_day: required PERCENT, "%/day", "Share of the value that a day on the way costs.";
    holding_pct_day_low: optional PERCENT, "%/day", "Plausible low of holding_pct_day.";
    holding_pct_day_high: optional PERCENT, "%/day", "Plausible high of holding_pct_day.";
    unit: optional Kind::Text, "", "Unit that people quote; blank: t.";
    barrels_per_tonne: optional Kind::Number(0.1, 100.0), "bbl/t", "Barrels in a tonne.";
    barrels_per_tonne_low: optional Kind::Number(0.1, 100.0), "bbl/t", "Plausible low of barrels_per_tonne.";
    barrels_per_tonne_high: optional Kind::Number(0.1, 100.0), "bbl/t", "Plausible high of barrels_per_tonne.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
