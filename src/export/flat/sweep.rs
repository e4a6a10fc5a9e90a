//! A row a scenario of a sweep; what tonnes touch is joined as `kind:id=kt`.

use super::Flat;
use crate::answer::{Row, Sweep, Swept, Tonnes};

pub(super) fn flat(answer: &Sweep) -> Flat {
    Flat::new(answer.scenarios.iter().map(row).collect(), || row(&Swept::default()))
}

fn row(swept: &Swept) -> Row {
    let touched = swept.tonnes.iter().flat_map(|tonnes| &tonnes.touched);
    let touched = touched.map(|one| format!("{}:{}={:?}", one.kind, one.id, one.kt));
    told(Row::default().with("scenario", swept.scenario.as_str()), swept)
        .with("touched_kt", touched.collect::<Vec<_>>())
}

/// What a change comes to, in columns of their own.
pub(super) fn told(row: Row, swept: &Swept) -> Row {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let tonnes = |of: fn(&Tonnes) -> f64| swept.tonnes.as_ref().map(of);
    row.with("changed", whole(swept.changed))
        .with("cut", whole(swept.cut))
        .with("opened", whole(swept.opened))
        .with("mean_usd_t", swept.mean_usd_t)
        .with("most_usd_t", swept.most_usd_t)
        .with("mean_hours", swept.mean_hours)
        .with("cut_kt", tonnes(|tonnes| tonnes.cut_kt))
        .with("rerouted_kt", tonnes(|tonnes| tonnes.rerouted_kt))
        .with("more_musd", tonnes(|tonnes| tonnes.more_musd))
}
