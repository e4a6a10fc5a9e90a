//! The map: the network over land and water, in one projection, with names that do not overlap.

mod label;
mod land;
mod path;
mod projection;
mod seaway;
mod svg;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::geometry::{Point, great_circle, spots};
use crate::answer::{Edge, Mode, Network, Node, PlaceKind};
use crate::spec::Borders;
use label::{Placed, Wanted};
use path::Path;
pub(super) use projection::Projection;
use seaway::Sea;

pub(super) use label::{LEVELS, LabelSide, shown};
pub(super) use land::{Land, world};
pub(super) use projection::Spot;
pub(super) use svg::{Svg, borders_told, mark, place_told};

/// Parallel links lie so many units apart.
const APART: f64 = 26.0;

/// West, north, width and height of what is seen, in units.
pub(super) type View = [i64; 4];

/// A network on the page.
pub(super) struct Chart {
    pub map: Projection,
    pub land: Land,
    /// Where places lie, in the order of the nodes; none where no one knows.
    pub spots: Vec<Option<Spot>>,
    /// Each link as a path, in the order of the edges; empty where an end is not on the page.
    pub lines: Vec<String>,
    /// All places.
    pub world: View,
    /// Where most of them are.
    pub region: View,
}

/// A name on the page.
pub(super) struct Label {
    pub text: String,
    pub class: LabelOf,
    pub spot: Spot,
    pub level: usize,
    pub side: LabelSide,
}

/// What it is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelOf {
    Country,
    Place,
    Strait,
}

impl Chart {
    pub(super) fn of(network: &Network, borders: Borders) -> Self {
        let points = spots(network);
        let map = Projection::about(points.values().copied());
        let places = network.nodes.iter().map(|node| map.spot(node.lon.zip(node.lat)?));
        let places: Vec<Option<Spot>> = places.collect();
        let known: Vec<Spot> = places.iter().copied().flatten().collect();
        Self {
            land: world().on(&map, borders),
            lines: lines(network, &points, &map),
            world: view(&known),
            region: view(&nearest(&known)),
            spots: places,
            map,
        }
    }

    /// Names, in the order in which they are placed: straits before all, then large countries, then places by weight
    /// (in the order of the nodes). Within a view, if one is given: a name that is cut at its edge is none.
    pub(super) fn labels(
        &self,
        network: &Network,
        weights: &[f64],
        levels: &[f64],
        within: Option<View>,
    ) -> Vec<Label> {
        let (mut classes, mut wanted) = (Vec::new(), Vec::new());
        for ((node, spot), weight) in network.nodes.iter().zip(&self.spots).zip(weights) {
            let Some(spot) = *spot else { continue };
            let strait = node.kind == PlaceKind::Strait;
            classes.push(if strait { LabelOf::Strait } else { LabelOf::Place });
            // Large enough to come before all countries, as their 1e9 before all other places.
            let weight = if strait { weight + 1e12 } else { *weight };
            wanted.push(Wanted { text: node.name.clone(), spot, weight, sides: &LabelSide::ALL });
        }
        // As the atlas calls them, where it does.
        let known = |node: &Node| node.country.clone().zip(node.country_name.clone());
        let known: BTreeMap<String, String> = network.nodes.iter().filter_map(known).collect();
        for country in &self.land.countries {
            let Some(spot) = country.label else { continue };
            let text = known.get(&country.id).unwrap_or(&country.name).clone();
            classes.push(LabelOf::Country);
            let weight = 1e9 + real(country.area);
            wanted.push(Wanted { text, spot, weight, sides: &[LabelSide::Middle] });
        }
        let label = |placed: Placed| Label {
            text: shown(&wanted[placed.of].text),
            class: classes[placed.of],
            spot: wanted[placed.of].spot,
            level: placed.level,
            side: placed.side,
        };
        label::place(&wanted, levels, within).into_iter().map(label).collect()
    }
}

/// How much the links of each place carry together, in the order of the nodes: the largest are named first.
pub(super) fn weights(network: &Network, load: impl Fn(&Edge) -> f64) -> Vec<f64> {
    let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
    for edge in &network.edges {
        for end in [&edge.from, &edge.to] {
            *weights.entry(end).or_default() += load(edge) + 1.0;
        }
    }
    network.nodes.iter().map(|node| weights.get(node.id.as_str()).copied().unwrap_or(0.0)).collect()
}

/// All links as paths: lanes around the land, parallel links beside each other.
fn lines(network: &Network, points: &BTreeMap<&str, Point>, map: &Projection) -> Vec<String> {
    let lanes = lanes(network, points);
    let beside = beside(&network.edges);
    let edges: Vec<(&Edge, f64)> = network.edges.iter().zip(beside).collect();
    let line = |(edge, aside): &(&Edge, f64)| -> Option<String> {
        let (from, to) = (*points.get(edge.from.as_str())?, *points.get(edge.to.as_str())?);
        let route = match lanes.get(&ends(edge)) {
            Some(lane) if edge.mode == Mode::Sea && edge.from <= edge.to => lane.clone(),
            Some(lane) if edge.mode == Mode::Sea => lane.iter().rev().copied().collect(),
            _ => great_circle(from, to),
        };
        let spots: Vec<Option<Spot>> = route.into_iter().map(|point| map.spot(point)).collect();
        let mut path = Path::default();
        let ends = spots.first().copied().flatten().zip(spots.last().copied().flatten());
        // Bent first: thinned, a straight line would have too few points to bend.
        path.line(&thinned(&moved(spots, *aside)));
        // Two sides of a border may lie on one spot.
        if let Some((from, _)) = ends.filter(|_| path.is_empty()) {
            path.dot(from);
        }
        Some(path.end())
    };
    edges.par_iter().map(|edge| line(edge).unwrap_or_default()).collect()
}

