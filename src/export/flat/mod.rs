//! Each answer as one rectangular table for data frames: names as in JSON, numbers unrounded. One file a command.

mod check;
mod compare;
mod exposure;
mod network;
mod reroute;
mod route;
mod show;

use std::io;

use super::unfit;
use crate::answer::{Answer, Cell, Head, List, Row};

/// Columns, and rows that all have them in this order.
pub(super) struct Flat {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

impl Flat {
    /// `empty` tells the columns where there is no row.
    fn new(rows: Vec<Row>, empty: impl FnOnce() -> Row) -> Self {
        let names = |row: &Row| row.0.iter().map(|(name, _)| name.clone()).collect();
        let columns = rows.first().map_or_else(|| names(&empty()), names);
        let cells = |row: Row| row.0.into_iter().map(|(_, cell)| cell).collect();
        Self { columns, rows: rows.into_iter().map(cells).collect() }
    }
}

/// The table of an answer.
pub(super) fn flat(answer: &Answer) -> io::Result<Flat> {
    Ok(match answer {
        Answer::Route(answer) => route::flat(answer),
        Answer::Exposure(answer) => exposure::flat(answer),
        Answer::Reroute(answer) => reroute::flat(answer),
        Answer::Compare(answer) => compare::flat(answer),
        Answer::List(answer) => list(answer),
        Answer::Show(answer) => show::flat(answer),
        Answer::Network(answer) => network::flat(answer),
        Answer::Check(answer) => check::flat(answer),
        Answer::Arcs(_) => return Err(unfit("arcs are several tables: `export arcs` writes them")),
    })
}

/// Every table of the atlas begins with an id: that much is known of one that has no row.
fn list(answer: &List) -> Flat {
    Flat::new(answer.rows.clone(), || Row::default().with("id", Cell::None))
}

/// What rows of several answers are told apart by, put first.
fn under(head: &Head) -> Row {
    Row::default()
        .with("scenario", head.scenario.id.as_str())
        .with("as_of", head.scenario.as_of.as_str())
        .with("actor", head.scenario.actor.clone())
}

fn ids<'a, T: 'a>(items: &'a [T], id: impl Fn(&'a T) -> &'a str) -> Vec<String> {
    items.iter().map(|item| id(item).to_owned()).collect()
}

#[cfg(test)]
mod tests;
