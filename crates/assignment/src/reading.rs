//! What the readers of instances share: files that may be gzipped, and all errors in them at once.

use std::fmt;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// After so many errors a file is not read on.
const MAX_ERRORS: usize = 10_000;

/// A line that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; `None`: the whole file.
    pub line: Option<u64>,
    /// The rule, as a sentence.
    pub rule: String,
    /// What to do about it.
    pub hint: String,
}

impl LineError {
    /// Of a whole file.
    pub(crate) fn new(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, rule: rule.into(), hint: hint.into() }
    }

    pub(crate) fn at(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// Why an instance cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// A file cannot be read: why, with its name.
    File(String),
    /// Every line that breaks a rule.
    Lines(Vec<LineError>),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(why) => f.write_str(why),
            Self::Lines(errors) => {
                for error in errors {
                    let line = error.line.map_or_else(String::new, |line| format!(":{line}"));
                    writeln!(f, "{}{line}: {}; {}", error.file, error.rule, error.hint)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The errors of a file, as far as it was read.
pub(crate) struct LineErrors {
    pub file: String,
    pub all: Vec<LineError>,
}

impl LineErrors {
    pub fn add(&mut self, line: u64, rule: impl Into<String>, hint: &str) {
        self.all.push(LineError::new(&self.file, rule, hint).at(line));
        // Added once: with it there are more than the maximum, and the reader stops.
        if self.all.len() == MAX_ERRORS {
            let rule = format!("reading stopped after {MAX_ERRORS} findings");
            self.all.push(LineError::new(&self.file, rule, "mend these first").at(line));
        }
    }

    pub fn are_too_many(&self) -> bool {
        self.all.len() > MAX_ERRORS
    }
}

/// A file, plain or gzipped by what it starts with, not by its name.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>, String> {
    let about = std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}; check its name"))?;
    // A folder or a pipe may open and fail, or wait, only when it is read.
    if !about.is_file() {
        return Err("this is no regular file; name a file, plain or gzipped".into());
    }
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}; check who may read it"))?;
    let mut plain = BufReader::with_capacity(1 << 16, file);
    // Looked at but not consumed: the decoder needs the two magic bytes of gzip too.
    let start = plain.fill_buf().map_err(|error| format!("cannot be read: {error}"))?;
    Ok(if start.starts_with(&[0x1f, 0x8b]) { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) })
}
