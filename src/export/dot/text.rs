//! Text of the DOT language.

use unicode_width::UnicodeWidthStr;

/// Names wider than so many columns of a terminal are broken between words.
const WIDEST: usize = 14;

/// A quoted string: `"` and `\` lose their meaning, control characters become spaces.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A name as a quoted label of several lines.
pub(super) fn label(name: &str) -> String {
    let lines: Vec<String> = lines(name).iter().map(|line| escaped(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// A name, broken between words.
pub(super) fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= WIDEST => {
                line.push(' ');
                line.push_str(word);
            }
            // A word is never broken, however long.
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // An entity such as `&lt;` would be read as one letter.
            '&' => out.push_str("&amp;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_between_words_only() {
        assert_eq!(lines("Novorossiysk (CPC terminal)"), ["Novorossiysk", "(CPC terminal)"]);
        assert_eq!(lines("Ust-Kamenogorsk-Oskemen"), ["Ust-Kamenogorsk-Oskemen"]);
        assert_eq!(lines("a b\u{a0}\nc"), ["a b c"]);
        assert_eq!(lines(""), [""; 0]);
    }

    #[test]
    fn what_dot_would_read_as_its_own_is_escaped_in_every_line() {
        assert_eq!(label("\"Alpha\" \\n & some company"), r#""\"Alpha\" \\n &amp;\nsome company""#);
        assert_eq!(quoted("a\u{7}b"), "\"a b\"");
    }
}
