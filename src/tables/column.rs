//! Columns as data: name, type, unit, need and meaning, and where they are printed.

/// One column of one table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its header.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: CellKind,
    /// Unit of its numbers; empty: none.
    pub unit: &'static str,
    /// Must every row fill it?
    pub required: bool,
    /// What it stands for where a file leaves it out.
    pub absent: Absent,
    /// What it says, for people.
    pub meaning: &'static str,
    /// Where `list` prints it.
    pub list: Print,
    /// Where `show` prints it.
    pub show: Print,
    /// Is it a number that two more columns give a range?
    pub part: RangePart,
    /// Which line of its table says it, counted from 0.
    pub line: usize,
}

/// Whether and how a column is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// It is not.
    No,
    /// Under its own name.
    Yes,
    /// Under another name.
    As(&'static str),
    /// Under its own name, behind the columns of the next line.
    Late,
}

/// What the rows of a file say in a column that its header leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// Nothing can stand in for it: the header has it.
    Refused,
    /// A blank cell.
    Blank,
    /// This word.
    Word(&'static str),
    /// What follows from other cells, as this says.
    Made(&'static str),
}

/// What a column is to the range of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangePart {
    /// It has none.
    Alone,
    Value,
    /// Its plausible low.
    Low,
    /// Its plausible high.
    High,
}

/// What may stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellKind {
    /// The id of this row: `[a-z0-9-]+`, once in the table.
    Key,
    /// The alpha-3 code of this row, once in the table.
    CountryKey,
    /// The alpha-2 code of this row's country.
    Alpha2,
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
    /// A side of a transfer: `mode` or `mode:class`.
    Side,
}

impl CellKind {
    /// 0 or more.
    pub const AMOUNT: Self = Self::Number(0.0, f64::INFINITY);
    pub const SHARE: Self = Self::Number(0.0, 1.0);
    pub const PERCENT: Self = Self::Number(0.0, 100.0);
    pub const PARTY: Self = Self::Ref(&["parties"]);

    /// Is it a list joined by `;`?
    pub const fn is_list(self) -> bool {
        matches!(self, Self::Refs(_) | Self::Tags | Self::Blocs | Self::Words(_))
    }

    /// Several of it in one cell.
    pub const fn many(self) -> Self {
        match self {
            Self::Ref(tables) => Self::Refs(tables),
            Self::Word(words) => Self::Words(words),
            Self::Tag => Self::Tags,
            other => other,
        }
    }
}

/// A table without its rows.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Its name: the file's without `.csv`.
    pub name: &'static str,
    pub file: &'static str,
    /// What a row is.
    pub says: &'static str,
    /// Its columns in order.
    pub columns: &'static [Column],
    /// The columns by which rows without an id are sorted on loading.
    pub order: &'static [&'static str],
}

impl TableSpec {
    /// The header line of its file.
    #[cfg(test)]
    pub fn header(&self) -> String {
        self.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(",")
    }

    /// Position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}
