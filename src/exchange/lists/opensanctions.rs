//! Files of `OpenSanctions`: `targets.simple.csv`, and entities of `FollowTheMoney` as JSON lines.
//!
//! JSON lines come in blocks of whole lines that are parsed in parallel and dropped: memory does not grow with the
//! file.

use std::borrow::Cow;
use std::io::Read;

use rayon::prelude::*;
use serde::Deserialize;

use super::names::AtlasNames;
use super::{Entry, Listed, read_since};
use crate::error::{Error, ErrorKind, Result};

/// Bytes that are read at a time.
const BLOCK: usize = 2 << 20;
/// A line that is longer is no entity.
const LONGEST: usize = 16 << 20;

pub(super) fn read(
    file: &str,
    mut reader: Box<dyn Read>,
    known: &AtlasNames,
    tell: &(impl Fn(usize) + Sync),
) -> Result<Listed> {
    // The first byte says the form: an entity of JSON lines begins with `{`, a header of CSV does not.
    let mut start = [0; 1];
    let first = reader.read(&mut start).map_err(|error| unreadable(file, &error))?;
    if first == 0 {
        return Ok(Listed::default());
    }
    let whole = Box::new(std::io::Cursor::new(start).chain(reader));
    if start[0] == b'{' { lines(file, whole, known, tell) } else { simple(file, whole, known, tell) }
}

fn unreadable(file: &str, error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Io, format!("{file}: cannot be read: {error}"))
}

/// What is read of an entity.
#[derive(Deserialize)]
struct Entity<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow, default)]
    schema: Cow<'a, str>,
    #[serde(borrow, default)]
    caption: Cow<'a, str>,
    #[serde(borrow, default)]
    properties: Properties<'a>,
}

type Values<'a> = Vec<Text<'a>>;

/// A text that is borrowed where it has no escapes.
#[derive(Clone, Debug, Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Properties<'a> {
    #[serde(borrow)]
    name: Values<'a>,
    #[serde(borrow)]
    alias: Values<'a>,
    #[serde(borrow)]
    weak_alias: Values<'a>,
    #[serde(borrow)]
    previous_name: Values<'a>,
    #[serde(borrow)]
    topics: Values<'a>,
    #[serde(borrow)]
    imo_number: Values<'a>,
    #[serde(borrow)]
    inn_code: Values<'a>,
    #[serde(borrow)]
    ogrn_code: Values<'a>,
    #[serde(borrow)]
    okpo_code: Values<'a>,
    #[serde(borrow)]
    lei_code: Values<'a>,
}

fn lines(file: &str, mut reader: impl Read, known: &AtlasNames, tell: &(impl Fn(usize) + Sync)) -> Result<Listed> {
    let mut found = Listed::default();
    let mut block: Vec<u8> = Vec::with_capacity(2 * BLOCK);
    let mut line = 1;
    let mut ended = false;
    while !ended {
        // What the block before has left: the beginning of a line.
        let kept = block.len();
        let read = (&mut reader).take(BLOCK as u64).read_to_end(&mut block);
        let read = read.map_err(|error| unreadable(file, &error))?;
        ended = read == 0;
        // Up to the last whole line; the last line of a file may end without a break.
        let end =
            if ended { block.len() } else { block.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
        // Without a limit a file of one line would grow the block to its size.
        if end == 0 && block.len() > LONGEST {
            let rule = format!("a line is longer than {} MiB", LONGEST >> 20);
            return Err(Error::new(ErrorKind::Data, format!("{file}:{line}: {rule}: is it JSON lines?")));
        }
        // Chunks are collected in order, so that the first broken line is the one reported.
        let texts: Vec<&[u8]> = block[..end].split(|byte| *byte == b'\n').collect();
        let parts: Vec<std::result::Result<Listed, (usize, String)>> = texts
            .par_chunks(256)
            .enumerate()
            .map(|(at, chunk)| of_lines(chunk, known).map_err(|(row, what)| (at * 256 + row, what)))
            .collect();
        for part in parts {
            let part = part.map_err(|(row, what)| {
                let rule = format!("{file}:{}: not an entity: {what}; nothing of the list is used", line + row);
                Error::new(ErrorKind::Data, rule)
            })?;
            found.extend(part);
        }
        // `split` gives an empty piece behind the last break, which is no line.
        line += texts.len().saturating_sub(1);
        tell(block.len() - kept);
        block.drain(..end);
    }
    Ok(found)
}

fn of_lines(lines: &[&[u8]], known: &AtlasNames) -> std::result::Result<Listed, (usize, String)> {
    let mut part = Listed::default();
    for (at, line) in lines.iter().enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let entity: Entity<'_> = serde_json::from_slice(line).map_err(|error| (at, error.to_string()))?;
        if entity.properties.topics.iter().any(|topic| topic.0.starts_with("sanction")) {
            part.take(known, &entry(entity));
        } else {
            // Others are counted and not compared: these files hold more than sanctions.
            part.entries += 1;
        }
    }
    Ok(part)
}

