//! A row a thing removed.

use super::Flat;
use crate::answer::{Critical, CriticalRow, Row, Tonnes};

pub(super) fn flat(answer: &Critical) -> Flat {
    Flat::new(answer.rows.iter().map(row).collect(), || row(&CriticalRow::default()))
}

fn row(one: &CriticalRow) -> Row {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let swept = &one.removed;
    let tonnes = |of: fn(&Tonnes) -> f64| swept.tonnes.as_ref().map(of);
    Row::default()
        .with("kind", one.kind.as_str())
        .with("id", one.id.as_str())
        .with("arcs", whole(one.arcs))
        .with("changed", whole(swept.changed))
        .with("cut", whole(swept.cut))
        .with("mean_usd_t", swept.mean_usd_t)
        .with("most_usd_t", swept.most_usd_t)
        .with("mean_hours", swept.mean_hours)
        .with("cut_kt", tonnes(|tonnes| tonnes.cut_kt))
        .with("rerouted_kt", tonnes(|tonnes| tonnes.rerouted_kt))
        .with("more_musd", tonnes(|tonnes| tonnes.more_musd))
}
