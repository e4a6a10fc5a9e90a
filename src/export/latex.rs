//! The tables for people as LaTeX, to be put into a document: booktabs, whole cells, UTF-8.

mod paper;

use std::io::{self, Write};

use self::paper::Letters;
use super::grid::Grid;
use super::page::Page;
use super::{Format, RenderOptions};
use crate::query::Answer;

/// What a document must have.
const NEEDS: &str = "% needs \\usepackage{array,booktabs,longtable,pdflscape}; pdfLaTeX \\usepackage[T1]{fontenc} too\n\
    % names of every script: LuaLaTeX or XeLaTeX with a font that has them";

pub(super) struct Latex {
    pub look: RenderOptions,
}

impl Format for Latex {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{NEEDS}")?;
        Page::write(self, answer, &self.look, out)
    }
}

impl Page for Latex {
    fn title(&self, text: &str) -> String {
        format!("\\section*{{\\raggedright {}}}\n", escaped(text))
    }

    fn heading(&self, text: &str) -> String {
        format!("\n\\subsection*{{\\raggedright {}}}\n", escaped(text))
    }

    fn text(&self, text: &str) -> String {
        format!("\n{{\\sloppy {}\\par}}\n", escaped(text))
    }

    fn alarm(&self, text: &str) -> String {
        format!("\n{{\\sloppy\\textbf{{{}}}\\par}}\n", escaped(text))
    }

    fn faint(&self, text: &str) -> String {
        self.text(text)
    }

    /// A line each, in letters of one width.
    fn drawing(&self, lines: &str) -> String {
        let lines: Vec<String> =
            // LaTeX joins spaces, but not ties; a tie of the text itself is escaped before.
            lines.lines().map(|line| format!("\\texttt{{{}}}", escaped(line).replace(' ', "~"))).collect();
        format!("\n\\noindent {}\n", lines.join("\\\\\n"))
    }

    fn grid(&self, grid: &Grid) -> String {
        let set = paper::set(grid);
        let columns = columns(grid, set.shares.as_deref());
        let titles: Vec<String> = grid.columns().map(|(title, _)| escaped(title)).collect();
        let (before, after) = around(set.letters);
        let mut out = format!("\n{before}\\begin{{longtable}}{{{columns}}}\n\\toprule\n");
        out.push_str(&row(&titles));
        // A long table repeats its titles on every page.
        out.push_str("\\midrule\n\\endhead\n");
        for (at, cells) in grid.rows().iter().enumerate() {
            // Rows of several lines would run into each other.
            if at > 0 && set.shares.is_some() {
                out.push_str("\\addlinespace[2pt]\n");
            }
            out.push_str(&row(&cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>()));
        }
        out.push_str("\\bottomrule\n\\end{longtable}\n");
        out + &after
    }
}

/// What stands before a table and after it.
fn around(letters: Letters) -> (String, String) {
    if letters.size.is_empty() {
        return (String::new(), String::new());
    }
    let (turn, back) = if letters.turned { ("\\begin{landscape}\n", "\\end{landscape}\n") } else { ("", "") };
    let before = format!("{turn}\\begingroup{}\\setlength{{\\tabcolsep}}{{3pt}}\n", letters.size);
    (before, format!("\\endgroup\n{back}"))
}

/// Columns as wide as their cells, or cells of several lines.
fn columns(grid: &Grid, shares: Option<&[f64]>) -> String {
    let Some(shares) = shares else {
        return grid.columns().map(|(_, right)| if right { 'r' } else { 'l' }).collect();
    };
    let column = |((_, right), share): ((&str, bool), &f64)| {
        let ragged = if right { "left" } else { "right" };
        // Rounded down, so that the columns together are no wider than the line.
        let share = (share * 1e4).floor() / 1e4;
        // `\arraybackslash` makes `\\` the end of a row again, which ragged text takes for a line break.
        format!("\n>{{\\ragged{ragged}\\arraybackslash}}p{{\\dimexpr{share:.4}\\linewidth-2\\tabcolsep\\relax}}")
    };
    grid.columns().zip(shares).map(column).collect()
}

/// An empty group before a bracket: after `\\` it would be read as a length.
fn row(cells: &[String]) -> String {
    let guard = if cells.first().is_some_and(|cell| cell.starts_with('[')) { "{}" } else { "" };
    format!("{guard}{} \\\\\n", cells.join(" & "))
}

/// Text that says what it says: no command, no comment, no formula, no dash of two signs, no broken date.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().copied().enumerate() {
        match letter {
            letter if letter.is_control() => out.push(' '),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', letter]),
            // Two hyphens would become one dash.
            '-' if out.ends_with('-') => out.push_str("{}-"),
            // The hyphens of a date are kept from breaking.
            '-' if !paper::breaks_after(&letters, at) => out.push_str("\\mbox{-}"),
            letter => out.push(letter),
        }
        // After a hyphen LaTeX breaks by itself; after other signs it must be allowed to.
        if letter != '-' && paper::breaks_after(&letters, at) {
            out.push_str("\\allowbreak{}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::{ColumnKind, Table};

    #[test]
    fn what_a_cell_says_is_not_read_as_a_command() {
        for (given, expected) in [
            ("5 % of $x_1 & y#2", "5 \\% of \\$x\\_1 \\& y\\#2"),
            ("\\input{/etc/passwd}", "\\textbackslash{}input\\{/\\allowbreak{}etc/\\allowbreak{}passwd\\}"),
            ("a~b^c", "a\\textasciitilde{}b\\textasciicircum{}c"),
            ("--scenario", "-{}-scenario"),
            ("two\nlines", "two lines"),
            ("hs=27,not=RUS", "hs=27,\\allowbreak{}not=\\allowbreak{}RUS"),
            ("since 2023-06-30", "since 2023\\mbox{-}06\\mbox{-}30"),
        ] {
            assert_eq!(escaped(given), expected);
        }
    }

    #[test]
    fn numbers_stand_to_the_right_and_the_head_comes_again_on_each_page() {
        let table = Table::of([("a_1", "1.0"), ("[b]", "2.0")]).shown("Id", ColumnKind::Id, |row| row.0).shown(
            "Mt",
            ColumnKind::Plain,
            |row| row.1,
        );
        let expected = "\n\\begin{longtable}{lr}\n\\toprule\nId & Mt \\\\\n\\midrule\n\\endhead\n\
                        a\\_1 & 1.0 \\\\\n{}[b] & 2.0 \\\\\n\\bottomrule\n\\end{longtable}\n";
        assert_eq!(
            Latex { look: RenderOptions::default() }.grid(&Grid::of(&table.into(), &crate::summary::Unit::mt(), false)),
            expected
        );
    }
}
