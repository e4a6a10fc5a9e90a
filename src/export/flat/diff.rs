//! A row a measure.

use super::{Flat, under};
use crate::answer::{Diff, DiffMeasure, Row};

pub(super) fn flat(answer: &Diff) -> Flat {
    let rows = answer.measures.iter().map(|one| row(answer, one)).collect();
    Flat::new(rows, || row(answer, &DiffMeasure::default()))
}

fn row(answer: &Diff, one: &DiffMeasure) -> Row {
    under(&answer.head)
        .with("one", answer.one.as_str())
        .with("other", answer.other.as_str())
        .with("id", one.id.as_str())
        .with("in", one.r#in)
        .with("effect", one.effect.to_string())
        .with("on", one.on.clone())
        .with("for", one.r#for.clone())
}
