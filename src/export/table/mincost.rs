//! A minimum-cost flow, for people.

use std::io;

use super::grid::Grid;
use super::number::whole;
use super::sheet::Sheet;
use crate::answer::Mincost;

/// So many arcs are shown; a program reads all of them.
pub(super) const SHOWN: usize = 50;

/// So many nodes or arcs of a proof are named.
const NAMED: usize = 20;

pub(super) fn write(answer: &Mincost, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let count = |number: u64| whole(number as f64);
    sheet.title(&format!("{}: {} nodes, {} arcs", answer.target, count(answer.nodes), count(answer.arcs)))?;
    match answer.outcome.as_str() {
        "optimal" => sheet.text(&format!(
            "least cost {}, on {} arcs, after {} pivots; the prices of nodes prove it",
            answer.cost.as_deref().unwrap_or_default(),
            count(answer.used),
            count(answer.pivots)
        ))?,
        "infeasible" => sheet.alarm(&format!(
            "nothing can flow: nodes {} have more than can leave them",
            named(&answer.stuck)
        ))?,
        _ => sheet.alarm(&format!(
            "nothing is least: on the circle of arcs {} any amount gains",
            named(&answer.circle)
        ))?,
    }
    if answer.flows.is_empty() {
        return Ok(());
    }
    let mut grid = Grid::new(&[">Arc", ">Tail", ">Head", ">Flow", ">Cost"]);
    for flow in answer.flows.iter().take(SHOWN) {
        grid.push(vec![
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

pub(super) fn named<N: ToString>(numbers: &[N]) -> String {
    let few: Vec<String> = numbers.iter().take(NAMED).map(ToString::to_string).collect();
    let more = numbers.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    few.join(", ") + &more
}
