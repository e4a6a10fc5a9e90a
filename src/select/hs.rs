//! `hs=DIGITS`: the beginning of a Harmonized System code.

use super::key::{About, Fault, Key};

pub(super) const KEY: Key = Key {
    name: "hs",
    about: About::Trade,
    says: "trade in commodities whose HS code begins so",
    check: |value, atlas| {
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Fault::new("an HS code is made of digits", "write hs=2709"));
        }
        if !atlas.commodities.iter().any(|row| row.hs.starts_with(value)) {
            return Err(Fault::new(
                "no commodity's HS code begins so",
                "`corridor list commodities` shows them",
            ));
        }
        Ok(value.to_owned())
    },
    trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].hs.starts_with(value),
    ..Key::BLANK
};
