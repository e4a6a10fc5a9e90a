//! Your data says: one finding, with where it is, what it is, the rule it breaks and the mend.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

string_enum! {
    /// How bad a finding is.
    Severity {
        /// The data cannot be used.
        Error = "error",
        /// The data can be used; someone should look.
        Warning = "warning",
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Diagnostic {
    /// File, relative to the atlas folder, or as the user named it.
    pub file: String,
    /// Line in the file, counted from 1; none: the whole file.
    pub row: Option<u64>,
    /// Column by its header, or TOML key; none: the whole row.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// The rule that it breaks, as a sentence.
    pub rule: String,
    /// What to do about it.
    pub hint: String,
    /// How bad it is.
    pub severity: Severity,
}

impl Diagnostic {
    /// An error in a file.
    #[must_use]
    pub fn error(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            row: None,
            column: None,
            value: None,
            rule: rule.into(),
            hint: hint.into(),
            severity: Severity::Error,
        }
    }

    /// A warning about a file.
    #[must_use]
    pub fn warning(file: impl Into<String>, rule: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, rule, hint) }
    }

    /// At a line of the file.
    #[must_use]
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// In a column, with the value that stands there.
    #[must_use]
    pub fn cell(mut self, column: &str, value: &str) -> Self {
        self.column = Some(column.into());
        self.value = Some(value.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `error: places.csv:14: column country: "KAX": unknown country; did you mean KAZ?`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity.as_str(), plain(&self.file))?;
        if let Some(row) = self.row {
            write!(f, ":{row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ": column {}", plain(&cut(column)))?;
        }
        if let Some(value) = &self.value {
            // Quoted with escapes, so control characters cannot get out of it.
            write!(f, ": {:?}", cut(value))?;
        }
        write!(f, ": {}", plain(&self.rule))?;
        if !self.hint.is_empty() {
            write!(f, "; {}", plain(&self.hint))?;
        }
        Ok(())
    }
}

/// A longer value is cut where people read it; programs get it whole.
const SHOWN: usize = 120;

fn cut(text: &str) -> Cow<'_, str> {
    // Cut by characters: a byte could be inside one.
    match text.char_indices().nth(SHOWN) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// What files say never steers a terminal.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let escaped = |letter: char| {
        if letter.is_control() { letter.escape_debug().to_string() } else { letter.to_string() }
    };
    Cow::Owned(text.chars().map(escaped).collect())
}

/// Longer words are no one's name: their ends are not looked at.
const LONGEST: usize = 128;

/// The known word that a misspelt one is nearest to, if any is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    // A third of the letters may differ, at least 1 and at most 4.
    let reach = (wanted.len() / 3).clamp(1, 4);
    known
        .into_iter()
        // Most words are too long or too short to be meant: their letters are not looked at.
        .filter(|other| other.chars().count().abs_diff(wanted.len()) <= reach)
        .map(|other| (distance(&wanted, &other.chars().flat_map(char::to_lowercase).collect::<Vec<_>>()), other))
        .filter(|(far, _)| *far <= reach)
        // The nearest; of equally near ones the first in alphabetical order.
        .min()
        .map(|(_, other)| other)
}

/// `did you mean cpc?`, or nothing when no known word is near.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |near| format!("did you mean {near}?"))
}

/// Letters to change, add, drop or swap with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    // Three rows of the table of edit distances are enough; a swap looks two rows back.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(last[j] + 1).min(row[j - 1] + 1);
            // Two neighbours changed places.
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let known = ["KAZ", "RUS", "bosporus", "novorossiysk-cpc"];
        assert_eq!(nearest("KAX", known), Some("KAZ"));
        assert_eq!(nearest("bosphorus", known), Some("bosporus"));
        assert_eq!(nearest("kaz", known), Some("KAZ"));
        assert_eq!(nearest("novorosiysk-cpc", known), Some("novorossiysk-cpc"));
        assert_eq!(nearest("rotterdam", known), None);
        assert_eq!(did_you_mean("rsu", known), "did you mean RUS?");
        assert_eq!(did_you_mean("zzz", known), "");
    }

    #[test]
    fn a_notice_reads_as_one_line() {
        let diagnostic =
            Diagnostic::error("places.csv", "unknown country", "did you mean KAZ?").row(14).cell("country", "KAX");
        assert_eq!(
            diagnostic.to_string(),
            "error: places.csv:14: column country: \"KAX\": unknown country; did you mean KAZ?"
        );
    }

    #[test]
    fn what_is_long_is_cut_and_what_steers_a_terminal_is_escaped() {
        let diagnostic = Diagnostic::error("a\u{1b}[2J.csv", "bad\nrule", "").cell("\u{7}id", &"ж".repeat(1000));
        let shown = "ж".repeat(120);
        assert_eq!(
            diagnostic.to_string(),
            format!("error: a\\u{{1b}}[2J.csv: column \\u{{7}}id: \"{shown}…\": bad\\nrule")
        );
    }
}
