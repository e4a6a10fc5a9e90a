//! Each answer as one rectangular table for data frames: names as in JSON, numbers unrounded. One file a command.

mod blame;
mod check;
mod compare;
mod critical;
mod diff;
mod explain;
mod exposure;
mod import;
mod import_list;
mod legal;
mod mincost;
mod multicommodity;
mod network;
mod owners;
mod reroute;
mod route;
mod saved;
mod show;
mod sweep;

use std::io;

use super::unfit;
use super::unit::{Unit, in_kt};
use crate::answer::{Cell, List, Metadata, Row};
use crate::query::Answer;

/// Columns, and rows that all have them in this order.
pub(super) struct Flat {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Flat {
    /// `empty` tells the columns where there is no row.
    pub fn new(rows: Vec<Row>, empty: impl FnOnce() -> Row) -> Self {
        let names = |row: &Row| row.0.iter().map(|(name, _)| name.clone()).collect();
        let columns = rows.first().map_or_else(|| names(&empty()), names);
        let cells = |row: Row| row.0.into_iter().map(|(_, cell)| cell).collect();
        Self { columns, rows: rows.into_iter().map(cells).collect() }
    }

    /// With tonnes in another unit, which their columns name: `stranded_mt` for `stranded_kt`.
    pub fn told_in(mut self, unit: &Unit) -> Self {
        let flow = self.columns.iter().position(|name| name == "flow");
        let tonnes: Vec<usize> = (0..self.columns.len()).filter(|at| in_kt(&self.columns[*at])).collect();
        for row in &mut self.rows {
            let flow = match flow.map(|at| &row[at]) {
                Some(Cell::Text(id)) => Some(id.clone()),
                _ => None,
            };
            let convert = |kt: f64| flow.as_ref().map_or_else(|| unit.of(kt), |flow| unit.of_flow(flow, kt));
            for at in &tonnes {
                told(&mut row[*at], convert);
            }
        }
        for at in tonnes {
            self.columns[at] = renamed(&self.columns[at], unit);
        }
        self
    }
}

/// A number, or `id=number` pairs.
fn told(cell: &mut Cell, convert: impl Fn(f64) -> f64) {
    match cell {
        Cell::Number(kt) => *kt = convert(*kt),
        Cell::Many(pairs) => {
            for pair in pairs {
                if let Some((id, Ok(kt))) = pair.split_once('=').map(|(id, kt)| (id, kt.parse())) {
                    *pair = format!("{id}={:?}", convert(kt));
                }
            }
        }
        _ => {}
    }
}

/// Barrels are those of a day, whatever the column was.
fn renamed(name: &str, unit: &Unit) -> String {
    let name = if unit.column() == "kbd" { name.replace("kt_y", "kt") } else { name.into() };
    name.replace("kt", unit.column())
}

/// The table of an answer.
pub(super) fn flat(answer: &Answer) -> io::Result<Flat> {
    Ok(match answer {
        Answer::Route(answer) => route::flat(answer),
        Answer::Exposure(answer) => exposure::flat(answer),
        Answer::Reroute(answer) => reroute::flat(answer),
        Answer::Compare(answer) => compare::flat(answer),
        Answer::Report(answer) => compare::flat(&answer.compared()),
        Answer::List(answer) => list(answer),
        Answer::Show(answer) => show::flat(answer),
        Answer::Owners(answer) => owners::flat(answer),
        Answer::Blame(answer) => blame::flat(answer),
        Answer::Diff(answer) => diff::flat(answer),
        Answer::Explain(answer) => explain::flat(answer),
        Answer::Legal(answer) => legal::flat(answer),
        Answer::Network(answer) => network::flat(answer),
        Answer::Check(answer) => check::flat(answer),
        Answer::Verify(answer) => saved::verify(answer),
        Answer::Sources(answer) => saved::sources(answer),
        Answer::ImportGraph(answer) => import::flat(answer),
        Answer::ImportList(answer) => import_list::flat(answer),
        Answer::Mincost(answer) => mincost::flat(answer),
        Answer::Multicommodity(answer) => multicommodity::flat(answer),
        Answer::Critical(answer) => critical::flat(answer),
        Answer::Sweep(answer) => sweep::flat(answer),
        Answer::Arcs(_) => return Err(unfit("arcs are several tables: `export arcs` writes them")),
    })
}

/// Every table of the atlas begins with an id: that much is known of one that has no row.
fn list(answer: &List) -> Flat {
    Flat::new(answer.rows.clone(), || Row::default().with("id", Cell::None))
}

/// What rows of several answers are told apart by, put first.
fn under(head: &Metadata) -> Row {
    Row::default()
        .with("scenario", head.scenario.id.as_str())
        .with("as_of", head.scenario.as_of)
        .with("actor", head.scenario.actor.clone())
}

fn ids<'a, T: 'a>(items: &'a [T], id: impl Fn(&'a T) -> &'a str) -> Vec<String> {
    items.iter().map(|item| id(item).to_owned()).collect()
}

#[cfg(test)]
mod tests;
