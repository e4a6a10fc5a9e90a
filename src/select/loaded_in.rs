//! `loaded_in=CODE`: trade that is known to be loaded in a country or bloc.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "loaded_in",
    about: About::Trade,
    says: "trade that is known to be loaded in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, trade.loaded_in, value),
    ..Key::BLANK
};
