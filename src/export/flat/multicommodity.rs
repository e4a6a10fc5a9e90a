//! A row an arc and commodity that carries something; without flows a row of what was found.

use super::Flat;
use crate::answer::{CommodityFlow, Multicommodity, Row};

pub(super) fn flat(answer: &Multicommodity) -> Flat {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    if answer.flows.is_empty() {
        let row = Row::default()
            .with("outcome", answer.outcome)
            .with("cost", answer.cost)
            .with("bound", answer.bound)
            .with("commodities", whole(answer.commodities))
            .with("nodes", whole(answer.nodes))
            .with("arcs", whole(answer.arcs))
            .with("bundles", whole(answer.bundles))
            .with("binding", whole(answer.binding))
            .with("used", whole(answer.used))
            .with("pivots", whole(answer.pivots));
        return Flat::new(vec![row], Row::default);
    }
    Flat::new(answer.flows.iter().map(row).collect(), Row::default)
}

fn row(flow: &CommodityFlow) -> Row {
    Row::default()
        .with("commodity", i64::try_from(flow.commodity).unwrap_or(i64::MAX))
        .with("arc", flow.arc)
        .with("tail", i64::from(flow.tail))
        .with("head", i64::from(flow.head))
        .with("flow", flow.flow)
        .with("cost", flow.cost)
}
