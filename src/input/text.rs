//! What holds for every text file: UTF-8, no control characters, a byte-order mark is nobody's fault.

use crate::notice::Notice;

/// Without the byte-order mark that some editors put first.
#[must_use]
pub fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// How many lines end in these bytes.
pub(super) fn line_breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Lines that are not UTF-8 or hold control characters.
#[must_use]
pub fn faults(file: &str, bytes: &[u8]) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (line, bytes) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        match std::str::from_utf8(bytes) {
            Err(error) => {
                let at = error.valid_up_to();
                let rule = format!("the file is not UTF-8: byte 0x{:02X} at position {}", bytes[at], at + 1);
                notices.push(Notice::error(file, rule, "save it as UTF-8").row(line));
            }
            Ok(text) => {
                let text = text.strip_suffix('\r').unwrap_or(text);
                if let Some(odd) = text.chars().find(|c| c.is_control() && *c != '\t' && *c != '\r') {
                    let rule = format!("a control character stands in the line: {odd:?}");
                    notices.push(Notice::error(file, rule, "take it out").row(line));
                }
            }
        }
    }
    notices
}

/// A whole text file.
///
/// # Errors
/// A notice for every line that is not UTF-8.
pub fn read(file: &str, bytes: &[u8]) -> Result<String, Vec<Notice>> {
    let bytes = without_bom(bytes);
    let notices = faults(file, bytes);
    if !notices.is_empty() {
        return Err(notices);
    }
    // `faults` has looked at every line.
    Ok(String::from_utf8_lossy(bytes).into_owned())
}
