//! Keys on assets (places, links and transfers) and on trade.

use std::collections::BTreeSet;

use super::key::{About, Fault, Key, country_or_bloc, is_in, known, side, word};
use crate::model::{Cargo, Mode, PlaceKind, Side};
use crate::tables::{Atlas, HsListed};

/// In the order in which help lists them.
pub(super) const ASSETS: &[Key] =
    &[PLACE, STRAIT, LINK, LINE, KIND, MODE, SEAPORT, COUNTRY, OPERATOR, OWNER, CORRIDOR, TRANSFER, GROUP];

/// `place=ID`.
const PLACE: Key = Key {
    name: "place",
    about: About::Named,
    says: "a place by its id",
    check: |value, atlas| known(value, "place", atlas.places.ids()),
    place: |atlas, place, value| atlas.places[place.index()].id == *value,
    ..Key::BLANK
};

/// `strait=ID`: `place`, for straits alone.
const STRAIT: Key = Key {
    name: "strait",
    about: About::Named,
    says: "a strait by its id",
    check: |value, atlas| {
        if atlas.places.get(value).is_some_and(|place| place.kind != PlaceKind::Strait) {
            return Err(Fault::new("this place is no strait", format!("write place={value}")));
        }
        let straits = atlas.places.iter().filter(|place| place.kind == PlaceKind::Strait);
        known(value, "strait", straits.map(|place| &place.id))
    },
    place: |atlas, place, value| {
        let place = &atlas.places[place.index()];
        place.kind == PlaceKind::Strait && place.id == *value
    },
    ..Key::BLANK
};

/// `link=ID`.
const LINK: Key = Key {
    name: "link",
    about: About::Named,
    says: "a link by its id",
    check: |value, atlas| known(value, "link", atlas.links.ids()),
    link: |atlas, link, value| atlas.links[link.index()].id == *value,
    ..Key::BLANK
};

/// `line=ID`: every link of the line.
const LINE: Key = Key {
    name: "line",
    about: About::Named,
    says: "every link of a line",
    check: |value, atlas| known(value, "line", atlas.lines.ids()),
    link: |atlas, link, value| {
        atlas.links[link.index()].line.is_some_and(|line| atlas.lines[line.index()] == *value)
    },
    ..Key::BLANK
};

/// `kind=WORD`: places of a kind.
const KIND: Key = Key {
    name: "kind",
    says: "places of a kind: port, terminal, strait ...",
    check: |value, _| word(value, "kind of place", PlaceKind::WORDS.iter().copied()),
    place: |atlas, place, value| atlas.places[place.index()].kind.as_str() == value,
    ..Key::BLANK
};

/// `mode=WORD`: links of a mode.
const MODE: Key = Key {
    name: "mode",
    says: "links of a mode: pipeline, rail, sea ...",
    check: |value, _| word(value, "mode", Mode::WORDS.iter().copied()),
    link: |atlas, link, value| atlas.links[link.index()].mode.as_str() == value,
    ..Key::BLANK
};

/// `seaport=true`: places that load seagoing ships.
const SEAPORT: Key = Key {
    name: "seaport",
    says: "places that load seagoing ships, or that do not: true, false",
    check: |value, _| word(value, "answer", ["false", "true"]),
    place: |atlas, place, value| atlas.places[place.index()].seaport == (value == "true"),
    ..Key::BLANK
};

/// `country=CODE`: links whose territory, places whose country is this one or in this bloc.
const COUNTRY: Key = Key {
    name: "country",
    says: "places of a country or bloc, and links that lie in it",
    check: country_or_bloc,
    place: |atlas, place, value| is_in(atlas, atlas.places[place.index()].country, value),
    link: |atlas, link, value| {
        atlas.links[link.index()].territory.iter().any(|country| atlas.country_is(*country, value))
    },
    ..Key::BLANK
};

/// `operator=ID`: what a party runs.
const OPERATOR: Key = Key {
    name: "operator",
    says: "places and links that a party runs",
    check: |value, atlas| known(value, "party", atlas.parties.ids()),
    place: |atlas, place, value| {
        atlas.places[place.index()].operator.as_ref().is_some_and(|id| *id == *value)
    },
    link: |atlas, link, value| atlas.links[link.index()].operator.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};

/// `owner=ID`: what companies run that belong to a party, by an ownership test.
///
/// Which companies these are is judged in `scenario::ownership`, which puts their names in place of the owner's; where no
/// test was named there are none but the party itself.
const OWNER: Key = Key {
    name: "owner",
    says: "places and links run by companies that belong to a party, by the ownership test of the measure's sender or of --owner-test",
    check: |value, atlas| known(value, "party", atlas.parties.ids()),
    place: OPERATOR.place,
    link: OPERATOR.link,
    ..Key::BLANK
};

/// `corridor=ID`: links that an analyst counts to one way out.
const CORRIDOR: Key = Key {
    name: "corridor",
    says: "links of a corridor",
    check: |value, atlas| {
        known(value, "corridor", atlas.links.iter().filter_map(|link| link.corridor.as_ref()))
    },
    link: |atlas, link, value| atlas.links[link.index()].corridor.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};

/// `transfer=FROM>TO`: changes of mode, gauge, vessel or line. A side is `mode`, `mode:way` or `*`.
const TRANSFER: Key = Key {
    name: "transfer",
    about: About::Transfers,
    says: "changes of mode, gauge, vessel or line: rail>sea, *>pipeline:cpc",
    check,
    ..Key::BLANK
};

/// `group=ID`: what one cause takes down together.
const GROUP: Key = Key {
    name: "group",
    says: "places and links with a common cause of failure",
    check: |value, atlas| {
        let places = atlas.places.iter().filter_map(|place| place.group.as_ref());
        let links = atlas.links.iter().filter_map(|link| link.group.as_ref());
        known(value, "group", places.chain(links))
    },
    place: |atlas, place, value| atlas.places[place.index()].group.as_ref().is_some_and(|id| *id == *value),
    link: |atlas, link, value| atlas.links[link.index()].group.as_ref().is_some_and(|id| *id == *value),
    ..Key::BLANK
};

fn check(value: &str, atlas: &Atlas) -> Result<String, Fault> {
    let Some((from, to)) = value.split_once('>') else {
        return Err(Fault::new(
            "a transfer is written FROM>TO",
            "a side is `mode`, `mode:way` or `*`: rail>sea",
        ));
    };
    Ok(format!("{}>{}", pattern(from, atlas)?, pattern(to, atlas)?))
}

fn pattern(text: &str, atlas: &Atlas) -> Result<String, Fault> {
    if text == "*" {
        return Ok(text.to_owned());
    }
    let side = side(text, atlas)?;
    Ok(side.way.map_or_else(|| side.mode.to_string(), |way| format!("{}:{way}", side.mode)))
}

/// Does a checked pattern match? `from` is none where a tonne starts straight on `to`.
pub(super) fn matches(pattern: &str, from: Option<&Side>, to: &Side) -> bool {
    let Some((wanted_from, wanted_to)) = pattern.split_once('>') else { return false };
    fits(wanted_from, from) && fits(wanted_to, Some(to))
}

fn fits(pattern: &str, side: Option<&Side>) -> bool {
    if pattern == "*" {
        return true;
    }
    let Some(side) = side else { return false };
    match pattern.split_once(':') {
        None => side.mode.as_str() == pattern,
        Some((mode, way)) => side.mode.as_str() == mode && side.way.as_ref().is_some_and(|id| *id == *way),
    }
}

/// In the order in which help lists them.
pub(super) const TRADE: &[Key] =
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
