//! `operator=ID`: what a party runs.

use super::key::{Key, known};

pub(super) const KEY: Key = Key {
    name: "operator",
    says: "places and links that a party runs",
    check: |value, atlas| known(value, "party", atlas.parties.ids()),
    place: |atlas, place, value| {
        atlas.places[place.index()].operator.as_ref().is_some_and(|id| *id == *value)
    },
    link: |atlas, link, value| atlas.links[link.index()].operator.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};
