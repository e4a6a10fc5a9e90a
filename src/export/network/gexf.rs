//! GEXF 1.3, as Gephi reads it: typed attributes, links with ids of their own, tonnes as weights.

use std::io::{self, Write};

use super::xml::{self, Xml};
use super::{known, network_of, of_node_placed, title, types};
use crate::answer::{Edge, Network, Node, Row};
use crate::export::Format;
use crate::query::Answer;

pub(in crate::export) struct Gexf;

impl Format for Gexf {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "gexf")?;
        let mut file = xml::start(out)?;
        let space = [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")];
        xml::within(&mut file, "gexf", &space, |file| {
            xml::within(file, "meta", &[], |file| {
                xml::leaf(file, "creator", &[], &format!("corridor {}", network.head.corridor))?;
                xml::leaf(file, "description", &[], &title(network))
            })?;
            let graph = [("defaultedgetype", "directed"), ("mode", "static")];
            xml::within(file, "graph", &graph, |file| graph_of(file, network))
        })?;
        writeln!(file.get_mut())
    }
}

fn graph_of(file: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    // Attributes are declared before any value: an empty row has the names of all.
    attributes(file, "node", &of_node_placed(&Node::default()))?;
    attributes(file, "edge", &Edge::default().row())?;
    xml::within(file, "nodes", &[], |file| {
        network.nodes.iter().try_for_each(|node| {
            let head = [("id", &*node.id), ("label", &*node.name)];
            xml::within(file, "node", &head, |file| values(file, &of_node_placed(node)))
        })
    })?;
    xml::within(file, "edges", &[], |file| {
        network.edges.iter().try_for_each(|edge| {
            // No weight where tonnes are not known: GEXF has 1 by default.
            let weight = edge.flow_kt.map(|kt| kt.to_string());
            let mut head =
                vec![("id", &*edge.id), ("source", &*edge.from), ("target", &*edge.to), ("label", &*edge.name)];
            head.extend(weight.as_deref().map(|kt| ("weight", kt)));
            xml::within(file, "edge", &head, |file| values(file, &edge.row()))
        })
    })
}

/// What the elements themselves say.
const SAID: [&str; 4] = ["id", "name", "from", "to"];

fn attributes(file: &mut Xml<'_>, class: &str, row: &Row) -> io::Result<()> {
    xml::within(file, "attributes", &[("class", class)], |file| {
        types(row, &SAID).try_for_each(|(name, kind)| {
            xml::empty(file, "attribute", &[("id", name), ("title", name), ("type", kind)])
        })
    })
}

fn values(file: &mut Xml<'_>, row: &Row) -> io::Result<()> {
    xml::within(file, "attvalues", &[], |file| {
        known(row, &SAID).try_for_each(|(name, text)| xml::empty(file, "attvalue", &[("for", name), ("value", &text)]))
    })
}
