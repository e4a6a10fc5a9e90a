//! Where in a text a finding stands.

use std::ops::Range;

use corridor::Diagnostic;

/// A line, and the part of it that a finding is about.
pub(super) struct Place {
    /// Counted from 1.
    pub line: usize,
    /// Without its end.
    pub text: String,
    /// In bytes of `text`.
    pub cell: Range<usize>,
}

/// A text and where its lines start, found once for all findings in it.
pub(super) struct Text {
    text: String,
    starts: Vec<usize>,
}

impl Text {
    /// A line ends in a line feed, a carriage return, or both.
    pub(super) fn new(text: &str) -> Self {
        // A byte order mark is no part of the first cell.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        let mut starts = Vec::new();
        let mut start = 0;
        while start < text.len() {
            starts.push(start);
            start += end_of(&text[start..]);
            start += if text[start..].starts_with("\r\n") { 2 } else { 1 };
        }
        Self { text, starts }
    }
}

/// The place of a finding; none where what it quotes does not stand there: then it is about another file.
pub(super) fn place(Text { text, starts }: &Text, diagnostic: &Diagnostic) -> Option<Place> {
    let row = usize::try_from(diagnostic.row?).ok()?;
    // Row 0, or a row past the end: the finding is about another text.
    let start = *starts.get(row.checked_sub(1)?)?;
    // A cell of a table is found by its column, a value of TOML or JSON by its text.
    let cell = match is_table(&diagnostic.file) {
        true => in_table(text, start, diagnostic)?,
        false => in_line(text, start, diagnostic)?,
    };
    Some(line_of(text, row, start, cell))
}

fn is_table(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    !matches!(ending.as_str(), "toml" | "json")
}

/// How long the first line is.
fn end_of(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// The cell of the column, or the part of it that is quoted; the whole line of a finding about a row.
fn in_table(text: &str, start: usize, diagnostic: &Diagnostic) -> Option<Range<usize>> {
    let line = start..start + end_of(&text[start..]);
    let Some(column) = &diagnostic.column else {
        return Some(line);
    };
    let header = cells(text, 0);
    // Findings name columns without the quotes that a file may put around them.
    let Some(at) = header.iter().position(|cell| unquoted(&text[cell.clone()]) == *column) else {
        // It is blank in every row, where it may be left out.
        return diagnostic.value.as_ref().is_none_or(String::is_empty).then_some(line);
    };
    // From the start of the row, since quoted cells before it may hold commas and line breaks.
    let cell = cells(text, start).into_iter().nth(at)?;
    let value = diagnostic.value.as_deref().unwrap_or_default();
    if unquoted(&text[cell.clone()]) == value {
        return Some(if cell.is_empty() { comma(text, &line, cell.start) } else { cell });
    }
    // Else the value is one of a list, such as `RUX` in `KAZ;RUX`.
    part(text, cell, value)
}

/// What an empty cell is decided by: the comma after it, or the one before at the end of a line.
fn comma(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    if text[at..].starts_with(',') { at..at + 1 } else { at.saturating_sub(1).max(line.start)..at }
}

/// Cells of the record that starts there.
fn cells(text: &str, start: usize) -> Vec<Range<usize>> {
    let (mut cells, mut from, mut quoted) = (Vec::new(), start, false);
    // Quotes, commas and line ends are single bytes in UTF-8, so no range cuts a letter.
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            // A doubled quote inside a cell turns this twice and so changes nothing.
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                cells.push(from..at);
                from = at + 1;
            }
            b'\n' | b'\r' if !quoted => {
                cells.push(from..at);
                return cells;
            }
            _ => {}
        }
    }
    // The last line may have no line end.
    cells.push(from..text.len());
    cells
}

fn unquoted(cell: &str) -> String {
    let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    inside.map_or_else(|| cell.into(), |cell| cell.replace("\"\"", "\""))
}

