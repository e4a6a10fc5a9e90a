//! Who.

use super::line::{KEY, NOTE, OPTIONAL, REQUIRED, SOURCE};
use super::table::table;
use super::value::words;
use crate::model::{CountryIx, Id, string_enum};

string_enum! {
    /// What a party is.
    PartyKind {
        /// A company.
        Company = "company",
        /// A state.
        State = "state",
        /// An agency of a state.
        Agency = "agency",
        /// Anyone of a sort: `eu-refiner`.
        Persona = "persona",
    }
}
words!(PartyKind);

table! {
    Party, "parties", "A company, state or agency, or anyone of a sort.";
    id: Id = KEY.list(), "Its id.";
    name: String = REQUIRED.list().unshown(), "Its name.";
    aliases: Vec<String> = OPTIONAL.list(), "Other names by which people ask for it, joined by `;`.";
    kind: PartyKind = REQUIRED.list(), "What it is; `persona`: anyone of this sort.";
    country: Option<CountryIx> = OPTIONAL.list(), "Where it is registered.";
    identifiers: Vec<String> = OPTIONAL, "Its numbers, joined by `;`: `inn:7706107510`, `ogrn:`, `okpo:`, `lei:`.";
    bound_by: Vec<(String, Option<Id>)> = OPTIONAL, "Authorities that bind it beside those of its country, joined by `;`: `US`, or `US/iran` where one programme does.";
    wary: Vec<String> = OPTIONAL, "Authorities whose secondary sanctions it heeds, joined by `;`.";
    sources: Vec<Id> = SOURCE, "Where that is said.";
    note: Option<String> = NOTE, "What else a reader should know.";
}
