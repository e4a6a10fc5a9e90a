//! The only place that opens files to write. A file is there whole or not at all.

mod rows;

use std::fs::{self, File};
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use corridor::{Answer, Format};

use super::error::Failure;
use super::partial::{PartialFile, undisturbed};
pub(super) use rows::RowsFile;

/// Writes an answer to a file, or to stdout.
pub(super) fn write(answer: &Answer, format: &dyn Format, path: Option<&Path>) -> Result<(), Failure> {
    write_bytes(&bytes(answer, format)?, path)
}

pub(super) fn bytes(answer: &Answer, format: &dyn Format) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    format.write(answer, &mut bytes).map_err(|error| Failure::new(error.to_string()))?;
    Ok(bytes)
}

/// Writes bytes to a file, or to stdout.
pub(super) fn write_bytes(bytes: &[u8], path: Option<&Path>) -> Result<(), Failure> {
    match path {
        // Bytes that are no UTF-8 are a workbook or Parquet.
        None if io::stdout().is_terminal() && std::str::from_utf8(bytes).is_err() => {
            Err(Failure::new("this is no text for a terminal: name a file with --output"))
        }
        None => to_stdout(bytes).map_err(|error| Failure::new(format!("cannot write to stdout: {error}"))),
        Some(path) => to_file(bytes, path, &whole).map_err(|error| cannot_write(path, &error)),
    }
}

/// Writes files, all of them or none: each is whole beside its place before the first is moved there.
pub(super) fn write_together(files: &[(&[u8], &Path)]) -> Result<(), Failure> {
    // A disk that is full is met here, while every old file is still in place.
    let ready = files.iter().map(|(bytes, path)| {
        ready(bytes, path, &whole).map(|ready| (ready, *bytes, *path)).map_err(|error| cannot_write(path, &error))
    });
    let ready = ready.collect::<Result<Vec<_>, Failure>>()?;
    let mut all = ready.into_iter();
    // Of plain files only renaming is left, which takes no room on the disk.
    all.try_for_each(|(ready, bytes, path)| ready.put(bytes).map_err(|error| cannot_write(path, &error)))
}

/// Writes files into a folder that does not exist or is empty.
pub(super) fn write_folder(files: &[(&str, &[u8])], folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder).map(Iterator::count) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(files, folder, &whole),
        Err(error) => Err(error),
        Ok(0) => fill(files, folder, &whole),
        // Files of the user are neither replaced nor mixed with ours.
        Ok(_) => return Err(Failure::new(format!("{} is not empty; name a new folder", folder.display()))),
    }
    .map_err(|error| cannot_write(folder, &error))
}

/// What is wrong, and its mend where one is known.
fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::new(why_not(path, error))
}

fn why_not(path: &Path, error: &io::Error) -> String {
    // The parent of a bare file name is the empty path: the working directory, which exists.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let why = match (error.kind(), folder) {
        // Writing creates the file, so what was not found is its folder.
        (io::ErrorKind::NotFound, Some(folder)) if !folder.exists() => {
            format!("there is no folder {}; create it, or name one that exists", folder.display())
        }
        (io::ErrorKind::IsADirectory, _) => "a folder stands there; name a file in it".into(),
        (io::ErrorKind::NotADirectory, _) => "a file stands where a folder is meant; name a folder".into(),
        (io::ErrorKind::PermissionDenied, _) => "writing there is not allowed; name another place".into(),
        (io::ErrorKind::StorageFull, _) => "the disk is full; make room, or name another".into(),
        _ => error.to_string(),
    };
    format!("cannot write {}: {why}", path.display())
}

/// A reader that has seen enough closes the pipe: that is no error.
fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    // Flushed here, since an error of the last bytes would be lost when the process ends.
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes one new file whole: a test puts a disk that is full in its place.
type WriteNew = dyn Fn(&[u8], &Path) -> io::Result<()>;

fn to_file(bytes: &[u8], path: &Path, write_new: &WriteNew) -> io::Result<()> {
    ready(bytes, path, write_new)?.put(bytes)
}

/// A file that needs only to be put in its place.
enum Ready {
    /// Whole, and where it goes.
    Beside(PartialFile, PathBuf),
    /// A pipe or a device cannot be replaced by renaming, nor should it be.
    Stream(File),
}

impl Ready {
    fn put(self, bytes: &[u8]) -> io::Result<()> {
        match self {
            // Dropped afterwards, `part` has nothing left to remove: its name is gone.
            Self::Beside(part, path) => fs::rename(part.path(), path),
            Self::Stream(mut file) => file.write_all(bytes),
        }
    }
}

fn ready(bytes: &[u8], path: &Path, write_new: &WriteNew) -> io::Result<Ready> {
    // Behind a symbolic link this is what the link leads to.
    match fs::metadata(path) {
        Ok(there) if !there.is_file() && !there.is_dir() => {
            return File::options().write(true).open(path).map(Ready::Stream);
        }
        // Renaming would fail too, but only after all bytes were written.
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        _ => {}
    }
    // Behind a symbolic link the file is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let part = PartialFile::make(part_of(&path)?, |part| File::create_new(part).map(drop))?;
    write_new(bytes, part.path())?;
    Ok(Ready::Beside(part, path))
}

fn whole(bytes: &[u8], path: &Path) -> io::Result<()> {
    // It exists already: it is created with the list of parts held.
    let mut file = File::options().write(true).open(path)?;
    file.write_all(bytes)?;
    // On the disk before it is renamed: otherwise a crash could leave an empty file under the final name.
    file.sync_all()
}

/// A name beside the target, on the same disk, that no other process takes.
fn part_of(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(format!(".{}.part", std::process::id()));
    Ok(path.with_file_name(part))
}

