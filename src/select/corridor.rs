//! `corridor=ID`: links that an analyst counts to one way out.

use super::key::{Key, known};

pub(super) const KEY: Key = Key {
    name: "corridor",
    says: "links of a corridor",
    check: |value, atlas| {
        known(value, "corridor", atlas.links.iter().filter_map(|link| link.corridor.as_ref()))
    },
    link: |atlas, link, value| atlas.links[link.index()].corridor.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};
