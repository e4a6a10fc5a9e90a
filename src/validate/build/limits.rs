//! Capacities, charges, history.

use super::cell;
use crate::input::{CapacityRow, ChargeRow, HistoryRow, RawTables};
use crate::model::{Asset, ChargeIx, CommodityIx, Direction, LinkIx, PlaceIx, TransferIx};
use crate::select;
use crate::tables::{Atlas, Capacity, Charge, ChargeKind, History, LimitBasis, Past, Table};
use crate::validate::cell::items;
use assignment::Mass;
use routing::{Cost, Seconds};

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let capacities = raw.capacities.iter().filter_map(|row| capacity(atlas, &row.cells));
    atlas.capacities = Table::new(capacities.collect(), |row| &row.id);
    let charges = raw.charges.iter().filter_map(|row| charge(atlas, &row.cells));
    atlas.charges = Table::new(charges.collect(), |row| &row.id);
    let mut history: Vec<&HistoryRow> = raw.history.iter().map(|row| &row.cells).collect();
    history.sort_by_key(|row| (&row.asset, &row.since, &row.column, &row.until, &row.value));
    atlas.history = history.into_iter().filter_map(|row| past(atlas, row)).collect();
}

/// The link, place or transfer of this id.
fn asset(atlas: &Atlas, id: &str) -> Option<Asset> {
    let link = || atlas.links.find(id).map(|at| Asset::Link(LinkIx::from(at)));
    let place = || atlas.places.find(id).map(|at| Asset::Place(PlaceIx::from(at)));
    let transfer = || atlas.transfers.find(id).map(|at| Asset::Transfer(TransferIx::from(at)));
    link().or_else(place).or_else(transfer)
}

fn capacity(atlas: &Atlas, row: &CapacityRow) -> Option<Capacity> {
    Some(Capacity {
        id: cell::id(&row.id)?,
        assets: items(&row.assets).filter_map(|id| asset(atlas, id)).collect(),
        cargo: cell::cargoes_or_all(&row.cargo),
        direction: Direction::parse(&row.direction),
        nameplate: cell::owed([&row.kt_y, &row.kt_y_low, &row.kt_y_high], Mass::from_kt),
        basis: LimitBasis::parse(&row.basis)?,
        availability: cell::value(&row.availability, Some).unwrap_or(1.0),
        months: cell::months(&row.months),
        ramp_months: cell::value(&row.ramp_months, Some),
        window: cell::window(&row.since, &row.until),
        known: cell::known([&row.year, &row.evidence, &row.source, &row.note]),
    })
}

fn charge(atlas: &Atlas, row: &ChargeRow) -> Option<Charge> {
    Some(Charge {
        id: cell::id(&row.id)?,
        kind: ChargeKind::parse(&row.kind)?,
        on: select::parse(&row.selector, atlas).ok()?,
        commodities: cell::found(&atlas.commodities, &row.commodity),
        cost: cell::owed([&row.usd_t, &row.usd_t_low, &row.usd_t_high], Cost::rounded),
        window: cell::window(&row.since, &row.until),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}

fn past(atlas: &Atlas, row: &HistoryRow) -> Option<History> {
    let cells = [&*row.value, &row.low, &row.high];
    let cost = || cell::ranged(cells, Cost::rounded);
    let time = || cell::ranged(cells, Seconds::rounded);
    let operator = cell::id(&row.value);
    let value = match (row.column.as_str(), asset(atlas, &row.asset)) {
        ("cost_usd_t", Some(Asset::Link(link))) => Past::LinkCost(link, cost()?),
        ("hours", Some(Asset::Link(link))) => Past::LinkTime(link, time()?),
        ("operator", Some(Asset::Link(link))) => Past::LinkOperator(link, operator),
        ("operator", Some(Asset::Place(place))) => Past::PlaceOperator(place, operator),
        ("usd_t", Some(Asset::Transfer(transfer))) => Past::TransferCost(transfer, cost()?),
        ("hours", Some(Asset::Transfer(transfer))) => Past::TransferTime(transfer, time()?),
        ("usd_t", None) => Past::ChargeCost(atlas.charges.find(&row.asset).map(ChargeIx::from)?, cost()?),
        ("value_usd_t", None) => {
            Past::CommodityValue(atlas.commodities.find(&row.asset).map(CommodityIx::from)?, cost()?)
        }
        _ => return None,
    };
    Some(History {
        asset: cell::id(&row.asset)?,
        window: cell::window(&row.since, &row.until),
        value,
        known: cell::known(["", &row.basis, &row.source, &row.note]),
    })
}
