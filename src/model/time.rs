//! Days, windows of validity and open months.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day; as a text `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // The parser also takes times of day and other forms of dates.
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if plain { text.parse().ok().map(Self) } else { None }
    }

    /// 30 June of a year: the day that stands for it. Years outside -9999..9999 are held to the calendar.
    #[must_use]
    pub fn mid(year: i16) -> Self {
        // Every year of the calendar has a 30 June, so the fallback is never taken.
        Self(Date::new(year.clamp(-9999, 9999), 6, 30).unwrap_or(Date::ZERO))
    }

    /// The day after; none at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.tomorrow().ok().map(Self)
    }

    /// The day before; none at the start of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.0.yesterday().ok().map(Self)
    }

    /// Year, month and day of the month, the last two from 1.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The year it lies in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a day is written YYYY-MM-DD"))
    }
}

impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"description": "A calendar day, `YYYY-MM-DD`.", "type": "string"})
    }
}

/// From the first to the last day in force, both included; open where blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day in force.
    pub since: Option<Day>,
    /// Last day in force.
    pub until: Option<Day>,
}

impl Window {
    /// Is `day` inside?
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Have both a day in common?
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        // Two windows are apart only where one ends before the other begins; an open side never does.
        let before = |a: &Self, b: &Self| a.until.zip(b.since).is_some_and(|(last, first)| last < first);
        !before(self, other) && !before(other, self)
    }
}

/// The months of a year in which something is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months(u16);

impl Default for Months {
    fn default() -> Self {
        Self::ALL
    }
}

impl Months {
    /// All twelve.
    pub const ALL: Self = Self(0xFFF);

    /// Reads `4-11`, `1-3;11-12`, `5`. A range may pass the year's end: `11-2`.
    ///
    /// # Errors
    /// A sentence that says which rule is broken.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const RULE: &str = "months are numbers 1 to 12, ranges like 4-11, joined by ;";
        let mut bits = 0;
        for part in text.split(';') {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let month = |text: &str| text.trim().parse::<u16>().ok().filter(|m| (1..=12).contains(m));
            let (Some(from), Some(to)) = (month(from), month(to)) else { return Err(RULE) };
            // Goes on from December to January.
            let mut at = from;
            bits |= 1 << (at - 1);
            while at != to {
                at = at % 12 + 1;
                bits |= 1 << (at - 1);
            }
        }
        Ok(Self(bits))
    }

    /// Is the month of this day one of them?
    #[must_use]
    pub fn has(self, day: Day) -> bool {
        // The lowest bit is January.
        self.0 >> (day.0.month() - 1) & 1 == 1
    }

    /// How many of the twelve.
    #[must_use]
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}
