//! Where places go on the page: as on the map, with the crowded middle drawn wider, and boxes pushed apart until none
//! covers another, so that the whole network can be read on one sheet of A3.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::super::map::Projection;
use crate::answer::{Network, Node, PlaceKind};

/// Points by place id.
pub(super) type Points<'a> = BTreeMap<&'a str, (f64, f64)>;

/// The inside of a sheet of A3, in points.
const PAGE: (f64, f64) = (1150.0, 800.0);
/// Distances from the middle are raised to this power: below 1 the middle gets more room.
const OPEN: f64 = 0.72;
/// No drawing enlarges more than this, in points a unit of the map (1.27 km).
const CLOSEST: f64 = 2.0;
/// A letter, and what a box has beside its name, in points.
const LETTER: (f64, f64) = (3.4, 7.0);
const FRAME: (f64, f64) = (6.0, 3.0);
/// Boxes that still cover each other after so many rounds stay as they are.
const ROUNDS: u32 = 1500;
/// In the first rounds boxes grow from nothing to their size: a crowd opens like a map, and no box is pushed through
/// it.
const GROWING: f64 = 100.0;

/// Every place gets a point as soon as one place has: `neato -n` refuses a drawing with gaps. A place that no one has
/// put on the map goes to the middle of its neighbours, or of the drawing.
pub(super) fn points(network: &Network) -> Points<'_> {
    let known = projected(network);
    let Some(middle) = mean(known.values().copied()) else {
        return Points::new();
    };
    let all = network.nodes.iter().map(|node| {
        let id = node.id.as_str();
        let spot = known.get(id).copied().or_else(|| mean(neighbours(network, id, &known))).unwrap_or(middle);
        (id, spot)
    });
    // Overlaps last: boxes have their size in points of the page, not in units of the map.
    apart(network, scaled(opened(all.collect())))
}

/// On the map, y upwards as Graphviz has it.
#[allow(clippy::cast_precision_loss, reason = "a page is 20,000 units wide")]
fn projected(network: &Network) -> Points<'_> {
    let places = network.nodes.iter().filter_map(|node| Some((node.id.as_str(), (node.lon?, node.lat?))));
    let places: Vec<_> = places.collect();
    let map = Projection::about(places.iter().map(|(_, point)| *point));
    let spot = |(id, point)| map.spot(point).map(|(x, y)| (id, (x as f64, -y as f64)));
    places.into_iter().filter_map(spot).collect()
}

fn neighbours<'a>(network: &'a Network, id: &'a str, known: &'a Points) -> impl Iterator<Item = (f64, f64)> + use<'a> {
    network.edges.iter().filter_map(move |edge| match id {
        id if id == edge.from => known.get(edge.to.as_str()).copied(),
        id if id == edge.to => known.get(edge.from.as_str()).copied(),
        _ => None,
    })
}

fn mean(spots: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let (count, x, y) = spots.fold((0u32, 0.0, 0.0), |(count, x, y), spot| (count + 1, x + spot.0, y + spot.1));
    (count > 0).then(|| (x / f64::from(count), y / f64::from(count)))
}

