//! `hs_lists.csv`.

use crate::model::Basis;
use crate::tables::{Kind, record};

record! {
    HsListRow, "hs_lists", "Goods on a list that measures name.";
    list: required Kind::Tag, "", "The list.";
    hs: required Kind::Digits, "", "How their code in the Harmonized System begins.";
    tier: optional Kind::Text, "", "Their tier within the list.";
    since: optional Kind::Date, "", "First day on it; blank: always.";
    until: optional Kind::Date, "", "Last day on it; blank: still.";
    basis: required Kind::Word(Basis::WORDS), "", "How well it is known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
