//! What lies on links in a picture, and what part of the map that is.

use std::collections::BTreeSet;

use super::super::map::{Spot, View, real, view};
use super::{Page, part};
use crate::answer::{LinkFlow, Picture};

/// The width for which a still is drawn, in pixels.
const STILL: f64 = 1000.0;
/// A place that a smaller part of the selected tonnes passes does not make the map larger.
const FAR: f64 = 0.03;

/// Kt of a picture and of its baseline.
#[derive(Clone, Copy, Default)]
pub(super) struct Tonnes {
    pub now: f64,
    pub before: f64,
}

impl Tonnes {
    pub(super) fn change(self) -> f64 {
        self.now - self.before
    }

    pub(super) fn most(self) -> f64 {
        self.now.max(self.before)
    }
}

/// What lies on a link in a picture.
pub(super) struct Load<'a> {
    /// The link's number.
    pub edge: usize,
    /// Of the selected flows.
    pub own: Tonnes,
    /// Of all flows.
    pub all: Tonnes,
    /// The measure that closes it.
    pub closed: Option<&'a str>,
}

/// Links that carry something in a picture or its baseline, or are closed; by number.
pub(super) fn load<'p>(page: &Page<'_>, picture: &'p Picture) -> Vec<Load<'p>> {
    let mut loads = Vec::new();
    let closed = &picture.closed;
    // Links of an assignment and closed links are sorted by id.
    let of = |links: &[LinkFlow], id: &str| {
        let found = links.binary_search_by(|link| link.id.as_str().cmp(id)).ok().map(|at| &links[at]);
        found.map(|link| Tonnes { now: link.flow_kt, before: link.baseline_kt })
    };
    for (edge, row) in page.report.edges.iter().enumerate() {
        let (own, all) = (of(&picture.selected, &row.id), of(&picture.assigned.links, &row.id));
        let closing = closed
            .binary_search_by(|closing| closing.link.as_str().cmp(&row.id))
            .ok()
            .map(|at| closed[at].measure.as_str());
        if own.or(all).is_some() || closing.is_some() {
            loads.push(Load { edge, own: own.unwrap_or_default(), all: all.unwrap_or_default(), closed: closing });
        }
    }
    loads
}

/// Numbers of the places at the ends of some links.
fn ends(page: &Page<'_>, loads: &[Load<'_>], of: impl Fn(&Load<'_>) -> bool) -> BTreeSet<usize> {
    let chosen = loads.iter().filter(|load| of(load)).map(|load| &page.report.edges[load.edge]);
    chosen.flat_map(|edge| [&edge.from, &edge.to]).filter_map(|id| page.places.get(id.as_str()).copied()).collect()
}

/// Places that the selected flows pass, now or before.
pub(super) fn touched(page: &Page<'_>, picture: &Picture) -> BTreeSet<usize> {
    ends(page, &load(page, picture), |load| load.own.most() > 0.0)
}

/// What the map shows first: places that the selected flows pass, what is closed of their way, and where something has no
/// route.
pub(super) fn region(page: &Page<'_>, picture: &Picture) -> View {
    let whole = picture.assigned.flow_kt;
    let near = |load: &Load<'_>| part(load.own.now, whole) >= FAR || (load.closed.is_some() && load.own.before > 0.0);
    let near = ends(page, &load(page, picture), near);
    let lost = picture.stranded.iter().filter_map(|one| page.chart.map.spot(one.lon.zip(one.lat)?));
    let lost: Vec<Spot> = lost.collect();
    let near = near.into_iter().filter_map(|place| page.chart.spots[place]);
    let spots: Vec<Spot> = near.chain(lost.iter().copied()).collect();
    if spots.is_empty() { page.chart.region } else { view(&roomy(spots, &lost)) }
}

/// With room for a circle around each of some spots.
fn roomy(mut spots: Vec<Spot>, circles: &[Spot]) -> Vec<Spot> {
    let [_, _, wide, _] = view(&spots);
    // On a small screen a circle takes a tenth of the map to each side.
    let room = wide / 10;
    spots.extend(circles.iter().flat_map(|(x, y)| [(x - room, y - room), (x + room, y + room)]));
    spots
}

/// Units a pixel of a still.
pub(super) fn unit(view: View) -> f64 {
    real(view[2]) / STILL
}
