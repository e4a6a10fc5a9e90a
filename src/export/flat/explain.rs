//! A row a way not taken.

use super::{Flat, under};
use crate::answer::{Explain, OtherWay, Row};

pub(super) fn flat(answer: &Explain) -> Flat {
    let rows = answer.alternatives.iter().map(|way| row(answer, way)).collect();
    Flat::new(rows, || row(answer, &OtherWay::default()))
}

fn row(answer: &Explain, way: &OtherWay) -> Row {
    let change = way.change.as_ref();
    under(&answer.head)
        .with("flow", answer.flow.clone())
        .with("from", answer.from.id.as_str())
        .with("to", answer.to.id.as_str())
        .with("commodity", answer.commodity.as_str())
        .with("links", way.links.clone())
        .with("cost_usd_t", way.cost_usd_t)
        .with("dearer_usd_t", way.dearer_usd_t)
        .with("why", way.why)
        .with("barred_by", way.barred_by.clone())
        .with("full", way.full.clone())
        .with("change", change.map(|change| change.kind))
        .with("change_what", change.and_then(|change| change.what.clone()))
        .with("change_amount", change.and_then(|change| change.amount))
}
