//! `parties.csv`.

use crate::tables::{Kind, record};

record! {
    PartyRow, "parties", "A company, state or agency, or anybody of a sort.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    kind: required Kind::Word(&["company", "state", "agency", "persona"]), "", "What it is; `persona`: anybody of this sort.";
    country: optional Kind::Ref(&["countries"]), "", "Where it is registered.";
    identifiers: optional Kind::Text, "", "Its numbers, joined by `;`: `inn:7706107510`, `ogrn:`, `okpo:`, `lei:`.";
    bound_by: optional Kind::Text, "", "Senders that bind it beside those of its country, joined by `;`: `US`, or `US/iran` where one programme does.";
    wary: optional Kind::Text, "", "Senders whose threats it heeds, joined by `;`.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