fn create(files: &[(&str, &[u8])], folder: &Path, write_new: &WriteNew) -> io::Result<()> {
    // A folder that is missing above it is reported, not created: its name may be misspelt.
    let part = PartialFile::make(part_of(folder)?, |part| fs::create_dir(part))?;
    every(files, part.path(), write_new)?;
    fs::rename(part.path(), folder)
}

/// The folder is someone's, perhaps the one they stand in: it is filled, not replaced.
fn fill(files: &[(&str, &[u8])], folder: &Path, write_new: &WriteNew) -> io::Result<()> {
    // Inside the folder, so that files are moved within one disk.
    let path = folder.join(format!(".{}.part", std::process::id()));
    let part = PartialFile::make(path, |part| fs::create_dir(part))?;
    every(files, part.path(), write_new)?;
    let mut moved = Vec::new();
    // Moved files are in no list of parts, so an interruption has to wait until all or none are in place.
    let _undisturbed = undisturbed();
    let written = move_up(part.path(), folder, &mut moved);
    if written.is_err() {
        // The folder was empty before, so all of these are ours.
        for path in moved {
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
    written
}

fn move_up(part: &Path, folder: &Path, moved: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(part)? {
        let entry = entry?;
        let target = folder.join(entry.file_name());
        fs::rename(entry.path(), &target)?;
        moved.push(target);
    }
    Ok(())
}

fn every(files: &[(&str, &[u8])], folder: &Path, write_new: &WriteNew) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        {
            // An interruption removes the folder: it must not meet a file that is just being created in it.
            let _undisturbed = undisturbed();
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            File::create_new(&path)?;
        }
        write_new(bytes, &path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("corridor-output-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const FILES: &[(&str, &[u8])] = &[("a.csv", b"id\n"), ("scenarios/b.toml", b"id = 1\n")];

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let scratch = Scratch::new("file");
        let path = scratch.0.join("out.json");
        to_file(b"old and longer", &path, &whole).unwrap();
        to_file(b"new", &path, &whole).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(scratch.names(), ["out.json"]);
    }

    #[test]
    fn a_folder_is_not_overwritten_by_a_file() {
        let scratch = Scratch::new("dir");
        assert!(to_file(b"x", &scratch.0, &whole).is_err());
        assert!(to_file(b"x", &scratch.0.join("no/such/folder/file"), &whole).is_err());
        assert!(scratch.names().is_empty());
    }

    #[test]
    fn new_and_empty_folders_are_filled() {
        let scratch = Scratch::new("folders");
        write_folder(FILES, &scratch.0.join("new")).unwrap();
        assert_eq!(fs::read(scratch.0.join("new/scenarios/b.toml")).unwrap(), b"id = 1\n");
        assert_eq!(scratch.names(), ["new"]);
        let empty = Scratch::new("empty");
        write_folder(FILES, &empty.0).unwrap();
        assert_eq!(empty.names(), ["a.csv", "scenarios"]);
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let scratch = Scratch::new("full");
        fs::write(scratch.0.join("mine"), "x").unwrap();
        assert!(write_folder(FILES, &scratch.0).is_err());
        assert_eq!(scratch.names(), ["mine"]);
    }

    #[test]
    fn what_cannot_be_written_whole_leaves_nothing() {
        let scratch = Scratch::new("half");
        let clash: &[(&str, &[u8])] = &[("a", b"x"), ("a/b", b"y")];
        assert!(write_folder(clash, &scratch.0.join("new")).is_err());
        assert!(write_folder(clash, &scratch.0).is_err());
        assert!(scratch.names().is_empty(), "{:?}", scratch.names());
    }

    /// A disk that has room for so many bytes more, as [`whole`] would meet it.
    fn room_for(room: usize) -> impl Fn(&[u8], &Path) -> io::Result<()> {
        let left = std::cell::Cell::new(room);
        move |bytes, path| {
            let fits = bytes.len().min(left.get());
            left.set(left.get() - fits);
            whole(&bytes[..fits], path)?;
            if fits < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    #[test]
    fn a_disk_that_is_full_after_any_byte_leaves_the_old_file_and_no_other() {
        const NEW: &[u8] = b"new and longer";
        let scratch = Scratch::new("full-disk");
        let path = scratch.0.join("out.json");
        fs::write(&path, "old").unwrap();
        for room in 0..NEW.len() {
            let error = to_file(NEW, &path, &room_for(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            assert_eq!((fs::read(&path).unwrap(), scratch.names()), (b"old".to_vec(), vec!["out.json".into()]));
        }
        to_file(NEW, &path, &room_for(NEW.len())).unwrap();
        assert_eq!((fs::read(&path).unwrap(), scratch.names()), (NEW.to_vec(), vec!["out.json".into()]));
    }

    #[test]
    fn a_disk_that_is_full_after_any_byte_leaves_no_folder() {
        let all: usize = FILES.iter().map(|(_, bytes)| bytes.len()).sum();
        let (new, empty) = (Scratch::new("full-disk-new"), Scratch::new("full-disk-empty"));
        for room in 0..all {
            create(FILES, &new.0.join("new"), &room_for(room)).unwrap_err();
            fill(FILES, &empty.0, &room_for(room)).unwrap_err();
            assert_eq!((new.names(), empty.names()), (Vec::new(), Vec::new()), "{room} bytes");
        }
        create(FILES, &new.0.join("new"), &room_for(all)).unwrap();
        fill(FILES, &empty.0, &room_for(all)).unwrap();
        assert_eq!((new.names(), empty.names()), (vec!["new".into()], vec!["a.csv".into(), "scenarios".into()]));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        to_file(b"x", Path::new("/dev/null"), &whole).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
