//! What a route touches: places, links, lines, straits, countries, operators, corridors. Owners are told from operators
//! by whoever knows what belongs to whom.

use std::collections::BTreeSet;

use crate::model::{ElementKind, Id, PlaceIx, PlaceKind};
use crate::network::{ArcKind, Network};
use routing::ArcIx;

pub type Touched = (ElementKind, Id);

#[must_use]
pub fn touched(network: &Network, arcs: &[ArcIx]) -> BTreeSet<Touched> {
    let mut all = BTreeSet::new();
    for arc in arcs {
        for place in [network.tail_place(*arc), network.head_place(*arc)] {
            touch_place(network, place, &mut all);
        }
        if let ArcKind::Link(link, _) = network.arcs[arc.index()].what {
            touch_link(network, link, &mut all);
        }
    }
    all
}

/// Everything that lies on a place itself.
pub(super) fn touch_place(network: &Network, place: PlaceIx, all: &mut BTreeSet<Touched>) {
    let atlas = &network.dated.atlas;
    let row = &atlas.places[place.index()];
    let of = if row.kind == PlaceKind::Strait { ElementKind::Strait } else { ElementKind::Place };
    all.insert((of, row.id.clone()));
    all.extend(
        row.country.map(|country| (ElementKind::Country, atlas.countries[country.index()].id.clone())),
    );
    all.extend(row.operator.clone().map(|operator| (ElementKind::Operator, operator)));
}

fn touch_link(network: &Network, link: crate::model::LinkIx, all: &mut BTreeSet<Touched>) {
    let atlas = &network.dated.atlas;
    let row = &atlas.links[link.index()];
    all.insert((ElementKind::Link, row.id.clone()));
    all.extend(row.line.map(|line| (ElementKind::Line, atlas.lines[line.index()].clone())));
    all.extend(row.corridor.clone().map(|corridor| (ElementKind::Corridor, corridor)));
    all.extend(row.operator.clone().map(|operator| (ElementKind::Operator, operator)));
    all.extend(
        row.territory
            .iter()
            .map(|country| (ElementKind::Country, atlas.countries[country.index()].id.clone())),
    );
}

/// What lies on a flow's end: the end itself where it is a country, else the place and all that lies on it.
#[must_use]
pub fn end_touches(network: &Network, end: crate::model::End) -> BTreeSet<Touched> {
    let mut all = BTreeSet::new();
    match end {
        crate::model::End::Place(place) => touch_place(network, place, &mut all),
        crate::model::End::Country(country) => {
            all.insert((ElementKind::Country, network.dated.atlas.countries[country.index()].id.clone()));
        }
    }
    all
}
