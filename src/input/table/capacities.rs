//! `capacities.csv`.

use crate::model::{Basis, Cargo};
use crate::tables::LimitBasis;
use crate::tables::{AMOUNT, Kind, SHARE, record};

record! {
    CapacityRow, "capacities", "One limit over assets that are alternatives to each other.";
    id: required Kind::Key, "", "Its id.";
    assets: required Kind::Refs(&["links", "places", "transfers"]), "", "Links, places or transfers that share the limit; never in series.";
    cargo: optional Kind::Words(Cargo::WORDS), "", "Cargoes that count; blank: all.";
    direction: optional Kind::Word(&["forward", "backward", "both"]), "", "Direction along a link that counts; blank: both.";
    kt_y: required AMOUNT, "kt/y", "Nameplate.";
    kt_y_low: optional AMOUNT, "kt/y", "Plausible low of kt_y.";
    kt_y_high: optional AMOUNT, "kt/y", "Plausible high of kt_y.";
    basis: required Kind::Word(LimitBasis::WORDS), "", "What kind of limit it is; contracted ones bind only on request.";
    availability: optional SHARE, "", "Share of the nameplate that is really there; blank: 1.";
    months: optional Kind::Months, "", "Months in which the nameplate counts, 4-11; blank: all year, or the season is in it already.";
    ramp_months: optional AMOUNT, "month", "Months until it can be reached.";
    year: required Kind::Year, "", "Year the numbers apply to.";
    since: optional Kind::Date, "", "First day in force; blank: always.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    evidence: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
