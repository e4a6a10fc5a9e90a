//! Modes, places, links with their lines, transfers.

use std::collections::BTreeSet;

use super::cell;
use super::people::position;
use crate::input::{LinkRow, ModeRow, PlaceRow, RawTables, TransferRow};
use crate::model::{Draught, Id, LineIx, Mode, PlaceIx, PlaceKind, TransferAt};
use crate::select;
use crate::tables::{Atlas, Link, ModeDefault, Place, Table, Transfer};
use crate::validate::cell::items;
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let modes = raw.modes.iter().filter_map(|row| mode(&row.cells));
    atlas.modes = Table::new(modes.collect(), |row| &row.id);
    let places = raw.places.iter().filter_map(|row| place(atlas, &row.cells));
    atlas.places = Table::new(places.collect(), |row| &row.id);
    let lines: BTreeSet<Id> = raw.links.iter().filter_map(|row| cell::id(&row.cells.line)).collect();
    atlas.lines = Table::new(lines.into_iter().collect(), |id| id);
    let links = raw.links.iter().filter_map(|row| link(atlas, &row.cells));
    atlas.links = Table::new(links.collect(), |row| &row.id);
    let transfers = raw.transfers.iter().filter_map(|row| transfer(atlas, &row.cells));
    atlas.transfers = Table::new(transfers.collect(), |row| &row.id);
}

fn mode(row: &ModeRow) -> Option<ModeDefault> {
    let fixed = [&*row.fixed_usd_t, &row.fixed_usd_t_low, &row.fixed_usd_t_high];
    Some(ModeDefault {
        id: cell::id(&row.id)?,
        mode: Mode::parse(&row.mode)?,
        vessel: cell::id(&row.vessel),
        cargo: cell::cargoes(&row.cargo),
        usd_per_tkm: cell::owed([&row.usd_per_tkm, &row.usd_per_tkm_low, &row.usd_per_tkm_high], Some),
        fixed: cell::owed(fixed, Some),
        speed: cell::owed([&row.speed_km_h, &row.speed_km_h_low, &row.speed_km_h_high], Some),
        dwt: cell::value(&row.dwt_kt, Mass::from_kt),
        draught: cell::value(&row.draught_m, Draught::from_m),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}

fn place(atlas: &Atlas, row: &PlaceRow) -> Option<Place> {
    let demand = [&*row.demand_kt_y, &row.demand_kt_y_low, &row.demand_kt_y_high];
    Some(Place {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        kind: PlaceKind::parse(&row.kind)?,
        country: cell::country(atlas, &row.country),
        position: position(&row.lat, &row.lon),
        unlocode: cell::text(&row.unlocode),
        seaport: row.seaport == "true",
        gate: cell::cargoes(&row.gate),
        operator: cell::id(&row.operator),
        market: cell::ids(&row.market),
        demand: cell::ranged(demand, Mass::from_kt),
        max_dwt: cell::value(&row.max_kt_dwt, Mass::from_kt),
        max_draught: cell::value(&row.max_draught_m, Draught::from_m),
        group: cell::id(&row.group),
        window: cell::window(&row.since, &row.until),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}

fn link(atlas: &Atlas, row: &LinkRow) -> Option<Link> {
    Some(Link {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        line: atlas.lines.find(&row.line).map(LineIx::from),
        corridor: cell::id(&row.corridor),
        from: atlas.places.find(&row.from).map(PlaceIx::from)?,
        to: atlas.places.find(&row.to).map(PlaceIx::from)?,
        mode: Mode::parse(&row.mode)?,
        gauge: row.gauge.parse().ok(),
        vessels: vessels(atlas, &row.vessels),
        two_way: row.two_way == "true",
        cargo: cell::cargoes(&row.cargo),
        accepts: cell::found(&atlas.commodities, &row.accepts),
        rejects: cell::found(&atlas.commodities, &row.rejects),
        length: cell::owed([&row.length_km, &row.length_km_low, &row.length_km_high], Metres::from_km),
        cost: cell::ranged([&row.cost_usd_t, &row.cost_usd_t_low, &row.cost_usd_t_high], Cost::rounded),
        time: cell::ranged([&row.hours, &row.hours_low, &row.hours_high], Seconds::rounded),
        operator: cell::id(&row.operator),
        territory: cell::found(&atlas.countries, &row.territory),
        max_dwt: cell::value(&row.max_kt_dwt, Mass::from_kt),
        months: cell::months(&row.months),
        window: cell::window(&row.since, &row.until),
        group: cell::id(&row.group),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
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

fn transfer(atlas: &Atlas, row: &TransferRow) -> Option<Transfer> {
    let place = atlas.places.find(&row.place).map(|at| TransferAt::Place(PlaceIx::from(at)));
    Some(Transfer {
        id: cell::id(&row.id)?,
        at: place.or_else(|| PlaceKind::parse(&row.kind).map(TransferAt::Kind))?,
        from: select::side(&row.from, atlas).ok()?,
        to: select::side(&row.to, atlas).ok()?,
        from_country: cell::country(atlas, &row.from_country),
        to_country: cell::country(atlas, &row.to_country),
        cargo: cell::cargoes(&row.cargo),
        cost: cell::owed([&row.usd_t, &row.usd_t_low, &row.usd_t_high], Cost::rounded),
        time: cell::owed([&row.hours, &row.hours_low, &row.hours_high], Seconds::rounded),
        window: cell::window(&row.since, &row.until),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}
