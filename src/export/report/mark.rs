//! Tonnes without a route, on the map: circles at their origin, as large as the tonnes.

use maud::{Markup, html};

use super::super::map::{Spot, View, real};
use super::load::{region, unit};
use super::{Page, tonnes};
use crate::answer::{Picture, StrandedAt};

/// Radius of the largest circle of the page, in pixels; areas are as the tonnes.
const LARGEST: f64 = 26.0;
/// No circle is smaller, or it would not be seen.
const SMALLEST: f64 = 5.0;
/// A circle of this radius has room for its label.
const ROOMY: f64 = 15.0;
/// Pixels between two circles.
const GAP: f64 = 2.0;
/// Circles are pushed apart so often: a dozen around one place are apart by then.
const PUSHES: usize = 200;

/// A circle: whose, where its origin is, how far in pixels it was pushed aside.
struct Circle<'a> {
    of: &'a StrandedAt,
    spot: Spot,
    radius: f64,
    aside: (f64, f64),
}

/// All circles of a case.
pub(super) fn marks(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let circles = circles(page, picture);
    html! {
        @if !circles.is_empty() {
            g.lost.first[at == page.first()] data-case=(at) { @for circle in &circles { (drawn(circle)) } }
        }
    }
}

fn circles<'p>(page: &Page<'_>, picture: &'p Picture) -> Vec<Circle<'p>> {
    let all = page.report.pictures.iter().flat_map(|picture| &picture.stranded);
    // Not 0, since radii divide by it.
    let most = all.map(|one| one.kt).fold(f64::MIN_POSITIVE, f64::max);
    let circle = |of: &'p StrandedAt| {
        let spot = page.chart.map.spot(of.lon.zip(of.lat)?)?;
        let radius = (LARGEST * (of.kt / most).sqrt()).max(SMALLEST);
        Some(Circle { of, spot, radius, aside: (0.0, 0.0) })
    };
    let mut circles: Vec<Circle<'p>> = picture.stranded.iter().filter_map(circle).collect();
    apart(&mut circles, region(page, picture));
    circles
}

/// Pushes circles apart, the smaller of two: on the map as it is seen first, none lies on another.
fn apart(circles: &mut [Circle<'_>], region: View) {
    let unit = unit(region);
    let middle = |one: &Circle<'_>| (real(one.spot.0) / unit + one.aside.0, real(one.spot.1) / unit + one.aside.1);
    for _ in 0..PUSHES {
        let mut still = true;
        for at in 1..circles.len() {
            // The list is sorted: what is earlier is larger and stays.
            for other in 0..at {
                let ((x0, y0), (x1, y1)) = (middle(&circles[other]), middle(&circles[at]));
                let (east, south) = (x1 - x0, y1 - y0);
                let (far, wanted) = (east.hypot(south), circles[other].radius + circles[at].radius + GAP);
                if far >= wanted {
                    continue;
                }
                still = false;
                // Two on one spot have no direction: to the east. A little past the edge, so that it ends.
                let (east, south) = if far < 0.01 { (1.0, 0.0) } else { (east / far, south / far) };
                circles[at].aside.0 += east * (wanted - far + 0.1);
                circles[at].aside.1 += south * (wanted - far + 0.1);
            }
        }
        if still {
            return;
        }
    }
}

fn drawn(circle: &Circle<'_>) -> Markup {
    let Circle { of, spot: (x, y), radius, aside } = circle;
    let text = tonnes(of.kt);
    let (number, unit) = text.split_once(' ').unwrap_or((&text, ""));
    let round = |pixels: f64| format!("{pixels:.1}");
    let (east, south) = (round(aside.0), round(aside.1));
    html! {
        g style=(format!("--x:{x}px;--y:{y}px")) {
            // The script moves both for the screen that it finds.
            path.leader d=(format!("M0 0L{east} {south}")) {}
            g transform=(format!("translate({east} {south})")) {
                circle r=(round(*radius)) { title { (of.name) ": " (text) " without a route" } }
                @if *radius >= ROOMY {
                    text y="-1" text-anchor="middle" { (number) tspan x="0" dy="1.05em" { (unit) } }
                } @else {
                    text.beside x=(round(radius + 3.0)) y="4" { (text) }
                }
            }
        }
    }
}
