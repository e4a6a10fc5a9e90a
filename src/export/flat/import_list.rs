//! A row a hit: the review table.

use super::Flat;
use crate::answer::{ImportedList, ListHit, Row};

pub(super) fn flat(answer: &ImportedList) -> Flat {
    let rows = answer
        .exact
        .iter()
        .map(|hit| row("exact", hit))
        .chain(answer.near.iter().map(|hit| row("near", hit)));
    Flat::new(rows.collect(), || row("", &ListHit::default()))
}

fn row(sure: &str, hit: &ListHit) -> Row {
    Row::default()
        .with("hit", sure)
        .with("score", hit.score)
        .with("of", hit.of)
        .with("id", hit.id.as_str())
        .with("name", hit.name.as_str())
        .with("entry", hit.entry.as_str())
        .with("entry_name", hit.entry_name.as_str())
        .with("by", hit.by.as_str())
}
