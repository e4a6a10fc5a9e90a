//! Where bytes come from: a folder, or files that are inside the binary.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::error::{Error, ErrorKind, Result};
use crate::tables::TABLES;

#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    Folder(&'a Path),
    /// In memory: paths inside the atlas, with `/`, and bytes.
    Files(&'a [(&'a str, &'a [u8])]),
}

/// The file that names an atlas.
pub(super) const PACKAGE: &str = "datapackage.json";
pub(super) const SCENARIOS: &str = "scenarios/";
pub(super) const MEASURES: &str = "measures/";
/// Larger files are refused: nothing that people edit comes near, and 8 MiB of wrong cells make findings of 1 GiB.
const LARGEST: u64 = 8 << 20;

/// What is there, or what is wrong with it.
// Boxed, since a finding is much larger than the good case.
type Checked<T> = std::result::Result<T, Box<Diagnostic>>;

/// The files of an atlas that it is made of; what else lies in the folder is left alone.
#[derive(Debug)]
pub(super) struct Files {
    found: BTreeMap<String, Checked<Vec<u8>>>,
    /// What the atlas is called that names itself nowhere: its folder.
    pub name: String,
    /// Files that look as if they were meant to be a table.
    pub strays: Vec<Diagnostic>,
}

impl Files {
    pub fn open(source: Source<'_>) -> Result<Self> {
        match source {
            Source::Folder(path) => Self::folder(path),
            Source::Files(files) => {
                let mut all = Self::of("atlas");
                for (name, bytes) in files {
                    // The bytes are copied only if the atlas has a file of this name.
                    all.add(name, || size(name, bytes.len() as u64).map(|()| bytes.to_vec()));
                }
                Ok(all)
            }
        }
    }

    fn of(name: &str) -> Self {
        Self { found: BTreeMap::new(), name: name.to_owned(), strays: Vec::new() }
    }

    /// Adds a file, or takes it in place of the one that is there.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.found.insert(name.to_owned(), Ok(bytes));
    }

    fn folder(path: &Path) -> Result<Self> {
        let mut all = Self::of(&folder_name(path));
        for (name, path) in entries(path).map_err(|error| unreadable(path, &error))? {
            all.add(&name, || bytes(&name, &path));
        }
        // Only these folders are part of an atlas.
        for inner in [MEASURES, SCENARIOS] {
            let folder = path.join(inner);
            if folder.is_dir() {
                for (name, path) in entries(&folder).map_err(|error| unreadable(&folder, &error))? {
                    let name = format!("{inner}{name}");
                    all.add(&name, || bytes(&name, &path));
                }
            }
        }
        Ok(all)
    }

    fn add(&mut self, name: &str, bytes: impl FnOnce() -> Checked<Vec<u8>>) {
        let is_table = TABLES.iter().any(|table| table.file == name);
        let inside = |folder: &&str| {
            name.strip_prefix(*folder).is_some_and(|file| has_ending(file, "toml") && !file.contains('/'))
        };
        if is_table || [MEASURES, SCENARIOS].iter().any(inside) || name == PACKAGE {
            self.found.insert(name.to_owned(), bytes());
        // A CSV file under another name may be a misspelt table; files of other kinds are left alone.
        } else if has_ending(name, "csv") && !name.contains('/') {
            let near = did_you_mean(name, TABLES.iter().map(|table| table.file));
            let near =
                if near.is_empty() { "take it out of the folder, or name it after a table".into() } else { near };
            self.strays.push(Diagnostic::warning(name, "no table has this name: the file is not read", near));
        }
    }

    pub fn has(&self, name: &str) -> bool {
        self.found.contains_key(name)
    }

    /// The bytes of a file that is owed.
    pub fn get(&self, name: &str) -> Checked<&[u8]> {
        match self.found.get(name) {
            Some(Ok(bytes)) => Ok(bytes),
            Some(Err(diagnostic)) => Err(diagnostic.clone()),
            None => Err(Box::new(Diagnostic::error(
                name,
                "the file is missing",
                "an atlas has places.csv, links.csv and flows.csv; `corridor init DIR --template minimal` writes them",
            ))),
        }
    }

    pub fn all(self) -> Checked<Vec<(String, Vec<u8>)>> {
        self.found.into_iter().map(|(name, bytes)| Ok((name, bytes?))).collect()
    }

    /// Names of the files in a folder, in order.
    pub fn inside(&self, folder: &str) -> impl Iterator<Item = &String> {
        self.found.keys().filter(move |name| name.starts_with(folder))
    }

    /// Over the sorted names: name, length, bytes.
    pub fn sha256(&self) -> String {
        // Lengths keep bytes from moving between a name and its content.
        let mut hash = Sha256::new();
        for (name, bytes) in &self.found {
            // Files that cannot be read count as empty: such an atlas is refused.
            let bytes = bytes.as_deref().unwrap_or_default();
            hash.update((name.len() as u64).to_le_bytes());
            hash.update(name);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A file by its path, for `check FILE`, `--flows FILE` and `--scenario FILE`.
///
/// # Errors
/// One that names the file, where it is missing, no file, too large or not readable.
pub fn read_file(path: &Path) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    bytes(&name, path)
        .map_err(|diagnostic| Error::new(ErrorKind::Io, format!("{name}: {}; {}", diagnostic.rule, diagnostic.hint)))
}

fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// The last part of a path as an atlas is called: small letters, digits and hyphens.
pub(super) fn folder_name(path: &Path) -> String {
    // `.` and `..` have no last part until they are looked up.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let last = whole.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let name: String = last.chars().map(letter).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "atlas".into() } else { name.to_owned() }
}

/// Names that are not UTF-8 cannot be meant: every file of an atlas has a plain name.
fn entries(folder: &Path) -> std::io::Result<BTreeMap<String, std::path::PathBuf>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string() {
            found.insert(name, entry.path());
        }
    }
    Ok(found)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let path = path.display();
    let message = match error.kind() {
        std::io::ErrorKind::NotFound => format!("{path}: there is no such folder; check its name"),
        std::io::ErrorKind::NotADirectory => {
            format!("{path}: an atlas is a folder, this is a file; name the folder that holds it")
        }
        _ => format!("{path}: the folder cannot be read: {error}; check who may read it"),
    };
    Error::new(ErrorKind::Io, message)
}

fn bytes(name: &str, path: &Path) -> Checked<Vec<u8>> {
    let refuse = |rule: String, hint: &str| Box::new(Diagnostic::error(name, rule, hint));
    let fault = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => refuse("the file is missing".into(), "check its name"),
        _ => refuse(format!("the file cannot be read: {error}"), "check who may read it"),
    };
    // Before it is opened: a pipe would wait for a writer.
    let about = std::fs::metadata(path).map_err(|error| fault(&error))?;
    if about.is_dir() {
        return Err(refuse("a folder stands where a file is meant".into(), "move it away"));
    }
    if !about.is_file() {
        return Err(refuse("this is no regular file".into(), "put a plain file there"));
    }
    size(name, about.len())?;
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| fault(&error))?;
    // The file may have grown since its length was asked.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    size(name, bytes.len() as u64)?;
    Ok(bytes)
}

fn size(name: &str, length: u64) -> Checked<()> {
    if length <= LARGEST {
        return Ok(());
    }
    let rule = format!("the file is larger than {} MiB: it has {} MiB", LARGEST >> 20, length >> 20);
    Err(Box::new(Diagnostic::error(name, rule, "split it, or take out what is not data")))
}
