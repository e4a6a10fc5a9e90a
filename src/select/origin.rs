//! `origin=CODE`: trade that starts in a country or bloc.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "origin",
    about: About::Trade,
    says: "trade that starts in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
    ..Key::BLANK
};
