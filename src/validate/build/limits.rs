//! Capacities, charges, history.

use super::cell;
use crate::input::RawTables;
use crate::model::{Asset, ChargeIx, CommodityIx, Direction, LinkIx, PlaceIx, TransferIx};
use crate::select;
use crate::tables::TextRow;
use crate::tables::items;
use crate::tables::{Atlas, Capacity, Charge, ChargeKind, History, LimitBasis, Past, Table};
use assignment::Mass;
use routing::{Cost, Seconds};

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let capacities = raw.rows("capacities").iter().filter_map(|row| capacity(atlas, row));
    atlas.capacities = Table::new(capacities.collect(), |row| &row.id);
    let charges = raw.rows("charges").iter().filter_map(|row| charge(atlas, row));
    atlas.charges = Table::new(charges.collect(), |row| &row.id);
    let mut history: Vec<&TextRow> = raw.rows("history").iter().collect();
    history.sort_by_key(|row| ["asset", "since", "column", "until", "value"].map(|name| row.cell(name)));
    atlas.history = history.into_iter().filter_map(|row| past(atlas, row)).collect();
}

/// The link, place or transfer of this id.
fn asset(atlas: &Atlas, id: &str) -> Option<Asset> {
    let link = || atlas.links.find(id).map(|at| Asset::Link(LinkIx::from(at)));
    let place = || atlas.places.find(id).map(|at| Asset::Place(PlaceIx::from(at)));
    let transfer = || atlas.transfers.find(id).map(|at| Asset::Transfer(TransferIx::from(at)));
    link().or_else(place).or_else(transfer)
}

fn capacity(atlas: &Atlas, row: &TextRow) -> Option<Capacity> {
    Some(Capacity {
        id: cell::id(row.cell("id"))?,
        assets: items(row.cell("assets")).filter_map(|id| asset(atlas, id)).collect(),
        cargo: cell::cargoes_or_all(row.cell("cargo")),
        direction: Direction::parse(row.cell("direction")),
        nameplate: cell::owed([row.cell("kt_y"), row.cell("kt_y_low"), row.cell("kt_y_high")], Mass::from_kt),
        basis: LimitBasis::parse(row.cell("basis"))?,
        availability: cell::value(row.cell("availability"), Some).unwrap_or(1.0),
        months: cell::months(row.cell("months")),
        ramp_months: cell::value(row.cell("ramp_months"), Some),
        window: cell::window(row.cell("since"), row.cell("until")),
        known: cell::known([row.cell("year"), row.cell("evidence"), row.cell("source"), row.cell("note")]),
    })
}

fn charge(atlas: &Atlas, row: &TextRow) -> Option<Charge> {
    Some(Charge {
        id: cell::id(row.cell("id"))?,
        kind: ChargeKind::parse(row.cell("kind"))?,
        on: select::parse(row.cell("selector"), atlas).ok()?,
        commodities: cell::found(&atlas.commodities, row.cell("commodity")),
        cost: cell::owed([row.cell("usd_t"), row.cell("usd_t_low"), row.cell("usd_t_high")], Cost::rounded),
        window: cell::window(row.cell("since"), row.cell("until")),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}

fn past(atlas: &Atlas, row: &TextRow) -> Option<History> {
    let cells = [row.cell("value"), row.cell("low"), row.cell("high")];
    let cost = || cell::ranged(cells, Cost::rounded);
    let time = || cell::ranged(cells, Seconds::rounded);
    let operator = cell::id(row.cell("value"));
    let value = match (row.cell("column"), asset(atlas, row.cell("asset"))) {
        ("cost_usd_t", Some(Asset::Link(link))) => Past::LinkCost(link, cost()?),
        ("hours", Some(Asset::Link(link))) => Past::LinkTime(link, time()?),
        ("operator", Some(Asset::Link(link))) => Past::LinkOperator(link, operator),
        ("operator", Some(Asset::Place(place))) => Past::PlaceOperator(place, operator),
        ("usd_t", Some(Asset::Transfer(transfer))) => Past::TransferCost(transfer, cost()?),
        ("hours", Some(Asset::Transfer(transfer))) => Past::TransferTime(transfer, time()?),
        ("usd_t", None) => {
            Past::ChargeCost(atlas.charges.find(row.cell("asset")).map(ChargeIx::from)?, cost()?)
        }
        ("value_usd_t", None) => {
            Past::CommodityValue(atlas.commodities.find(row.cell("asset")).map(CommodityIx::from)?, cost()?)
        }
        _ => return None,
    };
    Some(History {
        asset: cell::id(row.cell("asset"))?,
        window: cell::window(row.cell("since"), row.cell("until")),
        value,
        known: cell::known(["", row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}
