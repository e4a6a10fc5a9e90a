//! A row a route.

use super::{Flat, ids, under};
use crate::answer::{Cargo, Costs, Route, RouteOption, Row, TransferStep};

pub(super) fn flat(answer: &Route) -> Flat {
    let rows = answer.routes.iter().map(|way| row(answer, way)).collect();
    Flat::new(rows, || row(answer, &RouteOption::default()))
}

fn row(answer: &Route, way: &RouteOption) -> Row {
    let start = under(&answer.head)
        .with("from", answer.from.id.as_str())
        .with("to", answer.to.id.as_str())
        .with("cargo", answer.cargo.map_or("", Cargo::as_str))
        .with("commodity", answer.commodity.as_str())
        .with("year", answer.year.map(i64::from))
        .with("by", answer.by)
        .with("wary", answer.wary.clone())
        .with("rank", i64::from(way.rank))
        .with("cost_usd_t", way.cost_usd_t)
        .with("hours", way.hours)
        .with("km", way.km)
        .with("exposed_km", way.exposed_km);
    costs(start, &way.costs)
        .with("legs", ids(&way.legs, |leg| &leg.link))
        .with("transfers", way.transfers.iter().map(transfer).collect::<Vec<_>>())
        .with("countries", way.countries.clone())
        .with("straits", way.straits.clone())
        .with("operators", way.operators.clone())
        .with("verdict", way.verdict)
        .with("conditions", way.conditions.clone())
        .with("threatened_by", ids(&way.threatened_by, |threat| &threat.measure))
        .with("not_judged", way.not_judged.clone())
}

fn costs(row: Row, costs: &Costs) -> Row {
    row.with("costs_tariff", costs.tariff)
        .with("costs_freight", costs.freight)
        .with("costs_handling", costs.handling)
        .with("costs_toll", costs.toll)
        .with("costs_insurance", costs.insurance)
        .with("costs_quality", costs.quality)
        .with("costs_duty", costs.duty)
        .with("costs_inventory", costs.inventory)
        .with("costs_measure", costs.measure)
}

fn transfer(step: &TransferStep) -> String {
    format!("{} {}>{}", step.place, step.from, step.to)
}
