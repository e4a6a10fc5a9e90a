//! A compiled file: a header, a table of sections, and sections that can be mapped as they are stored.
//!
//! | bytes | what |
//! |---|---|
//! | 0 to 8 | `CORRIDOR` |
//! | 8 to 12 | format, little-endian |
//! | 12 to 16 | `0x01020304` in the order of the machine that wrote it |
//! | 16 to 20 | number of sections |
//! | 20 to 24 | CRC-32 of the table |
//! | from 64 | the table: name (24 bytes), offset, length (8 each), CRC-32 of the section, zeros (4 each) |
//!
//! Sections start at multiples of 64, in the order of the table. CRC-32 finds what a disk or a copy spoils, at several
//! GB/s. It is no protection against forgery: who reads indices from a file checks them before they are used.

use std::fmt;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use bytemuck::{AnyBitPattern, NoUninit};

use super::array::{Array, Mapping};

const MAGIC: &[u8; 8] = b"CORRIDOR";
/// Goes up with every change of what sections hold.
const FORMAT: u32 = 2;
/// Four different bytes: on a machine with another byte order they read as another number.
const BYTE_ORDER: u32 = 0x0102_0304;
/// Bytes of the header, and what offsets are multiples of.
const ALIGN: usize = 64;
/// Bytes of an entry of the table, and of the name in it.
const ENTRY: usize = 48;
const NAME: usize = 24;
/// No file has more sections.
const MAX_SECTIONS: usize = 256;

/// A name and its bytes, to be written.
pub type Section<'a> = (&'a str, &'a [u8]);

/// CRC-32 of some bytes.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}

/// The bytes of a file with these sections, at most 256 of them.
///
/// # Panics
/// A name has more than 24 bytes.
#[must_use]
pub fn compile(sections: &[Section<'_>]) -> Vec<u8> {
    let aligned = |at: usize| at.next_multiple_of(ALIGN);
    let mut table = Vec::with_capacity(sections.len() * ENTRY);
    // The table comes before the sections, so their offsets are computed first.
    let mut at = aligned(ALIGN + sections.len() * ENTRY);
    for (name, bytes) in sections {
        let mut field = [0; NAME];
        field[..name.len()].copy_from_slice(name.as_bytes());
        table.extend(field);
        table.extend((at as u64).to_le_bytes());
        table.extend((bytes.len() as u64).to_le_bytes());
        table.extend(crc32fast::hash(bytes).to_le_bytes());
        // Up to the size of an entry.
        table.extend([0; 4]);
        at = aligned(at + bytes.len());
    }
    let mut file = Vec::with_capacity(at);
    file.extend(MAGIC);
    file.extend(FORMAT.to_le_bytes());
    // In this machine's order, as the numbers in sections are.
    file.extend(BYTE_ORDER.to_ne_bytes());
    // A number that does not fit is above the limit of sections, so the file is refused.
    file.extend(u32::try_from(sections.len()).unwrap_or(u32::MAX).to_le_bytes());
    file.extend(crc32fast::hash(&table).to_le_bytes());
    file.resize(ALIGN, 0);
    file.extend(table);
    // Zeros up to the offset that the table gives each section.
    for (_, bytes) in sections {
        file.resize(aligned(file.len()), 0);
        file.extend_from_slice(bytes);
    }
    file
}

/// Why a compiled file, or a section of it, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub fault: FileFault,
}

/// What is wrong with a compiled file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// The operating system does not open it: its reason.
    Unreadable(String),
    /// The operating system does not map it: its reason.
    Unmappable(String),
    /// It does not start with the magic number of a compiled file.
    Foreign,
    /// It was written in another format.
    Version {
        /// Its format.
        found: u32,
        /// The one that is read here.
        read: u32,
    },
    /// It was written on a machine with another byte order.
    ByteOrder,
    /// It is shorter than its table says, or the table is broken.
    Cut,
    /// A section cannot be used.
    Section {
        /// Its name.
        section: String,
        /// Why, as the end of a sentence.
        what: &'static str,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        match &self.fault {
            FileFault::Unreadable(why) => write!(f, "cannot be read: {why}"),
            FileFault::Unmappable(why) => write!(f, "cannot be mapped: {why}"),
            FileFault::Foreign => f.write_str("this is no compiled file"),
            FileFault::Version { found, read } => {
                write!(f, "format {found} was written by another version, this one reads format {read}")
            }
            FileFault::ByteOrder => f.write_str("it was compiled on a machine with another byte order"),
            FileFault::Cut => f.write_str("the file is cut off or its table is broken"),
            FileFault::Section { section, what } => write!(f, "section {section} {what}"),
        }
    }
}

impl std::error::Error for FileError {}

/// A compiled file, mapped. Its header and table are checked when it is opened, a section when it is first used.
pub struct CompiledFile {
    name: String,
    mapping: Mapping,
    sections: Vec<Entry>,
}

struct Entry {
    name: String,
    bytes: Range<usize>,
    crc: u32,
    /// Whether its checksum is right, once it was computed.
    sound: OnceLock<bool>,
}

