//! The map of the page: one that moves, and for readers without a script one still of each scenario.
//!
//! Geometry stands once, in `defs`; all maps are made of uses of it.

use maud::{Markup, html};

use super::super::map::{LEVELS, LabelOf, View, borders_told, mark, place_told};
use super::load::{Load, Tonnes, load, region, unit};
use super::{Page, mark as lost, mt};
use crate::answer::{Edge, Node, Picture, PlaceKind};

/// Width of the widest line, in pixels.
const WIDEST: f64 = 9.0;
/// So many measures are named on a map, the first by the order of links.
const NAMED: usize = 4;

/// The map that moves.
pub(super) fn section(page: &Page<'_>) -> Markup {
    html! {
        section #map tabindex="-1" aria-labelledby="h-map" {
            h2.unseen #h-map { "Map" }
            (definitions(page))
            (still_places(page))
            @for (at, picture, _) in page.cases().filter(|(at, _, _)| *at == page.first()) { (still(page, at, picture)) }
            div #live hidden {
                div.maps {
                    figure.map #map-a {
                        (svg(page, page.chart.region, html! {
                            g.links role="group" aria-label="Links" { @for (at, edge) in page.report.edges.iter().enumerate() { (link(page, at, edge)) } }
                        }, html! {
                            (places(page, None))
                            @for (at, picture, _) in page.cases() { (lost::marks(page, at, picture)) }
                        }))
                        figcaption {}
                    }
                    span.buttons {
                        button type="button" data-zoom="in" aria-label="Zoom in" { "+" }
                        button type="button" data-zoom="out" aria-label="Zoom out" { "−" }
                        button type="button" data-zoom="region" { "Flows" }
                        button type="button" data-zoom="world" { "World" }
                    }
                }
                (controls(page))
                p #told role="status" aria-live="polite" {}
                p.hint { "Drag or arrow keys move the map; + and −, two fingers, or the wheel once the map was clicked, zoom; 0 shows the flows. Tab enters the links: there the \
                    arrow keys step from link to link, the largest first." }
            }
            (legend(page))
        }
    }
}

/// Cases to choose from.
fn options(page: &Page<'_>) -> Markup {
    html! {
        @for (at, _, outcome) in page.cases() {
            option value=(at) { (page.title(at)) @if let Some(outcome) = outcome { ": " (outcome.title) } }
        }
    }
}

