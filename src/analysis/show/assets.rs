//! Places, links, lines, corridors and countries; capacities, charges, commodities, flows and modes.

use std::collections::BTreeSet;

use super::{Book, FactsDraft, capacities, charges, flows, history, links, observed};
use crate::analysis::list;
use crate::answer::{Row, ThingKind};
use crate::model::{
    Asset, CapacityIx, ChargeIx, CountryIx, End, Id, LineIx, LinkIx, PlaceIx, TransferAt, TransferIx, Via,
};
use crate::network::{SelectedAssets, VehicleClass};
use crate::tables::{Atlas, Capacity, Commodity, Flow, Link, ModeDefault};

pub(super) fn find(book: &Book<'_>, id: &str) -> Vec<FactsDraft> {
    let atlas = &book.network.snapshot.atlas;
    let found = [
        atlas.place(id).map(|ix| place(book, ix)),
        atlas.links.find(id).map(|at| link(book, LinkIx::from(at))),
        atlas.lines.find(id).map(|at| line(book, LineIx::from(at))),
        corridor(book, id),
        atlas.country(id).map(|ix| country(book, ix)),
        atlas.capacities.find(id).map(|at| capacity(book, CapacityIx::from(at))),
        atlas.transfers.find(id).map(|at| transfer(book, TransferIx::from(at))),
        atlas.charges.find(id).map(|at| charge(book, ChargeIx::from(at))),
        atlas.commodities.get(id).map(|row| commodity(book, row)),
        atlas.flows.get(id).map(|row| flow(book, row)),
        atlas.modes.get(id).map(|row| mode(book, row)),
    ];
    found.into_iter().flatten().collect()
}

fn place(book: &Book<'_>, ix: PlaceIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let row = &atlas.places[ix.index()];
    // A transfer may be about one place or about every place of a kind.
    let transfer_here = |at| match at {
        TransferAt::Place(own) => own == ix,
        TransferAt::Kind(kind) => kind == row.kind,
    };
    FactsDraft::sourced(ThingKind::Place, &row.id, &row.name, &row.provenance)
        .facts(row, atlas, Some(snapshot.places[ix.index()]))
        .related("capacities", capacities(book, |asset| asset == Asset::Place(ix)))
        .related("links", links(book, |link| link.from == ix || link.to == ix))
        .related("transfers", super::snapshot(book, &atlas.transfers, &snapshot.transfers, |row| transfer_here(row.at)))
        .related("charges", charges_on(book, |chosen| chosen.places.contains(&ix)))
        .related("history", history(atlas, &row.id))
        .related("observed", observed(atlas, |row| row.at == Via::Place(ix)))
        .related(
            "flows",
            flows(atlas, |flow| {
                let end = End::Place(ix);
                flow.origin == end || flow.destination == end || flow.via.contains(&Via::Place(ix))
            }),
        )
        .owned(row.operator.as_ref())
}

fn link(book: &Book<'_>, ix: LinkIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let row = &atlas.links[ix.index()];
    FactsDraft::sourced(ThingKind::Link, &row.id, &row.name, &row.provenance)
        .facts(row, atlas, Some(snapshot.links[ix.index()]))
        .related("capacities", capacities(book, |asset| asset == Asset::Link(ix)))
        .related("charges", charges_on(book, |chosen| chosen.links.contains(&ix)))
        .related("history", history(atlas, &row.id))
        .related("observed", observed(atlas, |row| row.at == Via::Link(ix)))
        .related("flows", flows(atlas, |flow| flow.via.contains(&Via::Link(ix))))
        .owned(row.operator.as_ref())
}

fn line(book: &Book<'_>, ix: LineIx) -> FactsDraft {
    let atlas = &book.network.snapshot.atlas;
    let id = atlas.lines[ix.index()].as_str();
    let own = positions(atlas, |link| link.line == Some(ix));
    // A flow may be pinned to the line as a whole or to one of its links.
    let flows = flows(atlas, |flow| {
        flow.via.contains(&Via::Line(ix)) || own.iter().any(|link| flow.via.contains(&Via::Link(*link)))
    });
    chain(book, FactsDraft::new(ThingKind::Line, id, id), &own)
        .related("observed", observed(atlas, |row| row.at == Via::Line(ix)))
        .related("flows", flows)
}

