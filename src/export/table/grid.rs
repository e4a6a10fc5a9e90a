//! Aligned columns that fit a width.

use unicode_width::UnicodeWidthStr as _;

/// Rows under titles.
#[derive(Default)]
pub(in crate::export) struct Grid {
    titles: Vec<String>,
    right: Vec<bool>,
    ids: Vec<bool>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;

impl Grid {
    /// Titles; one that starts with `>` is of numbers and goes to the right, uncut; one that starts with `!` is of ids,
    /// which are of use whole.
    pub(in crate::export) fn new(titles: &[&str]) -> Self {
        Self {
            titles: titles.iter().map(|title| title.trim_start_matches(['>', '!']).to_owned()).collect(),
            right: titles.iter().map(|title| title.starts_with('>')).collect(),
            ids: titles.iter().map(|title| title.starts_with('!')).collect(),
            rows: Vec::new(),
        }
    }

    pub(in crate::export) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.push(cells.into());
    }

    pub(super) fn push(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Titles, and whether each stands over numbers.
    pub(in crate::export) fn columns(&self) -> impl Iterator<Item = (&str, bool)> {
        self.titles.iter().map(String::as_str).zip(self.right.iter().copied())
    }

    /// Cells of each row, uncut.
    pub(in crate::export) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Titles first, then rows, none wider than `width`; and the titles of columns for which there was no room.
    pub(super) fn lines(&self, width: usize) -> (Vec<String>, Vec<&str>) {
        let widths = self.fit(width);
        let shown = widths.len();
        let lines = std::iter::once(&self.titles).chain(&self.rows).map(|cells| self.line(cells, &widths));
        (lines.collect(), self.titles[shown..].iter().map(String::as_str).collect())
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
            if column > 0 {
                line.push_str("  ");
            }
            let cell = cut(cell, *width);
            let room = " ".repeat(width - length(&cell));
            let (before, after) =
                if self.right[column] { (room, String::new()) } else { (String::new(), room) };
            line.extend([before, cell, after]);
        }
        line.truncate(line.trim_end().len());
        line
    }

    /// Columns go from the right until the rest fits with all text at its least; then the widest column of text gives
    /// way first, so that what columns had to go for is not cut more than needed.
    fn fit(&self, width: usize) -> Vec<usize> {
        let least = |column: usize| self.least(column, width);
        let mut widths: Vec<usize> = (0..self.shown(width)).map(|column| self.natural(column)).collect();
        loop {
            let needed = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
            if needed <= width {
                return widths;
            }
            let widest = (0..widths.len())
                .filter(|column| widths[*column] > least(*column))
                .max_by_key(|column| widths[*column]);
            match widest {
                Some(column) => widths[column] -= 1,
                None => {
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

/// Cells of the screen: a Chinese character takes two, an accent that joins its letter none.
pub(super) fn length(text: &str) -> usize {
    text.width()
}

/// What is cut ends in an ellipsis; control characters cannot break a line.
pub(super) fn cut(text: &str, width: usize) -> String {
    let mut clean: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if length(&clean) <= width {
        return clean;
    }
    let ends = clean.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let fits = |end: &usize| length(&clean[..*end]) < width;
    let end = ends.take_while(fits).last().unwrap_or(0);
    clean.truncate(end);
    clean.extend((width > 0).then_some('…'));
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let mut grid = Grid::new(&["Id", ">Mt", "Name"]);
        grid.row(["a".into(), "1.0".into(), "A rather long name of a place".into()]);
        grid.row(["another".into(), "100.0".into(), "Short".into()]);
        grid
    }

    #[test]
    fn numbers_go_to_the_right() {
        let grid = grid();
        let (lines, left_out) = grid.lines(100);
        assert_eq!(lines[1], "a          1.0  A rather long name of a place");
        assert_eq!(lines[2], "another  100.0  Short");
        assert!(left_out.is_empty());
    }

    #[test]
    fn the_widest_text_is_cut_and_numbers_never() {
        let (lines, _) = grid().lines(28);
        assert_eq!(lines[1], "a          1.0  A rather lo…");
        assert_eq!(lines[2], "another  100.0  Short");
    }

    #[test]
    fn no_width_is_ever_exceeded() {
        for width in 1..60 {
            let (lines, _) = grid().lines(width);
            assert!(lines.iter().all(|line| length(line) <= width), "{width}: {lines:?}");
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let mut grid = Grid::new(&["Name", ">Mt"]);
        grid.row(["阿拉山口".into(), "1.0".into()]);
        grid.row(["بندر عباس".into(), "2.0".into()]);
        grid.row(["Cafe\u{301}".into(), "3.0".into()]);
        // 4 characters of two cells, 9 letters, 4 letters with an accent that joins the last.
        let (lines, _) = grid.lines(40);
        assert_eq!(lines[1], "阿拉山口   1.0");
        assert_eq!(lines[2], "بندر عباس  2.0");
        assert_eq!(lines[3], "Cafe\u{301}       3.0");
        let (lines, _) = grid.lines(11);
        // The column has the 6 cells that are its least, the name takes 5.
        assert_eq!(lines[1], "阿拉…   1.0");
        assert!(lines.iter().all(|line| length(line) <= 11), "{lines:?}");
    }

    #[test]
    fn columns_without_room_are_named() {
        let grid = grid();
        let (_, left_out) = grid.lines(16);
        assert_eq!(left_out, ["Name"]);
    }
}
