//! Countries, parties, holdings, sources, and the tables of the law.

use super::cell;
use crate::input::RawTables;
use crate::model::{Confidence, Day, Id, Percent, Provenance, Reading, Role};
use crate::tables::TextRow;
use crate::tables::items;
use crate::tables::{
    Actor, Atlas, Cap, Country, Coverage, Holding, HsListed, Listing, OwnershipTest, Party, Source, Table,
    Vessel,
};
use routing::Position;

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let countries = raw.rows("countries").iter().map(|row| country(row));
    atlas.countries = Table::new(countries.collect(), |row| &row.id);
    let sources = raw.rows("sources").iter().filter_map(|row| source(row));
    atlas.sources = Table::new(sources.collect(), |row| &row.id);
    let parties = raw.rows("parties").iter().filter_map(|row| party(atlas, row));
    atlas.parties = Table::new(parties.collect(), |row| &row.id);
    let mut holdings: Vec<Holding> = raw.rows("holdings").iter().filter_map(|row| holding(row)).collect();
    holdings.sort_by(|a, b| (&a.held, larger(b), key(a)).cmp(&(&b.held, larger(a), key(b))));
    atlas.holdings = holdings;
    atlas.listings = raw.rows("listings").iter().filter_map(|row| listing(row)).collect();
    let order = |a: &Listing| (a.sender.clone(), a.programme.clone(), a.party.clone(), a.window.since);
    atlas.listings.sort_by_key(order);
    atlas.ownership_tests =
        raw.rows("ownership_tests").iter().filter_map(|row| ownership_test(row)).collect();
    atlas
        .ownership_tests
        .sort_by_key(|test| (test.sender.clone(), test.programme.clone(), test.window.since));
    atlas.actors =
        Table::new(raw.rows("actors").iter().filter_map(|row| actor(row)).collect(), |row| &row.id);
    atlas.coverage = raw.rows("coverage").iter().filter_map(|row| coverage(row)).collect();
    atlas.coverage.sort_by_key(|row| (row.sender.clone(), row.since));
    atlas.caps = raw.rows("caps").iter().filter_map(|row| cap(row)).collect();
    atlas.caps.sort_by_key(|row| {
        (row.sender.clone(), row.id.clone(), row.contract_before.is_none(), row.window.since)
    });
    let vessels = raw.rows("vessels").iter().filter_map(|row| vessel(atlas, row));
    atlas.vessels = Table::new(vessels.collect(), |row| &row.id);
    atlas.hs_lists = raw.rows("hs_lists").iter().filter_map(|row| hs_listed(row)).collect();
    atlas.hs_lists.sort_by_key(|row| (row.list.clone(), row.hs.clone(), row.window.since));
}

/// The share in thousandths of a percent, so that it can be compared.
#[allow(clippy::cast_possible_truncation)]
fn larger(row: &Holding) -> i64 {
    row.share_pct.map_or(0, |share| (share.value * 1000.0) as i64)
}

/// Who holds it, how and since when: of equal shares the first by name.
fn key(row: &Holding) -> (&Id, &str, Option<Day>) {
    (&row.holder, &row.kind, row.window.since)
}

fn country(row: &TextRow) -> Country {
    Country {
        id: Id::trusted(row.cell("iso3")),
        name: row.cell("name").to_owned(),
        blocs: items(row.cell("blocs")).map(str::to_owned).collect(),
        landlocked: row.cell("landlocked") == "true",
        position: position(row.cell("lat"), row.cell("lon")),
        sources: cell::ids(row.cell("source")),
    }
}

pub(super) fn position(lat: &str, lon: &str) -> Option<Position> {
    Some(Position { lat: cell::value(lat, Some)?, lon: cell::value(lon, Some)? })
}

fn source(row: &TextRow) -> Option<Source> {
    Some(Source {
        id: cell::id(row.cell("id"))?,
        title: row.cell("title").to_owned(),
        publisher: row.cell("publisher").to_owned(),
        date: row.cell("date").to_owned(),
        licence: row.cell("licence").to_owned(),
        url: row.cell("url").to_owned(),
    })
}

fn party(atlas: &Atlas, row: &TextRow) -> Option<Party> {
    Some(Party {
        id: cell::id(row.cell("id"))?,
        name: row.cell("name").to_owned(),
        kind: row.cell("kind").to_owned(),
        country: cell::country(atlas, row.cell("country")),
        identifiers: items(row.cell("identifiers"))
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect(),
        bound_by: items(row.cell("bound_by")).filter(|item| !item.is_empty()).map(bound_by).collect(),
        wary: items(row.cell("wary")).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        sources: cell::ids(row.cell("source")),
        note: cell::text(row.cell("note")),
    })
}

