//! What a route touches: places, links, lines, straits, countries, operators, corridors. Owners are told from operators
//! by whoever knows what belongs to whom.

use std::collections::BTreeSet;

use crate::model::{Id, PlaceIx, PlaceKind, string_enum};
use crate::network::{ArcKind, Network};
use routing::ArcIx;

string_enum! {
    /// What a row of an exposure answer is about. The order is that of the words.
    Of {
        /// A corridor.
        Corridor = "corridor",
        /// A country: the territory of links, the country of places.
        Country = "country",
        /// A line.
        Line = "line",
        /// A link.
        Link = "link",
        /// Who runs a link or a place.
        Operator = "operator",
        /// Who owns half or more of an operator, through whatever chain, or commands it.
        Owner = "owner",
        /// A place that is no strait.
        Place = "place",
        /// A strait.
        Strait = "strait",
    }
}

impl Of {
    /// The selector key that chooses it.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.as_str()
    }
}

/// Something that a route touches.
pub type Touched = (Of, Id);

/// Everything that a path touches.
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
    let of = if row.kind == PlaceKind::Strait { Of::Strait } else { Of::Place };
    all.insert((of, row.id.clone()));
    all.extend(row.country.map(|country| (Of::Country, atlas.countries[country.index()].id.clone())));
    all.extend(row.operator.clone().map(|operator| (Of::Operator, operator)));
}

fn touch_link(network: &Network, link: crate::model::LinkIx, all: &mut BTreeSet<Touched>) {
    let atlas = &network.dated.atlas;
    let row = &atlas.links[link.index()];
    all.insert((Of::Link, row.id.clone()));
    all.extend(row.line.map(|line| (Of::Line, atlas.lines[line.index()].clone())));
    all.extend(row.corridor.clone().map(|corridor| (Of::Corridor, corridor)));
    all.extend(row.operator.clone().map(|operator| (Of::Operator, operator)));
    all.extend(
        row.territory.iter().map(|country| (Of::Country, atlas.countries[country.index()].id.clone())),
    );
}

/// What lies on a flow's end: the end itself where it is a country, else the place and all that lies on it.
#[must_use]
pub fn end_touches(network: &Network, end: crate::model::End) -> BTreeSet<Touched> {
    let mut all = BTreeSet::new();
    match end {
        crate::model::End::Place(place) => touch_place(network, place, &mut all),
        crate::model::End::Country(country) => {
            all.insert((Of::Country, network.dated.atlas.countries[country.index()].id.clone()));
        }
    }
    all
}
