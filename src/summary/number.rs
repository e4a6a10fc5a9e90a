//! Numbers as people read them.

use super::{GoodsOf, Unit};

/// Half a kilogram, in kt: masses are whole kilograms, so less is what a sum of decimals leaves.
const NO_MASS: f64 = 5e-7;
/// Prices are whole millionths, and so are times and shares to the eye.
const NOTHING: f64 = 5e-7;

impl Unit {
    /// Tonnes with one decimal, small ones with three digits.
    pub fn show(&self, kt: f64) -> String {
        self.show_those(kt, &GoodsOf::All)
    }

    /// Likewise, of these goods.
    pub(crate) fn show_those(&self, kt: f64, goods: &GoodsOf) -> String {
        shown(self.of_those(mass(kt), goods), 1)
    }

    /// Tonnes with their unit: t, kt or Mt as fits where none was asked for.
    pub(crate) fn say(&self, kt: f64) -> String {
        self.say_those(kt, &GoodsOf::All)
    }

    /// Likewise, of these goods.
    pub(crate) fn say_those(&self, kt: f64, goods: &GoodsOf) -> String {
        let unit = self.fit(mass(kt).abs());
        format!("{} {}", unit.show_those(kt, goods), unit.name())
    }

    /// A change, with its sign.
    pub fn change(&self, kt: f64) -> String {
        plus(self.of(mass(kt)), shown)
    }
}

fn mass(kt: f64) -> f64 {
    if kt.abs() < NO_MASS { 0.0 } else { kt }
}

/// With a plus where it is above nothing.
fn plus(value: f64, text: fn(f64, usize) -> String) -> String {
    let text = text(value, 1);
    if value > 0.0 && text != "0.0" { format!("+{text}") } else { text }
}

/// One decimal, with its sign; nothing has none.
pub fn signed(value: f64) -> String {
    plus(value, decimals)
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

/// A sum of money with its unit, as fits: `2.4 bn USD`, `96.0 m USD`, `4,800 USD`.
pub fn money(usd: f64) -> String {
    match usd.abs() {
        size if size >= 1e9 || size == 0.0 => format!("{} bn USD", decimals(usd / 1e9, 1)),
        size if size >= 1e6 => format!("{} m USD", decimals(usd / 1e6, 1)),
        _ => format!("{} USD", decimals(usd, 0)),
    }
}

/// A sum of money in billions.
pub fn billions(usd: f64) -> String {
    decimals(usd / 1e9, 1)
}

/// Nothing known is a hyphen.
pub fn maybe(value: Option<f64>, show: fn(f64) -> String) -> String {
    value.map_or_else(|| "-".into(), show)
}

/// Grouped by thousands; small numbers have three digits, so that what is more than nothing never reads as nothing.
pub fn decimals(value: f64, places: usize) -> String {
    shown(if value.abs() < NOTHING { 0.0 } else { value }, places)
}

fn shown(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "-".into();
    }
    let few = places.saturating_sub(1) as i32;
    if value != 0.0 && value.abs() < 10_f64.powi(-few) {
        return digits(value);
    }
    fixed(value, places)
}

/// With three digits that say something, and one decimal at least.
fn digits(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return shown(value, 1);
    }
    #[allow(clippy::cast_possible_truncation, reason = "from -324 to 308")]
    let magnitude = value.abs().log10().floor() as i32;
    let text = fixed(value, usize::try_from(2 - magnitude).unwrap_or(0).max(1));
    let trimmed = text.trim_end_matches('0');
    // A number keeps its first decimal.
    if trimmed.ends_with('.') { format!("{trimmed}0") } else { trimmed.into() }
}

fn fixed(value: f64, places: usize) -> String {
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
            (Unit::mt().show(-3.0), "-0.003"),
            (Unit::mt().show(0.000_001), "0.000000001"),
            (Unit::mt().show(0.1 + 0.2 - 0.3), "0.0"),
            (Unit::mt().show(999.6), "1.0"),
            (Unit::fitting().say(20.0), "20.0 kt"),
            (Unit::fitting().say(0.5), "500.0 t"),
            (Unit::fitting().say(1234.0), "1.2 Mt"),
            (Unit::mt().change(-1_234_567.0), "-1,234.6"),
            (Unit::mt().change(310.0), "+0.31"),
            (Unit::mt().change(10.0), "+0.01"),
            (percent(0.953), "95.3 %"),
            (percent(0.0004), "0.04 %"),
            (percent(0.0), "0.0 %"),
            (one(0.3172), "0.317"),
            (one(-0.04), "-0.04"),
            (one(1e-7), "0.0"),
            (whole(0.4), "0.4"),
            (decimals(0.004, 2), "0.004"),
            (decimals(0.25, 2), "0.25"),
            (whole(1234.4), "1,234"),
            (whole(999.6), "1,000"),
            (billions(2.35e10), "23.5"),
            (money(2.35e10), "23.5 bn USD"),
            (money(9.6e7), "96.0 m USD"),
            (money(4800.0), "4,800 USD"),
            (money(0.0), "0.0 bn USD"),
            (maybe(None, one), "-"),
            (one(f64::NAN), "-"),
        ];
        for (given, expected) in rows {
            assert_eq!(given, expected);
        }
    }
}
