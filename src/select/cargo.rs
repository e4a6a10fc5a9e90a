//! `cargo=WORD`.

use super::key::{About, Key, word};
use crate::model::Cargo;

pub(super) const KEY: Key = Key {
    name: "cargo",
    about: About::Trade,
    says: "trade in a cargo: crude, container ...",
    check: |value, _| word(value, "cargo", Cargo::WORDS.iter().copied()),
    trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].cargo.as_str() == value,
    ..Key::BLANK
};
