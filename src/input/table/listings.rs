//! `listings.csv`.

use crate::model::Basis;
use crate::tables::{Kind, record};

record! {
    ListingRow, "listings", "A party that a sender has listed.";
    party: required Kind::Ref(&["parties"]), "", "Who is listed.";
    sender: required Kind::Text, "", "Whose list: `EU`, `US`, `UK`.";
    programme: required Kind::Tag, "", "Of its programmes the one that has an ownership test: `russia`, `russia-art-5aa`.";
    joint: optional Kind::Tag, "", "Listed parties with the same word hold as one.";
    since: required Kind::Date, "", "First day in force.";
    until: optional Kind::Date, "", "Last day in force; blank: still.";
    conf: required Kind::Word(&["H", "M", "L"]), "", "How sure: high, middle, low.";
    text_seen: required Kind::Bool, "", "Was the text of the act itself seen?";
    basis: required Kind::Word(Basis::WORDS), "", "How well the dates are known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
