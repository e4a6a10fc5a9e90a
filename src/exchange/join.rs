//! What an import joins: nodes to the places of an atlas, parts that no link joins to each other, by rules of the user.

use std::collections::BTreeMap;

use crate::model::PlaceKind;
use crate::network::{Course, IMPORTED_COST, ImportedLink};
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
        // Only what is strictly nearer replaces: of equally near points the first stays.
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
    // Positions of straits in the lists above.
    pub straits: Vec<usize>,
}

impl Places {
    pub fn of(atlas: &Atlas) -> Self {
        let mut own = Self { ids: Vec::new(), at: Vec::new(), countries: Vec::new(), straits: Vec::new() };
        for place in atlas.places.iter() {
            let Some(position) = place.position else { continue };
            if place.kind == PlaceKind::Strait {
                // The position that the place gets below.
                own.straits.push(own.ids.len());
            }
            own.ids.push(place.id.to_string());
            own.at.push(unit(position));
            own.countries.push(place.country.map(|country| atlas.countries[country.index()].id.to_string()));
        }
        own
    }
}

/// What a mode costs and how fast it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// USD per tonne and km.
    pub usd_tkm: f64,
    /// Km/h.
    pub km_h: f64,
}

/// What an import decides for a user, only where they say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The mode of links that name none.
    pub mode: String,
    pub rates: BTreeMap<String, Rate>,
    /// Links go one way unless a column says otherwise?
    pub directed: bool,
    /// Joins parts to the largest over gaps of so many km.
    pub bridge_km: Option<f64>,
    /// Links with an end so near to a strait of the atlas pass it.
    pub strait_km: Option<f64>,
}

/// Half up; bounds were checked.
pub(super) fn rounded(number: f64) -> u32 {
    (number + 0.5).floor() as u32
}

/// How large each part is, the largest first, and how many links were added.
pub(super) fn parts(at: &[Unit], links: &mut Vec<ImportedLink>, rules: &Rules) -> (Vec<u64>, u64) {
    let part = parted(at.len(), links);
    // Parts are numbered by their least node, so most numbers have no members.
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); at.len()];
    for (node, &part) in part.iter().enumerate() {
        members[part as usize].push(node as u32);
    }
    members.retain(|part| !part.is_empty());
    // The order of first nodes breaks ties.
    members.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let sizes = members.iter().map(|part| part.len() as u64).collect();
    let Some(reach) = rules.bridge_km else { return (sizes, 0) };
    let Some((largest, others)) = members.split_first() else { return (sizes, 0) };
    let points: Vec<Unit> = largest.iter().map(|&node| at[node as usize]).collect();
    let mut added = 0;
    // Each part gets one link, to the largest: bridges do not join small parts to each other.
    for part in others {
        let gaps = part.iter().filter_map(|&node| {
            let other = nearest(&at[node as usize], &points)?;
            Some((km(&at[node as usize], &points[other]), node, largest[other]))
        });
        let least = gaps.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((gap, from, to)) = least.filter(|gap| gap.0 <= reach) {
            added += 1;
            links.push(bridge(added, (from, to), gap, rules));
        }
    }
    (sizes, added)
}

/// At the rate of links that name no mode.
fn bridge(number: u64, (from, to): (u32, u32), km: f64, rules: &Rules) -> ImportedLink {
    let rate = rules.rates.get(&rules.mode).copied().unwrap_or(Rate { usd_tkm: 0.0, km_h: 1.0 });
    ImportedLink {
        id: format!("bridge-{number}"),
        from,
        to,
        metres: rounded(km * 1000.0),
        mode: "bridge".into(),
        cost: rounded(km * rate.usd_tkm * 1e6 / IMPORTED_COST.0 as f64),
        seconds: rounded(km / rate.km_h * 3600.0),
        course: Course::Both,
        tag: None,
        kt_y: None,
    }
}

/// By node: the least node of its part.
fn parted(nodes: usize, links: &[ImportedLink]) -> Vec<u32> {
    let mut above: Vec<u32> = (0..nodes as u32).collect();
    fn top(above: &mut [u32], mut node: u32) -> u32 {
        while above[node as usize] != node {
            // Halves the chain on each walk, so that later ones are short.
            above[node as usize] = above[above[node as usize] as usize];
            node = above[node as usize];
        }
        node
    }
    for link in links {
        let (a, b) = (top(&mut above, link.from), top(&mut above, link.to));
        // The lesser stays on top: a part is named by its least node.
        above[a.max(b) as usize] = a.min(b);
    }
    (0..nodes as u32).map(|node| top(&mut above, node)).collect()
}
