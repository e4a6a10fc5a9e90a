//! The only reader of files: what they say, with line numbers. Whether it is true is asked in `validate`.

mod csv_file;
mod dictionary;
mod embedded;
mod files;
mod named;
mod package;
mod quotes;
mod raw;
#[cfg(test)]
mod tests;
mod text;

pub use csv_file::{Blanks, read as read_csv};
pub use dictionary::data_dictionary;
#[cfg(test)]
pub use embedded::tiny;
pub use embedded::{built_in, countries, embedded, template};
pub use files::{Source, read_file};
pub use named::named_file;
pub use package::{data_package, label};
pub use raw::{RawFile, RawTable, RawTables};
pub use text::read as read_text;

use crate::error::Result;
use files::{Files, MEASURES, PACKAGE, SCENARIOS};

/// The version of an atlas whose maker counts none.
const UNNUMBERED: &str = "0";

/// The files that an atlas is made of, as they lie there: name and bytes.
///
/// # Errors
/// Where there is no folder to read, or a file of it cannot be.
pub fn files(source: Source<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = Files::open(source)?;
    // What is packed elsewhere keeps the name of its folder.
    if !files.has(PACKAGE) {
        files.put(PACKAGE, data_package(&files.name, &files.name, UNNUMBERED).into_bytes());
    }
    files.all().map_err(|diagnostic| crate::error::Error::data("the atlas cannot be read", vec![*diagnostic]))
}

/// `datapackage.json` of an atlas that is made for a folder of this name, as its path and bytes.
pub fn own_package(folder: &str) -> (String, Vec<u8>) {
    let name = files::folder_name(std::path::Path::new(folder));
    (PACKAGE.into(), data_package(&name, &name, UNNUMBERED).into_bytes())
}

/// Reads all files of an atlas. What is wrong with single files stands in the notices of what is returned.
///
/// # Errors
/// Where there is no folder to read.
pub fn read(source: Source<'_>) -> Result<RawTables> {
    let files = Files::open(source)?;
    let mut raw = RawTables { sha256: files.sha256(), diagnostics: files.strays.clone(), ..RawTables::default() };
    // Faults of single files are gathered, so that all are reported at once.
    if files.has(PACKAGE) {
        match files.get(PACKAGE).map_err(|diagnostic| vec![*diagnostic]).and_then(label) {
            Ok(label) => (raw.name, raw.version) = (label.name, label.version),
            Err(diagnostics) => raw.diagnostics.extend(diagnostics),
        }
    } else {
        (raw.name, raw.version) = (files.name.clone(), UNNUMBERED.into());
    }
    raw.read_tables(&files);
    raw.measures = documents(&files, MEASURES, &mut raw);
    raw.scenarios = documents(&files, SCENARIOS, &mut raw);
    Ok(raw)
}

/// The files of a folder that are read as a whole.
fn documents(files: &Files, folder: &str, raw: &mut RawTables) -> Vec<RawFile> {
    let mut documents = Vec::new();
    for name in files.inside(folder) {
        match files.get(name).map_err(|diagnostic| vec![*diagnostic]).and_then(|bytes| read_text(name, bytes)) {
            Ok(text) => documents.push(RawFile { name: name.clone(), text }),
            Err(diagnostics) => {
                // What this file holds must not be reported as missing elsewhere.
                raw.broken.insert(name.clone());
                raw.diagnostics.extend(diagnostics);
            }
        }
    }
    documents
}
