//! `final_use=CODE`: goods that are used in a country or bloc: where they are said to be, else where trade ends.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "final_use",
    about: About::Trade,
    says: "goods that are used in a country or bloc: where trade ends",
    check: country_or_bloc,
    trade: |atlas, trade, value| {
        is_in(atlas, trade.final_use.or_else(|| atlas.country_of(trade.destination)), value)
    },
    ..Key::BLANK
};
