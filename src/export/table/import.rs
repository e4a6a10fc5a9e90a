//! What became of a foreign graph, for people.

use std::io;

use super::grid::Grid;
use super::number::{one, whole};
use super::sheet::Sheet;
use crate::answer::ImportedGraph;

/// So many of the places that lie farthest from their node are named.
const FAR: usize = 10;

pub(super) fn write(answer: &ImportedGraph, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let count = |number: u64| whole(number as f64);
    sheet.title(&format!(
        "{} nodes, {} links, {} arcs",
        count(answer.nodes),
        count(answer.links),
        count(answer.arcs)
    ))?;
    let mut grid = Grid::new(&["!What", ">Number"]);
    let rows = [
        ("links from a node to itself, left out", answer.loops),
        ("parts that no link joins", answer.parts),
        ("nodes of the largest part", answer.largest),
        ("links added by --bridge", answer.bridges),
        ("links in straits by --strait-km", answer.in_straits),
        ("countries of nodes", answer.countries),
        ("nodes whose country is that of the nearest place", answer.by_nearest),
        ("places of the atlas joined to a node", answer.joined.len() as u64),
    ];
    rows.into_iter().for_each(|(what, number)| grid.row([what.to_owned(), count(number)]));
    sheet.grid(&grid)?;
    sheet.heading("What a tonne pays")?;
    let mut grid = Grid::new(&["Mode", ">USD/tkm", ">km/h"]);
    answer.rates.iter().for_each(|rate| {
        grid.row([rate.mode.clone(), rate.usd_tkm.to_string(), one(rate.km_h)]);
    });
    sheet.grid(&grid)?;
    sheet.heading("Places farthest from their node")?;
    let mut far: Vec<_> = answer.joined.iter().collect();
    far.sort_by(|a, b| b.km.total_cmp(&a.km));
    let mut grid = Grid::new(&["Place", ">km"]);
    far.iter().take(FAR).for_each(|joined| grid.row([joined.place.clone(), one(joined.km)]));
    sheet.grid(&grid)?;
    sheet.more(far.len().saturating_sub(FAR), "places")
}
