//! Numbers as people read them.

use super::Unit;

impl Unit {
    /// Tonnes with one decimal.
    pub fn show(&self, kt: f64) -> String {
        decimals(self.of(kt), 1)
    }

    /// A change, with its sign.
    pub fn change(&self, kt: f64) -> String {
        signed(self.of(kt))
    }
}

/// One decimal, with its sign; nothing has none.
pub fn signed(value: f64) -> String {
    let text = decimals(value, 1);
    if value > 0.0 && text != "0.0" { format!("+{text}") } else { text }
}

/// A share in percent.
pub fn percent(share: f64) -> String {
    format!("{} %", decimals(share * 100.0, 1))
}

/// A price or a time, one decimal.
pub fn one(value: f64) -> String {
    decimals(value, 1)
}

/// A length.
pub fn whole(value: f64) -> String {
    decimals(value, 0)
}

/// A sum of money in billions.
pub fn billions(usd: f64) -> String {
    decimals(usd / 1e9, 1)
}

/// Nothing known is a hyphen.
pub fn maybe(value: Option<f64>, show: fn(f64) -> String) -> String {
    value.map_or_else(|| "-".into(), show)
}

/// Grouped by thousands; what rounds to nothing has no sign.
pub fn decimals(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "-".into();
    }
    // Without the sign, so that `grouped` counts digits alone.
    let text = format!("{:.places$}", value.abs());
    let (integer, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let nothing = !text.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
    let sign = if value < 0.0 && !nothing { "-" } else { "" };
    format!("{sign}{}{fraction}", grouped(integer))
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Some of many numbers, and how many more there are.
pub fn named<N: ToString>(numbers: &[N], most: usize) -> String {
    let few: Vec<String> = numbers.iter().take(most).map(ToString::to_string).collect();
    let more = numbers.len().saturating_sub(most);
    few.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

/// `1 pair`, `57,600 pairs`.
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", whole(number as f64), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_for_people() {
        let rows = [
            (Unit::mt().show(45_870.0), "45.9"),
            (Unit::mt().show(-3.0), "0.0"),
            (Unit::mt().change(-1_234_567.0), "-1,234.6"),
            (Unit::mt().change(310.0), "+0.3"),
            (Unit::mt().change(10.0), "0.0"),
            (percent(0.953), "95.3 %"),
            (whole(1234.4), "1,234"),
            (whole(999.6), "1,000"),
            (billions(2.35e10), "23.5"),
            (maybe(None, one), "-"),
            (one(f64::NAN), "-"),
        ];
        for (given, expected) in rows {
            assert_eq!(given, expected);
        }
    }
}
