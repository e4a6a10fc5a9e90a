//! Quotes that do not pair: the CSV reader would swallow the rest of the file in silence.

use crate::notice::Notice;

#[derive(Clone, Copy)]
enum At {
    FieldStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted field: its end, or the first half of a doubled one.
    Closing,
}

/// A quote that is never closed, or one that closes in the middle of a cell; each with the line where it opens.
#[must_use]
pub fn faults(file: &str, bytes: &[u8]) -> Vec<Notice> {
    let mut at = At::FieldStart;
    let (mut line, mut opened) = (1, 1);
    for byte in bytes {
        at = match (at, byte) {
            (At::FieldStart, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Closing,
            (At::Quoted, _) | (At::Closing, b'"') => At::Quoted,
            (At::FieldStart | At::Plain | At::Closing, b',' | b'\n' | b'\r') => At::FieldStart,
            (At::Closing, _) => {
                let rule = format!("a quote opens here and closes inside a cell on line {line}");
                let hint = "close it at the end of its cell; write a quote inside a cell twice";
                return vec![Notice::error(file, rule, hint).row(opened)];
            }
            (At::FieldStart | At::Plain, _) => At::Plain,
        };
        line += u64::from(*byte == b'\n');
    }
    if matches!(at, At::Quoted) {
        let rule = "a quote opens here and is never closed";
        return vec![Notice::error(file, rule, "close it at the end of its cell").row(opened)];
    }
    Vec::new()
}
