//! The line of a file in which a finding stands, with the cell underlined.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use corridor::spec::TextFile;
use corridor::{Diagnostic, RenderOptions, Severity, Style};

mod place;

use place::{Place, Text, place};

/// Draws from files on disk; what is inside the program or cannot be read is not drawn.
pub(super) struct Drawer {
    /// The atlas that files may be in.
    folder: Option<PathBuf>,
    width: usize,
    style: Style,
    texts: HashMap<PathBuf, Option<Text>>,
}

impl Drawer {
    pub(super) fn new(folder: Option<&Path>, look: RenderOptions) -> Self {
        let RenderOptions { width, style, .. } = look;
        Self { folder: folder.map(Into::into), width, style, texts: HashMap::new() }
    }

    /// Lines with their ends, none wider than the page; nothing where the finding has no line or is not found there.
    pub(super) fn draw(&mut self, diagnostic: &Diagnostic) -> String {
        let inside = self.folder.as_ref().map(|folder| folder.join(&diagnostic.file));
        // Notices name the files of an atlas from its folder on, others as the user did.
        let named = inside.into_iter().chain([PathBuf::from(&diagnostic.file)]);
        let found = named.into_iter().find_map(|path| place(self.text(path)?, diagnostic));
        found.map_or_else(String::new, |place| self.drawing(&place, diagnostic.severity))
    }

    fn text(&mut self, path: PathBuf) -> Option<&Text> {
        // A pipe is gone once it is read.
        let read = |path: &PathBuf| path.is_file().then(|| TextFile::open(path).ok()).flatten().map(|file| file.text);
        self.texts.entry(path).or_insert_with_key(|path| Some(Text::new(&read(path)?))).as_ref()
    }

    fn drawing(&self, place: &Place, severity: Severity) -> String {
        // Before the line the renderer puts its number, a space, a bar and a space.
        let gutter = place.line.to_string().len() + 3;
        let (line, span) = window(place, self.width.saturating_sub(gutter));
        // An empty line has nothing to underline.
        if span.is_empty() {
            return String::new();
        }
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let renderer = match self.style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        let cell = AnnotationKind::Primary.span(span);
        let source = Snippet::source(line).line_start(place.line).annotation(cell);
        // The line is cut already, about the cell.
        let renderer = renderer.term_width(usize::MAX / 2);
        renderer.render(&[Group::with_level(level).element(source)]) + "\n"
    }
}

/// As much of the line about the cell as there is room for, and where in it the cell stands, in bytes.
fn window(place: &Place, room: usize) -> (String, Range<usize>) {
    // `tame` replaces letter by letter, so positions are those of the text.
    let letters: Vec<char> = place.text.chars().map(tame).collect();
    let at = |byte: usize| place.text[..byte].chars().count();
    let (from, to) = (at(place.cell.start), at(place.cell.end));
    let (mut start, mut end) = (0, letters.len());
    if letters.len() > room {
        // At least the ellipsis, so that the cell is seen from its first letter on.
        let before = (room.saturating_sub(to - from) / 2).max(1);
        // A cell near the end of the line gives its unused room to what is before it.
        start = from.saturating_sub(before).min(letters.len() - room);
        end = start + room;
    }
    // The outermost letters of a line that was cut give their places to ellipses.
    let cut = |at: usize| (at == start && start > 0) || (at + 1 == end && end < letters.len());
    let shown: Vec<char> = (start..end).map(|at| if cut(at) { '…' } else { letters[at] }).collect();
    // A cell wider than the window is underlined as far as it is shown.
    let byte = |at: usize| shown[..at.clamp(start, end) - start].iter().map(|letter| letter.len_utf8()).sum();
    (shown.iter().collect(), byte(from)..byte(to))
}

/// What would steer a terminal, or turn the direction of writing, is a box.
fn tame(letter: char) -> char {
    match letter {
        // A tab is wider than the one column that the underline has for it.
        '\t' => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, cell: &str, room: usize) -> (String, String) {
        let start = text.find(cell).unwrap();
        let place = Place { line: 1, text: text.into(), cell: start..start + cell.len() };
        let (line, span) = window(&place, room);
        let cell = line[span].to_owned();
        (line, cell)
    }

    #[test]
    fn a_long_line_is_cut_about_the_cell() {
        let text = format!("{},KAX,{}", "x".repeat(200), "ж".repeat(200));
        let (line, cell) = cut(&text, "KAX", 21);
        assert_eq!((line.chars().count(), cell.as_str()), (21, "KAX"), "{line}");
        assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
        assert_eq!(cut("a,KAX,b", "KAX", 21), ("a,KAX,b".into(), "KAX".into()));
        let (line, cell) = cut(&text, &"ж".repeat(200), 10);
        assert_eq!((line.chars().count(), cell.chars().count()), (10, 9), "{line}: as much of it as there is room");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let (line, cell) = cut("a\u{1b}[2J\t\u{202e}b", "\u{1b}[2J", 40);
        assert_eq!((line.as_str(), cell.as_str()), ("a\u{fffd}[2J \u{fffd}b", "\u{fffd}[2J"));
    }
}
