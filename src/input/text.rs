//! What holds for every text file: UTF-8, no control characters, a byte-order mark is no one's fault.

use crate::diagnostic::Diagnostic;

/// Without the byte-order mark that some editors put first.
pub fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Lines without their ends: a line feed, a carriage return, or both.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    // `None` once the last line was given; a text without breaks is one line.
    std::iter::from_fn(move || {
        let now = rest?;
        let end = now.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        // A carriage return and a line feed are one break.
        rest = end.map(|end| &now[end + if now[end..].starts_with(b"\r\n") { 2 } else { 1 }..]);
        Some(&now[..end.unwrap_or(now.len())])
    })
}

/// How many lines end in these bytes.
pub(super) fn line_breaks(bytes: &[u8]) -> u64 {
    // There is one line more than there are breaks.
    lines(bytes).count() as u64 - 1
}

/// More faults of form in one file are counted, not named: a file of junk has one in every line.
const NAMED: usize = 1000;

/// Faults of form of one file.
pub(super) struct Faults<'a> {
    file: &'a str,
    named: Vec<Diagnostic>,
    more: usize,
}

impl<'a> Faults<'a> {
    pub fn of(file: &'a str) -> Self {
        Self { file, named: Vec::new(), more: 0 }
    }

    pub fn add(&mut self, line: u64, rule: impl Into<String>, hint: &str) {
        if self.named.len() < NAMED {
            self.named.push(Diagnostic::error(self.file, rule, hint).row(line));
        } else {
            self.more += 1;
        }
    }

    pub fn all(mut self) -> Vec<Diagnostic> {
        if self.more > 0 {
            let rule = format!("{} more lines are wrong", self.more);
            self.named.push(Diagnostic::error(self.file, rule, "mend those named, then look again"));
        }
        self.named
    }
}

/// Lines that are not UTF-8 or hold control characters.
pub fn faults(file: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut faults = Faults::of(file);
    // Most files are plain ASCII, and that is seen in one quick pass.
    if bytes.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')) {
        return faults.all();
    }
    for (line, bytes) in (1..).zip(lines(bytes)) {
        match std::str::from_utf8(bytes) {
            Err(error) => {
                // An error means that a byte follows what is good.
                let at = error.valid_up_to();
                let rule = format!("the file is not UTF-8: byte 0x{:02X} at position {}", bytes[at], at + 1);
                faults.add(line, rule, "save it as UTF-8");
            }
            Ok(text) => {
                if let Some(odd) = text.chars().find(|c| steers(*c)) {
                    let rule = format!("a control character stands in the line: {odd:?}");
                    faults.add(line, rule, "take it out");
                }
            }
        }
    }
    faults.all()
}

/// Does it move what stands around it? Names that run from right to left need none of these.
fn steers(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && letter != '\t')
}

/// A whole text file.
///
/// # Errors
/// A notice for every line that is not UTF-8.
pub fn read(file: &str, bytes: &[u8]) -> Result<String, Vec<Diagnostic>> {
    let bytes = without_bom(bytes);
    let diagnostics = faults(file, bytes);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    // `faults` has looked at every line.
    Ok(String::from_utf8_lossy(bytes).into_owned())
}
