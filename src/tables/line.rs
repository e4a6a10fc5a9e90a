//! How a line of `table!` is written: a column, a number with its range, or columns that make one field.
//!
//! All of it is `const`: a table's columns are made when the program is compiled.

use super::column::{Absent, CellKind, Column, Print, RangePart};
use crate::model::{Basis, Confidence};

/// The most columns that one field has.
const MOST: usize = 10;

/// The columns of one field of a row.
#[derive(Clone, Copy)]
pub struct Line {
    columns: [Column; MOST],
    width: usize,
    /// The type that was stated, where that of the field is not enough.
    kind: Option<CellKind>,
    /// Do the columns have names and meanings? Else they are those of the field.
    named: bool,
    /// Does `list` print the range too?
    range: bool,
}

/// Headers of a field as a column, or as a range, and what its bounds mean.
pub struct Headers {
    pub value: &'static str,
    pub low: &'static str,
    pub high: &'static str,
    pub low_says: &'static str,
    pub high_says: &'static str,
}

const BLANK: Column = Column {
    name: "",
    kind: CellKind::Text,
    unit: "",
    required: false,
    absent: Absent::Blank,
    meaning: "",
    list: Print::No,
    show: Print::Yes,
    part: RangePart::Alone,
    line: 0,
};

/// May be blank.
pub const OPTIONAL: Line = Line { columns: [BLANK; MOST], width: 1, kind: None, named: false, range: false };
/// May not be blank.
pub const REQUIRED: Line = OPTIONAL.required();
/// The id of its row, which heads what `show` prints.
pub const KEY: Line = REQUIRED.of(CellKind::Key).unshown();

/// One of several columns of a field.
pub const fn part(name: &'static str, meaning: &'static str) -> Line {
    let mut line = OPTIONAL;
    line.columns[0].name = name;
    line.columns[0].meaning = meaning;
    line.named = true;
    line
}

/// Columns of one field.
pub const fn group<const N: usize>(parts: [Line; N]) -> Line {
    let mut line = OPTIONAL;
    line.named = true;
    line.width = N;
    // Const functions cannot iterate, hence the loops by hand.
    let mut at = 0;
    while at < N {
        line.columns[at] = parts[at].columns[0];
        at += 1;
    }
    line
}

/// `since` and `until` of a [`crate::model::Window`].
pub const fn window(since: &'static str, until: &'static str) -> Line {
    group([part("since", since).of(CellKind::Date), part("until", until).of(CellKind::Date)])
}

const STILL: &str = "Last day in force; blank: still.";
/// Open on both sides where blank.
pub const WINDOW: Line = window("First day in force; blank: always.", STILL);
pub const DATED: Line = window("First day in force.", STILL).required();

/// `lat` and `lon` of a [`routing::Position`].
pub const fn position(lat: &'static str, lon: &'static str) -> Line {
    group([
        part("lat", lat).of(CellKind::Number(-90.0, 90.0)).unit("deg"),
        part("lon", lon).of(CellKind::Number(-180.0, 180.0)).unit("deg"),
    ])
}

/// How well the numbers of a row are known.
pub const BASIS: Line = basis("basis", "How well the numbers are known.");
/// The sources of a row.
pub const SOURCE: Line = part("source", "Ids of sources.csv.")
    .of(CellKind::Refs(&["sources"]))
    .required()
    .absent(Absent::Word(OWN))
    .unshown();
/// The source of what someone says of their own and names none.
pub const OWN: &str = "own";
/// The year of numbers without one.
pub const YEAR: Line = REQUIRED.absent(Absent::Made("the newest year of flows.csv"));
/// A note of a row.
pub const NOTE: Line = part("note", "What else a reader should know.");

/// A column of [`Basis`].
pub const fn basis(name: &'static str, meaning: &'static str) -> Line {
    part(name, meaning).of(CellKind::Word(Basis::WORDS)).required().absent(Absent::Word("estimated")).unshown()
}

/// Basis, sources and note of a [`crate::model::Provenance`].
pub const fn provenance(basis: Line, source: Line) -> Line {
    group([basis, source, NOTE])
}

