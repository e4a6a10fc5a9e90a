//! A row a flow and route; what is stranded, uneconomic or never routed too, so that the tonnes add up to `flow_kt`.

use super::{Flat, under};
use crate::answer::{Cell, LaidFlow, LaidRoute, Reroute, Row, Step};

pub(super) fn flat(answer: &Reroute) -> Flat {
    let mut rows: Vec<Row> = answer.flows.iter().flat_map(|flow| of_flow(answer, flow)).collect();
    // The answer tells these for all flows together.
    for (outcome, kt) in [("uneconomic", answer.uneconomic_kt), ("never_routed", answer.not_laid_kt)] {
        if kt != 0.0 {
            rows.push(route(start(answer, None).with("outcome", outcome), kt, None));
        }
    }
    Flat::new(rows, || route(start(answer, None).with("outcome", Cell::None), 0.0, None))
}

fn of_flow(answer: &Reroute, flow: &LaidFlow) -> Vec<Row> {
    let row = |outcome: &str| start(answer, Some(flow)).with("outcome", outcome);
    #[allow(clippy::cast_precision_loss, reason = "below 2^53 for every mass that input may have")]
    let kt = |kg: i64| kg as f64 / 1e6;
    let mut rows: Vec<Row> = (1..)
        .zip(&flow.routes)
        .map(|(rank, laid)| route(row("delivered"), kt(laid.kg), Some((rank, laid))))
        .collect();
    if flow.stranded_kt != 0.0 {
        rows.push(route(row("stranded"), flow.stranded_kt, None));
    }
    rows
}

fn start(answer: &Reroute, flow: Option<&LaidFlow>) -> Row {
    under(&answer.head)
        .with("year", i64::from(answer.year))
        .with("flow", flow.map(|flow| flow.id.as_str()))
        .with("hit", flow.map(|flow| flow.hit))
}

fn route(row: Row, kt: f64, route: Option<(i64, &LaidRoute)>) -> Row {
    row.with("route", route.map(|(rank, _)| rank))
        .with("kt", kt)
        .with("cost_usd_t", route.map(|(_, laid)| laid.cost_usd_t))
        .with("hours", route.map(|(_, laid)| laid.hours))
        .with("arcs", route.map_or_else(Vec::new, |(_, laid)| laid.arcs.iter().map(step).collect()))
}

fn step(step: &Step) -> String {
    match step {
        Step::Link(id) | Step::Transfer(id) => id.clone(),
    }
}
