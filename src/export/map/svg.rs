//! `export svg`: the map alone, for documents. Attributes instead of style sheets, so that every program draws it
//! alike.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use maud::{Markup, html};

use super::super::network::{network_of, title};
use super::super::{Format, ink, unfit};
use super::{Chart, Label, LabelOf, Spot, View, weights};
use crate::answer::{Edge, Mode, Network, NetworkContent, Node, PlaceKind};
use crate::query::Answer;
use crate::spec::Borders;

/// The page's width in pixels; lines and letters are in pixels too.
const WIDTH: f64 = 1200.0;
const WATER: &str = "#eef3f7";
const LAND: &str = "#fbfaf6";
const BORDER: &str = "#c9c3b6";
const COAST: &str = "#9fb2bf";
const RIVER: &str = "#c3d6e3";
const HALO: &str = "#ffffff";
const INK: &str = "#222222";
const FAINT: &str = "#8a8370";
/// A change that is a smaller part of the largest does not make the map larger.
const MINOR: f64 = 0.005;
/// Keys of the legend stand in so many columns.
const COLUMNS: usize = 6;

pub(in crate::export) struct Svg {
    pub borders: Borders,
}

impl Format for Svg {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "svg")?;
        if network.nodes.iter().all(|node| node.lat.is_none()) {
            return Err(unfit("svg is a map: no place of this network has a position"));
        }
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        out.write_all(drawing(network, self.borders).into_string().as_bytes())?;
        out.write_all(b"\n")
    }
}

fn drawing(network: &Network, borders: Borders) -> Markup {
    // A place that loses its tonnes keeps the rank of its name.
    let load = |edge: &Edge| edge.flow_kt.unwrap_or(0.0).max(edge.baseline_kt.unwrap_or(0.0));
    let chart = Chart::of(network, borders);
    let view = seen(network, &chart);
    let [west, north, wide, high] = view;
    // Units a pixel: the map is drawn in units, pens and letters are in pixels.
    let unit = super::real(wide) / WIDTH;
    let labels = chart.labels(network, &weights(network, load), &[unit], Some(view));
    let keys = keys(network);
    // 24 pixels of margin, and 16 for each row of keys.
    let strip = super::projection::whole(unit * (24.0 + 16.0 * super::real(keys.len().div_ceil(COLUMNS) as i64)));
    let page = high + strip;
    let height = super::real(page) / unit;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(format!("{height:.0}"))
            viewBox=(format!("{west} {north} {wide} {page}")) font-family="Helvetica, Arial, sans-serif" {
            title { (title(network)) }
            desc { "Land: Natural Earth, public domain; " (borders_told(borders)) ", disputed lines dotted. Lambert azimuthal equal-area projection. Sea lanes are drawn around \
                the land, other links straight." }
            rect x=(west) y=(north) width=(wide) height=(high) fill=(WATER) {}
            (land(&chart, unit))
            g fill="none" stroke-linecap="round" {
                @for (edge, line) in ordered(network, &chart) { (link(edge, line, network, unit)) }
            }
            g fill=(HALO) stroke=(INK) stroke-width="1" {
                @for (node, spot) in network.nodes.iter().zip(&chart.spots) {
                    @if let Some(spot) = spot { (place(node, *spot, unit)) }
                }
            }
            g fill=(INK) stroke=(HALO) stroke-width=(px(3.0, unit)) stroke-linejoin="round" paint-order="stroke"
                font-size=(px(11.0, unit)) {
                @for label in &labels {
                    (name(label, unit))
                }
            }
            (legend(&keys, [west, north + high, wide, strip], unit))
        }
    }
}

/// Whose borders a map has, in words.
pub(in crate::export) fn borders_told(borders: Borders) -> &'static str {
    match borders {
        Borders::Un => "borders as the United Nations recognise them",
        Borders::DeFacto => "borders of whoever holds the land",
    }
}

