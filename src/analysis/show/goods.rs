//! Capacities, transfers, charges, commodities, flows and modes.

use crate::answer::ThingKind;
use crate::model::{Asset, CapacityIx, ChargeIx, TransferAt, TransferIx};
use crate::tables::{Commodity, Flow, ModeDefault};

use super::related::{capacities, capacities_that, charges, flows, history, links, observed};
use super::{Book, Draft};

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
    Draft::sourced(ThingKind::Capacity, &row.id, &assets.join(", "), &row.provenance)
        .facts(row, atlas, Some(dated.capacities[ix.index()]))
        .related("capacities", capacities_that(book, beside))
}

fn transfer(book: &Book<'_>, ix: TransferIx) -> Draft {
    let dated = &book.network.dated;
    let atlas = &dated.atlas;
    let row = &atlas.transfers[ix.index()];
    let at = match row.at {
        TransferAt::Place(place) => atlas.places[place.index()].id.as_str(),
        TransferAt::Kind(kind) => kind.as_str(),
    };
    Draft::sourced(
        ThingKind::Transfer,
        &row.id,
        &format!("{} to {} at {at}", row.from, row.to),
        &row.provenance,
    )
    .facts(row, atlas, Some(dated.transfers[ix.index()]))
    .related("capacities", capacities(book, |asset| asset == Asset::Transfer(ix)))
    .related("history", history(atlas, &row.id))
}

fn charge(book: &Book<'_>, ix: ChargeIx) -> Draft {
    let dated = &book.network.dated;
    let row = &dated.atlas.charges[ix.index()];
    Draft::sourced(ThingKind::Charge, &row.id, &format!("{} on {}", row.kind, row.on), &row.provenance)
        .facts(row, &dated.atlas, Some(dated.charges[ix.index()]))
        .related("history", history(&dated.atlas, &row.id))
}

fn commodity(book: &Book<'_>, row: &Commodity) -> Draft {
    let atlas = &book.network.dated.atlas;
    let ix = atlas.commodities.find(row.id.as_str()).map(Into::into);
    let names = |list: &[crate::model::CommodityIx]| ix.is_some_and(|ix| list.contains(&ix));
    Draft::sourced(ThingKind::Commodity, &row.id, &row.name, &row.provenance)
        .facts(row, atlas, None)
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
    Draft::sourced(
        ThingKind::Flow,
        &row.id,
        &format!("{} from {origin} to {destination}", goods.name),
        &row.provenance,
    )
    .facts(row, atlas, None)
}

fn mode(book: &Book<'_>, row: &ModeDefault) -> Draft {
    let named = |id: &crate::model::Id| *id == row.id || row.vessel.as_ref() == Some(id);
    Draft::sourced(ThingKind::Mode, &row.id, row.id.as_str(), &row.provenance)
        .facts(row, &book.network.dated.atlas, None)
        .related("links", links(book, |link| link.vessels.iter().any(named)))
}
