//! A cell as `list` and `show` print it.

use serde::{Deserialize, Serialize};

use crate::model::{Day, StringEnum};

/// A value of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    /// Not known.
    #[default]
    None,
    /// Yes or no.
    Flag(bool),
    /// A whole number: a year, a gauge, a tier.
    Integer(i64),
    /// A quantity.
    Number(f64),
    /// Words, ids, joined lists.
    Text(String),
    /// Several texts.
    Many(Vec<String>),
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

/// Counts and ranks; none reaches 2^63.
macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Cell {
            fn from(value: $integer) -> Self {
                Self::Integer(i64::try_from(value).unwrap_or(i64::MAX))
            }
        }
    )*};
}
from_integers!(u8 u32 u64);

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Day> for Cell {
    fn from(value: Day) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: StringEnum> From<T> for Cell {
    fn from(value: T) -> Self {
        Self::Text(value.word().into())
    }
}

impl From<Vec<String>> for Cell {
    fn from(value: Vec<String>) -> Self {
        Self::Many(value)
    }
}

impl<T: StringEnum> From<Vec<T>> for Cell {
    fn from(value: Vec<T>) -> Self {
        Self::Many(value.into_iter().map(|one| one.word().into()).collect())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}