/// What is shown: of tonnes the places that they pass, of a difference those where something changes; else all places.
fn seen(network: &Network, chart: &Chart) -> View {
    let tonnes = |edge: &Edge| (edge.flow_kt.unwrap_or(0.0), edge.baseline_kt.unwrap_or(0.0));
    let change = |edge: &Edge| (tonnes(edge).0 - tonnes(edge).1).abs();
    let most = network.edges.iter().map(change).fold(0.0, f64::max);
    let counts = |edge: &&Edge| match network.of {
        NetworkContent::Compare => change(edge) > 0.0 && change(edge) >= most * MINOR,
        NetworkContent::Reroute => tonnes(edge).0 > 0.0 || tonnes(edge).1 > 0.0,
        NetworkContent::Network | NetworkContent::Route => false,
    };
    let ends = network.edges.iter().filter(counts).flat_map(|edge| [edge.from.as_str(), edge.to.as_str()]);
    let ends: BTreeSet<&str> = ends.collect();
    let places = network.nodes.iter().zip(&chart.spots).filter(|(node, _)| ends.contains(node.id.as_str()));
    let spots: Vec<Spot> = places.filter_map(|(_, spot)| *spot).collect();
    if spots.is_empty() { chart.world } else { super::view(&spots) }
}

fn land(chart: &Chart, unit: f64) -> Markup {
    let land = &chart.land;
    html! {
        g fill=(LAND) stroke=(LAND) stroke-width=(px(0.5, unit)) {
            @for country in &land.countries {
                @if !country.path.is_empty() { path d=(country.path) { @if !country.name.is_empty() { title { (country.name) } } } }
            }
        }
        path d=(land.lakes) fill=(WATER) stroke=(COAST) stroke-width=(px(0.5, unit)) {}
        g fill="none" {
            path d=(land.rivers) stroke=(RIVER) stroke-width=(px(0.8, unit)) {}
            path d=(land.coasts) stroke=(COAST) stroke-width=(px(0.6, unit)) {}
            path d=(land.borders) stroke=(BORDER) stroke-width=(px(0.7, unit)) {}
            // Dots: dashes of no length with round ends.
            @for (line, width) in [(&land.control, 1.3), (&land.claims, 0.9)] {
                path d=(line) stroke=(BORDER) stroke-width=(px(width, unit)) stroke-linecap="round"
                    stroke-dasharray=(format!("0 {}", px(2.6, unit))) {}
            }
        }
        g fill=(COAST) {
            @for (x, y) in land.countries.iter().filter_map(|country| country.point) {
                circle cx=(x) cy=(y) r=(px(1.5, unit)) {}
            }
        }
    }
}

/// Thin lines last: a wide one would hide them.
fn ordered<'a>(network: &'a Network, chart: &'a Chart) -> Vec<(&'a Edge, &'a str)> {
    let lines = chart.lines.iter().map(String::as_str);
    let mut all: Vec<(&Edge, &str)> = network.edges.iter().zip(lines).filter(|(_, line)| !line.is_empty()).collect();
    all.sort_by(|a, b| ink::ink(b.0, network).1.total_cmp(&ink::ink(a.0, network).1));
    all
}

fn link(edge: &Edge, line: &str, network: &Network, unit: f64) -> Markup {
    let (colour, width) = ink::ink(edge, network);
    let dashes = edge.closed_by.as_ref().map(|_| format!("{} {}", px(5.0, unit), px(4.0, unit)));
    html! {
        path id=(edge.id) d=(line) stroke=(colour) stroke-width=(px(width, unit)) stroke-dasharray=[dashes] {
            title { (described(edge)) }
        }
    }
}

/// What a pointer reads over a link.
pub(in crate::export) fn described(edge: &Edge) -> String {
    let mut text = format!("{}, {}, {:.0} km", edge.name, edge.mode, edge.length_km);
    if let Some(flow) = edge.flow_kt {
        text.push_str(&format!(": {:.1} Mt", flow / 1000.0));
    }
    // Below 50 kt the change would read 0.0.
    if let Some(change) = edge.flow_kt.zip(edge.baseline_kt).map(|(now, then)| now - then).filter(|kt| kt.abs() >= 50.0)
    {
        text.push_str(&format!(" ({:+.1})", change / 1000.0));
    }
    if let Some(measure) = &edge.closed_by {
        text.push_str(&format!(", closed by {measure}"));
    }
    text
}

