//! A row a thing removed.

use super::{Flat, sweep};
use crate::answer::{Critical, CriticalRow, Row};

pub(super) fn flat(answer: &Critical) -> Flat {
    Flat::new(answer.rows.iter().map(row).collect(), || row(&CriticalRow::default()))
}

fn row(one: &CriticalRow) -> Row {
    let arcs = i64::try_from(one.arcs).unwrap_or(i64::MAX);
    let own = Row::default()
        .with("kind", one.kind)
        .with("id", one.id.as_str())
        .with("arcs", arcs)
        .with("used_kt", one.used_kt);
    sweep::told(own, &one.removed)
}
