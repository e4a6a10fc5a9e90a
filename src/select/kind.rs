//! `kind=WORD`: places of a kind.

use super::key::{Key, word};
use crate::model::PlaceKind;

pub(super) const KEY: Key = Key {
    name: "kind",
    says: "places of a kind: port, terminal, strait ...",
    check: |value, _| word(value, "kind of place", PlaceKind::WORDS.iter().copied()),
    place: |atlas, place, value| atlas.places[place.index()].kind.as_str() == value,
    ..Key::BLANK
};
