//! The tables for people as Markdown with GitHub's tables, whole cells, no colour.

use std::io::{self, Write};

use super::grid::Grid;
use super::page::Page;
use super::{Format, RenderOptions};
use crate::query::Answer;

pub(super) struct Markdown {
    pub look: RenderOptions,
}

impl Format for Markdown {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        Page::write(self, answer, &self.look, out)
    }
}

impl Page for Markdown {
    fn title(&self, text: &str) -> String {
        format!("# {}\n", escaped(text))
    }

    fn heading(&self, text: &str) -> String {
        format!("\n## {}\n", escaped(text))
    }

    fn text(&self, text: &str) -> String {
        format!("\n{}\n", paragraph(text))
    }

    fn alarm(&self, text: &str) -> String {
        format!("\n**{}**\n", escaped(text))
    }

    fn faint(&self, text: &str) -> String {
        self.text(text)
    }

    /// Four backticks: a line of a file may hold three.
    fn drawing(&self, lines: &str) -> String {
        format!("\n````text\n{lines}````\n")
    }

    fn grid(&self, grid: &Grid) -> String {
        let mut out = String::from("\n");
        let titles: Vec<_> = grid.columns().map(|(title, _)| escaped(title)).collect();
        out.push_str(&row(&titles));
        let rules: Vec<_> = grid.columns().map(|(_, right)| if right { "--:" } else { "---" }.into()).collect();
        out.push_str(&row(&rules));
        for (at, cells) in grid.rows().iter().enumerate() {
            let mut cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
            if let (Some(first), Some(url)) = (cells.first_mut(), grid.linked(at)) {
                // In angle brackets an address may have parentheses.
                *first = format!("[{first}](<{url}>)");
            }
            out.push_str(&row(&cells));
        }
        out
    }
}

fn row(cells: &[String]) -> String {
    let cells: String = cells.iter().map(|cell| format!(" {cell} |")).collect();
    format!("|{cells}\n")
}

/// A sentence that no sign at its start makes a list, a heading or a quote.
fn paragraph(text: &str) -> String {
    // `*` and `_` are escaped wherever they are.
    let sign = if text.starts_with(['#', '-', '+', '>', '=']) { "\\" } else { "" };
    format!("{sign}{}", escaped(text))
}

/// Text that says what it says: nothing in it is read as Markdown or HTML, and it stays on its line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        match letter {
            letter if letter.is_control() => out.push(' '),
            // Inside a word it means nothing.
            '_' if before.is_alphanumeric() && after.is_alphanumeric() => out.push('_'),
            '\\' | '|' | '`' | '*' | '_' | '<' | '&' | '[' | ']' | '~' => out.extend(['\\', letter]),
            letter => out.push(letter),
        }
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::ColumnKind;

    #[test]
    fn what_a_cell_says_is_not_read_as_markdown() {
        for (given, expected) in [
            ("a|b", "a\\|b"),
            ("<b>", "\\<b>"),
            ("&lt; [x](y)", "\\&lt; \\[x\\](y)"),
            ("dry_bulk _x_", "dry_bulk \\_x\\_"),
            ("-0.9", "-0.9"),
            ("two\nlines\u{1b}[2J", "two lines \\[2J"),
        ] {
            assert_eq!(escaped(given), expected);
        }
        assert_eq!(paragraph("# no *heading*"), "\\# no \\*heading\\*");
    }

    #[test]
    fn numbers_stand_to_the_right_and_nothing_is_cut() {
        let long = "long ".repeat(100);
        let rows = [("a", "1.0", long.as_str()), ("b", "2.0", "")];
        let table = crate::summary::Table::of(rows)
            .shown("Id", ColumnKind::Id, |row| row.0)
            .shown("Mt", ColumnKind::Plain, |row| row.1)
            .shown("Note", ColumnKind::Text, |row| row.2);
        let expected = format!("\n| Id | Mt | Note |\n| --- | --: | --- |\n| a | 1.0 | {long} |\n| b | 2.0 |  |\n");
        let page = Markdown { look: RenderOptions::default() };
        assert_eq!(page.grid(&Grid::of(&table.into(), &crate::summary::Unit::mt(), false)), expected);
    }
}
