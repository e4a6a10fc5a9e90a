//! Amounts as people write them: a number and its unit. All units stand in one table, which every flag reads.

/// What an amount is of, and what it is counted in once it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Parts of 1.
    Share,
    /// kt a year.
    Mass,
    /// By what each commodity is: see [`GoodsUnit`].
    Goods(GoodsUnit),
    /// USD per tonne.
    UsdPerTonne,
    /// USD per barrel.
    UsdPerBarrel,
    /// Hours.
    Time,
}

/// What goods are counted in where a tonne of each commodity has its own number of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoodsUnit {
    /// Thousand barrels a day, of 365 days a year.
    Barrels,
    /// Billion cubic metres a year.
    Gas,
    /// Thousand TEU a year (a box of 40 feet is two).
    Boxes,
}

impl GoodsUnit {
    /// From how many of it a kt a year is to the number that people know: barrels in a tonne, kg in a cubic metre, tonnes
    /// in a TEU; and back.
    #[must_use]
    pub fn number(self, per_kt: f64) -> f64 {
        match self {
            Self::Barrels => per_kt * DAYS,
            Self::Gas => 0.001 / per_kt,
            Self::Boxes => 1.0 / per_kt,
        }
    }

    /// How many of it a kt a year is, by the number that people know.
    #[must_use]
    pub fn per_kt(self, number: f64) -> f64 {
        match self {
            Self::Barrels => number / DAYS,
            Self::Gas => 0.001 / number,
            Self::Boxes => 1.0 / number,
        }
    }

    /// What people call that number.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Barrels => "barrels in a tonne",
            Self::Gas => "kg in a cubic metre",
            Self::Boxes => "tonnes in a TEU",
        }
    }
}

/// Days of a year of flows.
const DAYS: f64 = 365.0;

/// An amount that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// How much, in what [`Quantity`] says.
    pub value: f64,
    /// Of what.
    pub of: Quantity,
}

/// Why an amount cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum AmountError {
    /// It is no number with a unit.
    Unreadable,
    /// The number has no unit.
    Bare(f64),
    /// No amount has this unit.
    Unknown(String),
}

/// Units as they are written, in whatever case, what they are of, and how much one of them is.
const UNITS: [(&str, Quantity, f64); 20] = [
    ("%", Quantity::Share, 0.01),
    ("t", Quantity::Mass, 0.001),
    ("kt", Quantity::Mass, 1.0),
    ("Mt", Quantity::Mass, 1000.0),
    ("b/d", Quantity::Goods(GoodsUnit::Barrels), 0.001),
    ("bbl/d", Quantity::Goods(GoodsUnit::Barrels), 0.001),
    ("kb/d", Quantity::Goods(GoodsUnit::Barrels), 1.0),
    ("kbd", Quantity::Goods(GoodsUnit::Barrels), 1.0),
    ("mb/d", Quantity::Goods(GoodsUnit::Barrels), 1000.0),
    ("mbd", Quantity::Goods(GoodsUnit::Barrels), 1000.0),
    ("bcm", Quantity::Goods(GoodsUnit::Gas), 1.0),
    ("TEU", Quantity::Goods(GoodsUnit::Boxes), 0.001),
    ("kTEU", Quantity::Goods(GoodsUnit::Boxes), 1.0),
    ("USD/t", Quantity::UsdPerTonne, 1.0),
    ("USD/bbl", Quantity::UsdPerBarrel, 1.0),
    ("USD/b", Quantity::UsdPerBarrel, 1.0),
    ("h", Quantity::Time, 1.0),
    ("hours", Quantity::Time, 1.0),
    ("d", Quantity::Time, 24.0),
    ("days", Quantity::Time, 24.0),
];

impl Amount {
    /// Reads a number and its unit: `50%`, `30Mt`, `1.2mb/d`, `+3.9USD/t`, `78h`.
    ///
    /// # Errors
    /// It is no number, it has no unit, or its unit is not known.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let (value, unit) = number(text.trim()).ok_or(AmountError::Unreadable)?;
        if unit.is_empty() {
            return Err(AmountError::Bare(value));
        }
        let known = UNITS.iter().find(|(name, of, _)| is_unit(unit, name, *of));
        let (_, of, one) = known.ok_or_else(|| AmountError::Unknown(unit.to_owned()))?;
        Ok(Self { value: scaled(value, *one), of: *of })
    }
}

