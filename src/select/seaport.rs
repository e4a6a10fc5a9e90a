//! `seaport=true`: places that load seagoing ships.

use super::key::{Key, word};

pub(super) const KEY: Key = Key {
    name: "seaport",
    says: "places that load seagoing ships, or that do not: true, false",
    check: |value, _| word(value, "answer", ["false", "true"]),
    place: |atlas, place, value| atlas.places[place.index()].seaport == (value == "true"),
    ..Key::BLANK
};
