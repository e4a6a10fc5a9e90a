//! Cells to values; `None` where a cell is blank or cannot be read.

use crate::model::{Basis, Cargo, CargoSet, CountryIx, Day, Id, Months, Provenance, Ranged, Window};
use crate::tables::{Atlas, Table};
use crate::tables::{items, number};

pub fn id(text: &str) -> Option<Id> {
    Id::parse(text).ok()
}

pub fn ids(text: &str) -> Vec<Id> {
    items(text).filter_map(id).collect()
}

pub fn text(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

pub fn value<T>(text: &str, unit: impl Fn(f64) -> Option<T>) -> Option<T> {
    number(text).ok().and_then(unit)
}

/// A value with its range, in this unit.
pub fn ranged<T>([point, low, high]: [&str; 3], unit: impl Fn(f64) -> Option<T>) -> Option<Ranged<T>> {
    Some(Ranged { value: value(point, &unit)?, low: value(low, &unit), high: value(high, &unit) })
}

/// For columns that are not blank in any atlas that is handed out.
pub fn owed<T: Default>(cells: [&str; 3], unit: impl Fn(f64) -> Option<T>) -> Ranged<T> {
    ranged(cells, unit).unwrap_or_else(|| Ranged::point(T::default()))
}

pub fn window(since: &str, until: &str) -> Window {
    Window { since: Day::parse(since), until: Day::parse(until) }
}

pub fn months(text: &str) -> Months {
    Months::parse(text).unwrap_or(Months::ALL)
}

pub fn year(text: &str) -> Option<i16> {
    text.parse().ok()
}

pub fn cargoes(text: &str) -> CargoSet {
    items(text).filter_map(Cargo::parse).collect()
}

/// Blank: every cargo.
pub fn cargoes_or_all(text: &str) -> CargoSet {
    if text.is_empty() { CargoSet::ALL } else { cargoes(text) }
}

pub fn country(atlas: &Atlas, text: &str) -> Option<CountryIx> {
    atlas.country(text)
}

/// Positions of the ids of a list in their table.
pub fn found<T, Ix: From<usize>>(table: &Table<T>, text: &str) -> Vec<Ix> {
    items(text).filter_map(|id| table.find(id)).map(Ix::from).collect()
}

/// Year, basis, sources and note of a row.
pub fn known([year_text, basis, sources, note]: [&str; 4]) -> Provenance {
    Provenance {
        year: year(year_text),
        basis: Basis::parse(basis).unwrap_or(Basis::Estimated),
        sources: ids(sources),
        note: text(note),
    }
}
