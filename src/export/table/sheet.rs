//! A page that knows its width and its colours.

use std::io::{self, Write};

use super::super::Look;
use super::grid::{Grid, cut, length};
use crate::answer::Head;

pub(super) struct Sheet<'a> {
    look: Look,
    out: &'a mut dyn Write,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(look: Look, out: &'a mut dyn Write) -> Self {
        Self { look, out }
    }

    /// Who answers about what, and what must be known before the numbers.
    pub(super) fn head(&mut self, head: &Head, about: &str) -> io::Result<()> {
        let scenario = &head.scenario;
        let title =
            if about.is_empty() { head.command.clone() } else { format!("{}: {about}", head.command) };
        self.title(&title)?;
        let law = match &scenario.actor {
            Some(actor) => format!("for {actor}"),
            None => "no law applied".into(),
        };
        self.faint(&format!(
            "scenario {}, as of {}, {law}; atlas {} {}",
            scenario.id, scenario.as_of, head.atlas.name, head.atlas.version
        ))?;
        head.notes.iter().try_for_each(|note| self.text(note))
    }

    /// The first line of the page.
    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        let line = cut(text, self.look.width);
        writeln!(self.out, "{}", self.look.style.bold(&line))
    }

    /// A heading after an empty line.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out)?;
        self.title(text)
    }

    /// A sentence, broken at spaces.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        for line in wrapped(text, self.look.width) {
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// A sentence that must not be overlooked.
    pub(super) fn alarm(&mut self, text: &str) -> io::Result<()> {
        for line in wrapped(text, self.look.width) {
            writeln!(self.out, "{}", self.look.style.alarm(&line))?;
        }
        Ok(())
    }

    /// A sentence that may be skipped.
    pub(super) fn faint(&mut self, text: &str) -> io::Result<()> {
        for line in wrapped(text, self.look.width) {
            writeln!(self.out, "{}", self.look.style.dim(&line))?;
        }
        Ok(())
    }

    /// Columns; nothing at all where there is no row.
    pub(super) fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        if grid.is_empty() {
            return Ok(());
        }
        let (lines, left_out) = grid.lines(self.look.width);
        for (at, line) in lines.iter().enumerate() {
            let line = if at == 0 { self.look.style.dim(line) } else { line.clone() };
            writeln!(self.out, "{line}")?;
        }
        if !left_out.is_empty() {
            self.faint(&format!("(no room for: {}; --format json has all)", left_out.join(", ")))?;
        }
        Ok(())
    }

    /// What is left out of a long table.
    pub(super) fn more(&mut self, left_out: usize, what: &str) -> io::Result<()> {
        if left_out == 0 {
            return Ok(());
        }
        self.faint(&format!("and {left_out} more {what}; --format json has all"))
    }
}

/// Lines of at most `width` characters; continued lines are indented.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if !line.trim().is_empty() && length(line) + 1 + length(word) > width {
            lines.push(cut(&format!("  {word}"), width));
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        *line = cut(line, width);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_break_at_spaces() {
        assert_eq!(wrapped("one two three four", 9), ["one two", "  three", "  four"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(wrapped("abcdefghij kl", 5), ["abcd…", "  kl"]);
    }
}
