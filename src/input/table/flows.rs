//! `flows.csv`.

use crate::model::Basis;
use crate::tables::FlowBasis;
use crate::tables::{AMOUNT, Kind, record};

record! {
    FlowRow, "flows", "Tonnes a year of one commodity from an origin to a destination.";
    id: required Kind::Key, "", "Its id.";
    commodity: required Kind::Ref(&["commodities"]), "", "What.";
    origin: required Kind::Ref(&["places", "countries"]), "", "From where: a place or a country.";
    destination: required Kind::Ref(&["places", "countries"]), "", "To where: a place or a country.";
    market: optional Kind::Tag, "", "Market that it may be sold to instead.";
    kt_y: required AMOUNT, "kt/y", "How much.";
    kt_y_low: optional AMOUNT, "kt/y", "Plausible low of kt_y.";
    kt_y_high: optional AMOUNT, "kt/y", "Plausible high of kt_y.";
    year: optional Kind::Year, "", "Its year; or from and until.";
    from: optional Kind::Date, "", "First day.";
    until: optional Kind::Date, "", "Last day.";
    basis: required Kind::Word(FlowBasis::WORDS), "", "Seen or planned.";
    via: optional Kind::Refs(&["places", "links", "lines"]), "", "Pinned to pass these, in order; blank: free.";
    priority: optional Kind::Word(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]), "", "Tier: 1 is served first; blank: 2.";
    ceiling_usd_t: optional AMOUNT, "USD/t", "Dearer tonnes stay at home; blank: none do.";
    laid: optional Kind::Bool, "", "false: counted in statistics, never routed. Blank: true.";
    goods_origin: optional Kind::Ref(&["countries"]), "", "Where the goods come from; blank: the country of the origin.";
    goods_owner: optional Kind::Ref(&["parties"]), "", "Who owns them.";
    loaded_in: optional Kind::Ref(&["countries"]), "", "Where they are loaded.";
    evidence: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
