//! The data dictionary that people read: written from the columns, never by hand.

use std::fmt::Write as _;

use crate::tables::{Column, Kind, TABLES, TableSpec};

/// What every table of an atlas holds, column by column, as Markdown: `README.md` of an atlas folder.
pub fn data_dictionary() -> String {
    let mut text = String::from(
        "# Data dictionary\n\n\
         Written from the column dictionary in `src/tables/`; do not edit by hand.\n\n\
         CSV, UTF-8, comma, header as below. Lists inside a cell are joined by `;`. An empty cell is not known, or the \
         default. Ids are made of `a-z`, `0-9` and `-`. Numbers are plain decimals. Countries are ISO 3166 alpha-3 \
         codes. `_low` and `_high` are the plausible range of the column before. `since` and `until` are the first and \
         the last day in force.\n",
    );
    for table in TABLES {
        section(&mut text, table);
    }
    text
}

fn section(text: &mut String, table: &TableSpec) {
    // Writing to a String does not fail.
    let _ = write!(text, "\n## {}\n\nA row is: {}\n\n", table.file, table.says);
    text.push_str("| column | type | unit | required | meaning |\n|---|---|---|---|---|\n");
    for column in table.columns {
        let need = if column.required { "yes" } else { "" };
        let (name, unit, meaning) = (column.name, column.unit, column.meaning);
        let _ = writeln!(text, "| `{name}` | {} | {unit} | {need} | {meaning} |", kind(column));
    }
}

fn kind(column: &Column) -> String {
    let code = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    match column.kind {
        Kind::Key => "id".into(),
        Kind::CountryKey => "alpha-3 code".into(),
        Kind::Ref(tables) => format!("id of {}", tables.join(" or ")),
        Kind::Refs(tables) => format!("list of ids of {}", tables.join(" or ")),
        Kind::Tag => "id".into(),
        Kind::Tags => "list of ids".into(),
        Kind::Blocs => "list of codes".into(),
        Kind::Text => "text".into(),
        Kind::Word(words) => format!("one of {}", code(words)),
        Kind::Words(words) => format!("list of {}", code(words)),
        Kind::Number(low, high) if high.is_finite() => format!("number, {low} to {high}"),
        Kind::Number(..) => "number, 0 or more".into(),
        Kind::Value => "number or id".into(),
        Kind::Year => "year".into(),
        Kind::Date => "date".into(),
        Kind::Bool => "`true` `false`".into(),
        Kind::Months => "months".into(),
        Kind::Digits => "digits".into(),
        Kind::Url => "address".into(),
        Kind::Selector => "selector".into(),
        Kind::Side => "mode or mode:way".into(),
    }
}
