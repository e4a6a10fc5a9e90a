//! How a table is set so that it stays on the document: in smaller letters, with cells of several lines, or on a turned
//! page.
//!
//! Widths are reckoned for the narrowest usual document, `article` with its own margins. A wider one gives columns more
//! room, since they are shares of its line.

use super::super::grid::length;
use super::Grid;

/// Letters and the line that they stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letters {
    /// The command that chooses them.
    pub size: &'static str,
    /// Is the page turned?
    pub turned: bool,
    /// Points of an em.
    em: f64,
    /// Length of the line in points.
    line: f64,
    /// Room between two columns in points.
    gap: f64,
}

// `article` at 10 points has a line of 345; the gap is twice `\tabcolsep`: 6 points, in smaller letters 3 (`around`).
const TEXT: Letters = Letters { size: "", turned: false, em: 10.0, line: 345.0, gap: 12.0 };
const SMALL: Letters = Letters { size: "\\footnotesize", em: 8.5, gap: 6.0, ..TEXT };
// The line of a turned page is as long as an upright page is high.
const TURNED: Letters = Letters { size: "\\scriptsize", turned: true, em: 7.9, line: 590.0, gap: 6.0 };

/// A table is turned before its cells take more lines than these.
const LINES: f64 = 4.0;

/// How a table is set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Set {
    pub letters: Letters,
    /// Each column's share of the line; none: columns are as wide as their cells.
    pub shares: Option<Vec<f64>>,
}

/// The first of these settings in which a table stays on the document; the last, where none does.
pub(super) fn set(grid: &Grid) -> Set {
    let natural = widths(grid, ems);
    let least = widths(grid, longest_piece);
    let fits = |letters: &Letters, widths: &[f64]| in_points(letters, widths).iter().sum::<f64>() <= letters.line;
    let whole = |letters: Letters| fits(&letters, &natural).then_some(Set { letters, shares: None });
    let parted = |letters: Letters| Set { shares: Some(shares(&letters, &natural, &least)), letters };
    // All columns side by side come to `LINES` lines of small letters at most.
    let flat = in_points(&SMALL, &natural).iter().sum::<f64>() <= LINES * SMALL.line;
    let small = || (flat && fits(&SMALL, &least)).then(|| parted(SMALL));
    // Whole cells before broken ones, and an upright page before a turned one.
    let upright = whole(TEXT).or_else(|| whole(SMALL)).or_else(small);
    upright.or_else(|| whole(TURNED)).unwrap_or_else(|| parted(TURNED))
}

/// By column: the longest of its cells and its title, in em.
fn widths(grid: &Grid, of: fn(&str) -> f64) -> Vec<f64> {
    let titles = grid.columns().map(|(title, _)| of(title));
    let longest = |(column, title): (usize, f64)| {
        let cells = grid.rows().iter().filter_map(|row| row.get(column));
        cells.map(|cell| of(cell)).fold(title, f64::max)
    };
    titles.enumerate().map(longest).collect()
}

/// A line breaks at a space and wherever [`breaks_after`] says.
fn longest_piece(text: &str) -> f64 {
    let letters: Vec<char> = text.chars().collect();
    let (mut longest, mut piece) = (0.0, 0.0);
    for (at, letter) in letters.iter().enumerate() {
        piece = if letter.is_whitespace() { 0.0 } else { piece + em(*letter) };
        longest = f64::max(longest, piece);
        if breaks_after(&letters, at) {
            piece = 0.0;
        }
    }
    longest
}

/// May a line break after this letter? Where a hyphen is no date's, and in a selector after its signs.
pub(super) fn breaks_after(letters: &[char], at: usize) -> bool {
    let next = letters.get(at + 1);
    match letters[at] {
        '-' => !(at > 0 && letters[at - 1].is_ascii_digit() && next.is_some_and(char::is_ascii_digit)),
        // Only before a letter: numbers such as `1,000` stay whole.
        ',' | ';' | '=' | '/' => next.is_some_and(|next| next.is_alphabetic()),
        _ => false,
    }
}

