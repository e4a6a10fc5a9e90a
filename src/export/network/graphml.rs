//! GraphML 1.1: a directed graph in which parallel links stay two; attributes have types.

use std::io::{self, Write};

use super::xml::{self, Xml};
use super::{Kind, kind, network_of, of_edge, of_node_placed, text, title};
use crate::answer::{Answer, Edge, Network, Node, Row};
use crate::export::Format;

pub(in crate::export) struct GraphMl;

impl Format for GraphMl {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "graphml")?;
        let mut file = xml::start(out)?;
        let space = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
        xml::within(&mut file, "graphml", &space, |file| whole(file, network))?;
        writeln!(file.get_mut())
    }
}

fn whole(file: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    keys(file, "node", &of_node_placed(&Node::default()))?;
    keys(file, "edge", &of_edge(&Edge::default()))?;
    let graph = [("id", "corridor"), ("edgedefault", "directed")];
    xml::within(file, "graph", &graph, |file| {
        xml::leaf(file, "desc", &[], &title(network))?;
        for node in &network.nodes {
            xml::within(file, "node", &[("id", &node.id)], |file| data(file, "node", &of_node_placed(node)))?;
        }
        for edge in &network.edges {
            let ends = [("id", &*edge.id), ("source", &edge.from), ("target", &edge.to)];
            xml::within(file, "edge", &ends, |file| data(file, "edge", &of_edge(edge)))?;
        }
        Ok(())
    })
}

fn keys(file: &mut Xml<'_>, of: &str, row: &Row) -> io::Result<()> {
    for (name, _) in told(row) {
        let kind = match kind(name) {
            Kind::Flag => "boolean",
            Kind::Number => "double",
            Kind::Text => "string",
        };
        let id = format!("{of}_{name}");
        xml::empty(file, "key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)])?;
    }
    Ok(())
}

fn data(file: &mut Xml<'_>, of: &str, row: &Row) -> io::Result<()> {
    for (name, cell) in told(row) {
        if let Some(text) = text(cell).filter(|text| !text.is_empty()) {
            xml::leaf(file, "data", &[("key", &format!("{of}_{name}"))], &text)?;
        }
    }
    Ok(())
}

/// Ids and ends are said by the elements themselves.
fn told(row: &Row) -> impl Iterator<Item = (&str, &crate::answer::Cell)> {
    let own = row.0.iter().map(|(name, cell)| (name.as_str(), cell));
    own.filter(|(name, _)| !["id", "from", "to"].contains(name))
}
