//! Capacities, transfers, charges, commodities, flows and modes.

use crate::answer::Row;
use crate::model::{Asset, CapacityIx, ChargeIx, TransferIx};
use crate::tables::{Charge, Commodity, Flow, ModeDefault, Transfer};
use assignment::Mass;
use routing::{Cost, Seconds};

use super::ways::{capacities, capacities_that, flows, history, links, observed};
use super::{Book, Draft};
use crate::analysis::rows;

pub(super) fn find(book: &Book<'_>, id: &str) -> Vec<Draft> {
    let atlas = &book.network.dated.atlas;
    let found = [
        atlas.capacities.find(id).map(|at| capacity(book, CapacityIx::from(at))),
        atlas.transfers.find(id).map(|at| transfer(book, TransferIx::from(at))),
        atlas.charges.find(id).map(|at| charge(book, ChargeIx::from(at))),
        atlas.commodities.get(id).map(|row| commodity(book, row)),
        atlas.flows.get(id).map(|row| flow(book, row)),
        atlas.modes.get(id).map(|row| mode(book, row)),
    ];
    found.into_iter().flatten().collect()
}

fn capacity(book: &Book<'_>, ix: CapacityIx) -> Draft {
    let dated = &book.network.dated;
    let atlas = &dated.atlas;
    let row = &atlas.capacities[ix.index()];
    let assets: Vec<String> = row.assets.iter().map(|asset| atlas.asset_id(*asset).to_string()).collect();
    let beside = |other: &crate::tables::Capacity| {
        other.id != row.id && other.assets.iter().any(|asset| row.assets.contains(asset))
    };
    Draft::known("capacity", &row.id, &assets.join(", "), &row.known)
        .fact("assets", assets.clone())
        .fact("cargo", rows::cargo(row.cargo))
        .fact("direction", row.direction.map(|direction| direction.as_str()))
        .number("kt_y", Some(rows::ranged(&row.nameplate, Mass::kt)))
        .fact("basis", row.basis.as_str())
        .fact("availability", row.availability)
        .fact("open_months", i64::from(row.months.count()))
        .fact("ramp_months", row.ramp_months)
        .fact("limit_kt_y", row.limit().kt())
        .window(row.window, dated.capacities[ix.index()])
        .noted(&row.known)
        .related("capacities", capacities_that(book, beside))
}

fn transfer(book: &Book<'_>, ix: TransferIx) -> Draft {
    let dated = &book.network.dated;
    let atlas = &dated.atlas;
    let row = &atlas.transfers[ix.index()];
    let (from, to, at) = (rows::side(&row.from), rows::side(&row.to), rows::transfer_at(atlas, row.at));
    Draft::known("transfer", &row.id, &format!("{from} to {to} at {at}"), &row.known)
        .fact("at", at)
        .fact("from", from)
        .fact("to", to)
        .fact("from_country", rows::country(atlas, row.from_country))
        .fact("to_country", rows::country(atlas, row.to_country))
        .fact("cargo", rows::cargo(row.cargo))
        .number("usd_t", Some(rows::ranged(&row.cost, Cost::usd_t)))
        .number("hours", Some(rows::ranged(&row.time, Seconds::hours)))
        .window(row.window, dated.transfers[ix.index()])
        .noted(&row.known)
        .related("capacities", capacities(book, |asset| asset == Asset::Transfer(ix)))
        .related("history", history(atlas, &row.id))
}

fn charge(book: &Book<'_>, ix: ChargeIx) -> Draft {
    let dated = &book.network.dated;
    let row = &dated.atlas.charges[ix.index()];
    Draft::known("charge", &row.id, &format!("{} on {}", row.kind, rows::selector(&row.on)), &row.known)
        .fact("kind", row.kind.as_str())
        .fact("selector", rows::selector(&row.on))
        .fact("commodity", rows::commodities(&dated.atlas, &row.commodities))
        .number("usd_t", Some(rows::ranged(&row.cost, Cost::usd_t)))
        .window(row.window, dated.charges[ix.index()])
        .noted(&row.known)
        .related("history", history(&dated.atlas, &row.id))
}

