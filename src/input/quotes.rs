//! Quotes that do not pair: the CSV reader would swallow the rest of the file in silence.

use super::text::line_breaks;
use crate::diagnostic::Diagnostic;

// Where a byte is in its row.
#[derive(Clone, Copy)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted field: its end, or the first half of a doubled one.
    Closing,
}

/// A quote that is never closed, or one that closes in the middle of a cell; each with the line where it opens.
pub fn faults(file: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let mut at = At::FieldStart;
    let mut opened = 0;
    // Lines are counted only for a fault.
    let line = |at: usize| line_breaks(&bytes[..at]) + 1;
    for (here, byte) in bytes.iter().enumerate() {
        at = match (at, byte) {
            (At::FieldStart, b'"') => {
                opened = here;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Closing,
            // Two quotes inside a quoted cell are one quote, and the cell goes on.
            (At::Quoted, _) | (At::Closing, b'"') => At::Quoted,
            (At::FieldStart | At::Plain | At::Closing, b',' | b'\n' | b'\r') => At::FieldStart,
            (At::Closing, _) => {
                let rule = format!("a quote opens here and closes inside a cell on line {}", line(here));
                let hint = "close it at the end of its cell; write a quote inside a cell twice";
                return vec![Diagnostic::error(file, rule, hint).row(line(opened))];
            }
            // Here a quote inside an unquoted cell is a letter like others.
            (At::FieldStart | At::Plain, _) => At::Plain,
        };
    }
    if matches!(at, At::Quoted) {
        let rule = "a quote opens here and is never closed";
        return vec![Diagnostic::error(file, rule, "close it at the end of its cell").row(line(opened))];
    }
    Vec::new()
}
