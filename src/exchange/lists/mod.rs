//! Lists of sanctioned persons in: who of an atlas is on them, surely or perhaps.
//!
//! Lists are read as streams: what is in memory at a time does not grow with the file.

mod names;
mod opensanctions;

pub use names::{AtlasNames, Hit};

use std::borrow::Cow;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::tables::Atlas;

/// What a list says of an atlas.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub entries: u64,
    /// Of these sanctioned: a list may hold others too.
    pub sanctioned: u64,
    /// Surely the same: by an identifier, or by a name that is the same but for spelling and legal form.
    pub exact: Vec<Hit>,
    /// Perhaps the same: for people to look at.
    pub near: Vec<Hit>,
}

impl Listed {
    /// One sanctioned entry more.
    fn take(&mut self, known: &AtlasNames, entry: &Entry<'_>) {
        let (exact, near) = known.hits(entry);
        self.extend(Self { entries: 1, sanctioned: 1, exact, near });
    }

    fn extend(&mut self, more: Self) {
        self.entries += more.entries;
        self.sanctioned += more.sanctioned;
        self.exact.extend(more.exact);
        self.near.extend(more.near);
    }
}

/// How many bytes were read since the record before.
fn read_since(record: &csv::StringRecord, told: &mut u64) -> usize {
    let at = record.position().map_or(0, csv::Position::byte);
    usize::try_from(at.saturating_sub(std::mem::replace(told, at))).unwrap_or_default()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The SDN list of OFAC as CSV, with or without a header.
    OfacSdn,
    /// `OpenSanctions`: `targets.simple.csv`, or `FollowTheMoney` as JSON lines.
    OpenSanctions,
}

/// One entry of a list, as far as it matters.
#[derive(Clone, Debug, Default)]
struct Entry<'a> {
    /// Its id on the list.
    id: Cow<'a, str>,
    /// Its names, the main one first.
    names: Vec<Cow<'a, str>>,
    /// `imo:9329760`, `inn:7706107510`.
    identifiers: Vec<String>,
    /// A person, a vessel, or something else.
    is_person: bool,
    is_vessel: bool,
}

/// How many bytes a file has: for who waits, so none where it cannot be told.
pub fn size(path: &Path) -> usize {
    let bytes = std::fs::metadata(path).map_or(0, |about| about.len());
    usize::try_from(bytes).unwrap_or_default()
}

/// Reads a list, plain or gzipped, and finds who of the atlas is on it; names that are no nearer than `least` (0 to 1)
/// are left out. `tell` hears how many bytes have been read.
///
/// # Errors
/// The file cannot be read, or a line of it is not of its form: nothing of it is used then.
pub fn listed(path: &Path, kind: Kind, atlas: &Atlas, least: f64, tell: &(impl Fn(usize) + Sync)) -> Result<Listed> {
    let known = AtlasNames::new(atlas, least);
    let name = path.display().to_string();
    let reader = super::table::opened(path).map_err(|what| Error::new(ErrorKind::Io, format!("{name}: {what}")))?;
    let mut found = match kind {
        Kind::OfacSdn => read_sdn(&name, reader, &known, tell),
        Kind::OpenSanctions => opensanctions::read(&name, reader, &known, tell),
    }?;
    // Taken as it is, an empty list would clear everyone.
    if found.entries == 0 {
        return Err(Error::new(ErrorKind::Data, format!("{name}: the list is empty: it has no entry")));
    }
    // Hits come in an order of their own, whatever that of the file.
    let order = |a: &Hit, b: &Hit| (a.what, &a.id, &a.entry).cmp(&(b.what, &b.id, &b.entry));
    found.exact.sort_by(order);
    found.near.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| order(a, b)));
    Ok(found)
}

/// The SDN list of the US Treasury as CSV: twelve columns, blank cells as `-0-`; the published file has no header.
const COLUMNS: usize = 12;

fn read_sdn(file: &str, reader: Box<dyn Read>, known: &AtlasNames, tell: &(impl Fn(usize) + Sync)) -> Result<Listed> {
    // Rows of another length are refused below, with a hint of what the file should be.
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(reader);
    let fault = |line: u64, what: String| Error::new(ErrorKind::Data, format!("{file}:{line}: {what}"));
    let mut found = Listed::default();
    let mut record = csv::StringRecord::new();
    let mut told = 0;
    loop {
        let more = rows.read_record(&mut record);
        let more = more.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            fault(line, format!("not CSV in UTF-8: {error}; nothing of it is used"))
        })?;
        if !more {
            break;
        }
        let line = record.position().map_or(0, csv::Position::line);
        tell(read_since(&record, &mut told));
        // The file ends with Ctrl-Z, the end of a file under DOS. Only a header begins with what is no number.
        let is_end = record.len() == 1 && record.get(0).is_some_and(|cell| cell.trim() == "\u{1a}");
        if is_end || line == 1 && !record.get(0).unwrap_or_default().trim().bytes().all(|b| b.is_ascii_digit()) {
            continue;
        }
        if record.len() != COLUMNS {
            let rule = format!("a row of the SDN list has {COLUMNS} cells, this one {}", record.len());
            return Err(fault(line, format!("{rule}; is it sdn.csv? Nothing of it is used")));
        }
        found.take(known, &sdn_entry(&record));
    }
    Ok(found)
}

fn sdn_entry(record: &csv::StringRecord) -> Entry<'_> {
    let cell = |at: usize| record.get(at).map(str::trim).filter(|cell| *cell != "-0-").unwrap_or_default();
    let remarks = cell(11);
    // Other names are in the remarks: also, formerly and now known as.
    let also = remarks.split(';').filter_map(|part| {
        let part = part.trim();
        let name = ["a.k.a. '", "f.k.a. '", "n.k.a. '"].iter().find_map(|start| part.strip_prefix(start))?;
        // The last remark has a full stop behind the quote.
        Some(Cow::Borrowed(name.trim_end_matches('.').trim_end_matches('\'')))
    });
    let numbers = remarks.split(';').flat_map(|part| identifiers(part.trim()));
    Entry {
        id: Cow::Borrowed(cell(0)),
        names: std::iter::once(Cow::Borrowed(cell(1))).chain(also).collect(),
        identifiers: numbers.collect(),
        is_person: cell(2) == "individual",
        is_vessel: cell(2) == "vessel",
    }
}

/// `Vessel Registration Identification IMO 7406784`, `Tax ID No. 7706107510 (Russia)`,
/// `Registration Number 1027700043502`.
fn identifiers(part: &str) -> Vec<String> {
    let number = |text: &str| -> String { text.trim_start().chars().take_while(char::is_ascii_digit).collect() };
    let after = |word: &str| part.find(word).map(|at| number(&part[at + word.len()..]));
    let found = [
        after("IMO ").map(|imo| format!("imo:{imo}")),
        after("Tax ID No. ").map(|inn| format!("inn:{inn}")),
        after("Registration Number ").map(|ogrn| format!("ogrn:{ogrn}")),
        after("Government Gazette Number ").map(|okpo| format!("okpo:{okpo}")),
    ];
    // A word without a number behind it is no identifier.
    found.into_iter().flatten().filter(|identifier| !identifier.ends_with(':')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_remarks() {
        assert_eq!(identifiers("Vessel Registration Identification IMO 7406784"), ["imo:7406784"]);
        assert_eq!(identifiers("Tax ID No. 7706107510 (Russia)"), ["inn:7706107510"]);
        assert!(identifiers("DOB 21 Jan 1971").is_empty());
    }
}
