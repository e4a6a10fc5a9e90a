//! What is shown of an answer: titles, sentences and tables, in order. An answer fills it; a format prints it, and knows
//! nothing else of the answer.

mod bar;
mod number;
mod table;
mod unit;

pub use crate::model::GoodsUnit;
pub use bar::bar;
pub use number::{billions, counted, decimals, maybe, money, named, one, percent, signed, whole};
pub use table::{Column, ColumnKind, Rows, Table};
pub use unit::{Goods, GoodsOf, Unit, in_kt};

/// What is shown of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// What tonnes of flows are shown in.
    pub unit: Unit,
    /// In order.
    pub parts: Vec<Block>,
    extent: Extent,
    /// Headings of what is left out, since it would not fit a screen.
    left_out: Vec<String>,
}

/// How much of an answer people see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What fits a screen: the answer, and the table that it rests on.
    #[default]
    Screen,
    /// All of it.
    Full,
}

/// A part of a summary.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// What the whole is about.
    Title(String),
    /// What the next part is about.
    Heading(String),
    /// A sentence.
    Text(String),
    /// A sentence that must not be overlooked.
    Alarm(String),
    /// A sentence that may be skipped.
    Faint(String),
    /// Lines as they are.
    Drawing(String),
    /// Rows under titles.
    Table(Table),
}

impl Summary {
    /// Nothing yet.
    #[must_use]
    pub fn new(unit: Unit) -> Self {
        Self { unit, parts: Vec::new(), extent: Extent::Screen, left_out: Vec::new() }
    }

    /// Of so much.
    #[must_use]
    pub fn of(self, extent: Extent) -> Self {
        Self { extent, ..self }
    }

    /// Is all of it wanted?
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.extent == Extent::Full
    }

    /// The table for data frames: the first that has names of columns.
    #[must_use]
    pub fn data(&self) -> Option<&Table> {
        self.tables().find(|table| table.columns.iter().any(|column| column.name.is_some()))
    }

    /// Its tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|part| if let Block::Table(table) = part { Some(table) } else { None })
    }

    /// Is there nothing for people?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Block::Table(table) if !table.is_shown()))
    }

    pub(crate) fn title(&mut self, text: impl Into<String>) {
        self.parts.push(Block::Title(text.into()));
    }

    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Block::Heading(text.into()));
    }

    pub(crate) fn text(&mut self, text: impl Into<String>) {
        self.parts.push(Block::Text(text.into()));
    }

    pub(crate) fn alarm(&mut self, text: impl Into<String>) {
        self.parts.push(Block::Alarm(text.into()));
    }

    pub(crate) fn faint(&mut self, text: impl Into<String>) {
        self.parts.push(Block::Faint(text.into()));
    }

    pub(crate) fn drawing(&mut self, lines: impl Into<String>) {
        self.parts.push(Block::Drawing(lines.into()));
    }

    pub(crate) fn table(&mut self, table: impl Into<Table>) {
        let mut table = table.into();
        if self.is_full() {
            table.first = None;
        }
        self.parts.push(Block::Table(table));
    }

    /// A table under its heading; no heading where there is no row.
    pub(crate) fn headed(&mut self, heading: &str, table: impl Into<Table>) {
        let table = table.into();
        if table.len() > 0 {
            self.heading(heading);
        }
        self.table(table);
    }

    /// A table under its heading where all is wanted; else the heading is named at the end.
    pub(crate) fn behind(&mut self, heading: &str, table: impl Into<Table>) {
        let table = table.into();
        if self.is_full() {
            self.headed(heading, table);
        } else if table.len() > 0 {
            self.left_out(heading);
        }
    }

    /// This is not shown, and named at the end.
    pub(crate) fn left_out(&mut self, heading: &str) {
        self.left_out.push(uncapitalized(heading));
    }

    /// The last line: what was left out.
    pub(crate) fn close(&mut self) {
        if !self.left_out.is_empty() {
            let all = std::mem::take(&mut self.left_out).join("; ");
            self.faint(format!("\n--full shows more: {all}"));
        }
    }

    /// How many of a long list of sentences are left out.
    pub(crate) fn more(&mut self, left_out: usize, what: &str) {
        if left_out > 0 {
            self.faint(more(left_out, what));
        }
    }
}

/// What is left out of a long table.
pub(crate) fn more(left_out: usize, what: &str) -> String {
    format!("and {left_out} more {what}; --full shows all")
}

/// A heading within a sentence.
fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