/// About as wide as Latin Modern, a little wider.
fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(letter: char) -> f64 {
    match letter {
        'm' | 'w' | 'M' | 'W' | '%' | '…' | '→' => 0.95,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '-' | '|' | ' ' | '(' | ')' | '\'' => 0.36,
        'r' | 's' | 't' | 'f' | 'c' | 'e' => 0.47,
        letter if letter.is_uppercase() => 0.77,
        letter if letter.is_ascii() => 0.55,
        letter => match length(letter.encode_utf8(&mut [0; 4])) {
            // An accent that joins its letter, a letter, a Chinese character.
            0 => 0.0,
            1 => 0.6,
            _ => 1.1,
        },
    }
}

fn in_points(letters: &Letters, widths: &[f64]) -> Vec<f64> {
    widths.iter().map(|width| width * letters.em + letters.gap).collect()
}

/// Each column has its least; the rest is shared by how much each would like to have more. Where not all have their
/// least, those that want most are cut.
fn shares(letters: &Letters, natural: &[f64], least: &[f64]) -> Vec<f64> {
    let line = letters.line;
    let (natural, mut widths) = (in_points(letters, natural), in_points(letters, least));
    let most = highest(&widths, line);
    // Where all have their least, `most` is infinite and nothing is cut.
    widths.iter_mut().for_each(|width| *width = width.min(most));
    let rest = (line - widths.iter().sum::<f64>()).max(0.0);
    // No least is wider than its natural width, so no term is negative.
    let wanted: f64 = natural.iter().zip(&widths).map(|(natural, width)| natural - width).sum();
    let share = if wanted > 0.0 { rest / wanted } else { 0.0 };
    natural.iter().zip(&widths).map(|(natural, width)| (width + share * (natural - width)) / line).collect()
}

/// The level to which the highest of these must be cut so that all come to no more than a sum.
fn highest(widths: &[f64], sum: f64) -> f64 {
    let mut sorted = widths.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut left = sum;
    #[allow(clippy::cast_precision_loss, reason = "columns of a table")]
    // From the narrowest: what it does not need is shared by the wider ones.
    for (at, width) in sorted.iter().enumerate() {
        let each = left / (sorted.len() - at) as f64;
        if *width > each {
            return each;
        }
        left -= width;
    }
    f64::INFINITY
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::{ColumnKind, Table, Unit};

    fn grid(cells: &[&str]) -> Grid {
        let table = Table::of(cells.iter().copied()).shown("Id", ColumnKind::Text, |cell| *cell).shown(
            "Mt",
            ColumnKind::Plain,
            |_| "1.0",
        );
        Grid::of(&table.into(), &Unit::mt(), false)
    }

    #[test]
    fn a_table_is_made_smaller_then_broken_then_turned() {
        assert_eq!(set(&grid(&["short"])), Set { letters: TEXT, shares: None });
        assert_eq!(set(&grid(&[&"x".repeat(60)])), Set { letters: SMALL, shares: None });
        let broken = set(&grid(&[&"word ".repeat(40)]));
        assert_eq!(broken.letters, SMALL);
        let shares = broken.shares.unwrap();
        assert!(shares[0] > 0.9 && shares[1] > 0.05 && shares.iter().sum::<f64>() <= 1.0 + 1e-9, "{shares:?}");
        assert_eq!(set(&grid(&[&"x".repeat(120)])), Set { letters: TURNED, shares: None });
        assert_eq!(set(&grid(&[&"word ".repeat(100)])).letters, TURNED);
    }

    #[test]
    fn a_word_beyond_any_paper_leaves_the_others_their_room() {
        let shares = set(&grid(&[&"x".repeat(300)])).shares.unwrap();
        assert!(shares[1] > 0.02 && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
    }

    #[test]
    fn lines_break_at_spaces_and_after_hyphens_but_not_in_dates() {
        for (text, longest) in [
            ("", ""),
            ("a bc", "bc"),
            ("hs=2709,loaded_in=RUS", "loaded_in="),
            ("1,234", "1,234"),
            ("aktau-kto-terminal", "terminal"),
            ("阿拉 山口口", "山口口"),
            ("on 2023-06-30", "2023-06-30"),
        ] {
            assert!((longest_piece(text) - ems(longest)).abs() < 1e-9, "{text:?}");
        }
    }
}