impl CompiledFile {
    /// Whether a file starts with the magic number of a compiled one; `false` if it cannot be read.
    #[must_use]
    pub fn is_compiled(path: &Path) -> bool {
        let mut start = [0; 8];
        let read = File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut start));
        read.is_ok() && start == *MAGIC
    }

    /// Maps a file.
    ///
    /// # Errors
    /// It is no compiled file, of another format or machine, or shorter than its table says.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let name = path.display().to_string();
        let fault = |fault| FileError { file: name.clone(), fault };
        let file = File::open(path).map_err(|error| fault(FileFault::Unreadable(error.to_string())))?;
        let mapping = Mapping::open(&file).map_err(|error| fault(FileFault::Unmappable(error.to_string())))?;
        let sections = table(mapping.bytes()).map_err(fault)?;
        Ok(Self { name, mapping, sections })
    }

    /// Its path.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names of its sections in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|section| section.name.as_str())
    }

    /// Whether there is such a section.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names().any(|own| own == name)
    }

    /// A section as numbers.
    ///
    /// # Errors
    /// There is none of this name, its checksum is wrong, or its length is no multiple of a number's.
    pub fn array<T: AnyBitPattern + NoUninit>(&self, name: &str) -> Result<Array<T>, FileError> {
        let bytes = self.checked(name)?.bytes.clone();
        Array::mapped(&self.mapping, bytes).ok_or_else(|| self.fault(name, "has a length that cannot be"))
    }

    /// A section as it is stored.
    ///
    /// # Errors
    /// As [`CompiledFile::array`].
    pub fn bytes(&self, name: &str) -> Result<&[u8], FileError> {
        Ok(&self.mapping.bytes()[self.checked(name)?.bytes.clone()])
    }

    fn checked(&self, name: &str) -> Result<&Entry, FileError> {
        let entry = self.sections.iter().find(|section| section.name == name);
        let entry = entry.ok_or_else(|| self.fault(name, "is missing"))?;
        // All its bytes are read: only once, since the result is kept.
        let sound = || crc32fast::hash(&self.mapping.bytes()[entry.bytes.clone()]) == entry.crc;
        if *entry.sound.get_or_init(sound) { Ok(entry) } else { Err(self.fault(name, "is not as it was written")) }
    }

    /// An error about a section; `what` ends a sentence that begins with its name.
    #[must_use]
    pub fn fault(&self, section: &str, what: &'static str) -> FileError {
        let section = section.to_owned();
        FileError { file: self.name.clone(), fault: FileFault::Section { section, what } }
    }
}

fn table(bytes: &[u8]) -> Result<Vec<Entry>, FileFault> {
    // What each test reads has a meaning only if those before it passed.
    if bytes.get(..8) != Some(MAGIC) {
        return Err(FileFault::Foreign);
    }
    let word = |at: usize| -> Result<[u8; 4], FileFault> {
        bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).ok_or(FileFault::Cut)
    };
    let format = u32::from_le_bytes(word(8)?);
    if format != FORMAT {
        return Err(FileFault::Version { found: format, read: FORMAT });
    }
    if u32::from_ne_bytes(word(12)?) != BYTE_ORDER {
        return Err(FileFault::ByteOrder);
    }
    // One more than allowed is enough to see that there are too many, and a broken count takes no memory.
    let count = u32::from_le_bytes(word(16)?) as usize;
    let table = bytes.get(ALIGN..ALIGN + count.min(MAX_SECTIONS + 1) * ENTRY).ok_or(FileFault::Cut)?;
    if count > MAX_SECTIONS || crc32fast::hash(table) != u32::from_le_bytes(word(20)?) {
        return Err(FileFault::Cut);
    }
    table.chunks_exact(ENTRY).map(|entry| read(entry, bytes.len()).ok_or(FileFault::Cut)).collect()
}

/// An entry of the table, if its section is within the file.
fn read(entry: &[u8], file: usize) -> Option<Entry> {
    let number = |at: usize| Some(u64::from_le_bytes(entry.get(at..at + 8)?.try_into().ok()?));
    let start = usize::try_from(number(NAME)?).ok()?;
    // A section that ends beyond the file, or whose end overflows, is none.
    let end = start.checked_add(usize::try_from(number(NAME + 8)?).ok()?).filter(|end| *end <= file)?;
    let crc = u32::from_le_bytes(entry.get(NAME + 16..NAME + 20)?.try_into().ok()?);
    // Names are padded with zeros.
    let name = entry[..NAME].split(|byte| *byte == 0).next()?;
    Some(Entry { name: std::str::from_utf8(name).ok()?.to_owned(), bytes: start..end, crc, sound: OnceLock::new() })
}

/// Small files in one section, one after the other: length of the name, name, length of the bytes, bytes.
#[must_use]
pub fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            all.extend((part.len() as u64).to_le_bytes());
            all.extend_from_slice(part);
        }
    }
    all
}

/// What [`pack`] was given; `None` where the bytes do not come from it.
#[must_use]
pub fn unpack(mut bytes: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut part = || {
        let (length, rest) = bytes.split_at_checked(8)?;
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        let (own, rest) = rest.split_at_checked(length)?;
        bytes = rest;
        // Whether nothing follows: where a file may end, if this part was its bytes.
        Some((own, rest.is_empty()))
    };
    let mut files = Vec::new();
    loop {
        let (name, _) = part()?;
        let (own, last) = part()?;
        files.push((std::str::from_utf8(name).ok()?, own));
        if last {
            return Some(files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let files = [("a.csv".to_owned(), b"id\n".to_vec()), ("b".to_owned(), Vec::new())];
        let bytes = pack(&files);
        assert_eq!(unpack(&bytes), Some(vec![("a.csv", &b"id\n"[..]), ("b", &b""[..])]));
        assert!((0..bytes.len()).filter(|&at| at != 24).all(|at| unpack(&bytes[..at]).is_none()));
    }
}
