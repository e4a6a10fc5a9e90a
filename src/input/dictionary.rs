//! The data dictionary that people read: written from the columns, never by hand.

use std::fmt::Write as _;

use crate::tables::{Absent, CellKind, Column, TABLES, TableSpec};

/// What every table of an atlas holds, column by column, as Markdown: `README.md` of an atlas folder.
pub fn data_dictionary() -> String {
    let mut text = String::from(
        "# Data dictionary\n\n\
         Written from the column dictionary in `src/tables/`; do not edit by hand.\n\n\
         CSV, UTF-8, comma, header as below. Lists inside a cell are joined by `;`. An empty cell is not known, or the \
         default. Ids are made of `a-z`, `0-9` and `-`. Numbers are plain decimals. Countries are ISO 3166 alpha-3 \
         codes. `_low` and `_high` are the plausible range of the column before. `since` and `until` are the first and \
         the last day in force. A column that a header leaves out is blank in every row, or says what stands under *left \
         out*; `refused`: the header has it.\n",
    );
    for table in TABLES {
        section(&mut text, table);
    }
    text
}

fn section(text: &mut String, table: &TableSpec) {
    // Writing to a String does not fail.
    let _ = write!(text, "\n## {}\n\nA row is: {}\n\n", table.file, table.says);
    text.push_str("| column | type | unit | required | left out | meaning |\n|---|---|---|---|---|---|\n");
    for column in table.columns {
        let need = if column.required { "yes" } else { "" };
        let (name, unit, meaning) = (column.name, column.unit, column.meaning);
        let _ = writeln!(text, "| `{name}` | {} | {unit} | {need} | {} | {meaning} |", kind(column), left_out(column));
    }
}

/// What every row says where the header lacks the column.
fn left_out(column: &Column) -> String {
    match column.absent {
        Absent::Refused => "refused".into(),
        Absent::Blank => String::new(),
        Absent::Word(word) => format!("`{word}`"),
        Absent::Made(rule) => rule.into(),
    }
}

fn kind(column: &Column) -> String {
    let code = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    match column.kind {
        CellKind::Key => "id".into(),
        CellKind::CountryKey => "alpha-3 code".into(),
        CellKind::Alpha2 => "alpha-2 code".into(),
        CellKind::Ref(tables) => format!("id of {}", tables.join(" or ")),
        CellKind::Refs(tables) => format!("list of ids of {}", tables.join(" or ")),
        CellKind::Tag => "id".into(),
        CellKind::Tags => "list of ids".into(),
        CellKind::Blocs => "list of codes".into(),
        CellKind::Text => "text".into(),
        CellKind::Word(words) => format!("one of {}", code(words)),
        CellKind::Words(words) => format!("list of {}", code(words)),
        CellKind::Number(low, high) if high.is_finite() => format!("number, {low} to {high}"),
        CellKind::Number(..) => "number, 0 or more".into(),
        CellKind::Value => "number or id".into(),
        CellKind::Year => "year".into(),
        CellKind::Date => "date".into(),
        CellKind::Bool => "`true` `false`".into(),
        CellKind::Months => "months".into(),
        CellKind::Digits => "digits".into(),
        CellKind::Url => "address".into(),
        CellKind::Selector => "selector".into(),
        CellKind::Side => "mode or mode:class".into(),
    }
}
