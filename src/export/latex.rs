//! The tables for people as LaTeX, to be put into a paper: booktabs, whole cells, UTF-8.

use std::io::{self, Write};

use super::Format;
use super::table::{self, Grid, Page, Sheet};
use super::unit::Unit;
use crate::answer::Answer;

pub(super) struct Latex {
    pub unit: Option<Unit>,
}

impl Format for Latex {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "% needs \\usepackage{{booktabs}} and \\usepackage{{longtable}}")?;
        let unit = self.unit.clone().unwrap_or_else(Unit::mt);
        table::write(answer, &mut Sheet::new(self, &unit, out))
    }
}

impl Page for Latex {
    fn title(&self, text: &str) -> String {
        format!("\\section*{{{}}}\n", escaped(text))
    }

    fn heading(&self, text: &str) -> String {
        format!("\n\\subsection*{{{}}}\n", escaped(text))
    }

    fn text(&self, text: &str) -> String {
        format!("\n{}\n", escaped(text))
    }

    fn alarm(&self, text: &str) -> String {
        format!("\n\\textbf{{{}}}\n", escaped(text))
    }

    fn faint(&self, text: &str) -> String {
        self.text(text)
    }

    /// A line each, in letters of one width.
    fn drawing(&self, lines: &str) -> String {
        let lines: Vec<String> =
            lines.lines().map(|line| format!("\\texttt{{{}}}", escaped(line).replace(' ', "~"))).collect();
        format!("\n\\noindent {}\n", lines.join("\\\\\n"))
    }

    fn grid(&self, grid: &Grid) -> String {
        let columns: String = grid.columns().map(|(_, right)| if right { 'r' } else { 'l' }).collect();
        let titles: Vec<String> = grid.columns().map(|(title, _)| escaped(title)).collect();
        let mut out = format!("\n\\begin{{longtable}}{{{columns}}}\n\\toprule\n");
        out.push_str(&row(&titles));
        out.push_str("\\midrule\n\\endhead\n");
        for cells in grid.rows() {
            out.push_str(&row(&cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>()));
        }
        out.push_str("\\bottomrule\n\\end{longtable}\n");
        out
    }
}

/// An empty group before a bracket: after `\\` it would be read as a length.
fn row(cells: &[String]) -> String {
    let guard = if cells.first().is_some_and(|cell| cell.starts_with('[')) { "{}" } else { "" };
    format!("{guard}{} \\\\\n", cells.join(" & "))
}

/// Text that says what it says: no command, no comment, no formula, no dash of two signs.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
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
            '-' if out.ends_with('-') => out.push_str("{}-"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_says_is_not_read_as_a_command() {
        for (given, expected) in [
            ("5 % of $x_1 & y#2", "5 \\% of \\$x\\_1 \\& y\\#2"),
            ("\\input{/etc/passwd}", "\\textbackslash{}input\\{/etc/passwd\\}"),
            ("a~b^c", "a\\textasciitilde{}b\\textasciicircum{}c"),
            ("--scenario", "-{}-scenario"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(escaped(given), expected);
        }
    }

    #[test]
    fn numbers_stand_to_the_right_and_the_head_comes_again_on_each_page() {
        let mut grid = Grid::new(&["!Id", ">Mt"]);
        grid.row(["a_1".into(), "1.0".into()]);
        grid.row(["[b]".into(), "2.0".into()]);
        let expected = "\n\\begin{longtable}{lr}\n\\toprule\nId & Mt \\\\\n\\midrule\n\\endhead\n\
                        a\\_1 & 1.0 \\\\\n{}[b] & 2.0 \\\\\n\\bottomrule\n\\end{longtable}\n";
        assert_eq!(Latex { unit: None }.grid(&grid), expected);
    }
}
