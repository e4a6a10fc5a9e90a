//! What stands in for what an atlas leaves out, as text, before any rule looks at it: rows of the atlas that ships with
//! the program for whole tables, and what other cells say for columns.
//!
//! Nothing here replaces what a file says. Each default that was taken is a warning, so that `check` names all of them.

mod links;
mod tables;
mod transfers;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::input::{RawTables, built_in};
use crate::tables::{OWN, TABLES, TextRow, items};

/// Fills in what the tables leave out, and says what was.
pub(super) fn fill(raw: &mut RawTables) -> Vec<Diagnostic> {
    // What cannot be read is no default: its file has a finding already.
    let mut said = Vec::new();
    places(raw);
    flows(raw);
    said.extend(tables::countries(raw));
    said.extend(tables::commodities(raw));
    said.extend(tables::modes(raw));
    said.extend(links::fill(raw));
    said.extend(transfers::fill(raw));
    capacities(raw);
    years(raw);
    sources(raw);
    said
}

/// A row of no file: findings about it name no line.
fn made(table: &str) -> TextRow {
    let columns = TABLES.iter().find(|own| own.name == table).map_or(&[][..], |own| own.columns);
    TextRow::new(0, columns, Vec::new())
}

/// A row of the built-in atlas, as one of no file.
fn borrowed(row: &TextRow) -> TextRow {
    row.at_line(0)
}

/// The row of the built-in atlas that has this id.
fn built_in_row(table: &str, id: &str) -> Option<&'static TextRow> {
    built_in().rows(table).iter().find(|row| row.cells().first().is_some_and(|own| own == id))
}

/// `ras-tanura` as `Ras Tanura`.
fn titled(id: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    id.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// This id, or with a number where it is taken.
fn free(id: String, taken: &mut BTreeSet<String>) -> String {
    let mut own = id.clone();
    for number in 2.. {
        if taken.insert(own.clone()) {
            break;
        }
        own = format!("{id}-{number}");
    }
    own
}

/// A place without a position that the built-in atlas knows by its id is that place.
fn places(raw: &mut RawTables) {
    let named = !raw.is_absent("places", "name");
    for row in raw.rows_mut("places") {
        if row.cell("lat").is_empty() && row.cell("lon").is_empty() {
            let known = built_in_row("places", row.cell("id"));
            for column in ["name", "kind", "country", "lat", "lon", "unlocode"] {
                row.fill(column, known.map_or("", |known| known.cell(column)));
            }
        }
        row.fill("kind", "port");
        if !named {
            row.fill("name", &titled(row.cell("id")));
        }
    }
}

fn flows(raw: &mut RawTables) {
    if !raw.is_absent("flows", "id") {
        return;
    }
    let mut taken = BTreeSet::new();
    for row in raw.rows_mut("flows") {
        let parts = ["origin", "destination", "commodity", "year"].map(|column| row.cell(column).to_lowercase());
        let filled: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        row.fill("id", &free(filled.join("-"), &mut taken));
    }
}

fn capacities(raw: &mut RawTables) {
    if !raw.is_absent("capacities", "id") {
        return;
    }
    let mut taken = BTreeSet::new();
    for row in raw.rows_mut("capacities") {
        let id = format!("{}-limit", row.cell("assets").replace(';', "-"));
        row.fill("id", &free(id, &mut taken));
    }
}

/// Numbers without a year are of the newest that flows have.
fn years(raw: &mut RawTables) {
    let of = |row: &TextRow| {
        let until = row.cell("until").get(..4).unwrap_or_default();
        let year = if row.cell("year").is_empty() { until } else { row.cell("year") };
        year.parse::<i16>().ok()
    };
    let Some(newest) = raw.rows("flows").iter().filter_map(of).max() else { return };
    for table in ["links", "capacities", "transfers", "modes", "commodities"] {
        if raw.is_absent(table, "year") || raw.missing.contains(table) {
            raw.rows_mut(table).iter_mut().for_each(|row| row.fill("year", &newest.to_string()));
        }
    }
}

/// The sources of what was borrowed, and that of what is the user's own.
fn sources(raw: &mut RawTables) {
    let named = |row: &TextRow| items(row.cell("source")).map(str::to_owned).collect::<Vec<_>>();
    let all = TABLES.iter().flat_map(|table| raw.rows(table.name));
    let own = all.clone().any(|row| row.cell("source") == OWN);
    let of_made: BTreeSet<String> = all.filter(|row| row.line == 0).flat_map(named).collect();
    let has = |raw: &RawTables, id: &str| raw.rows("sources").iter().any(|row| row.cell("id") == id);
    for id in of_made.iter().filter(|id| *id != OWN) {
        if let Some(row) = built_in_row("sources", id).filter(|_| !has(raw, id)) {
            raw.rows_mut("sources").push(borrowed(row));
        }
    }
    if own && !has(raw, OWN) {
        let mut row = made("sources");
        for (column, text) in [("id", OWN), ("title", "The user's own data"), ("publisher", "user")] {
            row.set(column, text);
        }
        raw.rows_mut("sources").push(row);
    }
}

/// A table that stands in for a file that is not there.
fn stands_in(table: &str, rule: String, hint: &str) -> Diagnostic {
    Diagnostic::warning(format!("{table}.csv"), format!("the file is missing: {rule}"), hint)
}
