//! Graphviz: clusters by country, shapes by kind, mode as colour, flow as pen width, what is closed dashed in red.
//!
//! `dot` and `sfdp` lay it out themselves, of many places `dot` with ranks by region; `neato -n` puts places where they
//! lie on the map.

use std::io::{self, Write};

use super::{Format, unfit};
use crate::answer::{Edge, Mode, Network, NetworkContent, Node, PlaceKind};
use crate::query::Answer;

mod column;
mod place;
mod text;

use column::Columns;
use text::quoted;

pub(super) const BARRED: &str = "#d7191c";
pub(super) const MORE: &str = "#1b9e77";
pub(super) const LESS: &str = "#d95f02";
const SAME: &str = "#999999";

pub(super) struct Dot;

impl Format for Dot {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let Answer::Network(network) = answer else {
            return Err(unfit("dot draws the network, a route, an assignment or a difference"));
        };
        let points = place::points(network);
        let columns = Columns::of(network, &points);
        writeln!(out, "digraph corridor {{")?;
        preamble(network, out)?;
        match &columns {
            Some(columns) => ranked(columns, &points, out)?,
            None => clustered(network, &points, out)?,
        }
        let widest = widest(network);
        for edge in &network.edges {
            write_edge(edge, network.of, widest, columns.as_ref(), out)?;
        }
        writeln!(out, "}}")
    }
}

fn preamble(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let head = &network.head;
    let title = format!(
        "{} | scenario {}, {} | atlas {} {}",
        network.of, head.scenario.id, head.scenario.as_of, head.atlas.name, head.atlas.version
    );
    // Without `newrank` dot 2.42 gives up ("trouble in init_rank") where links run both ways between clusters.
    let title = quoted(&title);
    writeln!(
        out,
        "  graph [rankdir=LR, newrank=true, ranksep=0.22, nodesep=0.02, size=\"16,11.1\", outputorder=edgesfirst, label={title}, fontname=Helvetica, fontsize=10];"
    )?;
    writeln!(
        out,
        "  node [fontname=Helvetica, fontsize=6, margin=\"0.025,0.012\", height=0.1, width=0.1, penwidth=0.6, style=filled, fillcolor=white];"
    )?;
    writeln!(out, "  edge [fontname=Helvetica, fontsize=5, arrowsize=0.35];")
}

/// A cluster for each country.
fn clustered(network: &Network, points: &place::Points, out: &mut dyn Write) -> io::Result<()> {
    let countries = column::by_country(&network.nodes);
    countries.iter().try_for_each(|(country, members)| group(*country, "", members, points, out))
}

/// A rank for each column, in it a cluster for each country: one that spans ranks would push all others off them.
fn ranked(columns: &Columns, points: &place::Points, out: &mut dyn Write) -> io::Result<()> {
    for (number, column) in columns.members().iter().enumerate() {
        writeln!(out, "  subgraph \"column_{number}\" {{")?;
        writeln!(out, "  rank=same;")?;
        for (country, members) in column {
            group(*country, &format!("_{number}"), members, points, out)?;
        }
        writeln!(out, "  }}")?;
    }
    for (west, east) in columns.gaps() {
        writeln!(out, "  {} -> {} [style=invis, weight=0];", quoted(west), quoted(east))?;
    }
    Ok(())
}

fn group(
    country: Option<&str>,
    suffix: &str,
    members: &[&Node],
    points: &place::Points,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(country) = country else {
        return members.iter().try_for_each(|node| write_node(node, "  ", points, out));
    };
    let name = members.first().and_then(|node| node.country_name.as_deref()).unwrap_or(country);
    writeln!(out, "  subgraph {} {{", quoted(&format!("cluster_{country}{suffix}")))?;
    writeln!(
        out,
        "    label={}; color=\"#cccccc\"; fontcolor=\"#666666\"; fontsize=6; margin=1;",
        quoted(name)
    )?;
    members.iter().try_for_each(|node| write_node(node, "    ", points, out))?;
    writeln!(out, "  }}")
}

fn write_node(node: &Node, indent: &str, points: &place::Points, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{indent}{} [label={}, shape={}",
        quoted(&node.id),
        text::label(&node.name),
        shape(node.kind)
    )?;
    if node.kind == PlaceKind::Border {
        // It is drawn less high than its name.
        write!(out, ", margin=\"0.05,0.035\"")?;
    }
    let tooltip = format!("{} ({})", node.id, node.kind);
    write!(out, ", tooltip={}", quoted(&tooltip))?;
    if let Some((x, y)) = points.get(node.id.as_str()) {
        write!(out, ", pos=\"{x:.1},{y:.1}\"")?;
    }
    writeln!(out, "];")
}