/// Is it this unit? Masses and goods may say that they are a year's.
fn is_unit(text: &str, name: &str, of: Quantity) -> bool {
    let yearly = matches!(of, Quantity::Mass | Quantity::Goods(GoodsUnit::Gas | GoodsUnit::Boxes));
    let bare = if yearly { text.strip_suffix("/y").or_else(|| text.strip_suffix("/a")).unwrap_or(text) } else { text };
    bare.eq_ignore_ascii_case(name)
}

/// Thousandths and hundredths are divided by, so that 35% is what 0.35 is.
fn scaled(value: f64, one: f64) -> f64 {
    if one < 1.0 { value / (1.0 / one).round() } else { value * one }
}

/// The longest number at the start, and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let part = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '.' | 'e' | 'E');
    // An `e` may belong to the number or not, so the longest start that is one is taken.
    let most = text.find(|letter: char| !part(letter)).unwrap_or(text.len());
    let read = |end: usize| Some((text[..end].parse::<f64>().ok()?, end));
    let (value, end) = (1..=most).rev().find_map(read)?;
    value.is_finite().then(|| (value, text[end..].trim_start()))
}

/// A number within a sentence: three digits that say something, one decimal from 100 on, no zeros at the end.
#[must_use]
pub fn spelled(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    #[allow(clippy::cast_possible_truncation, reason = "from -324 to 308")]
    let magnitude = value.abs().log10().floor() as i32;
    let places = usize::try_from(2 - magnitude).unwrap_or(0).max(1);
    let text = format!("{value:.places$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_sentences_have_three_digits() {
        let rows = [(486.666, "486.7"), (7.85, "7.85"), (10.0, "10"), (30_000.0, "30000"), (0.041_234, "0.0412")];
        for (value, text) in rows {
            assert_eq!(spelled(value), text);
        }
        assert_eq!(spelled(0.0), "0");
    }

    fn read(text: &str) -> Result<(f64, Quantity), AmountError> {
        Amount::parse(text).map(|amount| (amount.value, amount.of))
    }

    #[test]
    fn a_number_and_its_unit_are_read() {
        let barrels = Quantity::Goods(GoodsUnit::Barrels);
        for (text, expected) in [
            ("50%", (0.5, Quantity::Share)),
            ("35 %", (0.35, Quantity::Share)),
            ("30Mt", (30_000.0, Quantity::Mass)),
            ("30 mt/y", (30_000.0, Quantity::Mass)),
            ("1500kt", (1500.0, Quantity::Mass)),
            ("1e3t", (1.0, Quantity::Mass)),
            ("1.2mb/d", (1200.0, barrels)),
            ("25kb/d", (25.0, barrels)),
            ("5.5bcm/y", (5.5, Quantity::Goods(GoodsUnit::Gas))),
            ("80kTEU", (80.0, Quantity::Goods(GoodsUnit::Boxes))),
            ("+3.9USD/t", (3.9, Quantity::UsdPerTonne)),
            ("-3.9 usd/t", (-3.9, Quantity::UsdPerTonne)),
            ("62USD/bbl", (62.0, Quantity::UsdPerBarrel)),
            ("78h", (78.0, Quantity::Time)),
            ("3d", (72.0, Quantity::Time)),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_has_no_unit_is_no_amount() {
        assert_eq!(read("0.5"), Err(AmountError::Bare(0.5)));
        assert_eq!(read("3USD"), Err(AmountError::Unknown("USD".into())));
        // A price has no year.
        assert_eq!(read("3USD/t/y"), Err(AmountError::Unknown("USD/t/y".into())));
        for text in ["", "%", "nan", "inf", "1e400kt", "Mt", "--3h"] {
            assert_eq!(read(text), Err(AmountError::Unreadable), "{text}");
        }
    }
}
