//! Texts that the user names on the line: scenario and flow files.

use std::path::Path;

use corridor::Notice;

use super::error::Failure;

/// The whole text of a file, which must be UTF-8.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let name = path.display().to_string();
    let bytes =
        std::fs::read(path).map_err(|error| Failure::new(format!("{name}: cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
        let notice = Notice::error(name, "the text is not UTF-8", "save the file as UTF-8");
        Failure::from(notice.row(line as u64))
    })
}
