//! `charges.csv`.

use crate::model::Basis;
use crate::tables::ChargeKind;
use crate::tables::{AMOUNT, Kind, record};

record! {
    ChargeRow, "charges", "A standing charge.";
    id: required Kind::Key, "", "Its id.";
    kind: required Kind::Word(ChargeKind::WORDS), "", "What it is for.";
    selector: required Kind::Selector, "", "Where it is paid: on entering a place, on a link, or at a transfer onto a line.";
    commodity: optional Kind::Refs(&["commodities"]), "", "Commodities that pay it; blank: all.";
    usd_t: required AMOUNT, "USD/t", "How much.";
    usd_t_low: optional AMOUNT, "USD/t", "Plausible low of usd_t.";
    usd_t_high: optional AMOUNT, "USD/t", "Plausible high of usd_t.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