fn commodity(book: &Book<'_>, row: &Commodity) -> Draft {
    let atlas = &book.network.dated.atlas;
    let ix = atlas.commodities.find(row.id.as_str()).map(Into::into);
    let names = |list: &[crate::model::CommodityIx]| ix.is_some_and(|ix| list.contains(&ix));
    Draft::known("commodity", &row.id, &row.name, &row.known)
        .fact("hs", row.hs.as_str())
        .fact("cargo", row.cargo.as_str())
        .number("value_usd_t", Some(rows::ranged(&row.value, Cost::usd_t)))
        .number("holding_pct_day", Some(row.holding_pct_day))
        .fact("unit", row.unit.as_str())
        .number("barrels_per_tonne", row.barrels_per_tonne)
        .noted(&row.known)
        .related("links", links(book, |link| names(&link.accepts) || names(&link.rejects)))
        .related("charges", charges(book, |charge| names(&charge.commodities)))
        .related("history", history(atlas, &row.id))
        .related("observed", observed(atlas, |seen| seen.commodity.is_some() && seen.commodity == ix))
        .related("flows", flows(atlas, |flow| Some(flow.commodity) == ix))
}

fn flow(book: &Book<'_>, row: &Flow) -> Draft {
    let atlas = &book.network.dated.atlas;
    let goods = &atlas.commodities[row.commodity.index()];
    let (origin, destination) = (atlas.end_id(row.origin), atlas.end_id(row.destination));
    let (year, window) = rows::when(row.when);
    Draft::known("flow", &row.id, &format!("{} from {origin} to {destination}", goods.name), &row.known)
        .fact("commodity", goods.id.as_str())
        .fact("origin", origin.as_str())
        .fact("destination", destination.as_str())
        .fact("market", rows::maybe(row.market.as_ref()))
        .number("kt_y", Some(rows::ranged(&row.mass, Mass::kt)))
        .fact("year", year)
        .fact("from", rows::day(window.since))
        .fact("until", rows::day(window.until))
        .fact("basis", row.basis.as_str())
        .fact("via", rows::via(atlas, row))
        .fact("priority", i64::from(row.tier))
        .fact("ceiling_usd_t", row.ceiling.map(Cost::usd_t))
        .fact("laid", row.laid)
        .fact("goods_origin", rows::country(atlas, row.goods_origin))
        .fact("goods_owner", rows::maybe(row.goods_owner.as_ref()))
        .fact("loaded_in", rows::country(atlas, row.loaded_in))
        .fact("note", row.known.note.as_deref())
}

fn mode(book: &Book<'_>, row: &ModeDefault) -> Draft {
    let named = |id: &crate::model::Id| *id == row.id || row.vessel.as_ref() == Some(id);
    Draft::known("mode", &row.id, row.id.as_str(), &row.known)
        .fact("mode", row.mode.as_str())
        .fact("vessel", rows::maybe(row.vessel.as_ref()))
        .fact("cargo", rows::cargo(row.cargo))
        .number("usd_per_tkm", Some(row.usd_per_tkm))
        .number("fixed_usd_t", Some(row.fixed))
        .number("speed_km_h", Some(row.speed))
        .fact("dwt_kt", row.dwt.map(Mass::kt))
        .fact("draught_m", row.draught.map(crate::model::Draught::m))
        .noted(&row.known)
        .related("links", links(book, |link| link.vessels.iter().any(named)))
}

/// Transfers of every day.
pub(super) fn transfers(book: &Book<'_>, own: impl Fn(&Transfer) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let rows = dated.atlas.transfers.iter().zip(&dated.transfers).filter(|(row, _)| own(row));
    rows.map(|(row, now)| rows::transfer(&dated.atlas, row).with("in_force", *now)).collect()
}

/// Charges of every day.
pub(super) fn charges(book: &Book<'_>, own: impl Fn(&Charge) -> bool) -> Vec<Row> {
    let dated = &book.network.dated;
    let rows = dated.atlas.charges.iter().zip(&dated.charges).filter(|(row, _)| own(row));
    rows.map(|(row, now)| rows::charge(&dated.atlas, row).with("in_force", *now)).collect()
}
