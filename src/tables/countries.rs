//! Countries.

use super::column::CellKind;
use super::line::{KEY, OPTIONAL, REQUIRED, SOURCE, position};
use super::table::table;
use crate::model::Id;
use routing::Position;

table! {
    Country, "countries", "A country.";
    "iso3" id: Id = KEY.of(CellKind::CountryKey).list_as("id"), "ISO 3166 alpha-3 code.";
    iso2: Option<String> = OPTIONAL.of(CellKind::Alpha2).list(), "ISO 3166 alpha-2 code.";
    name: String = REQUIRED.list().unshown(), "Name in English.";
    aliases: Vec<String> = OPTIONAL.list(), "Other names, joined by `;`: official and common ones in English.";
    blocs: Vec<String> = OPTIONAL.of(CellKind::Blocs).list(), "Groups it belongs to: EU, G7, EAEU.";
    landlocked: bool = REQUIRED.list(), "Has it no coast on the ocean?";
    position: Option<Position> = position("Latitude of its label.", "Longitude of its label."), "Where its label stands.";
    sources: Vec<Id> = SOURCE, "Where that is said.";
}
