//! From cells to the fields of a row and back.

use super::cell::Cell;
use super::column::CellKind;
use super::text::{TextRow, items};
use crate::model::{Basis, Id, Provenance, Ranged, Reading, Selector, TransferSide, Window};
use routing::Position;

/// Where the ids stand that cells name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdTable {
    /// `countries.csv`.
    Countries,
    /// `places.csv`.
    Places,
    /// `links.csv`.
    Links,
    /// Lines, which are made from the links.
    Lines,
    /// `commodities.csv`.
    Commodities,
    /// `transfers.csv`.
    Transfers,
    /// `charges.csv`.
    Charges,
}

/// Ids and their positions. The atlas is one; fields do not know it.
pub trait IdLookup {
    /// The position of the row with this id.
    fn find(&self, of: IdTable, id: &str) -> Option<usize>;

    /// The id of the row at this position.
    fn id(&self, of: IdTable, at: usize) -> &Id;
}

/// What cells are read against: the rows that were read before, and the readers of selectors.
pub struct Context<'a> {
    /// What can be named.
    pub names: &'a dyn IdLookup,
    /// Reads a side of a transfer.
    pub side: &'a dyn Fn(&str) -> Option<TransferSide>,
    /// Reads a selector.
    pub selector: &'a dyn Fn(&str) -> Option<Selector>,
}

/// The cells of one field.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    // Which cells: the text row, and the position of the field's first column.
    row: &'a TextRow,
    at: usize,
    pub(super) context: &'a Context<'a>,
}

impl<'a> Cells<'a> {
    /// What stands in the first, second, third of its columns.
    pub fn text(&self, part: usize) -> &'a str {
        self.row.cells().get(self.at + part).map_or("", String::as_str)
    }

    /// What stands elsewhere in the row.
    pub fn beside(&self, column: &str) -> &'a str {
        self.row.cell(column)
    }

    /// The position of the row that an id names.
    pub fn find<Ix: From<usize>>(&self, of: IdTable, id: &str) -> Option<Ix> {
        self.context.names.find(of, id).map(Ix::from)
    }

    /// What its cell says, or this where it is blank or cannot be read.
    pub fn or<T: Value>(&self, default: T) -> T {
        Some(self.text(0)).filter(|text| !text.is_empty()).and_then(|text| T::parse(text, self)).unwrap_or(default)
    }

    /// What one of its cells says, as far as it can be read.
    pub fn value<T: Value>(&self, part: usize) -> Option<T> {
        T::parse(self.text(part), self)
    }

    /// What may stand in the first of its columns.
    pub(super) fn kind(&self) -> CellKind {
        self.row.columns()[self.at].kind
    }
}

/// The cells of a row, field by field.
pub struct Fields<'a>(Cells<'a>);

impl<'a> Fields<'a> {
    /// From the first.
    pub fn of(row: &'a TextRow, context: &'a Context<'a>) -> Self {
        Self(Cells { row, at: 0, context })
    }

    /// The cells of the next field.
    pub fn cells(&mut self) -> Cells<'a> {
        let (cells, columns) = (self.0, self.0.row.columns());
        // Columns of one line of `table!` have the same number.
        self.0.at += columns[cells.at..].iter().take_while(|column| column.line == columns[cells.at].line).count();
        cells
    }
}

/// A value that stands in one cell.
pub trait Value: Sized {
    /// What may stand there, where the column does not say it.
    const KIND: CellKind;

    /// What a cell says; none where it cannot be read.
    fn parse(text: &str, cells: &Cells<'_>) -> Option<Self>;

    /// What a cell is taken for that cannot be read; none: its row is left out.
    fn unread() -> Option<Self> {
        None
    }

    fn print(&self, names: &dyn IdLookup) -> Cell;
}

/// A field of a row: one column or several.
pub trait Field: Sized {
    /// What may stand in its column, where the column does not say it.
    const KIND: CellKind = CellKind::Text;
    /// Is it a number with a range: three columns?
    const RANGED: bool = false;

