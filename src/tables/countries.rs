//! Countries.

use super::column::CellKind;
use super::line::{KEY, OPTIONAL, REQUIRED, SOURCE, position};
use super::table::table;
use crate::model::Id;
use routing::Position;

table! {
    Country, "countries", "A country.";
    "iso3" id: Id = KEY.of(CellKind::CountryKey), "ISO 3166 alpha-3 code.";
    name: String = REQUIRED.unshown(), "Name in English.";
    blocs: Vec<String> = OPTIONAL.of(CellKind::Blocs), "Groups it belongs to: EU, G7, EAEU.";
    landlocked: bool = REQUIRED, "Has it no coast on the ocean?";
    position: Option<Position> = position("Latitude of its label.", "Longitude of its label."), "Where its label stands.";
    sources: Vec<Id> = SOURCE, "Where that is said.";
}