/// Sea lanes by their ends, each looked for once.
fn lanes<'a>(network: &'a Network, points: &BTreeMap<&str, Point>) -> BTreeMap<(&'a str, &'a str), Vec<Point>> {
    let at_sea: BTreeSet<(&str, &str)> = network.edges.iter().filter(|edge| edge.mode == Mode::Sea).map(ends).collect();
    if at_sea.is_empty() {
        return BTreeMap::new();
    }
    let sea = Sea::around(world());
    let lane = |pair: &(&'a str, &'a str)| Some((*pair, sea.route(*points.get(pair.0)?, *points.get(pair.1)?)));
    let at_sea: Vec<_> = at_sea.into_iter().collect();
    at_sea.par_iter().filter_map(lane).collect()
}

/// The two ends, whatever the direction.
fn ends(edge: &Edge) -> (&str, &str) {
    if edge.from <= edge.to { (&edge.from, &edge.to) } else { (&edge.to, &edge.from) }
}

/// How far each link lies beside the straight line: those between the same two places share the room on both sides.
fn beside(edges: &[Edge]) -> Vec<f64> {
    let mut count: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for edge in edges {
        *count.entry(ends(edge)).or_default() += 1;
    }
    let mut met: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut beside = Vec::with_capacity(edges.len());
    for edge in edges {
        // `moved` bends to one side of a link's own direction, so a link that runs back counts from the other side.
        let direction = if edge.from <= edge.to { 1.0 } else { -1.0 };
        // One link is on the line itself, two are half of `APART` to each side of it.
        let all = count.get(&ends(edge)).copied().unwrap_or(1);
        let at = met.entry(ends(edge)).or_default();
        *at += 1;
        beside.push(direction * APART * (f64::from(*at) - f64::from(all + 1) / 2.0));
    }
    beside
}

/// Bent aside: not at the ends, most in the middle.
fn moved(spots: Vec<Option<Spot>>, aside: f64) -> Vec<Option<Spot>> {
    let (Some(Some(from)), Some(Some(to))) = (spots.first().copied(), spots.last().copied()) else {
        return spots;
    };
    if aside == 0.0 || from == to {
        return spots;
    }
    // Two points have no middle that could be moved.
    let spots = if spots.len() == 2 { between(from, to) } else { spots };
    let (east, south) = (real(to.0 - from.0), real(to.1 - from.1));
    let long = east.hypot(south).max(1.0);
    let last = spots.len().saturating_sub(1).max(1);
    let bent = |(at, spot): (usize, Option<Spot>)| {
        // Half a wave of the sine: 0 at both ends, 1 in the middle.
        let reach = aside * (std::f64::consts::PI * share(at, last)).sin();
        spot.map(|(x, y)| (x + projection::whole(-south / long * reach), y + projection::whole(east / long * reach)))
    };
    spots.into_iter().enumerate().map(bent).collect()
}

fn between(from: Spot, to: Spot) -> Vec<Option<Spot>> {
    let at = |step: i64| Some((from.0 + (to.0 - from.0) * step / 8, from.1 + (to.1 - from.1) * step / 8));
    (0..=8).map(at).collect()
}

/// Without points that are off the straight line between their neighbours by a unit or less.
fn thinned(spots: &[Option<Spot>]) -> Vec<Option<Spot>> {
    let mut kept: Vec<Option<Spot>> = Vec::with_capacity(spots.len());
    for (at, spot) in spots.iter().enumerate() {
        let (Some(Some(a)), Some(b), Some(Some(c))) = (kept.last(), spot, spots.get(at + 1)) else {
            kept.push(*spot);
            continue;
        };
        let (east, south) = (real(c.0 - a.0), real(c.1 - a.1));
        let off = (real(b.0 - a.0) * south - real(b.1 - a.1) * east).abs() / east.hypot(south).max(1.0);
        if off > 1.0 {
            kept.push(*spot);
        }
    }
    kept
}

#[allow(clippy::cast_precision_loss, reason = "a page is 20,000 units wide")]
pub(super) fn real(units: i64) -> f64 {
    units as f64
}

#[allow(clippy::cast_precision_loss, reason = "a few points")]
fn share(at: usize, of: usize) -> f64 {
    at as f64 / of as f64
}

/// Five of six places, those nearest to the middle.
fn nearest(spots: &[Spot]) -> Vec<Spot> {
    let mut spots = spots.to_vec();
    // The projection is about the middle of all places, which is the origin.
    spots.sort_by_key(|(x, y)| (x * x + y * y, *x, *y));
    let kept = spots.len() - spots.len() / 6;
    spots.truncate(kept);
    spots
}

/// What is seen: all spots with a margin, no narrower than a page.
pub(super) fn view(spots: &[Spot]) -> View {
    let axis = |of: fn(&Spot) -> i64| {
        let (low, high) = (spots.iter().map(of).min().unwrap_or(0), spots.iter().map(of).max().unwrap_or(0));
        // Not closer than 400 units (500 km), and an eighth more as a margin.
        let span = (high - low).max(400);
        ((low + high) / 2, span + span / 8)
    };
    let ((x, wide), (y, high)) = (axis(|spot| spot.0), axis(|spot| spot.1));
    // The shape of a page: not higher than 4 to 5, not flatter than 2 to 1.
    let (wide, high) = (wide.max(high * 5 / 4), high.max(wide / 2));
    [x - wide / 2, y - high / 2, wide, high]
}
