//! Columns as data: name, type, unit, need and meaning.

/// One column of one table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Unit of its numbers; empty: none.
    pub unit: &'static str,
    /// Must every row fill it?
    pub required: bool,
    /// What it says, for people.
    pub meaning: &'static str,
}

/// What may stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// The id of this row: `[a-z0-9-]+`, once in the table.
    Key,
    /// The alpha-3 code of this row, once in the table.
    CountryKey,
    /// An id of one of these tables.
    Ref(&'static [&'static str]),
    /// Ids of these tables, joined by `;`.
    Refs(&'static [&'static str]),
    /// An id that exists by being used: a line, a group.
    Tag,
    /// Such ids, joined by `;`.
    Tags,
    /// Names of blocs, joined by `;`.
    Blocs,
    /// Free text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words, joined by `;`.
    Words(&'static [&'static str]),
    /// A plain decimal number within these bounds, both included.
    Number(f64, f64),
    /// Any plain decimal number or a word: what it must be depends on the row.
    Value,
    /// A calendar year.
    Year,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// `true` or `false`.
    Bool,
    /// Open months: `4-11`.
    Months,
    /// Digits only.
    Digits,
    /// An address: `https://` or `http://`, then printed ASCII without spaces, quotes and angle brackets.
    Url,
    /// A selector: `key=value,key=value`.
    Selector,
    /// A side of a transfer: `mode` or `mode:way`.
    Side,
}

/// 0 or more.
pub(crate) const AMOUNT: Kind = Kind::Number(0.0, f64::INFINITY);
/// 0 to 1.
pub(crate) const SHARE: Kind = Kind::Number(0.0, 1.0);
/// 0 to 100.
pub(crate) const PERCENT: Kind = Kind::Number(0.0, 100.0);
/// Degrees north.
pub(crate) const LAT: Kind = Kind::Number(-90.0, 90.0);
/// Degrees east.
pub(crate) const LON: Kind = Kind::Number(-180.0, 180.0);

impl Kind {
    /// Is it a list joined by `;`?
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Refs(_) | Self::Tags | Self::Blocs | Self::Words(_))
    }
}

/// A table without its rows.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Its name: the file's without `.csv`.
    pub name: &'static str,
    /// Its file.
    pub file: &'static str,
    /// What a row is.
    pub says: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
}

impl TableSpec {
    /// The header line of its file.
    #[must_use]
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    /// Position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

macro_rules! record {
    ($row:ident, $name:literal, $says:literal;
     $($column:ident: $need:ident $kind:expr, $unit:literal, $meaning:literal;)*) => {
        #[doc = $says]
        pub struct $row;

        impl $row {
            /// Its columns.
            pub const TABLE: $crate::tables::TableSpec = $crate::tables::TableSpec {
                name: $name,
                file: concat!($name, ".csv"),
                says: $says,
                columns: &[$($crate::tables::Column {
                    name: stringify!($column),
                    kind: $kind,
                    unit: $unit,
                    required: $crate::tables::need!($need),
                    meaning: $meaning,
                },)*],
            };
        }
    };
}
pub(crate) use record;

/// The words of `record!` for a column's need.
macro_rules! need {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}
pub(crate) use need;
