//! Commodities, flows, observations.

use super::cell;
use crate::input::RawTables;
use crate::model::{Cargo, CommodityIx, End, LineIx, LinkIx, PlaceIx, Via};
use crate::tables::TextRow;
use crate::tables::items;
use crate::tables::{Atlas, Commodity, Flow, FlowBasis, Observed, Table, When};
use assignment::Mass;
use routing::Cost;

pub fn add_commodities(atlas: &mut Atlas, raw: &RawTables) {
    let commodities = raw.rows("commodities").iter().filter_map(|row| commodity(row));
    atlas.commodities = Table::new(commodities.collect(), |row| &row.id);
}

pub fn add(atlas: &mut Atlas, raw: &RawTables) {
    let flows = raw.rows("flows").iter().filter_map(|row| flow(atlas, row));
    atlas.flows = Table::new(flows.collect(), |row| &row.id);
    let mut observations: Vec<&TextRow> = raw.rows("observed").iter().collect();
    observations.sort_by_key(|row| {
        ["year", "asset", "commodity", "origin", "scope", "kt"].map(|name| row.cell(name))
    });
    atlas.observed = observations.into_iter().filter_map(|row| observed(atlas, row)).collect();
}

fn commodity(row: &TextRow) -> Option<Commodity> {
    let barrels = [
        row.cell("barrels_per_tonne"),
        row.cell("barrels_per_tonne_low"),
        row.cell("barrels_per_tonne_high"),
    ];
    let holding =
        [row.cell("holding_pct_day"), row.cell("holding_pct_day_low"), row.cell("holding_pct_day_high")];
    Some(Commodity {
        id: cell::id(row.cell("id"))?,
        name: row.cell("name").to_owned(),
        hs: row.cell("hs").to_owned(),
        cargo: Cargo::parse(row.cell("cargo"))?,
        value: cell::owed(
            [row.cell("value_usd_t"), row.cell("value_usd_t_low"), row.cell("value_usd_t_high")],
            Cost::rounded,
        ),
        holding_pct_day: cell::owed(holding, Some),
        unit: cell::text(row.cell("unit")).unwrap_or_else(|| "t".into()),
        barrels_per_tonne: cell::ranged(barrels, Some),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
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
pub fn flow(atlas: &Atlas, row: &TextRow) -> Option<Flow> {
    let when = cell::year(row.cell("year"))
        .map_or_else(|| When::Between(cell::window(row.cell("from"), row.cell("until"))), When::Year);
    Some(Flow {
        id: cell::id(row.cell("id"))?,
        commodity: atlas.commodities.find(row.cell("commodity")).map(CommodityIx::from)?,
        origin: end(atlas, row.cell("origin"))?,
        destination: end(atlas, row.cell("destination"))?,
        market: cell::id(row.cell("market")),
        mass: cell::owed([row.cell("kt_y"), row.cell("kt_y_low"), row.cell("kt_y_high")], Mass::from_kt),
        when,
        basis: FlowBasis::parse(row.cell("basis"))?,
        via: items(row.cell("via")).filter_map(|id| via(atlas, id)).collect(),
        tier: row.cell("priority").parse().unwrap_or(2),
        ceiling: cell::value(row.cell("ceiling_usd_t"), Cost::rounded),
        laid: row.cell("laid") != "false",
        goods_origin: cell::country(atlas, row.cell("goods_origin")),
        goods_owner: cell::id(row.cell("goods_owner")),
        loaded_in: cell::country(atlas, row.cell("loaded_in")),
        known: cell::known([row.cell("year"), row.cell("evidence"), row.cell("source"), row.cell("note")]),
    })
}

fn observed(atlas: &Atlas, row: &TextRow) -> Option<Observed> {
    Some(Observed {
        at: via(atlas, row.cell("asset"))?,
        commodity: atlas.commodities.find(row.cell("commodity")).map(CommodityIx::from),
        origin: cell::country(atlas, row.cell("origin")),
        year: cell::year(row.cell("year"))?,
        mass: cell::owed([row.cell("kt"), row.cell("kt_low"), row.cell("kt_high")], Mass::from_kt),
        scope: row.cell("scope").to_owned(),
        known: cell::known([row.cell("year"), row.cell("basis"), row.cell("source"), row.cell("note")]),
    })
}
