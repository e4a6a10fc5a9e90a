//! `strait=ID`: `place`, for straits alone.

use super::key::{About, Fault, Key, known};
use crate::model::PlaceKind;

pub(super) const KEY: Key = Key {
    name: "strait",
    about: About::Named,
    says: "a strait by its id",
    check: |value, atlas| {
        if atlas.places.get(value).is_some_and(|place| place.kind != PlaceKind::Strait) {
            return Err(Fault::new("this place is no strait", format!("write place={value}")));
        }
        let straits = atlas.places.iter().filter(|place| place.kind == PlaceKind::Strait);
        known(value, "strait", straits.map(|place| &place.id))
    },
    place: |atlas, place, value| {
        let place = &atlas.places[place.index()];
        place.kind == PlaceKind::Strait && place.id == *value
    },
    ..Key::BLANK
};
