//! `mode=WORD`: links of a mode.

use super::key::{Key, word};
use crate::model::Mode;

pub(super) const KEY: Key = Key {
    name: "mode",
    says: "links of a mode: pipeline, rail, sea ...",
    check: |value, _| word(value, "mode", Mode::WORDS.iter().copied()),
    link: |atlas, link, value| atlas.links[link.index()].mode.as_str() == value,
    ..Key::BLANK
};
