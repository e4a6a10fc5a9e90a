//! A mesh and an atlas: which node is nearest to a place, which place to a node.

use crate::model::PlaceKind;
use crate::tables::Atlas;
use routing::Position;

/// Mean radius of the earth in km.
const EARTH_KM: f64 = 6371.0088;

/// A point on the unit sphere: of two pairs the one with the larger inner product is nearer.
pub(super) type Unit = [f64; 3];

pub(super) fn unit(at: Position) -> Unit {
    let (lat, lon) = (at.lat.to_radians(), at.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

fn inner(a: &Unit, b: &Unit) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// Kilometres along a great circle.
pub(super) fn km(a: &Unit, b: &Unit) -> f64 {
    // The chord is exact where the angle is small, as the inner product is not.
    let chord: f64 = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
    2.0 * EARTH_KM * (chord / 2.0).min(1.0).asin()
}

/// The nearest of some points; of several the first. `None` where there is none.
pub(super) fn nearest(to: &Unit, points: &[Unit]) -> Option<usize> {
    let mut best = None;
    let mut most = f64::NEG_INFINITY;
    for (at, point) in points.iter().enumerate() {
        let near = inner(to, point);
        if near > most {
            (best, most) = (Some(at), near);
        }
    }
    best
}

/// The nearest node of each place, and how far it is in km.
pub(super) fn to_nodes(places: &Places, nodes: &[Unit]) -> Vec<(String, u32, f64)> {
    let joined = places.ids.iter().zip(&places.at).filter_map(|(id, at)| {
        let node = nearest(at, nodes)?;
        Some((id.clone(), u32::try_from(node).ok()?, km(at, &nodes[node])))
    });
    joined.collect()
}

/// Places of an atlas that have a position, in the order of their ids.
pub(super) struct Places {
    pub ids: Vec<String>,
    pub at: Vec<Unit>,
    pub countries: Vec<Option<String>>,
    pub straits: Vec<usize>,
}

impl Places {
    pub fn of(atlas: &Atlas) -> Self {
        let mut own = Self { ids: Vec::new(), at: Vec::new(), countries: Vec::new(), straits: Vec::new() };
        for place in atlas.places.iter() {
            let Some(position) = place.position else { continue };
            if place.kind == PlaceKind::Strait {
                own.straits.push(own.ids.len());
            }
            own.ids.push(place.id.to_string());
            own.at.push(unit(position));
            own.countries.push(place.country.map(|country| atlas.countries[country.index()].id.to_string()));
        }
        own
    }
}
