//! GeoJSON (RFC 7946): a feature a place and a link, what was asked as a member of the collection.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{network_of, of_node};
use crate::answer::{Edge, Network, Node, Row};
use crate::export::Format;
use crate::export::geometry::{Point, parts, spots};
use crate::query::Answer;

pub(in crate::export) struct GeoJson;

impl Format for GeoJson {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "geojson")?;
        let spots = spots(network);
        let places = network.nodes.iter().map(place);
        let links = network.edges.iter().map(|edge| link(edge, network, parts(edge, &spots)));
        // A feature a line, so that two files can be compared.
        let head = serde_json::to_string(&network.head)?;
        writeln!(out, "{{\"type\": \"FeatureCollection\", \"head\": {head}, \"features\": [")?;
        // JSON allows no comma after the last feature.
        let mut first = true;
        for feature in places.chain(links) {
            write!(out, "{}{feature}", if first { "" } else { ",\n" })?;
            first = false;
        }
        writeln!(out, "\n]}}")
    }
}

fn place(node: &Node) -> Value {
    // A place that is not on the map is kept: a feature may be without geometry (RFC 7946, 3.2).
    let geometry = node.lon.zip(node.lat).map(|(lon, lat)| json!({"type": "Point", "coordinates": [lon, lat]}));
    feature(&node.id, geometry, "place", of_node(node))
}

fn link(edge: &Edge, network: &Network, parts: Option<Vec<Vec<Point>>>) -> Value {
    let geometry = parts.map(|parts| match parts.as_slice() {
        [line] => json!({"type": "LineString", "coordinates": line}),
        lines => json!({"type": "MultiLineString", "coordinates": lines}),
    });
    // Closed precedes used: a measure may close a link to some trades, while others use it.
    let status = match (&edge.closed_by, edge.flow_kt) {
        (Some(_), _) => "closed",
        (None, Some(flow)) if flow > 0.0 => "used",
        // Routes have ranks, not tonnes.
        _ if !edge.ranks.is_empty() => "used",
        _ => "open",
    };
    let change = edge.flow_kt.zip(edge.baseline_kt).map(|(flow, before)| flow - before);
    let row = edge.row().with("status", status).with("change_kt", change).with("of", network.of);
    feature(&edge.id, geometry, "link", row)
}

fn feature(id: &str, geometry: Option<Value>, what: &str, row: Row) -> Value {
    // The id is a member of the feature itself.
    let row = Row(row.0.into_iter().filter(|(name, _)| name != "id").collect()).with("feature", what);
    json!({"type": "Feature", "id": id, "geometry": geometry, "properties": row})
}
