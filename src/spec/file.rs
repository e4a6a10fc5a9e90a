//! Files that the user named, read when they are named: a query holds their text, so an answer can be asked again.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::input;

/// A file that the user named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TextFile {
    /// Its name, for messages.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl TextFile {
    /// Reads a file or a pipe.
    ///
    /// # Errors
    /// It is missing, no file, larger than 8 MiB, or no UTF-8.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { name: path.display().to_string(), text: input::named_file(path)? })
    }
}

#[cfg(feature = "cli")]
pub(super) mod flag {
    //! Values of flags that name files.

    use std::ffi::OsStr;
    use std::path::Path;

    use clap::builder::{TypedValueParser, ValueParserFactory};
    use clap::error::{Error, ErrorKind};
    use clap::{Arg, Command};

    use super::TextFile;

    /// What a flag's value cannot be, as the command line says it.
    pub fn refused(error: &crate::Error) -> Error {
        let findings: String = error.diagnostics().iter().map(|diagnostic| format!("{diagnostic}\n")).collect();
        let all = format!("{findings}error: {error} ({} error)\n", error.diagnostics().len());
        // The first word stands before every message of clap.
        Error::raw(ErrorKind::Io, all.strip_prefix("error: ").unwrap_or(&all))
    }

    /// A path, read.
    #[derive(Clone)]
    pub struct FileValue;

    impl TypedValueParser for FileValue {
        type Value = TextFile;

        fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<TextFile, Error> {
            TextFile::open(Path::new(value)).map_err(|error| refused(&error))
        }
    }

    impl ValueParserFactory for TextFile {
        type Parser = FileValue;

        fn value_parser() -> FileValue {
            FileValue
        }
    }
}
