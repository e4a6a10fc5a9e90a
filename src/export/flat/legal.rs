//! A row an act.

use super::{Flat, under};
use crate::answer::{ActRow, Legal, LegalRow, Row};

pub(super) fn flat(answer: &Legal) -> Flat {
    let acts = |row: &LegalRow| row.acts.iter().map(|act| one(answer, row, act)).collect::<Vec<_>>();
    let rows = answer.rows.iter().flat_map(acts).collect();
    Flat::new(rows, || one(answer, &LegalRow::default(), &ActRow::default()))
}

fn one(answer: &Legal, row: &LegalRow, act: &ActRow) -> Row {
    under(&answer.head)
        .with("flow", row.flow.clone())
        .with("from", row.from.as_str())
        .with("to", row.to.as_str())
        .with("links", row.links.clone())
        .with("date", row.date)
        .with("route_verdict", row.verdict)
        .with("act", act.act)
        .with("party", act.party.clone())
        .with("verdict", act.verdict)
        .with("sender", act.sender.clone())
        .with("nexus", act.nexus)
        .with("measure", act.measure.clone())
        .with("exception", act.exception.clone())
        .with("replaceable", act.replaceable)
        .with("conf", act.conf)
        .with("unsure", act.unsure)
        .with("needs", act.needs.clone())
        .with("at", act.at.clone())
        .with(
            "threatened_by",
            row.threatened_by.iter().map(|threat| threat.measure.clone()).collect::<Vec<_>>(),
        )
}
