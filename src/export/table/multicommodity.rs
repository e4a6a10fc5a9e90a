//! A minimum-cost flow of several commodities, for people.

use std::io;

use super::grid::Grid;
use super::mincost::{SHOWN, named};
use super::number::whole;
use super::sheet::Sheet;
use crate::answer::Multicommodity;

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
    match (answer.outcome.as_str(), answer.commodity) {
        ("optimal", _) => sheet.text(&format!(
            "cost {}; nothing costs less than {}; {} bundles bind, {} arcs carry something, {} pivots",
            answer.cost.unwrap_or_default(),
            answer.bound.unwrap_or_default(),
            count(answer.binding),
            count(answer.used),
            count(answer.pivots)
        ))?,
        ("infeasible", Some(commodity)) => sheet.alarm(&format!(
            "nothing can flow: nodes {} have more of commodity {commodity} than can leave them",
            named(&answer.stuck)
        ))?,
        ("infeasible", None) => {
            let bundles: Vec<u64> = answer.against.iter().map(|own| own.bundle).collect();
            sheet.alarm(&format!(
                "nothing can flow: each commodity alone could, but together they ask more of bundles {} than these have",
                named(&bundles)
            ))?;
        }
        (_, commodity) => sheet.alarm(&format!(
            "nothing is least: on the circle of arcs {} any amount of commodity {} gains",
            named(&answer.circle),
            commodity.unwrap_or_default()
        ))?,
    }
    if answer.flows.is_empty() {
        return Ok(());
    }
    let mut grid = Grid::new(&[">Commodity", ">Arc", ">Tail", ">Head", ">Flow", ">Cost"]);
    for flow in answer.flows.iter().take(SHOWN) {
        grid.push(vec![
            flow.commodity.to_string(),
            flow.arc.to_string(),
            flow.tail.to_string(),
            flow.head.to_string(),
            flow.flow.to_string(),
            flow.cost.to_string(),
        ]);
    }
    sheet.heading("Arcs that carry something")?;
    sheet.grid(&grid)?;
    sheet.more(answer.flows.len().saturating_sub(SHOWN), "arcs")
}
