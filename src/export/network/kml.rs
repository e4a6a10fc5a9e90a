//! KML 2.2: folders of places and links, great circles, width by tonnes, closed links red.

use std::io::{self, Write};

use super::xml::{self, Xml};
use super::{known, network_of, of_node, title};
use crate::answer::{Edge, Network, Node, Row};
use crate::export::geometry::{Point, parts, spots};
use crate::export::{Format, ink};
use crate::query::Answer;

pub(in crate::export) struct Kml;

impl Format for Kml {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "kml")?;
        let mut file = xml::start(out)?;
        xml::within(&mut file, "kml", &[("xmlns", "http://www.opengis.net/kml/2.2")], |file| {
            xml::within(file, "Document", &[], |file| {
                xml::leaf(file, "name", &[], &title(network))?;
                folder(file, "Places", |file| network.nodes.iter().try_for_each(|node| place(file, node)))?;
                let spots = spots(network);
                folder(file, "Links", |file| {
                    network.edges.iter().try_for_each(|edge| match parts(edge, &spots) {
                        Some(parts) => link(file, edge, network, &parts),
                        // A link without both ends on the map has no line to show.
                        None => Ok(()),
                    })
                })
            })
        })?;
        writeln!(file.get_mut())
    }
}

fn folder(file: &mut Xml<'_>, name: &str, inside: impl FnOnce(&mut Xml<'_>) -> io::Result<()>) -> io::Result<()> {
    xml::within(file, "Folder", &[], |file| {
        xml::leaf(file, "name", &[], name)?;
        inside(file)
    })
}

/// A place that no one has put on the map is left out: KML has no feature without a geometry that a viewer could show.
fn place(file: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    let Some((lon, lat)) = node.lon.zip(node.lat) else { return Ok(()) };
    xml::within(file, "Placemark", &[("id", &node.id)], |file| {
        xml::leaf(file, "name", &[], &node.name)?;
        extended(file, &of_node(node))?;
        xml::within(file, "Point", &[], |file| xml::leaf(file, "coordinates", &[], &coordinates(&[(lon, lat)])))
    })
}

fn link(file: &mut Xml<'_>, edge: &Edge, network: &Network, parts: &[Vec<Point>]) -> io::Result<()> {
    let (colour, width) = ink::ink(edge, network);
    xml::within(file, "Placemark", &[("id", &edge.id)], |file| {
        // The schema fixes the order: name, style, data, geometry.
        xml::leaf(file, "name", &[], &edge.name)?;
        xml::within(file, "Style", &[], |file| {
            xml::within(file, "LineStyle", &[], |file| {
                xml::leaf(file, "color", &[], &backward(colour))?;
                xml::leaf(file, "width", &[], &format!("{width:.2}"))
            })
        })?;
        extended(file, &edge.row())?;
        let lines = |file: &mut Xml<'_>| parts.iter().try_for_each(|part| line(file, part));
        // A link is in two parts where it crosses the antimeridian.
        if parts.len() == 1 { lines(file) } else { xml::within(file, "MultiGeometry", &[], lines) }
    })
}

fn line(file: &mut Xml<'_>, part: &[Point]) -> io::Result<()> {
    xml::within(file, "LineString", &[], |file| {
        // The line follows the ground instead of going through it.
        xml::leaf(file, "tessellate", &[], "1")?;
        xml::leaf(file, "coordinates", &[], &coordinates(part))
    })
}

fn extended(file: &mut Xml<'_>, row: &Row) -> io::Result<()> {
    xml::within(file, "ExtendedData", &[], |file| {
        known(row, &[]).try_for_each(|(name, text)| {
            xml::within(file, "Data", &[("name", name)], |file| xml::leaf(file, "value", &[], &text))
        })
    })
}

fn coordinates(points: &[Point]) -> String {
    let all: Vec<String> = points.iter().map(|(lon, lat)| format!("{lon},{lat}")).collect();
    all.join(" ")
}

/// `#rrggbb` as KML has it: opaque, blue first.
fn backward(colour: &str) -> String {
    let pair = |at: usize| colour.get(at..at + 2).unwrap_or("00");
    format!("ff{}{}{}", pair(5), pair(3), pair(1))
}
