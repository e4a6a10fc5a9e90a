//! Tables for people: numbers rounded to one decimal, tonnes in Mt unless asked otherwise, nothing wider than the
//! screen.

use std::io::{self, Write};

use super::grid::{Grid, cut, length};
use super::page::Page;
use super::{Format, RenderOptions, Style};
use crate::query::Answer;

/// The format `table`.
pub(super) struct Terminal {
    pub look: RenderOptions,
}

impl Format for Terminal {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let RenderOptions { width, style, links, .. } = &self.look;
        Screen { width: *width, style: *style, links: *links }.write(answer, &self.look, out)
    }
}

pub(super) struct Screen {
    pub width: usize,
    pub style: Style,
    pub links: bool,
}

impl Screen {
    fn lines(&self, text: &str, paint: impl Fn(&str) -> String) -> String {
        wrapped(text, self.width).iter().map(|line| paint(line) + "\n").collect()
    }
}

impl Page for Screen {
    fn title(&self, text: &str) -> String {
        self.style.bold(&cut(text, self.width)) + "\n"
    }

    /// After an empty line.
    fn heading(&self, text: &str) -> String {
        format!("\n{}", self.title(text))
    }

    /// Broken at spaces.
    fn text(&self, text: &str) -> String {
        self.lines(text, str::to_owned)
    }

    fn alarm(&self, text: &str) -> String {
        self.lines(text, |line| self.style.alarm(line))
    }

    fn faint(&self, text: &str) -> String {
        self.lines(text, |line| self.style.dim(line))
    }

    fn drawing(&self, lines: &str) -> String {
        lines.into()
    }

    /// On a terminal.
    fn bars(&self) -> bool {
        self.style == Style::Colour
    }

    fn grid(&self, grid: &Grid) -> String {
        let (lines, left_out) = grid.lines(self.width, self.links);
        let mut out = String::new();
        for (at, line) in lines.iter().enumerate() {
            // The first line has the titles.
            let line = if at == 0 { self.style.dim(line) } else { line.clone() };
            out.push_str(&line);
            out.push('\n');
        }
        if !left_out.is_empty() {
            out.push_str(&self.faint(&format!("(no room for: {}; --format json has all)", left_out.join(", "))));
        }
        out
    }
}

/// Lines of at most `width` characters; continued lines are indented.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        // A word wider than the page stays on its line and is cut below.
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