/// What is quoted, else the key, else all of the line.
fn in_line(text: &str, start: usize, diagnostic: &Diagnostic) -> Option<Range<usize>> {
    let end = start + end_of(&text[start..]);
    let whole = &text[start..end];
    // Indentation is not underlined.
    let trimmed = end - whole.trim_start().len()..start + whole.trim_end().len();
    let (value, key) = (diagnostic.value.as_deref(), diagnostic.column.as_deref());
    // Of a nested key, such as `measure.place`, the line has only the last part.
    let key = key.and_then(|key| part(text, start..end, key.rsplit('.').next().unwrap_or(key)));
    // A value that the line does not spell out is underlined at its key.
    match value.filter(|value| !value.is_empty()) {
        Some(value) => part(text, start..end, value).or(key),
        None => key.or((!trimmed.is_empty()).then_some(trimmed)),
    }
}

fn part(text: &str, inside: Range<usize>, wanted: &str) -> Option<Range<usize>> {
    // An empty text would be found everywhere.
    let at = text[inside.clone()].find(wanted).filter(|_| !wanted.is_empty())?;
    Some(inside.start + at..inside.start + at + wanted.len())
}

/// The line on which the cell begins; a quoted cell may stand some lines below the start of its row.
fn line_of(text: &str, row: usize, start: usize, cell: Range<usize>) -> Place {
    let (mut line, mut from) = (row, start);
    while from + end_of(&text[from..]) < cell.start {
        from += end_of(&text[from..]);
        from += if text[from..].starts_with("\r\n") { 2 } else { 1 };
        line += 1;
    }
    let end = from + end_of(&text[from..]);
    // A cell of several lines is underlined on its first alone.
    let cell = cell.start.min(end)..cell.end.min(end);
    Place { line, text: text[from..end].into(), cell: cell.start - from..cell.end - from }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line's number and what is underlined.
    fn found(text: &str, diagnostic: &Diagnostic) -> Option<(usize, String)> {
        place(&Text::new(text), diagnostic).map(|place| (place.line, place.text[place.cell].to_owned()))
    }

    fn diagnostic(file: &str, row: u64) -> Diagnostic {
        Diagnostic::error(file, "rule", "hint").row(row)
    }

    const TABLE: &str = "\u{feff}id,name,country\r\na,\"Say \"\"A\"\",\r\nor B\",KAX\r\n\r\nb,,KAZ;RUX\n";

    #[test]
    fn a_cell_is_found_behind_quotes_and_line_breaks() {
        let at = |row, column: &str, value: &str| found(TABLE, &diagnostic("places.csv", row).cell(column, value));
        assert_eq!(at(2, "country", "KAX"), Some((3, "KAX".into())), "the row starts a line above");
        assert_eq!(at(2, "name", "Say \"A\",\r\nor B"), Some((2, "\"Say \"\"A\"\",".into())));
        assert_eq!(at(5, "country", "RUX"), Some((5, "RUX".into())), "one of a list");
        assert_eq!(at(5, "name", ""), Some((5, ",".into())), "nothing is underlined as the comma after it");
        let last = found("id,\nx,\n", &diagnostic("a.csv", 1).cell("", ""));
        assert_eq!(last, Some((1, ",".into())), "the last of a line as the one before it");
        assert_eq!(at(1, "name", "name"), Some((1, "name".into())));
    }

    #[test]
    fn a_row_is_underlined_whole() {
        assert_eq!(found(TABLE, &diagnostic("places.csv", 5)), Some((5, "b,,KAZ;RUX".into())));
    }

    #[test]
    fn what_does_not_stand_there_is_of_another_file() {
        assert_eq!(found(TABLE, &diagnostic("places.csv", 5).cell("country", "TUR")), None);
        assert_eq!(found(TABLE, &diagnostic("places.csv", 50)), None);
        assert_eq!(found(TABLE, &diagnostic("places.csv", u64::MAX)), None);
        assert_eq!(found("", &diagnostic("places.csv", 1)), None);
        assert_eq!(found(TABLE, &Diagnostic::error("places.csv", "missing", "")), None);
    }

    #[test]
    fn in_toml_the_value_is_found_or_its_key() {
        let text = "id = \"x\"\non = { place = [\"wets\"] }\n  half = \n";
        let at = |row, column: &str, value: &str| found(text, &diagnostic("a.toml", row).cell(column, value));
        assert_eq!(at(2, "place", "wets"), Some((2, "wets".into())));
        assert_eq!(at(2, "measure.place", "something else"), Some((2, "place".into())));
        assert_eq!(at(1, "place", "wets"), None);
        assert_eq!(found(text, &diagnostic("a.toml", 3)), Some((3, "half =".into())));
    }
}
