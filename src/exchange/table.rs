//! A foreign table, plain or gzipped, row by row.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::error::{Error, ErrorKind, Result};
use crate::notice::{Diagnostic, did_you_mean};

/// After so many findings a file is not read on: whoever mends them runs again.
const MOST: usize = 10_000;

/// What is wrong with a file, as far as it was read.
pub(super) struct Findings {
    pub file: String,
    pub all: Vec<Diagnostic>,
}

impl Findings {
    pub fn add(&mut self, line: u64, cell: Option<(&str, &str)>, rule: impl Into<String>, hint: &str) {
        let mut notice = Diagnostic::error(&self.file, rule, hint).row(line);
        if let Some((column, value)) = cell {
            notice = notice.cell(column, value);
        }
        self.all.push(notice);
        if self.all.len() == MOST {
            let rule = format!("reading stopped after {MOST} findings");
            self.all.push(Diagnostic::error(&self.file, rule, "mend these first").row(line));
        }
    }

    pub fn are_too_many(&self) -> bool {
        self.all.len() > MOST
    }
}

pub(super) struct Row<'r> {
    pub line: u64,
    record: &'r csv::StringRecord,
}

impl<'r> Row<'r> {
    /// The cell of a column that was found; blank where there is none.
    pub fn cell(&self, at: Option<usize>) -> &'r str {
        at.and_then(|at| self.record.get(at)).map_or("", str::trim)
    }
}

/// Finds columns by name in the header.
pub(super) struct Header {
    names: Vec<String>,
}

impl Header {
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// The position of a column that is needed.
    pub fn find(&self, name: &str, flag: &str, findings: &mut Findings) -> Option<usize> {
        let at = self.names.iter().position(|own| own == name);
        if at.is_none() {
            let near = did_you_mean(name, self.names.iter().map(String::as_str));
            let near = if near.is_empty() { format!("its columns: {}", self.names.join(", ")) } else { near };
            findings.add(
                1,
                None,
                format!("there is no column {name:?}"),
                &format!("{near}; {flag} names it"),
            );
        }
        at
    }
}

/// Reads a table: `columns` looks at the header, `row` takes each row.
pub(super) fn read<C>(
    path: &Path,
    columns: impl FnOnce(&Header, &mut Findings) -> C,
    mut row: impl FnMut(&C, &Row<'_>, &mut Findings),
) -> Result<Vec<Diagnostic>> {
    let name = path.display().to_string();
    let fault = |what: String| Error::new(ErrorKind::Io, format!("{name}: {what}"));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(opened(path).map_err(fault)?);
    let broken =
        |error: csv::Error| fault(format!("cannot be read: {error}; is it CSV in UTF-8, or gzip of it?"));
    let header = reader.headers().map_err(broken)?;
    let header = Header {
        names: header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().into()).collect(),
    };
    let mut findings = Findings { file: name.clone(), all: Vec::new() };
    if header.names.is_empty() {
        findings.add(1, None, "the file is empty", "a header and rows are needed");
        return Ok(findings.all);
    }
    let columns = columns(&header, &mut findings);
    if !findings.all.is_empty() {
        return Ok(findings.all);
    }
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.names.len() {
            let rule = format!("the row has {} cells, the header {}", record.len(), header.names.len());
            findings.add(line, None, rule, "quote cells that hold commas");
        } else {
            row(&columns, &Row { line, record: &record }, &mut findings);
        }
        if findings.are_too_many() {
            break;
        }
    }
    Ok(findings.all)
}

/// By what it starts with, not by its name.
pub(super) fn opened(path: &Path) -> std::result::Result<Box<dyn Read>, String> {
    let about =
        std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}; check its name"))?;
    if !about.is_file() {
        return Err("this is no regular file; name a CSV file".into());
    }
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}; check who may read it"))?;
    let mut plain = BufReader::with_capacity(1 << 16, file);
    let start = plain.fill_buf().map_err(|error| format!("cannot be read: {error}"))?;
    Ok(if start.starts_with(&[0x1f, 0x8b]) { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) })
}
