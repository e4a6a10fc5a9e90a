//! Where goods come from where no one says it.

use crate::model::{CommodityIx, CountryIx, End, PlaceIx, Via};
use crate::tables::{Atlas, Flow};

/// Where the goods of a trade come from unless its shipment says otherwise, and why: its commodity comes from one
/// country, all flows of it through its start do, else it is the start's own country.
pub(crate) fn origin(atlas: &Atlas, commodity: CommodityIx, from: End) -> (Option<CountryIx>, String) {
    let row = &atlas.commodities[commodity.index()];
    if row.goods_origin.is_some() {
        return (row.goods_origin, row.id.to_string());
    }
    let passing = atlas.flows.iter().filter(|flow| flow.commodity == commodity && passes(atlas, flow, from));
    let mut origins: Vec<Option<CountryIx>> =
        passing.map(|flow| flow.goods_origin.or_else(|| atlas.country_of(flow.origin))).collect();
    origins.dedup();
    match origins[..] {
        [Some(one)] => (Some(one), format!("flows of {} by {}", row.id, atlas.end_id(from))),
        _ => (atlas.country_of(from), format!("the country of {}", atlas.end_id(from))),
    }
}

/// Does a flow start at this end, or is it pinned to pass it?
pub(crate) fn passes(atlas: &Atlas, flow: &Flow, end: End) -> bool {
    let at = |place: PlaceIx| end == End::Place(place);
    flow.origin == end
        || flow.via.iter().any(|via| match via {
            Via::Place(place) => at(*place),
            Via::Link(link) => at(atlas.links[link.index()].to),
            // A line is no place.
            Via::Line(_) => false,
        })
}
