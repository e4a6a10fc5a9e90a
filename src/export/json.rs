//! The documented JSON: one object, indented, with a newline at the end.

use std::io::{self, Write};

use super::Format;
use crate::query::Answer;

pub(super) struct Json;

impl Format for Json {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, answer)?;
        out.write_all(b"\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Cell, Command, List, ListOf, Metadata, Row};

    #[test]
    fn the_head_comes_first_and_rows_keep_the_order_of_their_columns() {
        let row = Row::default().with("id", "b").with("a_kt", 1.5).with("note", Cell::None);
        let head = Metadata { corridor: "0.1.0".into(), command: Command::new("list"), ..Metadata::default() };
        let answer = Answer::List(List { head, of: ListOf::Places, rows: vec![row] });
        let mut out = Vec::new();
        Json.write(&answer, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let order = ["\"corridor\"", "\"command\"", "\"atlas\"", "\"scenario\"", "\"of\"", "\"b\"", "\"a_kt\""];
        let at: Vec<_> = order.iter().map(|name| text.find(name).unwrap()).collect();
        assert!(at.is_sorted(), "{text}");
        assert!(text.ends_with("}\n") && text.contains("\"note\": null"), "{text}");
        assert!(!text.contains("notes"), "empty notes are left out: {text}");
    }
}