/// `US`, or `US/iran`.
fn bound_by(item: &str) -> (String, Option<Id>) {
    match item.split_once('/') {
        Some((sender, programme)) => (sender.to_owned(), Some(Id::trusted(programme))),
        None => (item.to_owned(), None),
    }
}

fn actor(row: &TextRow) -> Option<Actor> {
    let roles = [
        (Role::Seller, row.cell("seller")),
        (Role::Buyer, row.cell("buyer")),
        (Role::GoodsOwner, row.cell("goods_owner")),
        (Role::Carrier, row.cell("carrier")),
        (Role::Vessel, row.cell("vessel")),
        (Role::Flag, row.cell("flag")),
        (Role::Insurer, row.cell("insurer")),
        (Role::Bank, row.cell("bank")),
        (Role::Broker, row.cell("broker")),
        (Role::Operator, row.cell("operator")),
    ];
    Some(Actor {
        id: cell::id(row.cell("id"))?,
        name: row.cell("name").to_owned(),
        parties: roles.into_iter().filter_map(|(role, party)| Some((role, cell::id(party)?))).collect(),
        note: cell::text(row.cell("note")),
    })
}

fn coverage(row: &TextRow) -> Option<Coverage> {
    Some(Coverage {
        sender: row.cell("sender").to_owned(),
        since: Day::parse(row.cell("since"))?,
        horizon: Day::parse(row.cell("law_horizon"))?,
        measures: row.cell("holds") == "measures",
        known: cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn cap(row: &TextRow) -> Option<Cap> {
    Some(Cap {
        id: cell::id(row.cell("cap"))?,
        sender: row.cell("sender").to_owned(),
        usd_bbl: cell::value(row.cell("usd_bbl"), Some)?,
        contract_before: Day::parse(row.cell("contract_before")),
        window: cell::window(row.cell("since"), row.cell("until")),
        reading: reading(
            [row.cell("conf"), row.cell("text_seen")],
            cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
        )?,
    })
}

fn vessel(atlas: &Atlas, row: &TextRow) -> Option<Vessel> {
    Some(Vessel {
        id: cell::id(row.cell("id"))?,
        name: row.cell("name").to_owned(),
        flag: cell::country(atlas, row.cell("flag")),
        owner: cell::id(row.cell("owner")),
        listed_by: items(row.cell("listed_by")).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        since: Day::parse(row.cell("since")),
        known: cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn hs_listed(row: &TextRow) -> Option<HsListed> {
    Some(HsListed {
        list: cell::id(row.cell("list"))?,
        hs: row.cell("hs").to_owned(),
        tier: cell::text(row.cell("tier")),
        window: cell::window(row.cell("since"), row.cell("until")),
        known: cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn holding(row: &TextRow) -> Option<Holding> {
    Some(Holding {
        holder: cell::id(row.cell("holder"))?,
        held: cell::id(row.cell("held"))?,
        kind: row.cell("kind").to_owned(),
        share_pct: cell::ranged(
            [row.cell("share_pct"), row.cell("share_pct_low"), row.cell("share_pct_high")],
            Some,
        ),
        trustee_for: cell::id(row.cell("trustee_for")),
        window: cell::window(row.cell("since"), row.cell("until")),
        known: cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn listing(row: &TextRow) -> Option<Listing> {
    Some(Listing {
        party: cell::id(row.cell("party"))?,
        sender: row.cell("sender").to_owned(),
        programme: cell::id(row.cell("programme"))?,
        joint: cell::id(row.cell("joint")),
        window: cell::window(row.cell("since"), row.cell("until")),
        reading: reading(
            [row.cell("conf"), row.cell("text_seen")],
            cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
        )?,
    })
}

fn ownership_test(row: &TextRow) -> Option<OwnershipTest> {
    Some(OwnershipTest {
        sender: row.cell("sender").to_owned(),
        programme: cell::id(row.cell("programme"))?,
        threshold: cell::value(row.cell("threshold_pct"), Percent::from_pct)?,
        reached: row.cell("comparison") == "ge",
        aggregate: row.cell("aggregate") == "true",
        votes: row.cell("votes") == "true",
        board: row.cell("board") == "true",
        control: row.cell("control") == "true",
        window: cell::window(row.cell("since"), row.cell("until")),
        reading: reading(
            [row.cell("conf"), row.cell("text_seen")],
            cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
        )?,
    })
}

/// How well a rule or a listing is known.
fn reading([conf, text_seen]: [&str; 2], known: Provenance) -> Option<Reading> {
    Some(Reading { conf: Confidence::parse(conf)?, text_seen: text_seen == "true", known })
}
