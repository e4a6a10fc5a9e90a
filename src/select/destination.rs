//! `destination=CODE`: trade that ends in a country or bloc.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "destination",
    about: About::Trade,
    says: "trade that ends in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.destination), value),
    ..Key::BLANK
};
