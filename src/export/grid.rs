//! Aligned columns that fit a width.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr as _;

use crate::summary::{Column, ColumnKind, Table, Unit};

/// Rows under titles.
#[derive(Default)]
pub(super) struct Grid {
    titles: Vec<String>,
    // Columns of numbers, which go to the right, and of ids, which are cut less than texts.
    right: Vec<bool>,
    ids: Vec<bool>,
    rows: Vec<Vec<String>>,
    /// By row: the address that its first cell leads to.
    links: BTreeMap<usize, String>,
}

// Spaces between two columns.
const GAP: usize = 2;

impl Grid {
    /// What people see of a table.
    pub(super) fn of(table: &Table, unit: &Unit, bars: bool) -> Self {
        let shown = table.columns.iter().filter(|column| bars || column.kind != ColumnKind::Bar);
        // A column without a title is for data frames alone.
        let units = table.units(unit);
        let shown: Vec<_> = shown.filter_map(|column| Some((column.title_in(&units)?, column.kind, column))).collect();
        let rows = table.first.map_or(table.len(), |(first, _)| first.min(table.len()));
        let cell = |column: &Column, row: usize| column.text(row, &units);
        let links = table.links.iter().take(rows).enumerate().filter(|(_, url)| !url.is_empty());
        Self {
            right: shown.iter().map(|(_, kind, _)| kind.is_number()).collect(),
            ids: shown.iter().map(|(_, kind, _)| *kind == ColumnKind::Id).collect(),
            rows: (0..rows).map(|row| shown.iter().map(|(_, _, column)| cell(column, row)).collect()).collect(),
            links: links.map(|(row, url)| (row, url.clone())).collect(),
            titles: shown.into_iter().map(|(title, ..)| title).collect(),
        }
    }

    /// Where the first cell of a row leads to.
    pub(super) fn linked(&self, row: usize) -> Option<&str> {
        self.links.get(&row).map(String::as_str)
    }

    /// Titles, and whether each stands over numbers.
    pub(super) fn columns(&self) -> impl Iterator<Item = (&str, bool)> {
        self.titles.iter().map(String::as_str).zip(self.right.iter().copied())
    }

    /// Cells of each row, uncut.
    pub(super) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Titles first, then rows, none wider than `width`; and the titles of columns for which there was no room.
    /// With `links` first cells that lead somewhere are links of a terminal.
    pub(super) fn lines(&self, width: usize, links: bool) -> (Vec<String>, Vec<&str>) {
        let widths = self.fit(width);
        let shown = widths.len();
        let line = |(row, cells): (usize, &Vec<String>)| self.line(cells, &widths, self.linked(row).filter(|_| links));
        let titles = self.line(&self.titles, &widths, None);
        let lines = std::iter::once(titles).chain(self.rows.iter().enumerate().map(line));
        (lines.collect(), self.titles[shown..].iter().map(String::as_str).collect())
    }

