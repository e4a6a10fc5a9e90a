//! Lines over the globe: great circles, cut where they meet the antimeridian (RFC 7946, 3.1.9).

use std::collections::BTreeMap;

use crate::answer::{Edge, Network};

/// Longitude and latitude in degrees.
pub(in crate::export) type Point = (f64, f64);

/// A point at least every so many degrees of arc, about 111 km.
const STEP: f64 = 1.0;

/// Where places lie, by id.
pub(in crate::export) fn spots(network: &Network) -> BTreeMap<&str, Point> {
    network.nodes.iter().filter_map(|node| Some((node.id.as_str(), (node.lon?, node.lat?)))).collect()
}

/// The great circle between the ends of a link, in one part or two; none where an end is not on the map.
pub(in crate::export) fn parts(edge: &Edge, spots: &BTreeMap<&str, Point>) -> Option<Vec<Vec<Point>>> {
    let (from, to) = (spots.get(edge.from.as_str())?, spots.get(edge.to.as_str())?);
    Some(cut(&great_circle(*from, *to)))
}

/// Points of the great circle in order, both ends included. Between opposite points there is none: they are joined
/// directly.
pub(in crate::export) fn great_circle(from: Point, to: Point) -> Vec<Point> {
    let (a, b) = (vector(from), vector(to));
    // Rounding may leave a cosine a little outside of its range.
    let arc = dot(a, b).clamp(-1.0, 1.0).acos();
    let sine = arc.sin();
    let steps = (arc.to_degrees() / STEP).ceil();
    // For equal and opposite points the sine below is 0; a short arc needs no point between.
    if sine < 1e-9 || steps <= 1.0 {
        return vec![from, to];
    }
    let mut points = vec![from];
    let mut at = 1.0;
    while at < steps {
        let share = at / steps;
        // Spherical linear interpolation: a point at constant speed along the arc.
        let (one, other) = (((1.0 - share) * arc).sin() / sine, (share * arc).sin() / sine);
        points.push(point([0, 1, 2].map(|axis| one * a[axis] + other * b[axis])));
        at += 1.0;
    }
    points.push(to);
    points
}

/// A line that crosses the antimeridian ends on it and starts again on its other side.
pub(in crate::export) fn cut(line: &[Point]) -> Vec<Vec<Point>> {
    let mut parts = vec![vec![]];
    let mut last: Option<Point> = None;
    for &(lon, lat) in line {
        // Points more than 180 degrees apart are nearer to each other over the antimeridian.
        if let Some((before, south)) = last.filter(|last| (lon - last.0).abs() > 180.0) {
            let side = if before > 0.0 { 180.0 } else { -180.0 };
            // The longitude counted on past 180 degrees, as if there were no jump.
            let beyond = lon + 2.0 * side;
            // Both points may be on the antimeridian.
            let share = if beyond == before { 0.0 } else { (side - before) / (beyond - before) };
            let crossing = south + share * (lat - south);
            push(&mut parts, (side, crossing));
            parts.push(vec![(-side, crossing)]);
        }
        push(&mut parts, (lon, lat));
        last = Some((lon, lat));
    }
    // A link that ends on the antimeridian leaves no line beyond it.
    parts.retain(|part| part.len() > 1);
    if parts.is_empty() { vec![line.to_vec()] } else { parts }
}

fn push(parts: &mut [Vec<Point>], point: Point) {
    // The crossing may be a point of the line: no point comes twice in a row.
    if let Some(part) = parts.last_mut().filter(|part| part.last() != Some(&point)) {
        part.push(point);
    }
}

pub(in crate::export) fn vector((lon, lat): Point) -> [f64; 3] {
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

pub(in crate::export) fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Rounded to about a metre: the last bits of a sine are not the same on every machine.
fn point([x, y, z]: [f64; 3]) -> Point {
    let round = |degrees: f64| (degrees * 1e5).round() / 1e5;
    (round(y.atan2(x).to_degrees()), round(z.atan2(x.hypot(y)).to_degrees()))
}
