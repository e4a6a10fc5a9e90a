//! Texts that the user names on the line: scenario and flow files.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

/// As for the files of an atlas; and a device may never end.
const LARGEST: u64 = 8 << 20;

/// The whole text of a file or a pipe that the user named, which must be UTF-8.
///
/// # Errors
/// It is missing, no file, too large, or no UTF-8.
pub fn named_file(path: &Path) -> Result<String> {
    let name = path.display().to_string();
    let bytes = bytes(path, &name)?;
    String::from_utf8(bytes).map_err(|error| {
        // From the bytes before the first bad one: line and position, counted from 1.
        let good = error.utf8_error().valid_up_to();
        let (before, rest) = error.as_bytes().split_at(good);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        // An error means that a byte follows what is good.
        let odd = rest.first().copied().unwrap_or_default();
        let rule = format!("the file is not UTF-8: byte 0x{odd:02X} at position {}", good - start + 1);
        unusable(Diagnostic::error(name, rule, "save it as UTF-8").row(line as u64))
    })
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>> {
    let refuse = |rule: String, hint: &str| unusable(Diagnostic::error(name, rule, hint));
    let fault = |error: &std::io::Error| match error.kind() {
        ErrorKind::NotFound => refuse("the file is missing".into(), "check its name"),
        ErrorKind::IsADirectory => refuse("a folder stands where a file is meant".into(), "name a file in it"),
        _ => refuse(format!("the file cannot be read: {error}"), "check who may read it"),
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| fault(&error))?;
    // One byte more than allowed shows that it is too large.
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    if bytes.len() as u64 > LARGEST {
        let rule = format!("the file is larger than {} MiB", LARGEST >> 20);
        return Err(refuse(rule, "split it, or take out what is not data"));
    }
    Ok(bytes)
}

fn unusable(diagnostic: Diagnostic) -> Error {
    Error::data("a file cannot be used", vec![diagnostic])
}
