//! Mermaid: a flowchart for pages that draw it themselves; clusters by country, closed links dotted.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{network_of, title};
use crate::answer::{Edge, Network, Node};
use crate::export::{Format, ink};
use crate::query::Answer;

pub(in crate::export) struct Mermaid;

impl Format for Mermaid {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let network = network_of(answer, "mermaid")?;
        writeln!(out, "%% {}", plain(&title(network)))?;
        writeln!(out, "flowchart LR")?;
        // Ids of the atlas may be words of Mermaid, such as `end`.
        let names: BTreeMap<&str, String> =
            network.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), format!("n{at}"))).collect();
        let mut countries: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
        for node in &network.nodes {
            countries.entry(node.country.as_deref()).or_default().push(node);
        }
        for (country, members) in &countries {
            if let Some(country) = country {
                // A country is listed for its places, so it has one at least.
                let name = members[0].country_name.as_deref().unwrap_or(country);
                writeln!(out, "  subgraph c_{country} [\"{}\"]", plain(name))?;
            }
            for node in members {
                writeln!(out, "    {}[\"{}\"]", names[node.id.as_str()], plain(&node.name))?;
            }
            if country.is_some() {
                writeln!(out, "  end")?;
            }
        }
        let mut drawn = Vec::new();
        for edge in &network.edges {
            if let (Some(from), Some(to)) = (names.get(&*edge.from), names.get(&*edge.to)) {
                writeln!(out, "  {from} {} {to}", arrow(edge, network))?;
                drawn.push(edge);
            }
        }
        styles(network, &drawn, out)
    }
}

/// `-->|12.3|`, dotted where it is closed, without a head where it is passed both ways.
fn arrow(edge: &Edge, network: &Network) -> String {
    let line = match (edge.closed_by.is_some(), edge.two_way) {
        (true, true) => "-.-",
        (true, false) => "-.->",
        (false, true) => "---",
        (false, false) => "-->",
    };
    let label = edge.closed_by.clone().unwrap_or_else(|| ink::label(edge, network));
    if label.is_empty() { line.into() } else { format!("{line}|\"{}\"|", plain(&label)) }
}

fn styles(network: &Network, drawn: &[&Edge], out: &mut dyn Write) -> io::Result<()> {
    // Links have no ids in Mermaid: a style names its link by position.
    for (at, edge) in drawn.iter().enumerate() {
        let (colour, width) = ink::ink(edge, network);
        writeln!(out, "  linkStyle {at} stroke:{colour},stroke-width:{width:.1}px")?;
    }
    Ok(())
}

/// Within quotes: what could end them or be read as markup is an entity of Mermaid's.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
