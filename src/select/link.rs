//! `link=ID`.

use super::key::{About, Key, known};

pub(super) const KEY: Key = Key {
    name: "link",
    about: About::Named,
    says: "a link by its id",
    check: |value, atlas| known(value, "link", atlas.links.ids()),
    link: |atlas, link, value| atlas.links[link.index()].id == *value,
    ..Key::BLANK
};
