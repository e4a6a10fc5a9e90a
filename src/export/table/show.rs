//! One thing for people: facts, what else is about it, who owns it, where it stands.

use std::collections::BTreeMap;
use std::io;

use super::super::unit::Unit;
use super::grid::Grid;
use super::list::{self, number_text, title};
use super::number::{decimals, maybe};
use super::sheet::Sheet;
use crate::answer::{Cell, Fact, Row, Show, SourceLine, Thing};

pub(super) fn write(answer: &Show, sheet: &mut Sheet) -> io::Result<()> {
    sheet.head(&answer.head, &answer.id)?;
    answer.things.iter().try_for_each(|thing| one(thing, sheet))
}

fn one(thing: &Thing, sheet: &mut Sheet) -> io::Result<()> {
    sheet.heading(&format!("{} {}: {}", thing.of, thing.id, thing.name))?;
    sheet.grid(&facts(&thing.facts, sheet.unit))?;
    for (of, rows) in related(&thing.related) {
        sheet.heading(&of)?;
        sheet.grid(&list::grid(&rows, sheet.unit))?;
    }
    owners(thing, sheet)?;
    if !thing.sources.is_empty() {
        sheet.heading("Sources")?;
    }
    sheet.grid(&sources(&thing.sources))
}

fn sources(sources: &[SourceLine]) -> Grid {
    let mut grid = Grid::new(&["Source", "Title", "Publisher", "Date", "Licence"]);
    for source in sources {
        let SourceLine { id, title, publisher, date, licence, url } = source.clone();
        grid.row([id, title, publisher, date, licence]);
        grid.link(&url);
    }
    grid
}

fn facts(facts: &[Fact], unit: &Unit) -> Grid {
    let mut grid = Grid::new(&["Fact", "Value", "Range", "Basis"]);
    for fact in facts {
        let bound = |value: Option<f64>| maybe_number(&fact.name, value, unit);
        let range = match (fact.low, fact.high) {
            (None, None) => String::new(),
            (low, high) => format!("{} to {}", bound(low), bound(high)),
        };
        grid.row([
            title(&fact.name, unit),
            list::text(&fact.name, &fact.value, unit),
            range,
            fact.basis.clone().unwrap_or_default(),
        ]);
    }
    grid
}

fn maybe_number(name: &str, value: Option<f64>, unit: &Unit) -> String {
    value.map_or_else(|| "?".into(), |value| number_text(name, value, unit))
}

/// Rows by the table that they are of, which is their first value.
fn related(rows: &[Row]) -> BTreeMap<String, Vec<Row>> {
    let mut by_table: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        let Some(((_, Cell::Text(of)), rest)) = row.0.split_first() else {
            continue;
        };
        by_table.entry(of.clone()).or_default().push(Row(rest.to_vec()));
    }
    by_table
}

fn owners(thing: &Thing, sheet: &mut Sheet) -> io::Result<()> {
    if thing.owners.is_empty() {
        return Ok(());
    }
    sheet.heading("Owners")?;
    let mut grid = Grid::new(&["Holder", "Held", "Kind", ">Percent", "Since", "Until"]);
    for owner in &thing.owners {
        grid.row([
            owner.holder.clone(),
            owner.held.clone(),
            owner.kind.clone(),
            maybe(owner.share_pct, |share| decimals(share, 2)),
            owner.since.clone().unwrap_or_default(),
            owner.until.clone().unwrap_or_default(),
        ]);
    }
    sheet.grid(&grid)
}
