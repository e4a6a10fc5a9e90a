//! From text to an atlas, as far as it can be read. What cannot be read is silently left out here: the rules have
//! looked at every cell and said so, and an atlas with a single error is never handed out.

mod assets;
mod cell;
mod limits;
mod people;
mod trade;

use crate::input::RawTables;
use crate::select;
use crate::tables::{Atlas, Context, TableRow, TextRow};

pub use trade::flow;

/// The rows of a table, as far as they can be read.
fn rows<T: TableRow>(raw: &RawTables, atlas: &Atlas) -> Vec<T> {
    let context = Context {
        names: atlas,
        side: &|text| select::side(text, atlas).ok(),
        selector: &|text| select::parse(text, atlas).ok(),
    };
    let mut rows: Vec<&TextRow> = raw.rows(T::TABLE.name).iter().collect();
    if !T::TABLE.order.is_empty() {
        rows.sort_by_key(|row| T::TABLE.order.iter().map(|column| row.cell(column)).collect::<Vec<_>>());
    }
    rows.into_iter().filter_map(|row| T::read(row, &context)).collect()
}

/// Everything but the scenarios. Tables come in the order in which they refer to each other.
#[must_use]
pub fn build(raw: &RawTables) -> Atlas {
    let mut atlas = Atlas {
        name: raw.name.clone(),
        version: raw.version.clone(),
        sha256: raw.sha256.clone(),
        ..Atlas::default()
    };
    people::add(&mut atlas, raw);
    trade::add_commodities(&mut atlas, raw);
    assets::add(&mut atlas, raw);
    limits::add(&mut atlas, raw);
    trade::add(&mut atlas, raw);
    atlas
}
