//! `coverage.csv`.

use crate::model::Basis;
use crate::tables::{Kind, record};

record! {
    CoverageRow, "coverage", "A sender whose law is known, from a day to a day.";
    sender: required Kind::Text, "", "Whose: `EU`, `US`, `UK`, or the alpha-3 code of a state.";
    since: required Kind::Date, "", "The first day for which it is known.";
    law_horizon: required Kind::Date, "", "The last day for which it is known; a later day is unknown.";
    holds: required Kind::Word(&["measures", "none_found"]), "", "Were measures found, or none, and that is what is known?";
    basis: required Kind::Word(Basis::WORDS), "", "How well that is known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
