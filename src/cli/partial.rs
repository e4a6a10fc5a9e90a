//! What is being written and is not yet whole: it is taken away when writing fails, and when the run is interrupted.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::{fs, io};

/// Files and folders that are not whole yet.
static UNDER_WAY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// As shells count it: 128 and the number of SIGINT.
const INTERRUPTED: i32 = 130;

/// A file or a folder beside the target that takes its name when it is whole. Dropped, it is gone.
pub(super) struct PartialFile(PathBuf);

impl PartialFile {
    /// Makes it.
    pub(super) fn make(path: PathBuf, make: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<Self> {
        heed_interruptions();
        let mut under_way = undisturbed();
        // Before it is there: what is made and not listed would stay. What was there before is not ours.
        if path.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        under_way.push(path.clone());
        let part = Self(path);
        let made = make(&part.0);
        // Released before `part` can be dropped on an error, since dropping takes the lock again.
        drop(under_way);
        made.map(|()| part)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        let mut under_way = undisturbed();
        take_away(&self.0);
        under_way.retain(|path| *path != self.0);
    }
}

/// While this is held an interruption waits: nothing is made that it has not seen, nothing stays half moved.
pub(super) fn undisturbed() -> MutexGuard<'static, Vec<PathBuf>> {
    // What a panic left in the list is to be taken away like the rest.
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take_away(path: &Path) {
    // It may be gone already, renamed to its target.
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// From the first part on: a run that writes nothing is ended as any other program.
fn heed_interruptions() {
    static ONCE: Once = Once::new();
    // Where no handler can be set, an interruption leaves a part behind, and that is all.
    ONCE.call_once(|| drop(ctrlc::set_handler(|| end(&undisturbed()))));
}

/// With the list held, so that nothing more is made until the process is gone.
fn end(under_way: &[PathBuf]) {
    under_way.iter().for_each(|path| take_away(path));
    std::process::exit(INTERRUPTED);
}
