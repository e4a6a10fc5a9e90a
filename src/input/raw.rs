//! What the files of an atlas say, with line numbers, before anyone asks whether it is true.

use std::collections::{BTreeMap, BTreeSet};

use super::csv_file::{self, Blanks};
use super::files::Files;
use crate::diagnostic::Diagnostic;
use crate::tables::{OWED, TABLES, TableSpec, TextRow};

/// A file that is read as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawFile {
    /// Path inside the atlas, with `/`.
    pub name: String,
    pub text: String,
}

#[derive(Clone, Copy, Debug)]
pub struct RawTable<'a> {
    pub spec: TableSpec,
    /// Its rows in the order of the file.
    pub rows: &'a [TextRow],
}

impl<'a> RawTable<'a> {
    /// Line and cell of each row in one column; nothing where there is no such column.
    pub fn column(&self, name: &str) -> impl Iterator<Item = (u64, &'a str)> + use<'a> {
        let at = self.spec.column(name);
        self.rows.iter().filter_map(move |row| Some((row.line, row.cells()[at?].as_str())))
    }
}

/// Everything that the files of an atlas say.
#[derive(Clone, Debug, Default)]
pub struct RawTables {
    pub name: String,
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub sha256: String,
    /// Rows by the name of their table.
    pub(super) rows: BTreeMap<&'static str, Vec<TextRow>>,
    /// Columns that a file leaves out, by the name of its table.
    pub(super) absent: BTreeMap<&'static str, Vec<&'static str>>,
    /// Tables whose file is not there.
    pub missing: BTreeSet<&'static str>,
    /// `measures/*.toml` in the order of their names.
    pub measures: Vec<RawFile>,
    /// `scenarios/*.toml` in the order of their names.
    pub scenarios: Vec<RawFile>,
    /// Files that could not be read whole: what they lack is no fault of others.
    pub broken: BTreeSet<String>,
    /// What is wrong with the files themselves.
    pub diagnostics: Vec<Diagnostic>,
}

impl RawTables {
    /// Some rows of one table, and nothing else.
    pub fn of(table: &TableSpec, rows: Vec<TextRow>) -> Self {
        Self { rows: BTreeMap::from([(table.name, rows)]), ..Self::default() }
    }

    pub fn rows(&self, table: &str) -> &[TextRow] {
        self.rows.get(table).map_or(&[], Vec::as_slice)
    }

    /// Puts in a table as it was read.
    pub fn put(&mut self, table: &'static str, rows: Vec<TextRow>, absent: Vec<&'static str>) {
        self.rows.insert(table, rows);
        self.absent.insert(table, absent);
    }

    /// The rows of a table, to write into.
    pub fn rows_mut(&mut self, table: &'static str) -> &mut Vec<TextRow> {
        self.rows.entry(table).or_default()
    }

    /// Does the file of a table leave this column out?
    pub fn is_absent(&self, table: &str, column: &str) -> bool {
        self.absent.get(table).is_some_and(|absent| absent.contains(&column))
    }

    pub fn each(&self) -> Vec<RawTable<'_>> {
        TABLES.iter().map(|spec| RawTable { spec: *spec, rows: self.rows(spec.name) }).collect()
    }

    pub(super) fn read_tables(&mut self, files: &Files) {
        for table in TABLES {
            // Without the file there are no rows; `rows` gives none either.
            if !OWED.contains(&table.file) && !files.has(table.file) {
                self.missing.insert(table.name);
                continue;
            }
            let read = match files.get(table.file) {
                Ok(bytes) => csv_file::read(table.file, bytes, table.columns, Blanks::Stated),
                Err(diagnostic) => csv_file::Read::nothing(vec![*diagnostic]),
            };
            if !read.diagnostics.is_empty() {
                // Rules then do not report what its rows may have held.
                self.broken.insert(table.file.to_owned());
                self.diagnostics.extend(read.diagnostics);
            }
            self.absent.insert(table.name, read.absent);
            self.rows.insert(table.name, read.rows);
        }
    }
}

#[cfg(test)]
impl std::ops::Index<&str> for RawTables {
    type Output = Vec<TextRow>;

    fn index(&self, table: &str) -> &Vec<TextRow> {
        &self.rows[table]
    }
}

#[cfg(test)]
impl std::ops::IndexMut<&str> for RawTables {
    fn index_mut(&mut self, table: &str) -> &mut Vec<TextRow> {
        self.rows.get_mut(table).unwrap()
    }
}
