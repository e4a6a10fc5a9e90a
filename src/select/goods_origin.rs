//! `goods_origin=CODE`: goods that come from a country or bloc, whichever way they start.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "goods_origin",
    about: About::Trade,
    says: "goods that come from a country or bloc, whichever way they start",
    check: country_or_bloc,
    trade: |atlas, trade, value| {
        is_in(atlas, trade.goods_origin.or_else(|| atlas.country_of(trade.origin)), value)
    },
    ..Key::BLANK
};
