//! A row a link.

use super::{Flat, under};
use crate::answer::{Edge, Network, Row};

pub(super) fn flat(answer: &Network) -> Flat {
    let rows = answer.edges.iter().map(|edge| row(answer, edge)).collect();
    Flat::new(rows, || row(answer, &Edge::default()))
}

fn row(answer: &Network, edge: &Edge) -> Row {
    under(&answer.head)
        .with("id", edge.id.as_str())
        .with("name", edge.name.as_str())
        .with("line", edge.line.clone())
        .with("corridor", edge.corridor.clone())
        .with("mode", edge.mode.as_str())
        .with("from", edge.from.as_str())
        .with("to", edge.to.as_str())
        .with("two_way", edge.two_way)
        .with("length_km", edge.length_km)
        .with("closed_by", edge.closed_by.clone())
        .with("flow_kt", edge.flow_kt)
        .with("baseline_kt", edge.baseline_kt)
        .with("ranks", edge.ranks.iter().map(ToString::to_string).collect::<Vec<_>>())
}
