//! Countries, parties, holdings, sources, and the tables of the law.

use super::cell;
use crate::input::{
    ActorRow, CapRow, CountryRow, CoverageRow, HoldingRow, HsListRow, ListingRow, OwnershipTestRow, PartyRow,
    RawTables, SourceRow, VesselRow,
};
use crate::model::{Confidence, Day, Id, Percent, Provenance, Reading, Role};
use crate::tables::{
    Actor, Atlas, Cap, Country, Coverage, Holding, HsListed, Listing, OwnershipTest, Party, Source, Table,
    Vessel,
};
use crate::validate::cell::items;
use routing::Position;

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let countries = raw.countries.iter().map(|row| country(&row.cells));
    atlas.countries = Table::new(countries.collect(), |row| &row.id);
    let sources = raw.sources.iter().filter_map(|row| source(&row.cells));
    atlas.sources = Table::new(sources.collect(), |row| &row.id);
    let parties = raw.parties.iter().filter_map(|row| party(atlas, &row.cells));
    atlas.parties = Table::new(parties.collect(), |row| &row.id);
    let mut holdings: Vec<Holding> = raw.holdings.iter().filter_map(|row| holding(&row.cells)).collect();
    holdings.sort_by(|a, b| (&a.held, larger(b), key(a)).cmp(&(&b.held, larger(a), key(b))));
    atlas.holdings = holdings;
    atlas.listings = raw.listings.iter().filter_map(|row| listing(&row.cells)).collect();
    let order = |a: &Listing| (a.sender.clone(), a.programme.clone(), a.party.clone(), a.window.since);
    atlas.listings.sort_by_key(order);
    atlas.ownership_tests = raw.ownership_tests.iter().filter_map(|row| ownership_test(&row.cells)).collect();
    atlas
        .ownership_tests
        .sort_by_key(|test| (test.sender.clone(), test.programme.clone(), test.window.since));
    atlas.actors = Table::new(raw.actors.iter().filter_map(|row| actor(&row.cells)).collect(), |row| &row.id);
    atlas.coverage = raw.coverage.iter().filter_map(|row| coverage(&row.cells)).collect();
    atlas.coverage.sort_by_key(|row| (row.sender.clone(), row.since));
    atlas.caps = raw.caps.iter().filter_map(|row| cap(&row.cells)).collect();
    atlas.caps.sort_by_key(|row| {
        (row.sender.clone(), row.id.clone(), row.contract_before.is_none(), row.window.since)
    });
    let vessels = raw.vessels.iter().filter_map(|row| vessel(atlas, &row.cells));
    atlas.vessels = Table::new(vessels.collect(), |row| &row.id);
    atlas.hs_lists = raw.hs_lists.iter().filter_map(|row| hs_listed(&row.cells)).collect();
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

fn country(row: &CountryRow) -> Country {
    Country {
        id: Id::trusted(&row.iso3),
        name: row.name.clone(),
        blocs: items(&row.blocs).map(str::to_owned).collect(),
        landlocked: row.landlocked == "true",
        position: position(&row.lat, &row.lon),
        sources: cell::ids(&row.source),
    }
}

pub(super) fn position(lat: &str, lon: &str) -> Option<Position> {
    Some(Position { lat: cell::value(lat, Some)?, lon: cell::value(lon, Some)? })
}

fn source(row: &SourceRow) -> Option<Source> {
    Some(Source {
        id: cell::id(&row.id)?,
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        date: row.date.clone(),
        licence: row.licence.clone(),
        url: row.url.clone(),
    })
}

fn party(atlas: &Atlas, row: &PartyRow) -> Option<Party> {
    Some(Party {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        kind: row.kind.clone(),
        country: cell::country(atlas, &row.country),
        identifiers: items(&row.identifiers).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        bound_by: items(&row.bound_by).filter(|item| !item.is_empty()).map(bound_by).collect(),
        wary: items(&row.wary).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        sources: cell::ids(&row.source),
        note: cell::text(&row.note),
    })
}

/// `US`, or `US/iran`.
fn bound_by(item: &str) -> (String, Option<Id>) {
    match item.split_once('/') {
        Some((sender, programme)) => (sender.to_owned(), Some(Id::trusted(programme))),
        None => (item.to_owned(), None),
    }
}