fn corridor(book: &Book<'_>, id: &str) -> Option<FactsDraft> {
    let atlas = &book.network.snapshot.atlas;
    let own = positions(atlas, |link| link.corridor.as_ref().is_some_and(|own| own.as_str() == id));
    // A corridor is no table: it exists where a link names it.
    if own.is_empty() {
        return None;
    }
    let lines: BTreeSet<Id> = own
        .iter()
        .filter_map(|link| atlas.links[link.index()].line)
        .map(|line| atlas.lines[line.index()].clone())
        .collect();
    let draft =
        FactsDraft::new(ThingKind::Corridor, id, id).fact("lines", list::ids(&lines.into_iter().collect::<Vec<_>>()));
    Some(chain(book, draft, &own))
}

/// What links have in common; facts and owners are those of the links in force.
fn chain(book: &Book<'_>, draft: FactsDraft, own: &[LinkIx]) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let now: Vec<&Link> =
        own.iter().filter(|link| snapshot.links[link.index()]).map(|link| &atlas.links[link.index()]).collect();
    // Each value once, whichever links have it.
    let each = |of: &dyn Fn(&Link) -> Vec<String>| -> Vec<String> {
        now.iter().flat_map(|link| of(link)).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let draft = draft
        .fact("corridor", each(&|link| list::maybe(link.corridor.as_ref()).map(Into::into).into_iter().collect()))
        .fact("mode", each(&|link| vec![link.mode.to_string()]))
        .fact("cargo", each(&|link| link.cargo.iter().map(|cargo| cargo.to_string()).collect()))
        .fact("length_km", now.iter().map(|link| link.length.value).sum::<routing::Metres>().km())
        .fact("operator", each(&|link| list::maybe(link.operator.as_ref()).map(Into::into).into_iter().collect()))
        .fact("territory", each(&|link| country_ids(atlas, link)))
        .related(
            "links",
            // `own` holds positions, while `links` asks about rows.
            links(book, |link| atlas.links.find(link.id.as_str()).is_some_and(|at| own.contains(&at.into()))),
        )
        .related("capacities", capacities(book, |asset| matches!(asset, Asset::Link(link) if own.contains(&link))))
        .related("charges", charges_on(book, |chosen| on_chain(book, chosen, own)));
    let sources: BTreeSet<Id> = now.iter().flat_map(|link| link.provenance.sources.clone()).collect();
    let draft = draft.from(&sources.into_iter().collect::<Vec<_>>());
    now.iter().fold(draft, |draft, link| draft.owned(link.operator.as_ref()))
}

fn country_ids(atlas: &Atlas, link: &Link) -> Vec<String> {
    link.territory.iter().map(|country| atlas.countries[country.index()].id.to_string()).collect()
}

fn country(book: &Book<'_>, ix: CountryIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let row = &atlas.countries[ix.index()];
    let places = super::snapshot(book, &atlas.places, &snapshot.places, |place| place.country == Some(ix));
    let starts = |flow: &Flow| atlas.country_of(flow.origin) == Some(ix);
    let ends = |flow: &Flow| atlas.country_of(flow.destination) == Some(ix);
    FactsDraft::new(ThingKind::Country, row.id.as_str(), &row.name)
        .from(&row.sources)
        .facts(row, atlas, None)
        .related("places", places)
        .related("links", links(book, |link| link.territory.contains(&ix)))
        .related("observed", observed(atlas, |row| row.origin == Some(ix)))
        .related("flows", flows(atlas, |flow| starts(flow) || ends(flow)))
}

fn positions(atlas: &Atlas, own: impl Fn(&Link) -> bool) -> Vec<LinkIx> {
    let links = atlas.links.iter().enumerate();
    links.filter(|(_, link)| own(link)).map(|(at, _)| LinkIx::from(at)).collect()
}

/// Charges of every day whose selector chooses the thing.
fn charges_on(book: &Book<'_>, on: impl Fn(&SelectedAssets) -> bool) -> Vec<Row> {
    charges(book, |row| on(&book.network.select(&row.on)))
}

/// Does it choose one of the links, or getting onto the line of one?
fn on_chain(book: &Book<'_>, chosen: &SelectedAssets, own: &[LinkIx]) -> bool {
    let atlas = &book.network.snapshot.atlas;
    let onto = |route| {
        own.iter().any(|link| atlas.links[link.index()].line.is_some_and(|line| route == VehicleClass::Line(line)))
    };
    chosen.links.iter().any(|link| own.contains(link))
        // Also charges for getting onto the line, which are on arcs and not on links.
        || chosen.joints.iter().any(|arc| onto(book.network.class_of(*arc)))
}

fn capacity(book: &Book<'_>, ix: CapacityIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let row = &atlas.capacities[ix.index()];
    let assets: Vec<String> = row.assets.iter().map(|asset| atlas.asset_id(*asset).to_string()).collect();
    // Other capacities of the same assets: other years, cargoes or bases.
    let beside = |other: &Capacity| other.id != row.id && other.assets.iter().any(|asset| row.assets.contains(asset));
    FactsDraft::sourced(ThingKind::Capacity, &row.id, &assets.join(", "), &row.provenance)
        .facts(row, atlas, Some(snapshot.capacities[ix.index()]))
        .related("capacities", super::snapshot(book, &atlas.capacities, &snapshot.capacities, beside))
}

fn transfer(book: &Book<'_>, ix: TransferIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let atlas = &snapshot.atlas;
    let row = &atlas.transfers[ix.index()];
    let at = match row.at {
        TransferAt::Place(place) => atlas.places[place.index()].id.as_str(),
        TransferAt::Kind(kind) => kind.as_str(),
    };
    FactsDraft::sourced(ThingKind::Transfer, &row.id, &format!("{} to {} at {at}", row.from, row.to), &row.provenance)
        .facts(row, atlas, Some(snapshot.transfers[ix.index()]))
        .related("capacities", capacities(book, |asset| asset == Asset::Transfer(ix)))
        .related("history", history(atlas, &row.id))
}

fn charge(book: &Book<'_>, ix: ChargeIx) -> FactsDraft {
    let snapshot = &book.network.snapshot;
    let row = &snapshot.atlas.charges[ix.index()];
    FactsDraft::sourced(ThingKind::Charge, &row.id, &format!("{} on {}", row.kind, row.on), &row.provenance)
        .facts(row, &snapshot.atlas, Some(snapshot.charges[ix.index()]))
        .related("history", history(&snapshot.atlas, &row.id))
}

fn commodity(book: &Book<'_>, row: &Commodity) -> FactsDraft {
    let atlas = &book.network.snapshot.atlas;
    let ix = atlas.commodities.find(row.id.as_str()).map(Into::into);
    let names = |list: &[crate::model::CommodityIx]| ix.is_some_and(|ix| list.contains(&ix));
    FactsDraft::sourced(ThingKind::Commodity, &row.id, &row.name, &row.provenance)
        .facts(row, atlas, None)
        .related("links", links(book, |link| names(&link.accepts) || names(&link.rejects)))
        .related("charges", charges(book, |charge| names(&charge.commodities)))
        .related("history", history(atlas, &row.id))
        .related("observed", observed(atlas, |seen| seen.commodity.is_some() && seen.commodity == ix))
        .related("flows", flows(atlas, |flow| Some(flow.commodity) == ix))
}

fn flow(book: &Book<'_>, row: &Flow) -> FactsDraft {
    let atlas = &book.network.snapshot.atlas;
    let goods = &atlas.commodities[row.commodity.index()];
    let (origin, destination) = (atlas.end_id(row.origin), atlas.end_id(row.destination));
    FactsDraft::sourced(
        ThingKind::Flow,
        &row.id,
        &format!("{} from {origin} to {destination}", goods.name),
        &row.provenance,
    )
    .facts(row, atlas, None)
}

fn mode(book: &Book<'_>, row: &ModeDefault) -> FactsDraft {
    // Links name vessel classes by the id of the mode or by that of the vessel.
    let named = |id: &crate::model::Id| *id == row.id || row.vessel.as_ref() == Some(id);
    FactsDraft::sourced(ThingKind::Mode, &row.id, row.id.as_str(), &row.provenance)
        .facts(row, &book.network.snapshot.atlas, None)
        .related("links", links(book, |link| link.vessels.iter().any(named)))
}
