//! Whole tables that an atlas is without: countries, commodities and modes, as far as it names them.

use std::collections::{BTreeMap, BTreeSet};

use super::{borrowed, built_in_row, made, stands_in, titled};
use crate::diagnostic::Diagnostic;
use crate::input::{RawTables, built_in, countries as all_countries};
use crate::model::Cargo;
use crate::tables::{TextRow, items};

/// Where the world map says what a country is called.
const MAP: &str = "natural-earth";

/// What cells of some columns name, each once.
fn named(raw: &RawTables, columns: &[(&str, &str)]) -> BTreeSet<String> {
    let of = |(table, column): &(&str, &str)| {
        raw.rows(table).iter().flat_map(|row| items(row.cell(column))).map(str::to_owned).collect::<Vec<_>>()
    };
    columns.iter().flat_map(of).collect()
}

pub(super) fn countries(raw: &mut RawTables) -> Option<Diagnostic> {
    if !raw.missing.contains("countries") {
        return None;
    }
    let ends = ["origin", "destination", "goods_origin", "loaded_in"].map(|column| ("flows", column));
    let codes = named(raw, &[&[("places", "country"), ("links", "territory")], &ends[..]].concat());
    // A code that no one knows stays unknown, and has a finding where it stands.
    let rows = codes.iter().filter_map(|code| built_in_row("countries", code).map(borrowed).or_else(|| on_map(code)));
    let rows: Vec<TextRow> = rows.collect();
    raw.rows_mut("countries").extend(rows);
    None
}

fn on_map(code: &str) -> Option<TextRow> {
    let (name, [lat, lon]) = all_countries().get(code)?;
    let mut row = made("countries");
    let (lat, lon) = (lat.to_string(), lon.to_string());
    // The map does not say who has a coast.
    let cells =
        [("iso3", code), ("name", name), ("landlocked", "false"), ("lat", &lat), ("lon", &lon), ("source", MAP)];
    cells.iter().for_each(|(column, text)| row.set(column, text));
    Some(row)
}

/// Commodities of the built-in atlas that flows and links name. A cargo is named as a commodity too: the one in the middle
/// of its cargo by value.
pub(super) fn commodities(raw: &mut RawTables) -> Option<Diagnostic> {
    if !raw.missing.contains("commodities") {
        return None;
    }
    let ids = named(raw, &[("flows", "commodity"), ("links", "accepts"), ("links", "rejects")]);
    let found = ids.iter().filter_map(|id| {
        Some((id, built_in_row("commodities", id).map(borrowed).or_else(|| generic(id)).map(of_no_country)?))
    });
    let found: Vec<(&String, TextRow)> = found.collect();
    let said: Vec<String> = found.iter().map(|(id, row)| valued(id, row)).collect();
    raw.rows_mut("commodities").extend(found.into_iter().map(|(_, row)| row));
    let rule = format!("values are those of the built-in atlas: {}", said.join(", "));
    (!said.is_empty()).then(|| stands_in("commodities", rule, "write your own with their values"))
}

/// Where its goods come from is for the atlas to say, which may not even have that country.
fn of_no_country(mut row: TextRow) -> TextRow {
    row.set("goods_origin", "");
    row.set("generic", "");
    row
}

fn valued(id: &str, row: &TextRow) -> String {
    format!("{id} {} USD/t", row.cell("value_usd_t"))
}

fn generic(word: &str) -> Option<TextRow> {
    let cargo = Cargo::parse(word)?;
    let mut rows: Vec<&TextRow> =
        built_in().rows("commodities").iter().filter(|row| row.cell("cargo") == cargo.as_str()).collect();
    let value = |row: &TextRow| row.cell("value_usd_t").parse::<f64>().unwrap_or_default();
    rows.sort_by(|a, b| value(a).total_cmp(&value(b)).then_with(|| a.cell("id").cmp(b.cell("id"))));
    let middle = *rows.get(rows.len().saturating_sub(1) / 2)?;
    let mut row = borrowed(middle);
    row.set("id", word);
    row.set("name", &titled(word));
    row.set("basis", "estimated");
    row.set("note", &format!("as {}, in the middle of its cargo by value", middle.cell("id")));
    Some(row)
}

/// Prices and speeds of the modes that links have.
pub(super) fn modes(raw: &mut RawTables) -> Option<Diagnostic> {
    if !raw.missing.contains("modes") {
        return None;
    }
    let used = named(raw, &[("links", "mode")]);
    let rows: Vec<TextRow> =
        built_in().rows("modes").iter().filter(|row| used.contains(row.cell("mode"))).map(borrowed).collect();
    // Only modes that the built-in atlas knows are named.
    let known: BTreeSet<&str> = rows.iter().map(|row| row.cell("mode")).collect();
    let rule = format!(
        "prices and speeds are those of the built-in atlas for {}",
        known.into_iter().collect::<Vec<_>>().join(", ")
    );
    let said = (!rows.is_empty()).then(|| stands_in("modes", rule, "`corridor list modes` shows them"));
    raw.rows_mut("modes").extend(rows);
    said
}

/// Cargoes of the flows, in the order of cargoes.
pub(super) fn moved(raw: &RawTables) -> Vec<Cargo> {
    let goods: BTreeMap<&str, &str> =
        raw.rows("commodities").iter().map(|row| (row.cell("id"), row.cell("cargo"))).collect();
    let of_flow = |row: &TextRow| goods.get(row.cell("commodity")).copied().and_then(Cargo::parse);
    let moved: BTreeSet<Cargo> = raw.rows("flows").iter().filter_map(of_flow).collect();
    // Commodities that cannot be read have a finding of their own, and no default is missed for them.
    if moved.is_empty() { Cargo::ALL.to_vec() } else { moved.into_iter().collect() }
}
