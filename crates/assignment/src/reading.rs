//! What the readers of instances share: files that may be gzipped, and all that is wrong with them at once.

use std::fmt;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// After so many findings a file is not read on: whoever mends them runs again.
const MOST: usize = 10_000;

/// A line that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; none: the whole file.
    pub line: Option<u64>,
    /// The rule, as a sentence.
    pub rule: String,
    /// What to do about it.
    pub hint: String,
}

impl LineError {
    pub(crate) fn whole(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, rule: rule.into(), hint: hint.into() }
    }

    pub(crate) fn at(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// Why an instance has not been read.
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
            Self::Lines(findings) => {
                for finding in findings {
                    let line = finding.line.map_or_else(String::new, |line| format!(":{line}"));
                    writeln!(f, "{}{line}: {}; {}", finding.file, finding.rule, finding.hint)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// What is wrong with a file, as far as it was read.
pub(crate) struct Findings {
    pub file: String,
    pub all: Vec<LineError>,
}

impl Findings {
    pub fn add(&mut self, line: u64, rule: impl Into<String>, hint: &str) {
        self.all.push(LineError::whole(&self.file, rule, hint).at(line));
        if self.all.len() == MOST {
            let rule = format!("reading stopped after {MOST} findings");
            self.all.push(LineError::whole(&self.file, rule, "mend these first").at(line));
        }
    }

    pub fn are_too_many(&self) -> bool {
        self.all.len() > MOST
    }
}

/// A file, plain or gzipped by what it starts with, not by its name.
pub(crate) fn opened(path: &Path) -> Result<Box<dyn Read>, String> {
    let about =
        std::fs::metadata(path).map_err(|error| format!("cannot be read: {error}; check its name"))?;
    if !about.is_file() {
        return Err("this is no regular file; name a CSV file".into());
    }
    let file = File::open(path).map_err(|error| format!("cannot be read: {error}; check who may read it"))?;
    let mut plain = BufReader::with_capacity(1 << 16, file);
    let start = plain.fill_buf().map_err(|error| format!("cannot be read: {error}"))?;
    Ok(if start.starts_with(&[0x1f, 0x8b]) { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) })
}
