//! One CSV file: bytes to rows, every fault of its form named with its line.

use super::text;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::model::current;
use crate::tables::{Absent, Column, TextRow};

/// What a missing column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blanks {
    /// What the column says that a table of an atlas leaves out, where it says anything.
    Stated,
    /// A blank cell in every row, where the column is not required or is one of these: a file of a user's own.
    Implied(&'static [&'static str]),
}

impl Blanks {
    fn allow(self, column: &Column) -> bool {
        match self {
            Self::Stated => column.absent != Absent::Refused,
            Self::Implied(more) => !column.required || more.contains(&column.name),
        }
    }

    /// What stands in every row of a column that the header leaves out.
    fn word(self, column: &Column) -> &'static str {
        match (self, column.absent) {
            (Self::Stated, Absent::Word(word)) => word,
            _ => "",
        }
    }
}

/// What a file says, as far as it can be read.
#[derive(Debug)]
pub struct Read {
    pub rows: Vec<TextRow>,
    /// Columns of the table that its header leaves out.
    pub absent: Vec<&'static str>,
    /// What is wrong with its form.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// Not a row.
    pub fn nothing(diagnostics: Vec<Diagnostic>) -> Self {
        Self { rows: Vec::new(), absent: Vec::new(), diagnostics }
    }
}

/// Reads a table of these columns from the bytes of its file; `file` is the name that notices use.
pub fn read(file: &str, bytes: &[u8], table: &'static [Column], blanks: Blanks) -> Read {
    let bytes = text::without_bom(bytes);
    let mut diagnostics = text::faults(file, bytes);
    // Order matters: quotes are read as text, and the CSV reader takes broken ones as they are.
    if diagnostics.is_empty() {
        diagnostics = super::quotes::faults(file, bytes);
    }
    if !diagnostics.is_empty() {
        return Read::nothing(diagnostics);
    }
    let mut records = Records::new(bytes);
    let Some((_, header)) = records.next() else {
        let hint = format!("its first line is: {}", names(table).join(","));
        return Read::nothing(vec![Diagnostic::error(file, "the file is empty", hint)]);
    };
    let known = names(table);
    let named = |name: String| match current(&name) {
        // A file may have both names, or be one whose column is called so.
        new if known.contains(&new) && !known.contains(&name.as_str()) && !header.iter().any(|own| own == new) => {
            new.to_owned()
        }
        _ => name,
    };
    let header: Vec<String> = header.iter().cloned().map(named).collect();
    match columns(file, &header, table, blanks) {
        Ok(order) => rows(file, records, (table, blanks), &order),
        Err(diagnostics) => Read::nothing(diagnostics),
    }
}

fn names(columns: &'static [Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

/// Records with the line on which each starts, counted here because the reader counts skipped blank lines late.
struct Records<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    /// The last record read: its room is used again.
    record: csv::StringRecord,
    counted: usize,
    line: u64,
}

impl<'a> Records<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        // Flexible, so that rows of another width reach `rows`, which reports them with their line.
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        Self { bytes, reader, record: csv::StringRecord::new(), counted: 0, line: 1 }
    }

    fn line_at(&mut self, start: u64) -> u64 {
        let mut start = usize::try_from(start).unwrap_or(usize::MAX).min(self.bytes.len());
        // The reader reports a position before blank lines that it skips.
        while matches!(self.bytes.get(start), Some(b'\n' | b'\r')) {
            start += 1;
        }
        // Counted on from the last record: one pass over the file.
        self.line += text::line_breaks(&self.bytes[self.counted.min(start)..start]);
        self.counted = start;
        self.line
    }
}

impl Iterator for Records<'_> {
    type Item = (u64, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        // The bytes are in memory and checked to be UTF-8, so reading them does not fail.
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return None;
        }
        let start = self.record.position().map_or(0, csv::Position::byte);
        Some((self.line_at(start), self.record.iter().map(str::to_owned).collect()))
    }
}

/// For each column of the table its position in the file; `None`: blank in every row.
type Order = (usize, Vec<Option<usize>>);

fn columns(
    file: &str,
    header: &[String],
    columns: &'static [Column],
    blanks: Blanks,
) -> Result<Order, Vec<Diagnostic>> {
    let known = names(columns);
    let mut diagnostics = Vec::new();
    // One header that holds other separators: the whole file uses them.
    if let [only] = header
        && known.len() > 1
        && only.contains([';', '\t', '|'])
    {
        let mut diagnostic = Diagnostic::error(file, "cells are parted by commas", "save it as CSV with commas").row(1);
        diagnostic.value = Some(only.clone());
        return Err(vec![diagnostic]);
    }
    for (at, name) in header.iter().enumerate() {
        let fault = |rule: &str, hint: String| Diagnostic::error(file, rule, hint).row(1).cell(name, name);
        if name.is_empty() {
            let hint = "name it, or take its comma out of every line";
            diagnostics.push(fault("a column has a name", hint.into()));
        } else if header[..at].contains(name) {
            diagnostics.push(fault("a column stands in the header once", "take one of them out".into()));
        } else if !known.contains(&name.as_str()) {
            let near = did_you_mean(name, known.iter().copied());
            let hint = if near.is_empty() { format!("its columns are: {}", known.join(",")) } else { near };
            diagnostics.push(fault("the table has no such column", hint));
        }
    }
    let mut order = Vec::new();
    for column in columns {
        let at = header.iter().position(|name| name == column.name);
        if at.is_none() && !blanks.allow(column) {
            let hint = format!("add {} to the header; its cells may be empty unless required", column.name);
            let mut diagnostic = Diagnostic::error(file, "a column of the table is missing", hint).row(1);
            diagnostic.column = Some(column.name.into());
            diagnostics.push(diagnostic);
        }
        order.push(at);
    }
    if diagnostics.is_empty() { Ok((header.len(), order)) } else { Err(diagnostics) }
}

fn rows(
    file: &str,
    records: Records<'_>,
    (table, blanks): (&'static [Column], Blanks),
    (width, order): &Order,
) -> Read {
    let absent: Vec<&Column> =
        table.iter().zip(order).filter(|(_, at)| at.is_none()).map(|(column, _)| column).collect();
    let mut rows = Vec::new();
    let mut faults = text::Faults::of(file);
    for (line, mut cells) in records {
        if cells.len() < *width {
            let rule = format!("the row is short: it has {}, the header {width}", counted(cells.len()));
            faults.add(line, rule, "write a comma for each cell that is blank, those at its end too");
            continue;
        }
        if cells.len() > *width {
            let rule = format!("a row has as many fields as the header: {width}, this one has {}", cells.len());
            let hint = "put quotes around a cell that holds a comma; end no line with one";
            // Its cells would be taken for those of other columns.
            faults.add(line, rule, hint);
            continue;
        }
        // Each text is moved, not copied: the header names each column once.
        let ordered = order.iter().map(|at| at.map_or_else(String::new, |at| std::mem::take(&mut cells[at])));
        let mut row = TextRow::new(line, table, ordered.collect());
        absent.iter().for_each(|column| row.fill(column.name, blanks.word(column)));
        rows.push(row);
    }
    Read { rows, absent: absent.iter().map(|column| column.name).collect(), diagnostics: faults.all() }
}

fn counted(cells: usize) -> String {
    format!("{cells} cell{}", if cells == 1 { "" } else { "s" })
}