/// What a pointer reads over a place.
pub(in crate::export) fn place_told(node: &Node) -> String {
    match &node.country_name {
        Some(country) => format!("{}, {} ({})", node.name, country, node.kind),
        None => format!("{} ({})", node.name, node.kind),
    }
}

fn place(node: &Node, (x, y): Spot, unit: f64) -> Markup {
    let text = place_told(node);
    html! { g transform=(format!("translate({x} {y}) scale({unit:.3})")) { (mark(node.kind)) title { (text) } } }
}

/// A mark by kind, in pixels about the origin.
pub(in crate::export) fn mark(kind: PlaceKind) -> Markup {
    let path = match kind {
        PlaceKind::Port => "M-3-3h6v6h-6z",
        PlaceKind::Field => "M0-4l3.5 6h-7z",
        PlaceKind::Refinery => "M-3 3v-6h2v2h2v-2h2v6z",
        PlaceKind::Terminal => "M-3.5-2.5h7l-2 5.5h-3z",
        PlaceKind::Border => "M0-4l4 4-4 4-4-4z",
        PlaceKind::Strait => "M-4-3l4 3-4 3zM4-3l-4 3 4 3z",
        PlaceKind::Hub => "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        PlaceKind::Country | PlaceKind::Rack | PlaceKind::Junction => "M-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z",
    };
    html! { path d=(path) {} }
}

fn name(label: &Label, unit: f64) -> Markup {
    let (anchor, east, south) = label.side.anchor();
    let (x, y) = (super::real(label.spot.0), super::real(label.spot.1));
    // Sides are in em of letters of 11 pixels.
    let (x, y) = (x + east * 11.0 * unit, y + south * 11.0 * unit);
    let strait = (label.class == LabelOf::Strait).then_some("italic");
    let country = label.class == LabelOf::Country;
    html! {
        text x=(format!("{x:.0}")) y=(format!("{y:.0}")) text-anchor=(anchor) font-style=[strait]
            fill=[country.then_some(FAINT)] letter-spacing=[country.then(|| px(1.5, unit))] {
            // Names run in their own direction, whatever stands beside them.
            tspan unicode-bidi="isolate" { (label.text) }
        }
    }
}

/// What a colour means: its colour, its dashes, its words.
type Key = (&'static str, Option<&'static str>, String);

fn keys(network: &Network) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    if network.of == NetworkContent::Compare {
        keys.extend([(ink::MORE, None, "more than before".into()), (ink::LESS, None, "less than before".into())]);
    } else {
        // By word, so that the order of keys does not depend on that of links.
        let modes: BTreeMap<&str, Mode> = network.edges.iter().map(|edge| (edge.mode.as_str(), edge.mode)).collect();
        keys.extend(modes.into_iter().map(|(word, mode)| (ink::colour(mode), None, word.to_owned())));
    }
    if network.edges.iter().any(|edge| edge.closed_by.is_some()) {
        keys.push((ink::CLOSED, Some("5 4"), "closed".into()));
    }
    if network.edges.iter().any(|edge| edge.flow_kt.is_some()) {
        keys.push((INK, None, format!("widest line: {:.1} Mt a year", ink::widest(network) / 1000.0)));
    }
    keys
}

/// What colours and widths mean, below the map.
fn legend(keys: &[Key], [west, north, wide, high]: View, unit: f64) -> Markup {
    html! {
        rect x=(west) y=(north) width=(wide) height=(high) fill=(HALO) {}
        g transform=(format!("translate({west} {north}) scale({unit:.3})")) font-size="11" fill=(INK) {
            @for (at, (colour, dashes, text)) in keys.iter().enumerate() {
                // Six columns of 190 pixels fill the width.
                @let (x, y) = (16 + at % COLUMNS * 190, 18 + at / COLUMNS * 16);
                path d=(format!("M{x} {y}h24")) stroke=(colour) stroke-width="3" stroke-dasharray=[*dashes] {}
                text x=(x + 32) y=(y + 4) { (text) }
            }
        }
    }
}

fn px(pixels: f64, unit: f64) -> String {
    format!("{:.2}", pixels * unit)
}
