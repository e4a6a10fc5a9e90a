//! `vessels.csv`.

use crate::model::Basis;
use crate::tables::{Kind, record};

record! {
    VesselRow, "vessels", "A vessel, and who has listed it.";
    id: required Kind::Key, "", "Its id: `imo-` and its number.";
    name: required Kind::Text, "", "Its name.";
    flag: optional Kind::Ref(&["countries"]), "", "Whose flag it flies; blank: not known, or no country of the atlas.";
    owner: optional Kind::Ref(&["parties"]), "", "Who owns it.";
    listed_by: optional Kind::Text, "", "Senders that have listed it, joined by `;`.";
    since: optional Kind::Date, "", "The first day on which all of them had; blank: always.";
    basis: required Kind::Word(Basis::WORDS), "", "How well it is known.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
