//! From text to an atlas, as far as it can be read. What cannot be read is silently left out here: the rules have
//! looked at every cell and said so, and an atlas with a single error is never handed out.

use std::collections::BTreeSet;

use crate::input::RawTables;
use crate::model::Id;
use crate::select;
use crate::tables::{Atlas, Cap, Context, Holding, Link, Table, TableRow, TextRow};

/// Everything but the law and the scenarios. Tables come in the order in which they refer to each other.
pub fn build(raw: &RawTables) -> Atlas {
    let (name, version, sha256) = (raw.name.clone(), raw.version.clone(), raw.sha256.clone());
    // Each table is read against those above it, so that ids become positions.
    let mut atlas = Atlas { name, version, sha256, ..Atlas::default() };
    atlas.countries = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.sources = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.parties = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.holdings = rows(raw, &atlas);
    // Rows without an id get an order of their own here, or by `order` of their table.
    Holding::sort(&mut atlas.holdings);
    atlas.listings = rows(raw, &atlas);
    atlas.ownership_tests = rows(raw, &atlas);
    atlas.actors = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.coverage = rows(raw, &atlas);
    atlas.caps = rows(raw, &atlas);
    Cap::sort(&mut atlas.caps);
    atlas.vessels = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.hs_lists = rows(raw, &atlas);
    atlas.commodities = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.modes = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.places = Table::new(rows(raw, &atlas), |row| &row.id);
    // Before the links, which refer to them.
    atlas.lines = lines(raw);
    atlas.links = Table::new(links(raw, &atlas), |row| &row.id);
    atlas.transfers = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.capacities = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.charges = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.history = rows(raw, &atlas);
    atlas.flows = Table::new(rows(raw, &atlas), |row| &row.id);
    atlas.observed = rows(raw, &atlas);
    atlas.scope = rows(raw, &atlas);
    atlas
}

/// The rows of a table, as far as they can be read.
pub fn rows<T: TableRow>(raw: &RawTables, atlas: &Atlas) -> Vec<T> {
    let context = Context {
        // What is wrong with a selector is reported by its rule; here its row is left out.
        names: atlas,
        side: &|text| select::side(text, atlas).ok(),
        selector: &|text| select::parse(text, atlas).ok(),
    };
    let mut rows: Vec<&TextRow> = raw.rows(T::TABLE.name).iter().collect();
    // The order of rows in the file does not matter, also in tables without ids.
    if !T::TABLE.order.is_empty() {
        rows.sort_by_cached_key(|row| T::TABLE.order.iter().map(|column| row.cell(column)).collect::<Vec<_>>());
    }
    rows.into_iter().filter_map(|row| T::read(row, &context)).collect()
}

/// A line is what links say that they are segments of.
fn lines(raw: &RawTables) -> Table<Id> {
    let lines: BTreeSet<Id> = raw.rows("links").iter().filter_map(|row| Id::parse(row.cell("line")).ok()).collect();
    Table::new(lines.into_iter().collect(), |id| id)
}

/// Vessel classes may be named by their row or by their class; kept are the rows.
fn links(raw: &RawTables, atlas: &Atlas) -> Vec<Link> {
    let mut links: Vec<Link> = rows(raw, atlas);
    for link in &mut links {
        // A class may have several rows, for different cargoes.
        let named = |id: &Id| link.vessels.contains(id);
        let modes = atlas.modes.iter().filter(|row| named(&row.id) || row.vessel.as_ref().is_some_and(named));
        link.vessels = modes.map(|row| row.id.clone()).collect();
    }
    links
}
