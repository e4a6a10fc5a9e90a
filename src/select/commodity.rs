//! `commodity=ID`.

use super::key::{About, Key, known};

pub(super) const KEY: Key = Key {
    name: "commodity",
    about: About::Trade,
    says: "trade in a commodity",
    check: |value, atlas| known(value, "commodity", atlas.commodities.ids()),
    trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].id == *value,
    ..Key::BLANK
};
