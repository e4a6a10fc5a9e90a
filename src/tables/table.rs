//! `table!`: a table's columns, said once. Reader, typed row, dictionary, data package, `list` and `show` follow from it.
//!
//! A line is `field: Type = LINE, "meaning";`. The column is named like the field, or by a literal in front of it; what a
//! `LINE` can say is in [`super::line`], which types a field can have in [`super::field`]. `or VALUE` is what a blank cell
//! means where the type does not say that.

use super::cell::Cell;
use super::column::{Column, Print, RangePart, TableSpec};
use super::field::{Context, IdLookup};
use super::text::TextRow;

/// A row of a table: checked, linked by index, in integer units.
pub trait TableRow: Sized {
    const TABLE: TableSpec;

    /// From text; none where it cannot be read. Cells that can be done without are taken for blank.
    fn read(row: &TextRow, context: &Context<'_>) -> Option<Self>;

    /// One cell for each column of the table.
    fn cells(&self, names: &dyn IdLookup) -> Vec<Cell>;

    /// What is printed beside the columns.
    fn derived(&self) -> Option<Derived> {
        None
    }

    /// What `list` prints, in order.
    fn listed(&self, names: &dyn IdLookup) -> Vec<Printed> {
        printed(self, names, |column| column.list)
    }

    /// What `show` prints, in order; of a range the value's part alone.
    fn shown(&self, names: &dyn IdLookup) -> Vec<Printed> {
        printed(self, names, |column| column.show)
    }
}

/// A number that follows from a row, printed in front of a column.
#[derive(Clone, Copy, Debug)]
pub struct Derived {
    /// Under this name.
    pub name: &'static str,
    /// In front of this column.
    pub before: &'static str,
    /// The number.
    pub value: f64,
}

/// A value as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// Under this name.
    pub name: &'static str,
    /// The column that it comes from.
    pub column: &'static str,
    pub value: Cell,
    /// Its plausible low and high, where it can have any.
    pub range: Option<[Option<f64>; 2]>,
}

fn printed<T: TableRow>(row: &T, names: &dyn IdLookup, how: fn(&Column) -> Print) -> Vec<Printed> {
    let columns = T::TABLE.columns;
    let cells = row.cells(names);
    let number = |at: usize| if let Some(Cell::Number(number)) = cells.get(at) { Some(*number) } else { None };
    // Three places a line: a derived number, the columns of the line, then late ones of the line above.
    let derived = row.derived().map(|own| {
        let line = T::TABLE.column(own.before).map_or(0, |at| columns[at].line);
        (3 * line, Printed { name: own.name, column: own.name, value: own.value.into(), range: None })
    });
    let own = columns.iter().zip(&cells).enumerate().filter_map(|(at, (column, cell))| {
        let (place, name) = match how(column) {
            Print::No => return None,
            Print::Yes => (3 * column.line + 1, column.name),
            Print::As(name) => (3 * column.line + 1, name),
            Print::Late => (3 * column.line + 5, column.name),
        };
        // Low and high follow their value.
        let range = (column.part == RangePart::Value).then(|| [number(at + 1), number(at + 2)]);
        Some((place, Printed { name, column: column.name, value: cell.clone(), range }))
    });
    let mut all: Vec<(usize, Printed)> = derived.into_iter().chain(own).collect();
    // Stable: columns of one line keep their order.
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, printed)| printed).collect()
}

macro_rules! table {
    ($row:ident, $name:literal, $says:literal $(, by $($order:literal)+)?;
     $($($column:literal)? $field:ident: $type:ty = $line:expr, $meaning:literal $(or $default:expr)?;)*
     $(=> $derived:literal before $before:literal: $value:expr;)?) => {
        #[doc = $says]
        #[derive(Clone, Debug)]
        pub struct $row { $(#[doc = $meaning] pub $field: $type,)* }

        /// What blank cells mean, for code that fills in the rest.
        impl Default for $row {
            fn default() -> Self {
                Self { $($field: $crate::tables::table::blank!($type $(, $default)?),)* }
            }
        }

        impl $crate::tables::table::TableRow for $row {
            const TABLE: $crate::tables::column::TableSpec = {
                use $crate::tables::{field, line, table};
                const LINES: &[line::Line] = &[$($line.finish(
                    table::headers!($($column,)? $field),
                    <$type as field::Field>::KIND,
                    <$type as field::Field>::RANGED,
                    $meaning,
                ),)*];
                $crate::tables::column::TableSpec {
                    name: $name,
                    file: concat!($name, ".csv"),
                    says: $says,
                    columns: &line::flatten::<{ line::width(LINES) }>(LINES),
                    order: &[$($($order),+)?],
                }
            };

            fn read(
                row: &$crate::tables::text::TextRow,
                context: &$crate::tables::field::Context<'_>,
            ) -> Option<Self> {
                let mut fields = $crate::tables::field::Fields::of(row, context);
                Some(Self { $($field: $crate::tables::table::read!(fields, $type $(, $default)?),)* })
            }

            fn cells(&self, names: &dyn $crate::tables::field::IdLookup) -> Vec<$crate::tables::cell::Cell> {
                let mut cells = Vec::new();
                $($crate::tables::field::Field::print(&self.$field, names, &mut cells);)*
                cells
            }

            $(fn derived(&self) -> Option<$crate::tables::table::Derived> {
                let value: fn(&Self) -> f64 = $value;
                Some($crate::tables::table::Derived { name: $derived, before: $before, value: value(self) })
            })?
        }
    };
}
pub(super) use table;

/// Headers of a field and meanings of its bounds.
macro_rules! headers {
    ($column:literal, $field:ident) => {
        $crate::tables::line::Headers {
            value: $column,
            low: concat!($column, "_low"),
            high: concat!($column, "_high"),
            low_says: concat!("Plausible low of ", $column, "."),
            high_says: concat!("Plausible high of ", $column, "."),
        }
    };
    ($field:ident) => {
        $crate::tables::line::Headers {
            value: stringify!($field),
            low: concat!(stringify!($field), "_low"),
            high: concat!(stringify!($field), "_high"),
            low_says: concat!("Plausible low of ", stringify!($field), "."),
            high_says: concat!("Plausible high of ", stringify!($field), "."),
        }
    };
}
pub(super) use headers;

/// The next field of a row.
macro_rules! read {
    ($fields:ident, $type:ty) => {
        <$type as $crate::tables::field::Field>::read(&$fields.cells())?
    };
    ($fields:ident, $type:ty, $default:expr) => {
        $fields.cells().or::<$type>($default)
    };
}
pub(super) use read;

/// A field of a blank row.
macro_rules! blank {
    ($type:ty) => {
        <$type>::default()
    };
    ($type:ty, $default:expr) => {
        $default
    };
}
pub(super) use blank;
