//! A minimum-cost flow, for people.

use std::io;

use super::grid::Grid;
use super::number::whole;
use super::sheet::Sheet;
use crate::answer::{ArcFlow, Mincost, SolverStatus};

/// So many arcs are shown; a program reads all of them.
const SHOWN: usize = 50;

/// So many nodes or arcs of a proof are named.
const NAMED: usize = 20;

pub(super) fn write(answer: &Mincost, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let count = |number: u64| whole(number as f64);
    sheet.title(&format!("{}: {} nodes, {} arcs", answer.target, count(answer.nodes), count(answer.arcs)))?;
    match answer.outcome {
        SolverStatus::Optimal => sheet.text(&format!(
            "least cost {}, on {} arcs, after {} pivots; the prices of nodes prove it",
            answer.cost.unwrap_or_default(),
            count(answer.used),
            count(answer.pivots)
        ))?,
        SolverStatus::Infeasible => sheet.alarm(&format!(
            "nothing can flow: nodes {} have more than can leave them",
            named(&answer.stuck)
        ))?,
        SolverStatus::Unbounded => sheet.alarm(&format!(
            "nothing is least: on the circle of arcs {} any amount gains",
            named(&answer.circle)
        ))?,
    }
    let row = |flow: &ArcFlow| [flow.arc.into(), flow.tail.into(), flow.head.into(), flow.flow, flow.cost];
    let rows = answer.flows.iter().map(|flow| row(flow).map(|number: i64| number.to_string()).to_vec());
    carried(sheet, &[">Arc", ">Tail", ">Head", ">Flow", ">Cost"], rows)
}

/// The arcs that carry something, as far as they are shown.
pub(super) fn carried(
    sheet: &mut Sheet<'_>,
    heads: &[&str],
    rows: impl ExactSizeIterator<Item = Vec<String>>,
) -> io::Result<()> {
    let many = rows.len();
    if many == 0 {
        return Ok(());
    }
    let mut grid = Grid::new(heads);
    rows.take(SHOWN).for_each(|row| grid.push(row));
    sheet.heading("Arcs that carry something")?;
    sheet.grid(&grid)?;
    sheet.more(many.saturating_sub(SHOWN), "arcs")
}

pub(super) fn named<N: ToString>(numbers: &[N]) -> String {
    let few: Vec<String> = numbers.iter().take(NAMED).map(ToString::to_string).collect();
    let more = numbers.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    few.join(", ") + &more
}
