//! A foreign table, plain or gzipped, row by row; and an imported network as the two files that an atlas folder keeps
//! it in.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, ErrorKind, Result};
use crate::network::{IMPORTED_COST, ImportedNetwork, NO_TAG};

/// After so many findings a file is not read on: whoever mends them runs again.
const MOST: usize = 10_000;

/// What is wrong with a file, as far as it was read.
pub(super) struct Findings {
    pub file: String,
    pub all: Vec<Diagnostic>,
}

impl Findings {
    pub fn add(&mut self, line: u64, cell: Option<(&str, &str)>, rule: impl Into<String>, hint: &str) {
        let mut diagnostic = Diagnostic::error(&self.file, rule, hint).row(line);
        if let Some((column, value)) = cell {
            diagnostic = diagnostic.cell(column, value);
        }
        self.all.push(diagnostic);
        // Once: the row that reaches the limit may add more, which go past it.
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
    /// The cell of a column; blank where there is none.
    pub fn cell(&self, column: &Column<'_>) -> &'r str {
        column.at.and_then(|at| self.record.get(at)).map_or("", str::trim)
    }

    pub fn number(&self, column: &Column<'_>, (least, most): (f64, f64), findings: &mut Findings) -> Option<f64> {
        let text = self.cell(column);
        // `parse` takes `inf` and `NaN` too.
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        let fits = value.filter(|value| (least..=most).contains(value));
        if fits.is_none() {
            let rule = match value {
                None => "this is no number".into(),
                Some(_) => format!("a number here lies between {least} and {most}"),
            };
            findings.add(self.line, Some((column.name, text)), rule, "check its unit");
        }
        fits
    }
}

/// A column that was looked for.
#[derive(Clone, Copy, Default)]
pub(super) struct Column<'c> {
    at: Option<usize>,
    pub name: &'c str,
}

/// Finds columns by name in the header.
pub(super) struct Header {
    names: Vec<String>,
}

impl Header {
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// A column that is needed.
    pub fn column<'c>(&self, name: &'c str, flag: &str, findings: &mut Findings) -> Column<'c> {
        let at = self.names.iter().position(|own| own == name);
        if at.is_none() {
            let near = did_you_mean(name, self.names.iter().map(String::as_str));
            let near = if near.is_empty() { format!("its columns: {}", self.names.join(", ")) } else { near };
            findings.add(1, None, format!("there is no column {name:?}"), &format!("{near}; {flag} names it"));
        }
        Column { at, name }
    }

    /// One that is needed where it is named.
    pub fn maybe<'c>(&self, name: &'c Option<String>, flag: &str, findings: &mut Findings) -> Column<'c> {
        name.as_deref().map_or_else(Column::default, |name| self.column(name, flag, findings))
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
    let broken = |error: csv::Error| fault(format!("cannot be read: {error}; is it CSV in UTF-8, or gzip of it?"));
    let header = reader.headers().map_err(broken)?;
    // A byte order mark may precede the first name.
    let header =
        Header { names: header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().into()).collect() };
    let mut findings = Findings { file: name.clone(), all: Vec::new() };
    if header.names.is_empty() {
        findings.add(1, None, "the file is empty", "a header and rows are needed");
        return Ok(findings.all);
    }
    let columns = columns(&header, &mut findings);
    // Without its columns no row can be read.
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
    let about = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}; check its name"))?;
    if !about.is_file() {
        return Err("this is no regular file; name a CSV file".into());
    }
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}; check who may read it"))?;
    let mut plain = BufReader::with_capacity(1 << 16, file);
    let start = plain.fill_buf().map_err(|error| format!("cannot be read: {error}"))?;
    // The magic number of gzip. A file may be several compressed ones in a row.
    Ok(if start.starts_with(&[0x1f, 0x8b]) { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) })
}

/// `nodes.csv` and `links.csv`, with the columns of `ImportColumns::own`. Numbers are written so that they are read as
/// the same.
pub fn written(imported: &ImportedNetwork) -> (Vec<u8>, Vec<u8>) {
    (nodes(imported), links(imported))
}

fn nodes(imported: &ImportedNetwork) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 4]| out.write_record(cells).unwrap_or_default();
    put(["id", "lat", "lon", "country"]);
    for (at, [lat, lon]) in imported.at.iter().enumerate() {
        let country = named(&imported.countries, imported.country[at]);
        put([imported.node.get(at), &lat.to_string(), &lon.to_string(), country]);
    }
    // Writing to memory does not fail.
    out.into_inner().unwrap_or_default()
}

fn links(imported: &ImportedNetwork) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: [&str; 10]| out.write_record(cells).unwrap_or_default();
    put(["id", "from", "to", "km", "mode", "oneway", "usd_t", "hours", "tag", "kt_y"]);
    // The first arc of a link goes from its lower end; a second one says that it goes both ways.
    let mut arc_of = vec![(u32::MAX, "true"); imported.length.len()];
    for (arc, &link) in (0..).zip(imported.link_of.iter()) {
        let own = &mut arc_of[link as usize];
        *own = if own.0 == u32::MAX { (arc, "true") } else { (own.0, "false") };
    }
    for (link, (arc, oneway)) in arc_of.into_iter().enumerate() {
        let arc = arc as usize;
        let ends = [imported.tail[arc], imported.head[arc]].map(|node| imported.node.get(node as usize));
        // `NO_CAPACITY` is written as a blank.
        let capacity = Some(imported.capacity[link]).filter(|&kt| kt != u32::MAX);
        put([
            imported.link.get(link),
            ends[0],
            ends[1],
            &(f64::from(imported.length[link]) / 1000.0).to_string(),
            named(&imported.modes, imported.mode[link]),
            oneway,
            // The unit of imported costs has four decimals, and a second is more than 0.0002 hours.
            &decimals(f64::from(imported.cost[arc]) * IMPORTED_COST.usd_t(), 4),
            &decimals(f64::from(imported.time[arc]) / 3600.0, 5),
            named(&imported.tags, imported.tag[link]),
            &capacity.map(|kt| kt.to_string()).unwrap_or_default(),
        ]);
    }
    out.into_inner().unwrap_or_default()
}

fn decimals(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    // There always is a point, so no zero of a whole number is lost.
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn named(all: &[String], at: u16) -> &str {
    if at == NO_TAG { "" } else { all.get(usize::from(at)).map_or("", String::as_str) }
}
