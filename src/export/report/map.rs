//! The map of the page: one that moves, and for readers without a script one still of each scenario.
//!
//! Geometry stands once, in `defs`; all maps are made of uses of it.

use maud::{Markup, html};

use super::super::map::{LEVELS, LabelOf, View, mark, place_told, real};
use super::{Page, mt};
use crate::answer::{Edge, Node, Picture, PlaceKind};

/// The width for which a still is drawn, in pixels.
const STILL: f64 = 1000.0;
/// Width of the widest line, in pixels.
const WIDEST: f64 = 9.0;
/// So many measures are named on a map, the first by the order of links.
const NAMED: usize = 4;

/// What lies on a link in a picture.
pub(super) struct Load<'a> {
    /// The link's number.
    pub edge: usize,
    pub flow_kt: f64,
    pub baseline_kt: f64,
    /// The measure that closes it.
    pub closed: Option<&'a str>,
}

/// Links that carry something in a picture or its baseline, or are closed; by number.
pub(super) fn load<'p>(page: &Page<'_>, picture: &'p Picture) -> Vec<Load<'p>> {
    let mut loads = Vec::new();
    let (links, closed) = (&picture.assigned.links, &picture.closed);
    for (edge, row) in page.report.edges.iter().enumerate() {
        // Links of an assignment and closed links are both sorted by id.
        let link = links.binary_search_by(|link| link.id.as_str().cmp(&row.id)).ok().map(|at| &links[at]);
        let closing = closed
            .binary_search_by(|closing| closing.link.as_str().cmp(&row.id))
            .ok()
            .map(|at| closed[at].measure.as_str());
        if link.is_some() || closing.is_some() {
            let (flow_kt, baseline_kt) = link.map_or((0.0, 0.0), |link| (link.flow_kt, link.baseline_kt));
            loads.push(Load { edge, flow_kt, baseline_kt, closed: closing });
        }
    }
    loads
}

/// The map that moves.
pub(super) fn section(page: &Page<'_>) -> Markup {
    html! {
        section #map tabindex="-1" aria-labelledby="h-map" {
            h2 #h-map { "Map" }
            (definitions(page))
            (still_places(page))
            div #live hidden {
                (controls(page))
                div.maps {
                    figure.map #map-a {
                        (svg(page, html! {
                            g.links role="group" aria-label="Links" { @for (at, edge) in page.report.edges.iter().enumerate() { (link(page, at, edge)) } }
                        }, places(page, None)))
                        figcaption {}
                    }
                }
                p #told role="status" aria-live="polite" {}
                p.hint { "Drag or arrow keys move the map; + and −, two fingers, or the wheel once the map was clicked, zoom; 0 shows the region. Tab enters the links: there the \
                    arrow keys step from link to link, the largest first." }
            }
            (legend())
        }
    }
}

fn controls(page: &Page<'_>) -> Markup {
    let options = || {
        html! {
            @for (at, _, outcome) in page.cases() {
                option value=(at) { (page.title(at)) @if let Some(outcome) = outcome { ": " (outcome.title) } }
            }
        }
    };
    html! {
        div.controls {
            label { "Scenario " select #scenario { (options()) } }
            label { "Beside it " select #beside { option value="" { "nothing" } (options()) } }
            label { "Show " select #view {
                option value="change" { "tonnes, coloured by change" }
                option value="mode" { "tonnes, coloured by mode" }
                option value="diff" { "the difference to the baseline" }
            } }
            span.buttons {
                button type="button" data-zoom="in" aria-label="Zoom in" { "+" }
                button type="button" data-zoom="out" aria-label="Zoom out" { "−" }
                button type="button" data-zoom="region" { "Region" }
                button type="button" data-zoom="world" { "World" }
            }
        }
    }
}

/// Paths of land and links, marks of places: drawn by no one until they are used.
fn definitions(page: &Page<'_>) -> Markup {
    let land = &page.chart.land;
    html! {
        svg width="0" height="0" aria-hidden="true" style="position:absolute" {
            defs {
                g #land {
                    g.land { @for country in &land.countries { @if !country.path.is_empty() { path d=(country.path) {} } } }
                    path.lakes d=(land.lakes) {}
                    path.rivers d=(land.rivers) {}
                    path.coasts d=(land.coasts) {}
                    path.borders d=(land.borders) {}
                }
                g.route {
                    @for (at, line) in page.chart.lines.iter().enumerate() {
                        @if !line.is_empty() { path id=(format!("w{at}")) d=(line) {} }
                    }
                }
                @for kind in KINDS { g id=(format!("k-{kind}")) { (mark(kind)) } }
            }
        }
    }
}