/// Columns of a [`crate::model::Reading`]: whether the text was seen, how well it is known.
pub const fn reading(seen: &'static str, known: &'static str) -> Line {
    let conf = part("conf", "How sure: high, middle, low.").of(CellKind::Word(Confidence::WORDS)).required();
    let seen = part("text_seen", seen).of(CellKind::Bool).required();
    group([conf, seen, basis("basis", known), SOURCE, NOTE])
}

impl Line {
    /// What may stand in it, where the type of its field does not say that.
    pub const fn of(mut self, kind: CellKind) -> Self {
        self.kind = Some(kind);
        self.columns[0].kind = kind;
        self
    }

    /// The unit of its numbers.
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.columns[0].unit = unit;
        self
    }

    /// Every row fills its first column.
    pub const fn required(mut self) -> Self {
        self.columns[0].required = true;
        // Whoever states a default does so after this.
        self.columns[0].absent = Absent::Refused;
        self
    }

    /// Files may leave its first column out: then every row says this.
    pub const fn absent(mut self, absent: Absent) -> Self {
        self.columns[0].absent = absent;
        self
    }

    const fn print(mut self, list: Option<Print>, show: Option<Print>) -> Self {
        let mut at = 0;
        while at < self.width {
            if let Some(list) = list {
                self.columns[at].list = list;
            }
            if let Some(show) = show {
                self.columns[at].show = show;
            }
            at += 1;
        }
        self
    }

    /// `list` prints it; of a range the value alone.
    pub const fn list(self) -> Self {
        self.print(Some(Print::Yes), None)
    }

    /// `list` prints it under another name.
    pub const fn list_as(self, name: &'static str) -> Self {
        self.print(Some(Print::As(name)), None)
    }

    /// `list` prints its value and its range.
    pub const fn list_range(mut self) -> Self {
        self.range = true;
        self.list()
    }

    /// `list` prints its value and its range, behind the next line.
    pub const fn list_range_late(mut self) -> Self {
        self.range = true;
        self.print(Some(Print::Late), None)
    }

    /// `show` does not print it among the facts: it heads them, or stands elsewhere.
    pub const fn unshown(self) -> Self {
        self.print(None, Some(Print::No))
    }

    /// `show` prints it under another name.
    pub const fn show_as(self, name: &'static str) -> Self {
        self.print(None, Some(Print::As(name)))
    }

    /// `show` prints it behind the next line.
    pub const fn show_late(self) -> Self {
        self.print(None, Some(Print::Late))
    }

    /// With what the field says: headers, type, is it a range, and what it means.
    pub const fn finish(mut self, headers: Headers, kind: CellKind, ranged: bool, meaning: &'static str) -> Self {
        // Parts of a group say everything themselves.
        if self.named {
            return self;
        }
        let mut own = self.columns[0];
        own.name = headers.value;
        own.meaning = meaning;
        // A type stated in the table comes before that of the field.
        if self.kind.is_none() {
            own.kind = kind;
        }
        if ranged {
            own.part = RangePart::Value;
            let list = if self.range { own.list } else { Print::No };
            // A range may be blank even where its value may not.
            let bound = Column { required: false, absent: Absent::Blank, list, show: Print::No, ..own };
            self.columns[1] = Column { name: headers.low, meaning: headers.low_says, part: RangePart::Low, ..bound };
            self.columns[2] = Column { name: headers.high, meaning: headers.high_says, part: RangePart::High, ..bound };
            self.width = 3;
        }
        self.columns[0] = own;
        self
    }
}

/// How many columns lines have.
pub const fn width(lines: &[Line]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < lines.len() {
        sum += lines[at].width;
        at += 1;
    }
    sum
}

/// The columns of all lines in order; `N` is their [`width`].
pub const fn flatten<const N: usize>(lines: &[Line]) -> [Column; N] {
    let mut columns = [BLANK; N];
    let (mut at, mut line) = (0, 0);
    while line < lines.len() {
        let mut own = 0;
        while own < lines[line].width {
            columns[at] = lines[line].columns[own];
            // By this number the columns of one field are found again.
            columns[at].line = line;
            at += 1;
            own += 1;
        }
        line += 1;
    }
    columns
}
