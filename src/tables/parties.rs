//! Who.

use super::column::Kind;
use super::line::{KEY, NOTE, OPTIONAL, REQUIRED, SOURCE};
use super::table::table;
use crate::model::{CountryIx, Id};

/// What a party can be.
const KINDS: Kind = Kind::Word(&["company", "state", "agency", "persona"]);

table! {
    Party, "parties", "A company, state or agency, or anybody of a sort.";
    id: Id = KEY, "Its id.";
    name: String = REQUIRED.unshown(), "Its name.";
    kind: String = REQUIRED.of(KINDS), "What it is; `persona`: anybody of this sort.";
    country: Option<CountryIx> = OPTIONAL, "Where it is registered.";
    identifiers: Vec<String> = OPTIONAL, "Its numbers, joined by `;`: `inn:7706107510`, `ogrn:`, `okpo:`, `lei:`.";
    bound_by: Vec<(String, Option<Id>)> = OPTIONAL, "Senders that bind it beside those of its country, joined by `;`: `US`, or `US/iran` where one programme does.";
    wary: Vec<String> = OPTIONAL, "Senders whose threats it heeds, joined by `;`.";
    sources: Vec<Id> = SOURCE, "Where that is said.";
    note: Option<String> = NOTE, "What else a reader should know.";
}
