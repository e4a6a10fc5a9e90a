//! Integer quantities: cost per unit in millionths of a USD/t, time in seconds, length in metres.
//!
//! A sum of integers is the same in every order and on every machine, so paths of equal cost are equal. Whatever arrives
//! as a decimal number is rounded once, half to even, on its way in.

/// Declares newtypes of `i64` with conversions from and to a decimal unit.
///
/// Each line gives the name, how many of the smallest part make one unit, the two conversions, and the unit as it is
/// printed.
///
/// ```
/// routing::quantities! {
///     /// Energy, in joules.
///     Energy, 3.6e6, from_kwh, kwh, "kWh";
/// }
/// assert_eq!(Energy::from_kwh(0.5), Some(Energy(1_800_000)));
/// assert_eq!((Energy(1) + Energy(2)).to_string(), format!("{} kWh", 3.0 / 3.6e6));
/// ```
#[macro_export]
macro_rules! quantities {
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

        impl ::std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl ::std::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl ::std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl ::std::ops::SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl ::std::ops::Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl ::std::ops::Mul<i64> for $name {
            type Output = Self;
            fn mul(self, times: i64) -> Self {
                Self(self.0 * times)
            }
        }

        impl ::std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self::ZERO, ::std::ops::Add::add)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{} {}", self.$to(), $unit)
            }
        }
    )*};
}

quantities! {
    /// Cost per unit of flow, in millionths of a USD/t.
    Cost, 1e6, from_usd_t, usd_t, "USD/t";
    /// Time, in seconds.
    Seconds, 3600.0, from_hours, hours, "h";
    /// Length, in metres.
    Metres, 1000.0, from_km, km, "km";
}

impl Cost {
    /// [`Cost::from_usd_t`], but never below one millionth where the value is above 0.
    #[must_use]
    pub fn rounded(usd_t: f64) -> Option<Self> {
        let cost = Self::from_usd_t(usd_t)?;
        Some(if usd_t > 0.0 { cost.max(Self(1)) } else { cost })
    }
}

impl Seconds {
    /// [`Seconds::from_hours`], but never below one second where the value is above 0.
    #[must_use]
    pub fn rounded(hours: f64) -> Option<Self> {
        let time = Self::from_hours(hours)?;
        Some(if hours > 0.0 { time.max(Self(1)) } else { time })
    }
}