fn write_edge(
    edge: &Edge,
    of: NetworkContent,
    widest: f64,
    columns: Option<&Columns>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let ink = Ink::of(edge, of);
    write!(out, "  {} -> {} [color={}", quoted(&edge.from), quoted(&edge.to), quoted(ink.colour))?;
    write!(out, ", penwidth={:.2}", pen(ink.weight, widest))?;
    if edge.closed_by.is_some() {
        write!(out, ", style=dashed")?;
    }
    if edge.two_way {
        write!(out, ", dir=none")?;
    }
    // Without weight: one that pulled its ends level would make the drawing half as high again.
    match columns.map(|columns| columns.east(edge)) {
        None => {}
        Some(None) => write!(out, ", constraint=false")?,
        Some(Some(by)) => write!(out, ", minlen={by}, weight=0")?,
    }
    if !ink.label.is_empty() {
        // A label within a rank needs ranks of its own, which are not there where columns are fixed: `dot` gives up.
        let beside = if columns.is_some() { "xlabel" } else { "label" };
        write!(out, ", {beside}={}, fontcolor={}", quoted(&ink.label), quoted(ink.font))?;
    }
    let tooltip = match &edge.closed_by {
        Some(measure) => format!("{}: {measure}", edge.id),
        None => format!("{}: {}, {}, {:.0} km", edge.id, edge.name, edge.mode, edge.length_km),
    };
    // `id` keeps parallel links apart in SVG.
    write!(out, ", id={}, tooltip={}", quoted(&edge.id), quoted(&tooltip))?;
    writeln!(out, "];")
}

/// Colour and pen width of a link, for other drawings.
pub(super) fn ink(edge: &Edge, network: &Network) -> (&'static str, f64) {
    let ink = Ink::of(edge, network.of);
    (ink.colour, pen(ink.weight, widest(network)))
}

/// What is written beside a link, for other drawings.
pub(super) fn label(edge: &Edge, network: &Network) -> String {
    Ink::of(edge, network.of).label
}

fn pen(weight: f64, widest: f64) -> f64 {
    0.4 + 5.6 * (weight / widest).clamp(0.0, 1.0)
}

/// How a link is drawn.
struct Ink {
    colour: &'static str,
    weight: f64,
    label: String,
    font: &'static str,
}

impl Ink {
    fn of(edge: &Edge, of: NetworkContent) -> Self {
        let flow = edge.flow_kt.unwrap_or(0.0);
        let change = edge.baseline_kt.map_or(0.0, |before| flow - before);
        let two_colours = match change {
            change if change > 0.0 => MORE,
            change if change < 0.0 => LESS,
            _ => SAME,
        };
        let compare = of == NetworkContent::Compare;
        let colour = match () {
            () if edge.closed_by.is_some() => BARRED,
            () if compare => two_colours,
            () => colour(edge.mode),
        };
        Self {
            colour,
            weight: if compare { change.abs() } else { flow },
            label: written(edge, compare, change),
            font: if change == 0.0 { "#333333" } else { two_colours },
        }
    }
}

fn written(edge: &Edge, compare: bool, change: f64) -> String {
    if !edge.ranks.is_empty() {
        let ranks: Vec<_> = edge.ranks.iter().map(|rank| format!("#{rank}")).collect();
        return ranks.join(" ");
    }
    match edge.flow_kt {
        Some(_) if compare && change.abs() >= 50.0 => format!("{:+.1}", change / 1000.0),
        Some(flow) if !compare && flow >= 50.0 => format!("{:.1}", flow / 1000.0),
        _ => String::new(),
    }
}

pub(super) fn widest(network: &Network) -> f64 {
    let weights = network.edges.iter().map(|edge| Ink::of(edge, network.of).weight);
    weights.fold(1.0, f64::max)
}

/// Shapes that sit close about their names: others would cover their neighbours.
fn shape(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country => "doubleoctagon",
        PlaceKind::Field => "ellipse",
        PlaceKind::Refinery => "house",
        PlaceKind::Terminal => "component",
        PlaceKind::Port => "box",
        PlaceKind::Border => "cds",
        PlaceKind::Strait => "hexagon",
        PlaceKind::Rack => "tab",
        PlaceKind::Hub => "octagon",
        PlaceKind::Junction => "oval",
    }
}

pub(super) fn colour(mode: Mode) -> &'static str {
    match mode {
        Mode::Pipeline => "#333333",
        Mode::Rail => "#8c510a",
        Mode::Road => "#b8860b",
        Mode::Sea => "#2166ac",
        Mode::River => "#67a9cf",
        Mode::Ferry => "#5e3c99",
        Mode::Swap => "#7a0177",
    }
}

#[cfg(test)]
mod tests;
