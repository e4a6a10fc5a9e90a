//! `line=ID`: every link of the line.

use super::key::{About, Key, known};

pub(super) const KEY: Key = Key {
    name: "line",
    about: About::Named,
    says: "every link of a line",
    check: |value, atlas| known(value, "line", atlas.lines.ids()),
    link: |atlas, link, value| {
        atlas.links[link.index()].line.is_some_and(|line| atlas.lines[line.index()] == *value)
    },
    ..Key::BLANK
};
