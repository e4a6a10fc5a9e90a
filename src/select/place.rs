//! `place=ID`.

use super::key::{About, Key, known};

pub(super) const KEY: Key = Key {
    name: "place",
    about: About::Named,
    says: "a place by its id",
    check: |value, atlas| known(value, "place", atlas.places.ids()),
    place: |atlas, place, value| atlas.places[place.index()].id == *value,
    ..Key::BLANK
};
