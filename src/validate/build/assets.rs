//! Modes, places, links with their lines, transfers.

use std::collections::BTreeSet;

use super::cell;
use crate::input::RawTables;
use crate::model::{Draught, Id, LineIx, Mode, PlaceIx, PlaceKind, TransferAt};
use crate::select;
use crate::tables::TextRow;
use crate::tables::items;
use crate::tables::{Atlas, Link, ModeDefault, Table, Transfer};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let modes = raw.rows("modes").iter().filter_map(|row| mode(row));
    atlas.modes = Table::new(modes.collect(), |row| &row.id);
    atlas.places = Table::new(super::rows(raw, atlas), |row| &row.id);
    let lines: BTreeSet<Id> = raw.rows("links").iter().filter_map(|row| cell::id(row.cell("line"))).collect();
    atlas.lines = Table::new(lines.into_iter().collect(), |id| id);
    let links = raw.rows("links").iter().filter_map(|row| link(atlas, row));
    atlas.links = Table::new(links.collect(), |row| &row.id);
    let transfers = raw.rows("transfers").iter().filter_map(|row| transfer(atlas, row));
    atlas.transfers = Table::new(transfers.collect(), |row| &row.id);
}

fn mode(row: &TextRow) -> Option<ModeDefault> {
    let fixed = [row.cell("fixed_usd_t"), row.cell("fixed_usd_t_low"), row.cell("fixed_usd_t_high")];
    Some(ModeDefault {
        id: cell::id(row.cell("id"))?,
        mode: Mode::parse(row.cell("mode"))?,
        vessel: cell::id(row.cell("vessel")),
        cargo: cell::cargoes(row.cell("cargo")),
        usd_per_tkm: cell::owed(
            [row.cell("usd_per_tkm"), row.cell("usd_per_tkm_low"), row.cell("usd_per_tkm_high")],
            Some,
        ),
        fixed: cell::owed(fixed, Some),
        speed: cell::owed(
            [row.cell("speed_km_h"), row.cell("speed_km_h_low"), row.cell("speed_km_h_high")],
            Some,
        ),
        dwt: cell::value(row.cell("dwt_kt"), Mass::from_kt),
        draught: cell::value(row.cell("draught_m"), Draught::from_m),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn link(atlas: &Atlas, row: &TextRow) -> Option<Link> {
    Some(Link {
        id: cell::id(row.cell("id"))?,
        name: row.cell("name").to_owned(),
        line: atlas.lines.find(row.cell("line")).map(LineIx::from),
        corridor: cell::id(row.cell("corridor")),
        from: atlas.places.find(row.cell("from")).map(PlaceIx::from)?,
        to: atlas.places.find(row.cell("to")).map(PlaceIx::from)?,
        mode: Mode::parse(row.cell("mode"))?,
        gauge: row.cell("gauge").parse().ok(),
        vessels: vessels(atlas, row.cell("vessels")),
        two_way: row.cell("two_way") == "true",
        cargo: cell::cargoes(row.cell("cargo")),
        accepts: cell::found(&atlas.commodities, row.cell("accepts")),
        rejects: cell::found(&atlas.commodities, row.cell("rejects")),
        length: cell::owed(
            [row.cell("length_km"), row.cell("length_km_low"), row.cell("length_km_high")],
            Metres::from_km,
        ),
        cost: cell::ranged(
            [row.cell("cost_usd_t"), row.cell("cost_usd_t_low"), row.cell("cost_usd_t_high")],
            Cost::rounded,
        ),
        time: cell::ranged(
            [row.cell("hours"), row.cell("hours_low"), row.cell("hours_high")],
            Seconds::rounded,
        ),
        operator: cell::id(row.cell("operator")),
        territory: cell::found(&atlas.countries, row.cell("territory")),
        max_dwt: cell::value(row.cell("max_kt_dwt"), Mass::from_kt),
        months: cell::months(row.cell("months")),
        window: cell::window(row.cell("since"), row.cell("until")),
        group: cell::id(row.cell("group")),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

/// Vessel classes may be named by their row or by their class; kept are the rows.
fn vessels(atlas: &Atlas, text: &str) -> Vec<Id> {
    let named = |name: &str| {
        let named =
            move |row: &&ModeDefault| row.id == *name || row.vessel.as_ref().is_some_and(|id| *id == *name);
        atlas.modes.iter().filter(named).map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    let rows: BTreeSet<Id> = items(text).flat_map(named).collect();
    rows.into_iter().collect()
}

fn transfer(atlas: &Atlas, row: &TextRow) -> Option<Transfer> {
    let place = atlas.places.find(row.cell("place")).map(|at| TransferAt::Place(PlaceIx::from(at)));
    Some(Transfer {
        id: cell::id(row.cell("id"))?,
        at: place.or_else(|| PlaceKind::parse(row.cell("kind")).map(TransferAt::Kind))?,
        from: select::side(row.cell("from"), atlas).ok()?,
        to: select::side(row.cell("to"), atlas).ok()?,
        from_country: cell::country(atlas, row.cell("from_country")),
        to_country: cell::country(atlas, row.cell("to_country")),
        cargo: cell::cargoes(row.cell("cargo")),
        cost: cell::owed([row.cell("usd_t"), row.cell("usd_t_low"), row.cell("usd_t_high")], Cost::rounded),
        time: cell::owed(
            [row.cell("hours"), row.cell("hours_low"), row.cell("hours_high")],
            Seconds::rounded,
        ),
        window: cell::window(row.cell("since"), row.cell("until")),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}
