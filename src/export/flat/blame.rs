//! A row a measure.

use super::{Flat, under};
use crate::answer::{Blame, Blamed, Row};

pub(super) fn flat(answer: &Blame) -> Flat {
    let rows = answer.measures.iter().map(|one| row(answer, one)).collect();
    Flat::new(rows, || row(answer, &Blamed::default()))
}

fn row(answer: &Blame, one: &Blamed) -> Row {
    under(&answer.head)
        .with("year", i64::from(answer.year))
        .with("id", one.id.as_str())
        .with("effect", one.effect)
        .with("stranded_kt", one.stranded_kt)
        .with("share", one.share)
        .with("extra_usd", one.extra_usd)
        .with("alone_kt", one.alone_kt)
        .with("last_kt", one.last_kt)
}
