//! `observed.csv`.

use crate::model::Basis;
use crate::tables::{AMOUNT, Kind, record};

record! {
    ObservedRow, "observed", "What was measured.";
    asset: required Kind::Ref(&["places", "links", "lines"]), "", "Where: a link, place or line.";
    commodity: optional Kind::Ref(&["commodities"]), "", "Of which commodity; blank: all.";
    origin: optional Kind::Ref(&["countries"]), "", "Of which origin; blank: all.";
    year: required Kind::Year, "", "In which year.";
    kt: required AMOUNT, "kt", "How much.";
    kt_low: optional AMOUNT, "kt", "Plausible low of kt.";
    kt_high: optional AMOUNT, "kt", "Plausible high of kt.";
    scope: optional Kind::Text, "", "What the publisher counts.";
    basis: required Kind::Word(Basis::WORDS), "", "How well the numbers are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