fn entry(entity: Entity<'_>) -> Entry<'_> {
    let own = entity.properties;
    let coded = [
        ("imo", &own.imo_number),
        ("inn", &own.inn_code),
        ("ogrn", &own.ogrn_code),
        ("okpo", &own.okpo_code),
        ("lei", &own.lei_code),
    ];
    let identifiers = coded
        .into_iter()
        .flat_map(|(name, values)| values.iter().map(move |value| identifier(name, &value.0)))
        .collect();
    // The caption comes first: hits by identifier show it.
    let names = std::iter::once(entity.caption);
    let more = [own.name, own.alias, own.weak_alias, own.previous_name].into_iter().flatten();
    Entry {
        id: entity.id,
        names: names.chain(more.map(|text| text.0)).collect(),
        identifiers,
        is_person: entity.schema == "Person",
        is_vessel: entity.schema == "Vessel",
    }
}

/// `IMO9329760` and `9329760` are the same.
fn identifier(name: &str, value: &str) -> String {
    let digits = value.trim().trim_start_matches("IMO").trim();
    format!("{name}:{digits}")
}

/// Cells of `targets.simple.csv` that are lists are joined by `;`.
fn simple(file: &str, reader: impl Read, known: &AtlasNames, tell: &(impl Fn(usize) + Sync)) -> Result<Listed> {
    let mut rows = csv::ReaderBuilder::new().flexible(false).from_reader(reader);
    let broken = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let what = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("a row has {expected_len} cells, this one {len}")
            }
            _ => error.to_string(),
        };
        let what = format!("{file}:{line}: not a row of targets.simple.csv: {what}; nothing of the list is used");
        Error::new(ErrorKind::Data, what)
    };
    let header: Vec<String> = rows.headers().map_err(broken)?.iter().map(str::to_owned).collect();
    let find = |name: &str| header.iter().position(|own| own.trim_start_matches('\u{feff}') == name);
    let (Some(id), Some(schema), Some(name)) = (find("id"), find("schema"), find("name")) else {
        let what = format!("{file}:1: the columns id, schema and name are needed: is it targets.simple.csv?");
        return Err(Error::new(ErrorKind::Data, what));
    };
    let (aliases, identifiers) = (find("aliases"), find("identifiers"));
    let mut found = Listed::default();
    let mut record = csv::StringRecord::new();
    let mut told = 0;
    while rows.read_record(&mut record).map_err(broken)? {
        tell(read_since(&record, &mut told));
        let list = |column: Option<usize>| {
            let cell = column.and_then(|at| record.get(at)).unwrap_or_default();
            cell.split(';').map(str::trim).filter(|item| !item.is_empty())
        };
        let kind = record.get(schema).unwrap_or_default();
        let main = record.get(name).unwrap_or_default();
        let numbers = list(identifiers).flat_map(|value| {
            // A cell does not say which kind of number it holds: each is tried as each.
            ["imo", "inn", "ogrn", "okpo", "lei"].map(|name| identifier(name, value))
        });
        let entry = Entry {
            id: Cow::Borrowed(record.get(id).unwrap_or_default()),
            names: std::iter::once(main).chain(list(aliases)).map(Cow::Borrowed).collect(),
            identifiers: numbers.collect(),
            is_person: kind == "Person",
            is_vessel: kind == "Vessel",
        };
        found.take(known, &entry);
    }
    Ok(found)
}