/// Which scenario the page shows.
pub(super) fn choice(page: &Page<'_>) -> Markup {
    html! { label #choice hidden { "Scenario " select #scenario { (options(page)) } } }
}

fn controls(page: &Page<'_>) -> Markup {
    html! {
        div.controls {
            label { "Beside it " select #beside { option value="" { "nothing" } (options(page)) } }
            label { "Show " select #view {
                option value="change" { "tonnes, coloured by change" }
                option value="mode" { "tonnes, coloured by mode" }
                option value="diff" { "the difference to the baseline" }
            } }
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
                    path.borders.control d=(land.control) {}
                    path.borders.claims d=(land.claims) {}
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
fn svg(page: &Page<'_>, view: View, links: Markup, places: Markup) -> Markup {
    let [west, north, wide, high] = view;
    let unit = unit(view);
    let names = |view: View| view.map(|at| at.to_string()).join(" ");
    html! {
        svg.chart viewBox=(format!("{west} {north} {wide} {high}"))
            data-world=(names(page.chart.world)) data-level=(level(view)) style=(format!("--u:{unit:.3}"))
            role="group" aria-label="Map of the network" tabindex="0" {
            use href="#land" {}
            g.states { @for (x, y) in page.chart.land.countries.iter().filter_map(|country| country.point) { circle cx=(x) cy=(y) {} } }
            (links)
            (places)
        }
    }
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
            @for (at, (node, spot)) in page.report.nodes.iter().zip(spots).enumerate() {
                @if let Some((x, y)) = spot {
                    g data-p=(at) style=(format!("--x:{x}px;--y:{y}px")) { use href=(format!("#k-{}", kind(node))) { title { (place_told(node)) } } }
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

/// The level of the still that shows most of the world: finer names would overlap on it.
fn coarsest(page: &Page<'_>) -> usize {
    page.cases().map(|(_, picture, _)| level(region(page, picture))).min().unwrap_or(0)
}

/// The same for stills, drawn once and used by all: what a style says of their ancestors does not reach uses.
fn still_places(page: &Page<'_>) -> Markup {
    html! { noscript { svg width="0" height="0" aria-hidden="true" style="position:absolute" { defs {
        g #still-places { (places(page, Some(coarsest(page)))) }
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

/// The picture of one scenario, for readers without a script: what carries something of the selected flows or is closed.
pub(super) fn still(page: &Page<'_>, at: usize, picture: &Picture) -> Markup {
    let loads = load(page, picture);
    let loads: Vec<&Load<'_>> = loads.iter().filter(|one| one.own.most() > 0.0 || one.closed.is_some()).collect();
    let widest = widest(page);
    let closed = loads.iter().filter(|one| one.closed.is_some());
    let title = format!("Where tonnes go: {}", page.title(at));
    html! {
        noscript {
            figure.map {
                (svg(page, region(page, picture), html! {
                    // A link off the map has no path to use.
                    g.links { @for one in loads.iter().filter(|one| !page.chart.lines[one.edge].is_empty()) {
                        @let paint = if at == 0 { page.report.edges[one.edge].mode.as_str() } else { turn(one.own) };
                        use href=(format!("#w{}", one.edge)) class=(format!("l {paint}{}", shut(one))) style=(format!("--w:{:.1}px", width(one, widest))) {}
                    } }
                }, html! { use href="#still-places" {} (lost::marks(page, at, picture)) }))
                figcaption {
                    (title) ". The widest line carries " (mt(widest)) " Mt a year of these flows."
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

/// How a closed link is painted beside its change.
fn shut(one: &Load<'_>) -> &'static str {
    match one.closed {
        None => "",
        Some(_) if one.own.before > 0.0 => " closed",
        Some(_) => " closed aside",
    }
}

/// What a change is painted as.
fn turn(own: Tonnes) -> &'static str {
    match own.change() {
        change if change > 0.05 => "more",
        change if change < -0.05 => "less",
        _ => "same",
    }
}

/// The most that any link carries in any picture.
pub(super) fn widest(page: &Page<'_>) -> f64 {
    let links = page.report.pictures.iter().flat_map(|picture| &picture.selected);
    // At least 1, since widths divide by it.
    links.map(|link| link.flow_kt.max(link.baseline_kt)).fold(1.0, f64::max)
}

/// In pixels.
fn width(one: &Load<'_>, widest: f64) -> f64 {
    match (one.closed, one.own) {
        (Some(_), own) if own.before > 0.0 => 3.0,
        (Some(_), _) => 1.0,
        // A link that lost all tonnes is drawn a little wider than one that carries next to none.
        (None, own) if own.now <= 0.0 && own.before > 0.0 => 1.5,
        (None, own) => 1.0 + (WIDEST - 1.0) * (own.now / widest).clamp(0.0, 1.0),
    }
}

fn legend(page: &Page<'_>) -> Markup {
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
            (line("idle", 1, "other links, with other flows or none"))
            li.lost { svg width="16" height="14" viewBox="-8 -7 16 14" aria-hidden="true" { circle r="6" {} } " without a route, at the origin" }
            @for kind in KINDS { li { svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" {
                use.mark href=(format!("#k-{kind}")) {} } " " (kind.as_str()) } }
            @for mode in ["pipeline", "rail", "road", "sea", "river", "ferry"] { (line(mode, 3, mode)) }
            li { svg width="34" height="12" aria-hidden="true" { path.borders.control d="M2 6h30" {} } " disputed" }
            li.about { "Land: Natural Earth, public domain; " (borders_told(page.borders)) ", disputed lines dotted. Lambert azimuthal equal-area projection. \
                Lanes at sea are drawn around the land, other links straight; lengths are those of the atlas." }
        }
    }
}
