//! Keys on assets (places, links and transfers) and on trade.

use std::collections::BTreeSet;

use super::key::{Key, KeyGroup, country_or_bloc, is_in, known, named, side, word};
use super::names::{NameKind, ValueError};
use crate::model::{Cargo, Id, LinkIx, Mode, PlaceIx, PlaceKind, TransferSide};
use crate::tables::{Atlas, HsListed};

/// In the order in which help lists them.
pub(super) const ASSETS: &[Key] = &[
    Key {
        place: |atlas, place, value| atlas.places[place.index()].id == *value,
        ..Key::new("place", KeyGroup::Named, "a place by its id or name", |value, atlas| {
            named(value, "place", &[NameKind::Place], atlas)
        })
    },
    // `place`, for straits alone.
    Key {
        place: |atlas, place, value| {
            let place = &atlas.places[place.index()];
            place.kind == PlaceKind::Strait && place.id == *value
        },
        ..Key::new("strait", KeyGroup::Named, "a strait by its id or name", strait)
    },
    Key {
        link: |atlas, link, value| atlas.links[link.index()].id == *value,
        ..Key::new("link", KeyGroup::Named, "a link by its id", |value, atlas| {
            named(value, "link", &[NameKind::Link], atlas)
        })
    },
    Key {
        link: |atlas, link, value| {
            atlas.links[link.index()].line.is_some_and(|line| atlas.lines[line.index()] == *value)
        },
        ..Key::new("line", KeyGroup::Named, "every link of a line", |value, atlas| {
            named(value, "line", &[NameKind::Line], atlas)
        })
    },
    Key {
        place: |atlas, place, value| atlas.places[place.index()].kind.as_str() == value,
        ..Key::new("kind", KeyGroup::Assets, "places of a kind: port, terminal, strait ...", |value, _| {
            word(value, "kind of place", PlaceKind::WORDS.iter().copied())
        })
    },
    Key {
        link: |atlas, link, value| atlas.links[link.index()].mode.as_str() == value,
        ..Key::new("mode", KeyGroup::Assets, "links of a mode: pipeline, rail, sea ...", |value, _| {
            word(value, "mode", Mode::WORDS.iter().copied())
        })
    },
    Key {
        place: |atlas, place, value| atlas.places[place.index()].seaport == (value == "true"),
        ..Key::new(
            "seaport",
            KeyGroup::Assets,
            "places that load seagoing ships, or that do not: true, false",
            |value, _| word(value, "answer", ["false", "true"]),
        )
    },
    Key {
        place: |atlas, place, value| is_in(atlas, atlas.places[place.index()].country, value),
        link: |atlas, link, value| {
            atlas.links[link.index()].territory.iter().any(|country| atlas.country_is(*country, value))
        },
        ..Key::new(
            "country",
            KeyGroup::Assets,
            "places of a country or bloc, and links that lie in it",
            country_or_bloc,
        )
    },
    Key {
        place: place_run_by,
        link: link_run_by,
        ..Key::new("operator", KeyGroup::Assets, "places and links that a party runs", party)
    },
    // Which companies belong to an owner is judged in `scenario::ownership`, which puts their names in place of the owner's;
    // where no test was named there are none but the party itself.
    Key {
        place: place_run_by,
        link: link_run_by,
        ..Key::new(
            "owner",
            KeyGroup::Assets,
            "places and links run by companies that belong to a party, by the ownership test of the measure's authority or of --owner-test",
            party,
        )
    },
    Key {
        link: |atlas, link, value| is(atlas.links[link.index()].corridor.as_ref(), value),
        ..Key::new("corridor", KeyGroup::Assets, "links of a corridor", |value, atlas| {
            named(value, "corridor", &[NameKind::Corridor], atlas)
        })
    },
    // A side is `mode`, `mode:class` or `*`.
    Key::new(
        "transfer",
        KeyGroup::Transfers,
        "changes of mode, gauge, vessel or line: rail>sea, *>pipeline:cpc",
        transfer,
    ),
    Key {
        place: |atlas, place, value| is(atlas.places[place.index()].group.as_ref(), value),
        link: |atlas, link, value| is(atlas.links[link.index()].group.as_ref(), value),
        ..Key::new("group", KeyGroup::Assets, "places and links with a common cause of failure", |value, atlas| {
            let places = atlas.places.iter().filter_map(|place| place.group.as_ref());
            let links = atlas.links.iter().filter_map(|link| link.group.as_ref());
            known(value, "group", places.chain(links))
        })
    },
];

