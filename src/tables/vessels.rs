//! Vessels, and who has listed them.

use super::column::CellKind;
use super::line::{KEY, OPTIONAL, REQUIRED, SOURCE, basis, provenance};
use super::table::table;
use crate::model::{CountryIx, Day, Id, Provenance};

table! {
    Vessel, "vessels", "A vessel, and who has listed it.";
    id: Id = KEY.list(), "Its id: `imo-` and its number.";
    name: String = REQUIRED.list().unshown(), "Its name.";
    flag: Option<CountryIx> = OPTIONAL.list(), "Country of its flag; blank: not known, or no country of the atlas.";
    owner: Option<Id> = OPTIONAL.of(CellKind::PARTY).list(), "Who owns it.";
    listed_by: Vec<String> = OPTIONAL.list(), "Authorities that have listed it, joined by `;`.";
    since: Option<Day> = OPTIONAL.list(), "The first day on which all of them had; blank: always.";
    provenance: Provenance = provenance(basis("basis", "How well it is known."), SOURCE), "Where that is said.";
}

impl Vessel {
    pub fn is_listed(&self, authority: &str, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.listed_by.iter().any(|own| own == authority)
    }
}
