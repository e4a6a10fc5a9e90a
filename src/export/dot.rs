//! Graphviz: clusters by country, shapes by kind, mode as colour, flow as pen width, what is closed dashed in red.
//!
//! `dot` and `sfdp` lay it out themselves, of many places `dot` with ranks by region; `neato -n` puts places where they
//! lie on the map.

use std::io::{self, Write};

use super::ink::{Ink, pen, widest};
use super::{Format, unfit};
use crate::answer::{Edge, Network, NetworkContent, Node, PlaceKind};
use crate::query::Answer;

mod column;
mod place;
mod text;

use column::Columns;
use text::quoted;

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
    // Edges first, so that boxes cover them; `size` is the inside of A3 in inches.
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
    // Graphviz draws a frame only around a subgraph with a name that starts with `cluster_`.
    writeln!(out, "  subgraph {} {{", quoted(&format!("cluster_{country}{suffix}")))?;
    writeln!(out, "    label={}; color=\"#cccccc\"; fontcolor=\"#666666\"; fontsize=6; margin=1;", quoted(name))?;
    members.iter().try_for_each(|node| write_node(node, "    ", points, out))?;
    writeln!(out, "  }}")
}

fn write_node(node: &Node, indent: &str, points: &place::Points, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{indent}{} [label={}, shape={}", quoted(&node.id), text::label(&node.name), shape(node.kind))?;
    if node.kind == PlaceKind::Border {
        // It is drawn less high than its name.
        write!(out, ", margin=\"0.05,0.035\"")?;
    }
    let tooltip = format!("{} ({})", node.id, node.kind);
    write!(out, ", tooltip={}", quoted(&tooltip))?;
    // `neato -n` takes the points, `dot` ignores them.
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
    // A link that is passed in both directions is in the network once, so it has no arrow.
    if edge.two_way {
        write!(out, ", dir=none")?;
    }
    // Without weight: one that pulled its ends level would make the drawing half as high again.
    match columns.map(|columns| columns.east(edge)) {
        None => {}
        // It stays in its column or runs west: ranks must not follow it.
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

#[cfg(test)]
mod tests;
