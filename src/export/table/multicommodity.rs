//! A minimum-cost flow of several commodities, for people.

use std::io;

use super::mincost::{carried, named};
use super::number::whole;
use super::sheet::Sheet;
use crate::answer::{Multicommodity, SolverStatus};

pub(super) fn write(answer: &Multicommodity, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let count = |number: u64| whole(number as f64);
    sheet.title(&format!(
        "{}: {} commodities, {} nodes, {} arcs, {} bundles",
        answer.target,
        count(answer.commodities),
        count(answer.nodes),
        count(answer.arcs),
        count(answer.bundles)
    ))?;
    match (answer.outcome, answer.commodity) {
        (SolverStatus::Optimal, _) => sheet.text(&format!(
            "cost {}; nothing costs less than {}; {} bundles bind, {} arcs carry something, {} pivots",
            answer.cost.unwrap_or_default(),
            answer.bound.unwrap_or_default(),
            count(answer.binding),
            count(answer.used),
            count(answer.pivots)
        ))?,
        (SolverStatus::Infeasible, Some(commodity)) => sheet.alarm(&format!(
            "nothing can flow: nodes {} have more of commodity {commodity} than can leave them",
            named(&answer.stuck)
        ))?,
        (SolverStatus::Infeasible, None) => {
            let bundles: Vec<u64> = answer.against.iter().map(|own| own.bundle).collect();
            sheet.alarm(&format!(
                "nothing can flow: each commodity alone could, but together they ask more of bundles {} than these have",
                named(&bundles)
            ))?;
        }
        (SolverStatus::Unbounded, commodity) => sheet.alarm(&format!(
            "nothing is least: on the circle of arcs {} any amount of commodity {} gains",
            named(&answer.circle),
            commodity.unwrap_or_default()
        ))?,
    }
    let rows = answer.flows.iter().map(|flow| {
        let ids =
            [flow.commodity.to_string(), flow.arc.to_string(), flow.tail.to_string(), flow.head.to_string()];
        ids.into_iter().chain([flow.flow.to_string(), flow.cost.to_string()]).collect()
    });
    carried(sheet, &[">Commodity", ">Arc", ">Tail", ">Head", ">Flow", ">Cost"], rows)
}