fn actor(row: &ActorRow) -> Option<Actor> {
    let roles = [
        (Role::Seller, &row.seller),
        (Role::Buyer, &row.buyer),
        (Role::GoodsOwner, &row.goods_owner),
        (Role::Carrier, &row.carrier),
        (Role::Vessel, &row.vessel),
        (Role::Flag, &row.flag),
        (Role::Insurer, &row.insurer),
        (Role::Bank, &row.bank),
        (Role::Broker, &row.broker),
        (Role::Operator, &row.operator),
    ];
    Some(Actor {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        parties: roles.into_iter().filter_map(|(role, party)| Some((role, cell::id(party)?))).collect(),
        note: cell::text(&row.note),
    })
}

fn coverage(row: &CoverageRow) -> Option<Coverage> {
    Some(Coverage {
        sender: row.sender.clone(),
        since: Day::parse(&row.since)?,
        horizon: Day::parse(&row.law_horizon)?,
        measures: row.holds == "measures",
        known: cell::known(["", &row.basis, &row.source, &row.note]),
    })
}

fn cap(row: &CapRow) -> Option<Cap> {
    Some(Cap {
        id: cell::id(&row.cap)?,
        sender: row.sender.clone(),
        usd_bbl: cell::value(&row.usd_bbl, Some)?,
        contract_before: Day::parse(&row.contract_before),
        window: cell::window(&row.since, &row.until),
        reading: reading([&row.conf, &row.text_seen], cell::known(["", &row.basis, &row.source, &row.note]))?,
    })
}

fn vessel(atlas: &Atlas, row: &VesselRow) -> Option<Vessel> {
    Some(Vessel {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        flag: cell::country(atlas, &row.flag),
        owner: cell::id(&row.owner),
        listed_by: items(&row.listed_by).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
        since: Day::parse(&row.since),
        known: cell::known(["", &row.basis, &row.source, &row.note]),
    })
}

fn hs_listed(row: &HsListRow) -> Option<HsListed> {
    Some(HsListed {
        list: cell::id(&row.list)?,
        hs: row.hs.clone(),
        tier: cell::text(&row.tier),
        window: cell::window(&row.since, &row.until),
        known: cell::known(["", &row.basis, &row.source, &row.note]),
    })
}

fn holding(row: &HoldingRow) -> Option<Holding> {
    Some(Holding {
        holder: cell::id(&row.holder)?,
        held: cell::id(&row.held)?,
        kind: row.kind.clone(),
        share_pct: cell::ranged([&row.share_pct, &row.share_pct_low, &row.share_pct_high], Some),
        trustee_for: cell::id(&row.trustee_for),
        window: cell::window(&row.since, &row.until),
        known: cell::known(["", &row.basis, &row.source, &row.note]),
    })
}

fn listing(row: &ListingRow) -> Option<Listing> {
    Some(Listing {
        party: cell::id(&row.party)?,
        sender: row.sender.clone(),
        programme: cell::id(&row.programme)?,
        joint: cell::id(&row.joint),
        window: cell::window(&row.since, &row.until),
        reading: reading([&row.conf, &row.text_seen], cell::known(["", &row.basis, &row.source, &row.note]))?,
    })
}

fn ownership_test(row: &OwnershipTestRow) -> Option<OwnershipTest> {
    Some(OwnershipTest {
        sender: row.sender.clone(),
        programme: cell::id(&row.programme)?,
        threshold: cell::value(&row.threshold_pct, Percent::from_pct)?,
        reached: row.comparison == "ge",
        aggregate: row.aggregate == "true",
        votes: row.votes == "true",
        board: row.board == "true",
        control: row.control == "true",
        window: cell::window(&row.since, &row.until),
        reading: reading([&row.conf, &row.text_seen], cell::known(["", &row.basis, &row.source, &row.note]))?,
    })
}

/// How well a rule or a listing is known.
fn reading([conf, text_seen]: [&str; 2], known: Provenance) -> Option<Reading> {
    Some(Reading { conf: Confidence::parse(conf)?, text_seen: text_seen == "true", known })
}