// Kinds with a mark of their own; others are drawn as junctions.
const KINDS: [PlaceKind; 8] = [
    PlaceKind::Port,
    PlaceKind::Field,
    PlaceKind::Refinery,
    PlaceKind::Terminal,
    PlaceKind::Border,
    PlaceKind::Strait,
    PlaceKind::Hub,
    PlaceKind::Junction,
];

/// A map with links on it.
fn svg(page: &Page<'_>, links: Markup, places: Markup) -> Markup {
    let view = page.chart.region;
    let [west, north, wide, high] = view;
    let unit = unit(view);
    let names = |view: View| view.map(|at| at.to_string()).join(" ");
    html! {
        svg.chart viewBox=(format!("{west} {north} {wide} {high}")) data-region=(names(view))
            data-world=(names(page.chart.world)) data-level=(level(view)) style=(format!("--u:{unit:.3}"))
            role="group" aria-label="Map of the network" tabindex="0" {
            use href="#land" {}
            g.states { @for (x, y) in page.chart.land.countries.iter().filter_map(|country| country.point) { circle cx=(x) cy=(y) {} } }
            (links)
            (places)
        }
    }
}

/// Units a pixel of a still.
fn unit(view: View) -> f64 {
    real(view[2]) / STILL
}

fn level(view: View) -> usize {
    // All levels that are as coarse as the still or coarser are shown.
    LEVELS.iter().filter(|level| **level >= unit(view)).count()
}

/// Marks of places, and their names: all, each with the level that shows it, or those of one level.
fn places(page: &Page<'_>, only: Option<usize>) -> Markup {
    let (spots, labels) = (&page.chart.spots, &page.labels);
    html! {
        g.places {
            @for (node, spot) in page.report.nodes.iter().zip(spots) {
                @if let Some((x, y)) = spot {
                    g style=(format!("--x:{x}px;--y:{y}px")) { use href=(format!("#k-{}", kind(node))) { title { (place_told(node)) } } }
                }
            }
        }
        g.names aria-hidden="true" {
            @for label in labels.iter().filter(|label| only.is_none_or(|level| label.level < level)) {
                @let (anchor, east, south) = label.side.anchor();
                @let level = if only.is_none() { format!("n{} ", label.level) } else { String::new() };
                text class=(format!("{level}{}", class(label.class)))
                    x=(label.spot.0) y=(label.spot.1) dx=(format!("{east}em")) dy=(format!("{south}em")) text-anchor=(anchor) {
                    tspan unicode-bidi="isolate" { (label.text) }
                }
            }
        }
    }
}

fn class(of: LabelOf) -> &'static str {
    match of {
        LabelOf::Country => "country",
        LabelOf::Place => "name",
        LabelOf::Strait => "strait",
    }
}

/// The same for stills, drawn once and used by all: what a style says of their ancestors does not reach uses.
fn still_places(page: &Page<'_>) -> Markup {
    html! { noscript { svg width="0" height="0" aria-hidden="true" style="position:absolute" { defs {
        g #still-places { (places(page, Some(level(page.chart.region)))) }
    } } } }
}

fn kind(node: &Node) -> PlaceKind {
    if KINDS.contains(&node.kind) { node.kind } else { PlaceKind::Junction }
}

