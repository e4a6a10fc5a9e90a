//! One rectangular table as CSV (RFC 4180), for data frames: a header, names as in JSON, numbers unrounded, tonnes
//! in kt or in the unit that their columns name, lists joined by `;`, nothing where nothing is known.

use std::io::{self, Write};

use super::Format;
use super::frame::Frame;
use crate::query::Answer;
use crate::summary::Unit;
use crate::tables::Cell;

pub(super) struct Csv {
    pub unit: Option<Unit>,
}

impl Format for Csv {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let frame = Frame::of(answer, self.unit.as_ref())?;
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(frame.columns.iter().map(|(name, _)| name))?;
        for row in 0..frame.rows {
            writer.write_record(frame.columns.iter().map(|(_, cells)| text(&cells[row])))?;
        }
        writer.flush()
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Integer(number) => number.to_string(),
        // The shortest that reads back the same, with a point even where it is whole: a column has one type.
        // Adding 0.0 turns -0.0 into 0.0.
        Cell::Number(number) => format!("{:?}", number + 0.0),
        Cell::Text(text) => one_line(text),
        Cell::Many(texts) => one_line(&texts.join(";")),
    }
}

/// A row stays one line, and a finding that quotes a control character sends none to a terminal.
fn one_line(text: &str) -> String {
    let escaped = |letter: char| {
        if letter.is_control() { letter.escape_debug().to_string() } else { letter.to_string() }
    };
    text.chars().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{List, Row};

    fn written(rows: Vec<Row>) -> String {
        let mut out = Vec::new();
        Csv { unit: None }.write(&Answer::List(List { rows, ..List::default() }), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be_and_numbers_are_whole() {
        let row = |note: &str, kt: Option<f64>| {
            Row::default()
                .with("id", "a")
                .with("note", note)
                .with("kt", kt)
                .with("assets", vec!["x".to_owned(), "y".to_owned()])
                .with("assigned", true)
                .with("tier", 2_i64)
        };
        let text = written(vec![
            row("say \"no\", twice", Some(53_700.0)),
            row("line\nbreak\u{1b}", Some(1.0 / 3.0)),
            row("", None),
        ]);
        let expected = "id,note,kt,assets,assigned,tier\n\
            a,\"say \"\"no\"\", twice\",53700.0,x;y,true,2\n\
            a,line\\nbreak\\u{1b},0.3333333333333333,x;y,true,2\n\
            a,,,x;y,true,2\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_table_without_rows_has_its_header() {
        assert_eq!(written(Vec::new()), "id\n");
    }
}
