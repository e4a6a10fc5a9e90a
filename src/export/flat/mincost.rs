//! A row an arc that carries something; without flows a row of what was found.

use super::Flat;
use crate::answer::{ArcFlow, Mincost, Row};

pub(super) fn flat(answer: &Mincost) -> Flat {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if answer.flows.is_empty() {
        let row = Row::default()
            .with("outcome", answer.outcome)
            .with("cost", answer.cost.map(|cost| cost.to_string()))
            .with("nodes", whole(answer.nodes))
            .with("arcs", whole(answer.arcs))
            .with("used", whole(answer.used))
            .with("pivots", whole(answer.pivots));
        return Flat::new(vec![row], Row::default);
    }
    Flat::new(answer.flows.iter().map(row).collect(), Row::default)
}

fn row(flow: &ArcFlow) -> Row {
    Row::default()
        .with("arc", i64::from(flow.arc))
        .with("tail", i64::from(flow.tail))
        .with("head", i64::from(flow.head))
        .with("flow", flow.flow)
        .with("cost", flow.cost)
}
