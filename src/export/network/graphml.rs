//! GraphML 1.1: a directed graph in which parallel links stay two; attributes have types.

use std::io::{self, Write};

use super::xml::{self, Xml};
use super::{known, network_of, of_node_placed, title, types};
use crate::answer::{Edge, Network, Node, Row};
use crate::export::Format;
use crate::query::Answer;

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
    // Keys are declared before the graph: an empty row has the names of all.
    keys(file, "node", &of_node_placed(&Node::default()))?;
    keys(file, "edge", &Edge::default().row())?;
    let graph = [("id", "corridor"), ("edgedefault", "directed")];
    xml::within(file, "graph", &graph, |file| {
        xml::leaf(file, "desc", &[], &title(network))?;
        for node in &network.nodes {
            xml::within(file, "node", &[("id", &node.id)], |file| data(file, "node", &of_node_placed(node)))?;
        }
        for edge in &network.edges {
            let ends = [("id", &*edge.id), ("source", &edge.from), ("target", &edge.to)];
            xml::within(file, "edge", &ends, |file| data(file, "edge", &edge.row()))?;
        }
        Ok(())
    })
}

/// What the elements themselves say.
const SAID: [&str; 3] = ["id", "from", "to"];

fn keys(file: &mut Xml<'_>, of: &str, row: &Row) -> io::Result<()> {
    types(row, &SAID).try_for_each(|(name, kind)| {
        // Nodes and edges share the ids of keys, but both have a `name`.
        let id = format!("{of}_{name}");
        xml::empty(file, "key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", kind)])
    })
}

fn data(file: &mut Xml<'_>, of: &str, row: &Row) -> io::Result<()> {
    known(row, &SAID).try_for_each(|(name, text)| xml::leaf(file, "data", &[("key", &format!("{of}_{name}"))], &text))
}
