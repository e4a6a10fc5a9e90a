//! Rows and cells as their files say them.

use super::column::Column;
use crate::model::{Day, Draught, Window};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

#[derive(Clone, Debug)]
pub struct TextRow {
    /// Line in its file on which it starts, counted from 1.
    pub line: u64,
    columns: &'static [Column],
    cells: Vec<String>,
}

impl TextRow {
    /// A row of a table; cells that are not there are blank.
    pub fn new(line: u64, columns: &'static [Column], mut cells: Vec<String>) -> Self {
        cells.resize(columns.len(), String::new());
        Self { line, columns, cells }
    }

    /// The same row, said to start on another line.
    pub fn at_line(&self, line: u64) -> Self {
        Self { line, ..self.clone() }
    }

    /// The columns of its table.
    pub fn columns(&self) -> &'static [Column] {
        self.columns
    }

    /// Its cells in the order of the columns.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }

    /// What stands in a column; blank where the table has none of this name.
    pub fn cell(&self, column: &str) -> &str {
        self.at(column).map_or("", |at| self.cells[at].as_str())
    }

    /// The days that two columns say.
    pub fn window(&self, columns: [&str; 2]) -> Window {
        let [since, until] = columns.map(|name| Day::parse(self.cell(name)));
        Window { since, until }
    }

    /// Writes a word where a column is blank.
    pub fn fill(&mut self, column: &str, word: &str) {
        if let Some(cell) = self.at(column).map(|at| &mut self.cells[at]).filter(|cell| cell.is_empty()) {
            word.clone_into(cell);
        }
    }

    /// Writes into a column, whatever stands there.
    pub fn set(&mut self, column: &str, word: &str) {
        if let Some(at) = self.at(column) {
            word.clone_into(&mut self.cells[at]);
        }
    }

    fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.name == column)
    }
}

#[cfg(test)]
impl std::ops::Index<&str> for TextRow {
    type Output = String;

    fn index(&self, column: &str) -> &String {
        &self.cells[self.at(column).unwrap()]
    }
}

#[cfg(test)]
impl std::ops::IndexMut<&str> for TextRow {
    fn index_mut(&mut self, column: &str) -> &mut String {
        let at = self.at(column).unwrap();
        &mut self.cells[at]
    }
}

/// A plain decimal number: `12`, `0.5`, `-3.25`.
///
/// # Errors
/// The rule that is broken.
pub fn number(text: &str) -> Result<f64, &'static str> {
    // The parser of floats also takes exponents, a plus sign and `inf`: none of these is a plain decimal.
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain(whole) && plain(part) {
        // A long row of digits may still be too large to hold.
        return text.parse::<f64>().ok().filter(|value| value.is_finite()).ok_or("a number is finite");
    }
    // Only for the sentence: what the writer may have meant.
    let lower = digits.to_ascii_lowercase();
    if ["nan", "inf", "infinity", "+inf"].contains(&lower.as_str()) {
        return Err("a number is finite");
    }
    let like = |extra: &[u8]| lower.bytes().all(|b| b.is_ascii_digit() || b == b'.' || extra.contains(&b));
    Err(if like(b"") {
        "a number has digits on both sides of its one point"
    } else if like(b"e+-") {
        "a number is a plain decimal, without exponent or plus sign"
    } else if like(b", '_") {
        "a number is a plain decimal: a point before the decimals, nothing between thousands"
    } else {
        "this is not a number"
    })
}

/// A number in the integer unit that its column's unit stands for: does it fit?
pub fn fits(value: f64, unit: &str) -> bool {
    match unit {
        "USD/t" => Cost::from_usd_t(value).is_some(),
        "h" => Seconds::from_hours(value).is_some(),
        "km" => Metres::from_km(value).is_some(),
        "m" => Draught::from_m(value).is_some(),
        "kt" | "kt/y" => Mass::from_kt(value).is_some(),
        _ => value.abs() <= 1e9,
    }
}

/// The items of a list; none for a blank cell.
pub fn items(text: &str) -> impl Iterator<Item = &str> {
    // An empty cell would be split into one empty item.
    text.split(';').filter(move |_| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_decimals() {
        for (text, value) in [("0", 0.0), ("12.50", 12.5), ("-3.25", -3.25), ("007", 7.0)] {
            assert_eq!(number(text), Ok(value));
        }
        for text in ["", "1e5", "+1", "1,000", "NaN", "inf", "-Infinity", ".5", "5.", "1.2.3", "0x1F", " 1", "--1", "-"]
        {
            assert!(number(text).is_err(), "{text}");
        }
        assert!(number(&"9".repeat(400)).is_err());
        for (text, rule) in [
            ("1.2.3", "a number has digits on both sides of its one point"),
            ("5.", "a number has digits on both sides of its one point"),
            ("1e400", "a number is a plain decimal, without exponent or plus sign"),
            ("1_000", "a number is a plain decimal: a point before the decimals, nothing between thousands"),
            ("-Infinity", "a number is finite"),
            ("\u{661}\u{662}", "this is not a number"),
        ] {
            assert_eq!(number(text), Err(rule), "{text}");
        }
    }
}
