//! The network as others read it: GeoJSON and KML with great circles, GraphML and GEXF with typed attributes, Mermaid.

mod geojson;
mod gexf;
mod graphml;
mod kml;
mod mermaid;
#[cfg(test)]
mod tests;
mod xml;

use std::io;

pub(super) use geojson::GeoJson;
pub(super) use gexf::Gexf;
pub(super) use graphml::GraphMl;
pub(super) use kml::Kml;
pub(super) use mermaid::Mermaid;

use super::unfit;
use crate::answer::{Cell, Network, Node, Row};
use crate::query::Answer;

pub(super) fn network_of<'a>(answer: &'a Answer, format: &str) -> io::Result<&'a Network> {
    match answer {
        Answer::Network(network) => Ok(network),
        _ => Err(unfit(&format!("{format} has the network, a route, an assignment or a difference"))),
    }
}

/// What was asked, in one line.
pub(super) fn title(network: &Network) -> String {
    let head = &network.head;
    format!(
        "{} | scenario {}, {} | atlas {} {}",
        network.of, head.scenario.id, head.scenario.as_of, head.atlas.name, head.atlas.version
    )
}

/// What is shown of a place beside where it lies.
fn of_node(node: &Node) -> Row {
    Row::default()
        .with("id", node.id.as_str())
        .with("name", node.name.as_str())
        .with("kind", node.kind)
        .with("country", node.country.clone())
        .with("country_name", node.country_name.clone())
}

/// What is known of a row, as texts by name, but for what the element itself says.
fn known<'r>(row: &'r Row, but: &'r [&str]) -> impl Iterator<Item = (&'r str, String)> {
    let cells = row.0.iter().filter(|(name, _)| !but.contains(&name.as_str()));
    cells.filter_map(|(name, cell)| Some((name.as_str(), text(cell).filter(|text| !text.is_empty())?)))
}

fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::None => None,
        Cell::Flag(flag) => Some(flag.to_string()),
        Cell::Integer(number) => Some(number.to_string()),
        Cell::Number(number) => Some(number.to_string()),
        Cell::Text(text) => Some(text.clone()),
        Cell::Many(texts) => Some(texts.join(";")),
    }
}

/// Attributes of a row with their types, as GraphML and GEXF name them: by name, since all values may be unknown.
fn types<'r>(row: &'r Row, but: &'r [&str]) -> impl Iterator<Item = (&'r str, &'static str)> {
    let names = row.0.iter().map(|(name, _)| name.as_str()).filter(|name| !but.contains(name));
    names.map(|name| match name {
        "two_way" => (name, "boolean"),
        "length_km" | "flow_kt" | "baseline_kt" | "lat" | "lon" => (name, "double"),
        _ => (name, "string"),
    })
}

/// Attributes of a place with where it lies, for formats that have no geometry.
fn of_node_placed(node: &Node) -> Row {
    of_node(node).with("lat", node.lat).with("lon", node.lon)
}
