//! `history.csv`.

use crate::model::Basis;
use crate::tables::{AMOUNT, Kind, record};

record! {
    HistoryRow, "history", "Another value of a column that held for a time.";
    asset: required Kind::Ref(&["links", "places", "transfers", "charges", "commodities"]), "", "Whose value.";
    column: required Kind::Word(&["cost_usd_t", "hours", "operator", "usd_t", "value_usd_t"]), "", "Which column of its table.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    value: optional Kind::Value, "", "What stood there; blank: nothing.";
    low: optional AMOUNT, "", "Plausible low of value.";
    high: optional AMOUNT, "", "Plausible high of value.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
