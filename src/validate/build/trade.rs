//! Commodities, flows, observations.

use super::cell;
use crate::input::{CommodityRow, FlowRow, ObservedRow, RawTables};
use crate::model::{Cargo, CommodityIx, End, LineIx, LinkIx, PlaceIx, Via};
use crate::tables::{Atlas, Commodity, Flow, FlowBasis, Observed, Table, When};
use crate::validate::cell::items;
use assignment::Mass;
use routing::Cost;

pub fn add_commodities(atlas: &mut Atlas, raw: &RawTables) {
    let commodities = raw.commodities.iter().filter_map(|row| commodity(&row.cells));
    atlas.commodities = Table::new(commodities.collect(), |row| &row.id);
}

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let flows = raw.flows.iter().filter_map(|row| flow(atlas, &row.cells));
    atlas.flows = Table::new(flows.collect(), |row| &row.id);
    let mut observations: Vec<&ObservedRow> = raw.observed.iter().map(|row| &row.cells).collect();
    observations.sort_by_key(|row| (&row.year, &row.asset, &row.commodity, &row.origin, &row.scope, &row.kt));
    atlas.observed = observations.into_iter().filter_map(|row| observed(atlas, row)).collect();
}

fn commodity(row: &CommodityRow) -> Option<Commodity> {
    let barrels = [&*row.barrels_per_tonne, &row.barrels_per_tonne_low, &row.barrels_per_tonne_high];
    let holding = [&*row.holding_pct_day, &row.holding_pct_day_low, &row.holding_pct_day_high];
    Some(Commodity {
        id: cell::id(&row.id)?,
        name: row.name.clone(),
        hs: row.hs.clone(),
        cargo: Cargo::parse(&row.cargo)?,
        value: cell::owed([&row.value_usd_t, &row.value_usd_t_low, &row.value_usd_t_high], Cost::rounded),
        holding_pct_day: cell::owed(holding, Some),
        unit: cell::text(&row.unit).unwrap_or_else(|| "t".into()),
        barrels_per_tonne: cell::ranged(barrels, Some),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}

fn end(atlas: &Atlas, id: &str) -> Option<End> {
    atlas.place(id).map(End::Place).or_else(|| atlas.country(id).map(End::Country))
}

fn via(atlas: &Atlas, id: &str) -> Option<Via> {
    let place = atlas.places.find(id).map(|at| Via::Place(PlaceIx::from(at)));
    let link = || atlas.links.find(id).map(|at| Via::Link(LinkIx::from(at)));
    let line = || atlas.lines.find(id).map(|at| Via::Line(LineIx::from(at)));
    place.or_else(link).or_else(line)
}

/// A flow, as far as its row can be read.
pub fn flow(atlas: &Atlas, row: &FlowRow) -> Option<Flow> {
    let when =
        cell::year(&row.year).map_or_else(|| When::Between(cell::window(&row.from, &row.until)), When::Year);
    Some(Flow {
        id: cell::id(&row.id)?,
        commodity: atlas.commodities.find(&row.commodity).map(CommodityIx::from)?,
        origin: end(atlas, &row.origin)?,
        destination: end(atlas, &row.destination)?,
        market: cell::id(&row.market),
        mass: cell::owed([&row.kt_y, &row.kt_y_low, &row.kt_y_high], Mass::from_kt),
        when,
        basis: FlowBasis::parse(&row.basis)?,
        via: items(&row.via).filter_map(|id| via(atlas, id)).collect(),
        tier: row.priority.parse().unwrap_or(2),
        ceiling: cell::value(&row.ceiling_usd_t, Cost::rounded),
        laid: row.laid != "false",
        goods_origin: cell::country(atlas, &row.goods_origin),
        goods_owner: cell::id(&row.goods_owner),
        loaded_in: cell::country(atlas, &row.loaded_in),
        known: cell::known([&row.year, &row.evidence, &row.source, &row.note]),
    })
}

fn observed(atlas: &Atlas, row: &ObservedRow) -> Option<Observed> {
    Some(Observed {
        at: via(atlas, &row.asset)?,
        commodity: atlas.commodities.find(&row.commodity).map(CommodityIx::from),
        origin: cell::country(atlas, &row.origin),
        year: cell::year(&row.year)?,
        mass: cell::owed([&row.kt, &row.kt_low, &row.kt_high], Mass::from_kt),
        scope: row.scope.clone(),
        known: cell::known([&row.year, &row.basis, &row.source, &row.note]),
    })
}
