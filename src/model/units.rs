//! Integers inside: money in millionths of a USD/t, time in seconds, length in metres, mass in kilograms a year.
//!
//! Whatever arrives as a decimal number is rounded once, half to even, on its way in.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

macro_rules! unit {
    ($($(#[$doc:meta])* $name:ident, $per:expr, $from:ident, $to:ident, $unit:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: Self = Self(0);
            /// The largest value that input may have: far enough from 2^63 for a million of them to be added.
            pub const LIMIT: i64 = i64::MAX >> 20;

            #[doc = concat!("From ", $unit, ", rounded half to even; `None` if it is not finite or too large.")]
            #[must_use]
            pub fn $from(value: f64) -> Option<Self> {
                let scaled = (value * $per).round_ties_even();
                #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
                (scaled.abs() <= Self::LIMIT as f64).then_some(Self(scaled as i64))
            }

            #[doc = concat!("In ", $unit, ".")]
            #[must_use]
            #[allow(clippy::cast_precision_loss)]
            pub fn $to(self) -> f64 {
                self.0 as f64 / $per
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl Mul<i64> for $name {
            type Output = Self;
            fn mul(self, times: i64) -> Self {
                Self(self.0 * times)
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self::ZERO, Add::add)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} {}", self.$to(), $unit)
            }
        }
    )*};
}

unit! {
    /// Money per tonne, in millionths of a USD/t.
    Cost, 1e6, from_usd_t, usd_t, "USD/t";
    /// Time, in seconds.
    Seconds, 3600.0, from_hours, hours, "h";
    /// Length, in metres.
    Metres, 1000.0, from_km, km, "km";
    /// Draught, in millimetres: ports state it in tenths of a metre.
    Draught, 1000.0, from_m, m, "m";
    /// Mass a year, in kilograms.
    Mass, 1e6, from_kt, kt, "kt";
    /// A share of a company, in millionths of a percent.
    Percent, 1e6, from_pct, pct, "%";
}

impl Cost {
    /// Rounds a rule's value once: half to even, never below one millionth where the value is above 0.
    #[must_use]
    pub fn rounded(usd_t: f64) -> Option<Self> {
        let cost = Self::from_usd_t(usd_t)?;
        Some(if usd_t > 0.0 { cost.max(Self(1)) } else { cost })
    }
}

impl Seconds {
    /// Rounds a rule's value once: half to even, never below one second where the value is above 0.
    #[must_use]
    pub fn rounded(hours: f64) -> Option<Self> {
        let time = Self::from_hours(hours)?;
        Some(if hours > 0.0 { time.max(Self(1)) } else { time })
    }
}

/// A value with its plausible range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranged<T> {
    /// The point value.
    pub value: T,
    /// Its plausible low, where known.
    pub low: Option<T>,
    /// Its plausible high, where known.
    pub high: Option<T>,
}

impl<T> Ranged<T> {
    /// A value without a known range.
    pub fn point(value: T) -> Self {
        Self { value, low: None, high: None }
    }
}

/// `mass x share`, rounded down: what is left over is freed, never lost.
///
/// `share = part / whole`; a whole of 0 keeps nothing.
#[must_use]
pub fn pro_rata(mass: Mass, part: Mass, whole: Mass) -> Mass {
    if whole.0 <= 0 || part.0 <= 0 {
        return Mass::ZERO;
    }
    let kept = i128::from(mass.0) * i128::from(part.0.min(whole.0)) / i128::from(whole.0);
    Mass(i64::try_from(kept).unwrap_or(mass.0))
}