/// Directions from the middle stay, distances shrink the more the longer they are.
fn opened(spots: Points<'_>) -> Points<'_> {
    let open = |(x, y): (f64, f64)| {
        // The middle itself would divide by 0.
        let far = x.hypot(y).max(1.0);
        // A distance of 1,000 units stays as it is.
        let shrink = far.powf(OPEN) / far * 1000f64.powf(1.0 - OPEN);
        (x * shrink, y * shrink)
    };
    spots.into_iter().map(|(id, spot)| (id, open(spot))).collect()
}

/// Across the sheet in both directions: a drawing that is not much wider than high is stretched to its shape.
fn scaled(spots: Points<'_>) -> Points<'_> {
    let span = |axis: fn(&(f64, f64)) -> f64| {
        let least = spots.values().map(axis).fold(f64::INFINITY, f64::min);
        let most = spots.values().map(axis).fold(f64::NEG_INFINITY, f64::max);
        // Places in one line have no width or no height to divide by.
        (least, (most - least).max(1.0))
    };
    let ((west, wide), (south, high)) = (span(|spot| spot.0), span(|spot| spot.1));
    let (across, up) = ((PAGE.0 / wide).min(CLOSEST), (PAGE.1 / high).min(CLOSEST));
    // Not stretched to a caricature.
    let (across, up) = (across.min(up * 1.5), up.min(across * 1.5));
    spots.into_iter().map(|(id, (x, y))| (id, ((x - west) * across, (y - south) * up))).collect()
}

/// A place's id, its middle, its width and height.
type Boxed<'a> = (&'a str, (f64, f64), (f64, f64));

/// Pushes boxes that cover each other apart along the shorter route, half each, until none does.
fn apart<'a>(network: &'a Network, spots: Points<'a>) -> Points<'a> {
    let mut boxes: Vec<Boxed<'_>> = network
        .nodes
        .iter()
        .filter_map(|node| Some((node.id.as_str(), *spots.get(node.id.as_str())?, size(node))))
        .collect();
    let widest = boxes.iter().map(|one| one.2.0).fold(0.0, f64::max);
    for round in 0..ROUNDS {
        let mut moved = false;
        let grown = (f64::from(round) / GROWING).min(1.0);
        boxes.sort_by(|a, b| a.1.0.total_cmp(&b.1.0).then(a.0.cmp(b.0)));
        for one in 0..boxes.len() {
            for other in one + 1..boxes.len() {
                let (a, b) = (boxes[one], boxes[other]);
                // None further east reaches it; what this round has moved out of order is met in the next.
                if b.1.0 - a.1.0 > widest * grown {
                    break;
                }
                let need = (f64::midpoint(a.2.0, b.2.0) * grown, f64::midpoint(a.2.1, b.2.1) * grown);
                let (east, north) = (b.1.0 - a.1.0, b.1.1 - a.1.1);
                let (over_x, over_y) = (need.0 - east.abs(), need.1 - north.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // Along the axis of the smaller overlap; a little more than half each, so that rounding leaves none.
                let push = if over_y <= over_x { (0.0, over_y / 2.0 + 0.05) } else { (over_x / 2.0 + 0.05, 0.0) };
                // Places on one spot part in the order of their ids.
                let sign = |difference: f64| {
                    if difference < 0.0 || (difference == 0.0 && b.0 < a.0) { -1.0 } else { 1.0 }
                };
                let push = (push.0 * sign(east), push.1 * sign(north));
                boxes[one].1 = (a.1.0 - push.0, a.1.1 - push.1);
                boxes[other].1 = (b.1.0 + push.0, b.1.1 + push.1);
            }
        }
        // Boxes that are still growing may meet again.
        if !moved && grown >= 1.0 {
            break;
        }
    }
    boxes.into_iter().map(|(id, spot, _)| (id, spot)).collect()
}

/// Width and height of a node: its name, and what the shape of its kind takes about it.
#[allow(clippy::cast_precision_loss, reason = "names are short")]
fn size(node: &Node) -> (f64, f64) {
    let (wide, high) = match node.kind {
        PlaceKind::Field | PlaceKind::Junction => (1.35, 1.25),
        PlaceKind::Strait => (1.5, 1.3),
        PlaceKind::Hub | PlaceKind::Country => (1.4, 1.3),
        PlaceKind::Refinery => (1.7, 1.45),
        PlaceKind::Border => (1.1, 1.1),
        PlaceKind::Terminal | PlaceKind::Port | PlaceKind::Rack => (1.0, 1.0),
    };
    let lines = super::text::lines(&node.name);
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or_default();
    ((widest as f64 * LETTER.0 + FRAME.0) * wide, (lines.len().max(1) as f64 * LETTER.1 + FRAME.1) * high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(count: u32) -> Network {
        let node = |at: u32| Node {
            id: format!("p{at:03}"),
            name: format!("Place {at}"),
            lat: Some(40.0 + f64::from(at % 7) * 0.1),
            lon: Some(50.0 + f64::from(at % 11) * 0.1),
            ..Node::default()
        };
        Network { nodes: (0..count).map(node).collect(), ..Network::default() }
    }

    #[test]
    fn no_box_covers_another_even_where_places_share_a_spot() {
        let network = network(200);
        let points = points(&network);
        let spots: Vec<(f64, f64)> = points.values().copied().collect();
        let wide = 9.0 * LETTER.0 + FRAME.0 - 4.0;
        for (at, a) in spots.iter().enumerate() {
            for b in &spots[at + 1..] {
                let meets = (a.0 - b.0).abs() < wide - 6.0 && (a.1 - b.1).abs() < LETTER.1 + FRAME.1 - 1.0;
                assert!(!meets, "{a:?} {b:?}");
            }
        }
    }

    /// A twelfth of the pairs of this crowd changes sides where boxes have their size from the start.
    #[test]
    fn a_crowd_keeps_north_and_south() {
        let mut network = network(200);
        for (at, node) in (0u32..).zip(&mut network.nodes) {
            node.lat = Some(40.0 + f64::from(at * 37 % 200) * 0.01);
            node.lon = Some(50.0 + f64::from(at % 11) * 0.01);
        }
        let points = points(&network);
        let (mut pairs, mut turned) = (0, 0);
        for a in &network.nodes {
            for b in network.nodes.iter().filter(|b| b.lat > a.lat.map(|lat| lat + 0.2)) {
                pairs += 1;
                turned += u32::from(points[b.id.as_str()].1 < points[a.id.as_str()].1);
            }
        }
        assert!(turned * 50 < pairs, "{turned} of {pairs}");
    }

    #[test]
    fn what_lies_east_is_drawn_east() {
        let mut network = network(2);
        network.nodes[0].lon = Some(20.0);
        network.nodes[1].lon = Some(80.0);
        let points = points(&network);
        assert!(points["p000"].0 < points["p001"].0);
    }
}
