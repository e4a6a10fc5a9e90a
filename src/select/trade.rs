//! Keys on trade.

use super::key::{About, Fault, Key, country_or_bloc, is_in, known, word};
use crate::model::Cargo;
use crate::tables::HsListed;
use std::collections::BTreeSet;

/// In the order in which help lists them.
pub(super) const KEYS: &[Key] =
    &[COMMODITY, HS, HS_LIST, CARGO, ORIGIN, DESTINATION, GOODS_ORIGIN, EXPORTED_FROM, LOADED_IN, FINAL_USE];

/// `commodity=ID`.
const COMMODITY: Key = Key {
    name: "commodity",
    about: About::Trade,
    says: "trade in a commodity",
    check: |value, atlas| known(value, "commodity", atlas.commodities.ids()),
    trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].id == *value,
    ..Key::BLANK
};

/// `hs=DIGITS`: the beginning of a Harmonized System code.
const HS: Key = Key {
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

/// `hs_list=ID`: goods on a list, on the day on which the trade is done; a tier of it as `ID/TIER`.
const HS_LIST: Key = Key {
    name: "hs_list",
    about: About::Trade,
    says: "trade in goods on a dated list, or on a tier of it (LIST/TIER)",
    check: |value, atlas| {
        let tiers =
            atlas.hs_lists.iter().filter_map(|row| Some(format!("{}/{}", row.list, row.tier.as_ref()?)));
        let lists = atlas.hs_lists.iter().map(|row| row.list.to_string());
        let known: BTreeSet<String> = lists.chain(tiers).collect();
        word(value, "list of goods", known.iter().map(String::as_str))
    },
    trade: |atlas, trade, value| {
        let hs = &atlas.commodities[trade.commodity.index()].hs;
        let (list, tier) = value.split_once('/').map_or((value, None), |(list, tier)| (list, Some(tier)));
        let on = |row: &HsListed| {
            row.list == *list
                && tier.is_none_or(|tier| row.tier.as_deref() == Some(tier))
                && row.window.holds(trade.day)
                && hs.starts_with(row.hs.as_str())
        };
        atlas.hs_lists.iter().any(on)
    },
    ..Key::BLANK
};

/// `cargo=WORD`.
const CARGO: Key = Key {
    name: "cargo",
    about: About::Trade,
    says: "trade in a cargo: crude, container ...",
    check: |value, _| word(value, "cargo", Cargo::WORDS.iter().copied()),
    trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].cargo.as_str() == value,
    ..Key::BLANK
};

/// `origin=CODE`: trade that starts in a country or bloc.
const ORIGIN: Key = Key {
    name: "origin",
    about: About::Trade,
    says: "trade that starts in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
    ..Key::BLANK
};

/// `destination=CODE`: trade that ends in a country or bloc.
const DESTINATION: Key = Key {
    name: "destination",
    about: About::Trade,
    says: "trade that ends in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.destination), value),
    ..Key::BLANK
};

/// `goods_origin=CODE`: goods that come from a country or bloc, whichever way they start.
const GOODS_ORIGIN: Key = Key {
    name: "goods_origin",
    about: About::Trade,
    says: "goods that come from a country or bloc, whichever way they start",
    check: country_or_bloc,
    trade: |atlas, trade, value| {
        is_in(atlas, trade.goods_origin.or_else(|| atlas.country_of(trade.origin)), value)
    },
    ..Key::BLANK
};

/// `exported_from=CODE`: trade that leaves a country or bloc: where it starts.
const EXPORTED_FROM: Key = Key {
    name: "exported_from",
    about: About::Trade,
    says: "trade that leaves a country or bloc: where it starts",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
    ..Key::BLANK
};

/// `loaded_in=CODE`: trade that is known to be loaded in a country or bloc.
const LOADED_IN: Key = Key {
    name: "loaded_in",
    about: About::Trade,
    says: "trade that is known to be loaded in a country or bloc",
    check: country_or_bloc,
    trade: |atlas, trade, value| is_in(atlas, trade.loaded_in, value),
    ..Key::BLANK
};

/// `final_use=CODE`: goods that are used in a country or bloc: where they are said to be, else where trade ends.
const FINAL_USE: Key = Key {
    name: "final_use",
    about: About::Trade,
    says: "goods that are used in a country or bloc: where trade ends",
    check: country_or_bloc,
    trade: |atlas, trade, value| {
        is_in(atlas, trade.final_use.or_else(|| atlas.country_of(trade.destination)), value)
    },
    ..Key::BLANK
};
