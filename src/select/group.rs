//! `group=ID`: what one cause takes down together.

use super::key::{Key, known};

pub(super) const KEY: Key = Key {
    name: "group",
    says: "places and links with a common cause of failure",
    check: |value, atlas| {
        let places = atlas.places.iter().filter_map(|place| place.group.as_ref());
        let links = atlas.links.iter().filter_map(|link| link.group.as_ref());
        known(value, "group", places.chain(links))
    },
    place: |atlas, place, value| atlas.places[place.index()].group.as_ref().is_some_and(|id| *id == *value),
    link: |atlas, link, value| atlas.links[link.index()].group.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};