/// In the order in which help lists them.
pub(super) const TRADE: &[Key] = &[
    Key {
        trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].id == *value,
        ..Key::new("commodity", KeyGroup::Trade, "trade in a commodity", |value, atlas| {
            named(value, "commodity", &[NameKind::Commodity], atlas)
        })
    },
    Key {
        trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].hs.starts_with(value),
        ..Key::new("hs", KeyGroup::Trade, "trade in commodities whose HS code begins so", hs)
    },
    // On the day on which the trade is done.
    Key {
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
        ..Key::new(
            "hs_list",
            KeyGroup::Trade,
            "trade in goods on a dated list, or on a tier of it (LIST/TIER)",
            hs_list,
        )
    },
    Key {
        trade: |atlas, trade, value| atlas.commodities[trade.commodity.index()].cargo.as_str() == value,
        ..Key::new("cargo", KeyGroup::Trade, "trade in a cargo: crude, container ...", |value, _| {
            word(value, "cargo", Cargo::WORDS.iter().copied())
        })
    },
    Key {
        trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
        ..of_country("origin", "trade that starts in a country or bloc")
    },
    Key {
        trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.destination), value),
        ..of_country("destination", "trade that ends in a country or bloc")
    },
    Key {
        trade: |atlas, trade, value| is_in(atlas, trade.goods_origin.or_else(|| atlas.country_of(trade.origin)), value),
        ..of_country("goods_origin", "goods that come from a country or bloc, whichever route they start")
    },
    Key {
        trade: |atlas, trade, value| is_in(atlas, atlas.country_of(trade.origin), value),
        ..of_country("exported_from", "trade that leaves a country or bloc: where it starts")
    },
    Key {
        trade: |atlas, trade, value| is_in(atlas, trade.loaded_in, value),
        ..of_country("loaded_in", "trade that is known to be loaded in a country or bloc")
    },
    Key {
        trade: |atlas, trade, value| {
            is_in(atlas, trade.final_use.or_else(|| atlas.country_of(trade.destination)), value)
        },
        ..of_country("final_use", "goods that are used in a country or bloc: where trade ends")
    },
];

const fn of_country(name: &'static str, says: &'static str) -> Key {
    Key::new(name, KeyGroup::Trade, says, country_or_bloc)
}

fn is(own: Option<&Id>, value: &str) -> bool {
    own.is_some_and(|id| *id == *value)
}

fn place_run_by(atlas: &Atlas, place: PlaceIx, value: &str) -> bool {
    is(atlas.places[place.index()].operator.as_ref(), value)
}

fn link_run_by(atlas: &Atlas, link: LinkIx, value: &str) -> bool {
    is(atlas.links[link.index()].operator.as_ref(), value)
}

fn party(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    named(value, "party", &[NameKind::Party], atlas)
}

fn strait(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    if atlas.places.get(value).is_some_and(|place| place.kind != PlaceKind::Strait) {
        return Err(ValueError::new("this place is no strait", format!("write place={value}")));
    }
    named(value, "strait", &[NameKind::Strait], atlas)
}

/// The beginning of a Harmonized System code.
fn hs(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ValueError::new("an HS code is made of digits", "write hs=2709"));
    }
    if !atlas.commodities.iter().any(|row| row.hs.starts_with(value)) {
        return Err(ValueError::new("no commodity's HS code begins so", "`corridor list commodities` shows them"));
    }
    Ok(value.to_owned())
}

fn hs_list(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    let tiers = atlas.hs_lists.iter().filter_map(|row| Some(format!("{}/{}", row.list, row.tier.as_ref()?)));
    let lists = atlas.hs_lists.iter().map(|row| row.list.to_string());
    let known: BTreeSet<String> = lists.chain(tiers).collect();
    word(value, "list of goods", known.iter().map(String::as_str))
}

fn transfer(value: &str, atlas: &Atlas) -> Result<String, ValueError> {
    let Some((from, to)) = value.split_once('>') else {
        return Err(ValueError::new(
            "a transfer is written FROM>TO",
            "a side is `mode`, `mode:class` or `*`: rail>sea",
        ));
    };
    Ok(format!("{}>{}", pattern(from, atlas)?, pattern(to, atlas)?))
}

fn pattern(text: &str, atlas: &Atlas) -> Result<String, ValueError> {
    if text == "*" {
        return Ok(text.to_owned());
    }
    let side = side(text, atlas)?;
    Ok(side.class.map_or_else(|| side.mode.to_string(), |class| format!("{}:{class}", side.mode)))
}

/// Does a checked pattern match? `from` is none where a tonne starts straight on `to`.
pub(super) fn matches(pattern: &str, from: Option<&TransferSide>, to: &TransferSide) -> bool {
    let Some((wanted_from, wanted_to)) = pattern.split_once('>') else { return false };
    fits(wanted_from, from) && fits(wanted_to, Some(to))
}

fn fits(pattern: &str, side: Option<&TransferSide>) -> bool {
    if pattern == "*" {
        return true;
    }
    let Some(side) = side else { return false };
    match pattern.split_once(':') {
        None => side.mode.as_str() == pattern,
        Some((mode, class)) => side.mode.as_str() == mode && side.class.as_ref().is_some_and(|id| *id == *class),
    }
}