    fn line(&self, cells: &[String], widths: &[usize], url: Option<&str>) -> String {
        let mut line = String::new();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if column > 0 {
                // As many spaces as `GAP` says.
                line.push_str("  ");
            }
            let cell = cut(cell, *width);
            // `cut` leaves `width` cells at most, so this cannot underflow.
            let room = " ".repeat(width - length(&cell));
            // The link goes around the cut text, so that its escapes are not counted.
            let cell = match url {
                Some(url) if column == 0 => link(&cell, url),
                _ => cell,
            };
            let (before, after) = if self.right[column] { (room, String::new()) } else { (String::new(), room) };
            line.extend([before, cell, after]);
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// Columns are dropped from the right until the rest fits with all text at its least; then the widest column of
    /// text is cut first, so that no text is cut more than needed.
    fn fit(&self, width: usize) -> Vec<usize> {
        let least = |column: usize| self.least(column, width);
        let mut widths: Vec<usize> = (0..self.shown(width)).map(|column| self.natural(column)).collect();
        loop {
            let needed = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            if needed <= width {
                return widths;
            }
            // Numbers are at their least already: a cut number would be a wrong one.
            let widest = (0..widths.len())
                .filter(|column| widths[*column] > least(*column))
                .max_by_key(|column| widths[*column]);
            match widest {
                Some(column) => widths[column] -= 1,
                None => {
                    // Even the least of the first column is wider than the page, and `shown` keeps one column.
                    widths[0] = width;
                    return widths;
                }
            }
        }
    }

    /// The least that a column is cut to. An id keeps a third of the page.
    fn least(&self, column: usize, width: usize) -> usize {
        let least = match (self.right[column], self.ids[column]) {
            (true, _) => usize::MAX,
            (_, true) => width / 3,
            _ => (width / 10).min(12),
        };
        self.natural(column).min(least.max(6))
    }

    /// How many columns from the left have room; at least one.
    fn shown(&self, width: usize) -> usize {
        let mut used = 0;
        let fits = |column: &usize| {
            used += self.least(*column, width) + if *column > 0 { GAP } else { 0 };
            used <= width
        };
        (0..self.titles.len()).take_while(fits).count().max(1)
    }

    fn natural(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.chain([&self.titles[column]]).map(|cell| length(cell)).max().unwrap_or(0)
    }
}

/// A link of a terminal (OSC 8); it takes no room of its own. An address of an atlas has no control characters.
fn link(text: &str, url: &str) -> String {
    format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
}

/// Cells of the screen: a Chinese character takes two, an accent that joins its letter none.
pub(super) fn length(text: &str) -> usize {
    text.width()
}

/// What is cut ends in an ellipsis; control characters cannot break a line.
pub(super) fn cut(text: &str, width: usize) -> String {
    let mut clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if length(&clean) <= width {
        return clean;
    }
    let ends = clean.char_indices().map(|(at, letter)| at + letter.len_utf8());
    // Less than the width, since the ellipsis takes a cell.
    let fits = |end: &usize| length(&clean[..*end]) < width;
    let end = ends.take_while(fits).last().unwrap_or(0);
    clean.truncate(end);
    clean.extend((width > 0).then_some('…'));
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cells = [&'static str; 3];

    fn grid_of(rows: &[Cells]) -> Grid {
        let table = Table::of(rows.iter().copied())
            .shown("Id", ColumnKind::Text, |row| row[0])
            .shown("Mt", ColumnKind::Plain, |row| row[1])
            .shown("Name", ColumnKind::Text, |row| row[2])
            .linked(|row| if row[0] == "another" { "https://a.org/" } else { "" });
        Grid::of(&table.into(), &Unit::mt(), false)
    }

    fn grid() -> Grid {
        grid_of(&[["a", "1.0", "A rather long name of a place"], ["another", "100.0", "Short"]])
    }

    #[test]
    fn numbers_go_to_the_right() {
        let grid = grid();
        let (lines, left_out) = grid.lines(100, false);
        assert_eq!(lines[1], "a          1.0  A rather long name of a place");
        assert_eq!(lines[2], "another  100.0  Short");
        assert!(left_out.is_empty());
    }

    #[test]
    fn the_widest_text_is_cut_and_numbers_never() {
        let (lines, _) = grid().lines(28, false);
        assert_eq!(lines[1], "a          1.0  A rather lo…");
        assert_eq!(lines[2], "another  100.0  Short");
    }

    #[test]
    fn no_width_is_ever_exceeded() {
        for width in 1..60 {
            let (lines, _) = grid().lines(width, false);
            assert!(lines.iter().all(|line| length(line) <= width), "{width}: {lines:?}");
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let rows = [("阿拉山口", "1.0"), ("بندر عباس", "2.0"), ("Cafe\u{301}", "3.0")];
        let table =
            Table::of(rows).shown("Name", ColumnKind::Text, |row| row.0).shown("Mt", ColumnKind::Plain, |row| row.1);
        let grid = Grid::of(&table.into(), &Unit::mt(), false);
        // 4 characters of two cells, 9 letters, 4 letters with an accent that joins the last.
        let (lines, _) = grid.lines(40, false);
        assert_eq!(lines[1], "阿拉山口   1.0");
        assert_eq!(lines[2], "بندر عباس  2.0");
        assert_eq!(lines[3], "Cafe\u{301}       3.0");
        let (lines, _) = grid.lines(11, false);
        // The column has the 6 cells that are its least, the name takes 5.
        assert_eq!(lines[1], "阿拉…   1.0");
        assert!(lines.iter().all(|line| length(line) <= 11), "{lines:?}");
    }

    #[test]
    fn a_link_takes_no_room() {
        let grid = grid();
        let (plain, linked) = (grid.lines(100, false).0, grid.lines(100, true).0);
        assert_eq!(plain[1], linked[1], "the row before");
        assert_eq!(linked[2], plain[2].replace("another", "\u{1b}]8;;https://a.org/\u{1b}\\another\u{1b}]8;;\u{1b}\\"));
        assert_eq!(grid.linked(0), None);
    }

    #[test]
    fn columns_without_room_are_named() {
        let grid = grid();
        let (_, left_out) = grid.lines(16, false);
        assert_eq!(left_out, ["Name"]);
    }
}
