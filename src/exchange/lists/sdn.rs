//! The SDN list of the US Treasury as CSV: twelve columns, blank cells as `-0-`; the published file has no header.

use std::borrow::Cow;
use std::io::Read;

use super::names::Known;
use super::{Entry, Listed};
use crate::error::{Error, ErrorKind, Result};

const COLUMNS: usize = 12;

pub(super) fn read(
    file: &str,
    reader: Box<dyn Read>,
    known: &Known,
    tell: &(impl Fn(usize) + Sync),
) -> Result<Listed> {
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
        let at = record.position().map_or(0, csv::Position::byte);
        tell(usize::try_from(at.saturating_sub(told)).unwrap_or_default());
        told = at;
        // The file ends with a byte of an old system.
        let is_end = record.len() == 1 && record.get(0).is_some_and(|cell| cell.trim() == "\u{1a}");
        if is_end
            || line == 1 && !record.get(0).unwrap_or_default().trim().bytes().all(|b| b.is_ascii_digit())
        {
            continue;
        }
        if record.len() != COLUMNS {
            let rule = format!("a row of the SDN list has {COLUMNS} cells, this one {}", record.len());
            return Err(fault(line, format!("{rule}; is it sdn.csv? Nothing of it is used")));
        }
        found.entries += 1;
        found.sanctioned += 1;
        let (exact, near) = known.hits(&entry(&record));
        found.exact.extend(exact);
        found.near.extend(near);
    }
    Ok(found)
}

fn entry(record: &csv::StringRecord) -> Entry<'_> {
    let cell = |at: usize| record.get(at).map(str::trim).filter(|cell| *cell != "-0-").unwrap_or_default();
    let remarks = cell(11);
    let also = remarks.split(';').filter_map(|part| {
        let part = part.trim();
        let name = ["a.k.a. '", "f.k.a. '", "n.k.a. '"].iter().find_map(|start| part.strip_prefix(start))?;
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

/// `Vessel Registration Identification IMO 7406784`, `Tax ID No. 7706107510 (Russia)`, `Registration Number 1027700043502`.
fn identifiers(part: &str) -> Vec<String> {
    let number =
        |text: &str| -> String { text.trim_start().chars().take_while(char::is_ascii_digit).collect() };
    let after = |word: &str| part.find(word).map(|at| number(&part[at + word.len()..]));
    let found = [
        after("IMO ").map(|imo| format!("imo:{imo}")),
        after("Tax ID No. ").map(|inn| format!("inn:{inn}")),
        after("Registration Number ").map(|ogrn| format!("ogrn:{ogrn}")),
        after("Government Gazette Number ").map(|okpo| format!("okpo:{okpo}")),
    ];
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
