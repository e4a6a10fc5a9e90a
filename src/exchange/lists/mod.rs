//! Lists of sanctioned persons in: who of an atlas is on them, surely or perhaps.
//!
//! Lists are read as streams: what is in memory at a time does not grow with the file.

mod names;
mod opensanctions;
mod sdn;

use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::tables::Atlas;

pub use names::{Hit, Known};

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
    id: std::borrow::Cow<'a, str>,
    /// Its names, the main one first.
    names: Vec<std::borrow::Cow<'a, str>>,
    /// `imo:9329760`, `inn:7706107510`.
    identifiers: Vec<String>,
    /// A person, a vessel, or something else.
    is_person: bool,
    is_vessel: bool,
}

/// How many bytes a file has: for who waits, so none where it cannot be told.
#[must_use]
pub fn size(path: &Path) -> usize {
    let bytes = std::fs::metadata(path).map_or(0, |about| about.len());
    usize::try_from(bytes).unwrap_or_default()
}

/// Reads a list, plain or gzipped, and finds who of the atlas is on it; names that are no nearer than `least` (0 to 1) are
/// left out. `tell` hears how many bytes have been read.
///
/// # Errors
/// The file cannot be read, or a line of it is not of its form: nothing of it is used then.
pub fn listed(
    path: &Path,
    kind: Kind,
    atlas: &Atlas,
    least: f64,
    tell: &(impl Fn(usize) + Sync),
) -> Result<Listed> {
    let known = Known::new(atlas, least);
    let name = path.display().to_string();
    let reader =
        super::table::opened(path).map_err(|what| Error::new(ErrorKind::Io, format!("{name}: {what}")))?;
    let mut found = match kind {
        Kind::OfacSdn => sdn::read(&name, reader, &known, tell),
        Kind::OpenSanctions => opensanctions::read(&name, reader, &known, tell),
    }?;
    if found.entries == 0 {
        return Err(Error::new(ErrorKind::Data, format!("{name}: the list is empty: it has no entry")));
    }
    let order = |a: &Hit, b: &Hit| (a.what, &a.id, &a.entry).cmp(&(b.what, &b.id, &b.entry));
    found.exact.sort_by(order);
    found.near.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| order(a, b)));
    Ok(found)
}
