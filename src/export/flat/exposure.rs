//! A row a thing.

use super::{Flat, under};
use crate::answer::{Exposure, ExposureRow, Row};

pub(super) fn flat(answer: &Exposure) -> Flat {
    let rows = answer.rows.iter().map(|one| row(answer, one)).collect();
    Flat::new(rows, || row(answer, &ExposureRow::default()))
}

fn row(answer: &Exposure, one: &ExposureRow) -> Row {
    under(&answer.head)
        .with("year", i64::from(answer.year))
        .with("weigh", answer.weigh)
        .with("flow_kt", answer.flow_kt)
        .with("of", one.of)
        .with("id", one.id.as_str())
        .with("role", one.role)
        .with("used_kt", one.used_kt)
        .with("used", one.used)
        .with("unavoidable_kt", one.unavoidable_kt)
        .with("unavoidable", one.unavoidable)
        .with("naive_unavoidable_kt", one.naive_unavoidable_kt)
        .with("reroutable_kt", one.reroutable_kt)
        .with("extra_usd_t", one.extra_usd_t)
        .with("extra_days", one.extra_days)
        .with("used_usd", one.used_usd)
        .with("unavoidable_usd", one.unavoidable_usd)
}
