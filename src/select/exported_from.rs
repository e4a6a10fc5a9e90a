//! `exported_from=CODE`: trade that leaves a country or bloc: where it starts.

use super::key::{About, Key, country_or_bloc, is_in};

pub(super) const KEY: Key = Key {
    name: "exported_from",
    about: About::Trade,
    says: "trade that leaves a country or bloc: where it starts",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
    ..Key::BLANK
};