    /// What cells say; none: the row cannot be read.
    fn read(cells: &Cells<'_>) -> Option<Self>;

    /// Adds one cell for each of its columns.
    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>);
}

impl<T: Value> Field for T {
    const KIND: CellKind = T::KIND;

    fn read(cells: &Cells<'_>) -> Option<Self> {
        cells.value(0).or_else(T::unread)
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        out.push(Value::print(self, names));
    }
}

impl<T: Value> Field for Option<T> {
    const KIND: CellKind = T::KIND;

    fn read(cells: &Cells<'_>) -> Option<Self> {
        Some(if cells.text(0).is_empty() { None } else { cells.value(0) })
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        out.push(self.as_ref().map_or(Cell::None, |value| Value::print(value, names)));
    }
}

impl<T: Value> Field for Vec<T> {
    const KIND: CellKind = T::KIND.many();

    fn read(cells: &Cells<'_>) -> Option<Self> {
        // Items that cannot be read are left out; rules report them.
        Some(items(cells.text(0)).filter(|item| !item.is_empty()).filter_map(|item| T::parse(item, cells)).collect())
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        let text = |value: &T| match Value::print(value, names) {
            // Lists have ids and words, which print as texts: no other cell comes here.
            Cell::Text(text) => text,
            other => format!("{other:?}"),
        };
        out.push(Cell::Many(self.iter().map(text).collect()));
    }
}

/// A number that may have a range.
pub trait Quantity: Value + Copy + Default {}

impl<T: Quantity> Field for Option<Ranged<T>> {
    const KIND: CellKind = T::KIND;
    const RANGED: bool = true;

    fn read(cells: &Cells<'_>) -> Option<Self> {
        Some(cells.value(0).map(|value| Ranged { value, low: cells.value(1), high: cells.value(2) }))
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        let parts =
            [self.map(|range| range.value), self.and_then(|range| range.low), self.and_then(|range| range.high)];
        parts.iter().for_each(|part| Field::print(part, names, out));
    }
}

/// A value that cannot be read is nothing: no atlas that is handed out has one.
impl<T: Quantity> Field for Ranged<T> {
    const KIND: CellKind = T::KIND;
    const RANGED: bool = true;

    fn read(cells: &Cells<'_>) -> Option<Self> {
        Option::<Self>::read(cells).map(|range| range.unwrap_or_else(|| Self::point(T::default())))
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        Field::print(&Some(*self), names, out);
    }
}

impl Field for Window {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        Some(Self { since: cells.value(0), until: cells.value(1) })
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        [self.since, self.until].iter().for_each(|day| Field::print(day, names, out));
    }
}

impl Field for Option<Position> {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        let (lat, lon) = (cells.value(0), cells.value(1));
        Some(lat.zip(lon).map(|(lat, lon)| Position { lat, lon }))
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        [self.map(|at| at.lat), self.map(|at| at.lon)].iter().for_each(|degrees| Field::print(degrees, names, out));
    }
}

impl Field for Provenance {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        provenance(cells, 0)
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        Field::print(&self.basis, names, out);
        Field::print(&self.sources, names, out);
        Field::print(&self.note, names, out);
    }
}

/// Basis, sources and note from this column of a field on.
fn provenance(cells: &Cells<'_>, from: usize) -> Option<Provenance> {
    let cells = Cells { at: cells.at + from, ..*cells };
    Some(Provenance {
        // What cannot be read counts as the weakest basis; a rule reports it.
        basis: cells.value(0).unwrap_or(Basis::Estimated),
        sources: Field::read(&Cells { at: cells.at + 1, ..cells })?,
        note: Field::read(&Cells { at: cells.at + 2, ..cells })?,
    })
}

impl Field for Reading {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        // Only `true` says that the text was seen.
        let text_seen = cells.text(1) == "true";
        Some(Self { conf: cells.value(0)?, text_seen, provenance: provenance(cells, 2)? })
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        Field::print(&self.conf, names, out);
        Field::print(&self.text_seen, names, out);
        Field::print(&self.provenance, names, out);
    }
}
