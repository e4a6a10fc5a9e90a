//! `countries.csv`.

use crate::tables::{Kind, LAT, LON, record};

record! {
    CountryRow, "countries", "A country.";
    iso3: required Kind::CountryKey, "", "ISO 3166 alpha-3 code.";
    name: required Kind::Text, "", "Name in English.";
    blocs: optional Kind::Blocs, "", "Groups it belongs to: EU, G7, EAEU.";
    landlocked: required Kind::Bool, "", "Has it no coast on the ocean?";
    lat: optional LAT, "deg", "Latitude of its label.";
    lon: optional LON, "deg", "Longitude of its label.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
}