fn link(page: &Page<'_>, at: usize, edge: &Edge) -> Markup {
    if page.chart.lines[at].is_empty() {
        return html! {};
    }
    html! {
        use href=(format!("#w{at}")) data-i=(at) class=(format!("l {}", edge.mode)) role="img" tabindex="-1"
            aria-label=(format!("{}, {}", edge.name, edge.mode)) {}
    }
}

/// The picture of one scenario, for readers without a script: what carries something or is closed.
pub(super) fn still(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let loads = load(page, picture);
    let widest = widest(page);
    let closed = loads.iter().filter(|one| one.closed.is_some());
    let title = format!("Where tonnes go: {}", page.title(at));
    html! {
        noscript {
            figure.map {
                (svg(page, html! {
                    // A link off the map has no path to use.
                    g.links { @for one in loads.iter().filter(|one| !page.chart.lines[one.edge].is_empty()) {
                        @let width = width(one.flow_kt, widest);
                        // A link that lost all tonnes is drawn a little wider than one that carries next to none.
                        @let lost = one.flow_kt <= 0.0 && one.baseline_kt > 0.0;
                        @let paint = if at == 0 { page.report.edges[one.edge].mode.as_str() } else { turn(one.flow_kt, one.baseline_kt) };
                        use href=(format!("#w{}", one.edge)) class=(format!("l {paint}{}", if one.closed.is_some() { " closed" } else { "" }))
                            style=(format!("--w:{:.1}px", if lost { 1.5 } else { width })) {}
                    } }
                }, html! { use href="#still-places" {} }))
                figcaption {
                    (title) ". The widest line carries " (mt(widest)) " Mt a year."
                    @if closed.clone().next().is_some() { " Closed: " (named(page, closed.filter_map(|one| one.closed))) "." }
                }
            }
        }
    }
}

/// Measures that close links, each once.
fn named<'m>(page: &Page<'_>, measures: impl Iterator<Item = &'m str>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for measure in measures {
        if !names.contains(&measure) {
            names.push(measure);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    let mut description = names.iter().take(NAMED).map(|id| page.name(id)).collect::<Vec<_>>().join(", ");
    if more > 0 {
        description.push_str(&format!(" and {more} more"));
    }
    description
}

/// What a change is painted as.
pub(super) fn turn(now: f64, before: f64) -> &'static str {
    match now - before {
        change if change > 0.05 => "more",
        change if change < -0.05 => "less",
        _ => "same",
    }
}

/// The most that any link carries in any picture.
pub(super) fn widest(page: &Page<'_>) -> f64 {
    let links = page.report.pictures.iter().flat_map(|picture| &picture.assigned.links);
    // At least 1, since widths divide by it.
    links.map(|link| link.flow_kt.max(link.baseline_kt)).fold(1.0, f64::max)
}

fn width(kt: f64, widest: f64) -> f64 {
    1.0 + (WIDEST - 1.0) * (kt / widest).clamp(0.0, 1.0)
}

fn legend() -> Markup {
    let line = |class: &str, width: u32, words: &str| {
        html! {
            li { svg width="34" height="12" aria-hidden="true" { path class=(format!("l {class}")) style=(format!("--w:{width}px")) d="M2 6h30" {} } " " (words) }
        }
    };
    html! {
        ul.legend aria-label="Legend" {
            (line("more", 5, "more than in the baseline"))
            (line("less", 5, "less"))
            (line("same", 5, "the same"))
            (line("closed", 3, "closed by a measure"))
            @for kind in KINDS { li { svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" {
                use.mark href=(format!("#k-{kind}")) {} } " " (kind.as_str()) } }
            @for mode in ["pipeline", "rail", "road", "sea", "river", "ferry"] { (line(mode, 3, mode)) }
            li.about { "Land: Natural Earth, public domain; as it is held, not as it is claimed. Lambert azimuthal equal-area projection. \
                Lanes at sea are drawn around the land, other links straight; lengths are those of the atlas." }
        }
    }
}
