//! A row a link.

use super::{Flat, under};
use crate::answer::{Edge, Network, Row};
use crate::export::network::of_edge;

pub(super) fn flat(answer: &Network) -> Flat {
    let rows = answer.edges.iter().map(|edge| row(answer, edge)).collect();
    Flat::new(rows, || row(answer, &Edge::default()))
}

fn row(answer: &Network, edge: &Edge) -> Row {
    let mut row = under(&answer.head);
    row.0.extend(of_edge(edge).0);
    row
}
