//! Where places go on the page: longitude shrunk by the cosine of the middle latitude, in points.

use std::collections::BTreeMap;

use crate::answer::Network;

/// Points by place id.
pub(super) type Points<'a> = BTreeMap<&'a str, (f64, f64)>;

const PAGE: f64 = 2400.0;

/// Every place gets a point as soon as one place has: `neato -n` refuses a drawing with gaps. A place that nobody has
/// put on the map goes to the middle of its neighbours, or of the drawing.
pub(super) fn points(network: &Network) -> Points<'_> {
    let known: Points =
        network.nodes.iter().filter_map(|node| Some((node.id.as_str(), (node.lon?, node.lat?)))).collect();
    let Some(middle) = mean(known.values().copied()) else {
        return Points::new();
    };
    let all = network.nodes.iter().map(|node| {
        let id = node.id.as_str();
        let spot = known.get(id).copied().or_else(|| mean(neighbours(network, id, &known))).unwrap_or(middle);
        (id, spot)
    });
    scaled(all.collect(), middle.1)
}

fn neighbours<'a>(
    network: &'a Network,
    id: &'a str,
    known: &'a Points,
) -> impl Iterator<Item = (f64, f64)> + use<'a> {
    network.edges.iter().filter_map(move |edge| match id {
        id if id == edge.from => known.get(edge.to.as_str()).copied(),
        id if id == edge.to => known.get(edge.from.as_str()).copied(),
        _ => None,
    })
}

fn mean(spots: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let (count, x, y) =
        spots.fold((0u32, 0.0, 0.0), |(count, x, y), spot| (count + 1, x + spot.0, y + spot.1));
    (count > 0).then(|| (x / f64::from(count), y / f64::from(count)))
}

fn scaled(spots: Points<'_>, latitude: f64) -> Points<'_> {
    let squeeze = latitude.to_radians().cos().max(0.1);
    let span = |axis: fn(&(f64, f64)) -> f64| {
        let least = spots.values().map(axis).fold(f64::INFINITY, f64::min);
        let most = spots.values().map(axis).fold(f64::NEG_INFINITY, f64::max);
        (least, most - least)
    };
    let (west, across) = span(|spot| spot.0);
    let (south, up) = span(|spot| spot.1);
    let per_degree = (PAGE / (across * squeeze).max(up).max(0.1)).min(200.0);
    spots
        .into_iter()
        .map(|(id, (lon, lat))| (id, ((lon - west) * squeeze * per_degree, (lat - south) * per_degree)))
        .collect()
}
