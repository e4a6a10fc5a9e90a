//! `hs_list=ID`: goods on a list, on the day on which the trade is done; a tier of it as `ID/TIER`.

use std::collections::BTreeSet;

use super::key::{About, Key, word};
use crate::tables::HsListed;

pub(super) const KEY: Key = Key {
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
