//! Rows that are written while an answer is made, and taken up again where a run was ended.
//!
//! They stand in `FILE.part` until all are there. `FILE.journal` says what was asked, then a line a scenario: how many
//! bytes are whole, and what the scenario comes to. Both lie beside FILE, stay when a run is ended, and go when FILE is
//! there.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use corridor::answer::{PairRow, Swept};
use corridor::query::Sink;

use super::{cannot_write, why_not};
use crate::cli::error::Failure;

/// So many bytes wait in memory before they are written.
const FULL: usize = 1 << 20;

/// A file of rows that is not whole yet.
pub(in crate::cli) struct RowsFile {
    path: PathBuf,
    part: File,
    journal: File,
    waiting: Vec<u8>,
    // Bytes in `part`, as the journal counts them.
    written: u64,
    /// Scenarios that were swept before.
    known: Vec<Swept>,
}

impl Drop for RowsFile {
    /// Where no scenario was swept there is nothing to go on with.
    fn drop(&mut self) {
        if self.written == 0 {
            for one in ["part", "journal"] {
                let _ = fs::remove_file(beside(&self.path, one));
            }
        }
    }
}

impl RowsFile {
    /// Starts a new file, or goes on with one of the same question: then it knows what was swept.
    pub(in crate::cli) fn open(path: &Path, key: &str, resume: bool) -> Result<Self, Failure> {
        let failed = |error: io::Error| cannot_write(path, &error);
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            // It would be replaced by renaming.
            Ok(there) if !there.is_file() => {
                let path = path.display();
                return Err(Failure::new(format!("{path} is a device or a pipe: rows need a plain file; name one")));
            }
            _ => {}
        }
        if resume {
            return Self::again(path, key);
        }
        // Hours of an earlier run are not overwritten unless the user says so.
        let started = [beside(path, "part"), beside(path, "journal")].into_iter().find(|one| one.exists());
        if let Some(started) = started {
            let started = started.display();
            return Err(Failure::new(format!(
                "{started} is there: a sweep was ended before its end; go on with --resume, or remove it"
            )));
        }
        let part = File::create_new(beside(path, "part")).map_err(failed)?;
        let journal = File::create_new(beside(path, "journal"))
            .and_then(|mut journal| writeln!(journal, "{key}").map(|()| journal))
            .map_err(|error| {
                // Nothing was asked yet: nothing is left behind.
                let _ = fs::remove_file(beside(path, "part"));
                failed(error)
            })?;
        // The header waits with the first rows: `written` stays 0 until there is something to keep.
        let mut waiting = Vec::new();
        PairRow::header(&mut waiting);
        Ok(Self { path: path.to_owned(), part, journal, waiting, written: 0, known: Vec::new() })
    }

    fn again(path: &Path, key: &str) -> Result<Self, Failure> {
        let failed = |error: io::Error| cannot_write(path, &error);
        let file = beside(path, "journal");
        let said = fs::read_to_string(&file).map_err(|_| {
            let file = file.display();
            Failure::new(format!("{file} is not there: no sweep to go on with; leave --resume out"))
        })?;
        // The last line of a run that was killed may be cut off: only lines with their end count.
        let mut lines = said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
        if lines.next() != Some(key) {
            let file = file.display();
            return Err(Failure::new(format!(
                "{file} is of another question, atlas or version; ask as before, or remove it and start again"
            )));
        }
        let part = File::options().write(true).open(beside(path, "part")).map_err(failed)?;
        let there = part.metadata().map_err(failed)?.len();
        let (mut swept, mut whole, mut said) = (Vec::new(), 0, format!("{key}\n"));
        // Scenarios count up to the first line that cannot be read, or that claims more bytes than the disk has.
        for line in lines {
            let Some((bytes, one)) = line.split_once(' ') else { break };
            let (Ok(bytes), Some(one)) = (bytes.parse::<u64>(), Swept::of_line(one)) else { break };
            if bytes > there {
                break;
            }
            (whole, said) = (bytes, said + line + "\n");
            swept.push(one);
        }
        // Rows of an unfinished scenario are cut off: it is swept again.
        part.set_len(whole).map_err(failed)?;
        let mut own = Self {
            path: path.to_owned(),
            // Opened again to append: the handle above writes from the start of the file.
            part: File::options().append(true).open(beside(path, "part")).map_err(failed)?,
            // Written anew, without the lines that did not count.
            journal: File::create(&file).map_err(failed)?,
            waiting: Vec::new(),
            written: whole,
            known: swept,
        };
        own.journal.write_all(said.as_bytes()).map_err(failed)?;
        // Without any scenario the part was cut to nothing, header included.
        if own.known.is_empty() {
            PairRow::header(&mut own.waiting);
        }
        Ok(own)
    }

    /// All rows are there: the file takes its name.
    pub(in crate::cli) fn end(mut self) -> Result<(), Failure> {
        let path = self.path.clone();
        // The journal is removed last: until the file has its name, the run can be resumed.
        let named = self.flush().and_then(|()| self.part.sync_all());
        let named = named.and_then(|()| fs::rename(beside(&path, "part"), &path));
        named.and_then(|()| fs::remove_file(beside(&path, "journal"))).map_err(|error| cannot_write(&path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.part.write_all(&self.waiting)?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}

impl Sink for RowsFile {
    fn known(&self) -> &[Swept] {
        &self.known
    }

    fn pair(&mut self, row: PairRow) -> io::Result<()> {
        row.line(&mut self.waiting);
        let full = self.waiting.len() >= FULL;
        let written = if full { self.flush() } else { Ok(()) };
        written.map_err(|error| self.to_go_on_with(&error))
    }

    fn scenario(&mut self, swept: &Swept) -> io::Result<()> {
        let line = swept.line();
        // Rows first, then the line that counts them: the journal claims no rows that were not written.
        let written = self.flush().and_then(|()| writeln!(self.journal, "{} {line}", self.written));
        written.map_err(|error| self.to_go_on_with(&error))
    }
}

impl RowsFile {
    /// What was found stays beside the file when writing fails.
    fn to_go_on_with(&self, error: &io::Error) -> io::Error {
        let why = why_not(&self.path, error);
        io::Error::new(error.kind(), format!("{why}; what was found stays beside it: go on with --resume"))
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.file_name().unwrap_or_default());
    name.push(format!(".{ending}"));
    path.with_file_name(name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_full_is_named_and_the_rest_stays() {
        let folder = std::env::temp_dir().join(format!("corridor-rows-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let path = folder.join("rows.csv");
        let mut rows = RowsFile::open(&path, "key", false).unwrap();
        rows.part = File::options().write(true).open("/dev/full").unwrap();
        let error = rows.scenario(&Swept::default()).unwrap_err();
        let said = format!(
            "cannot write {}: the disk is full; make room, or name another; what was found stays beside it: go on with \
             --resume",
            path.display()
        );
        assert_eq!((error.kind(), error.to_string()), (io::ErrorKind::StorageFull, said));
        assert!(beside(&path, "journal").exists() && beside(&path, "part").exists() && !path.exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
