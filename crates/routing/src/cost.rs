//! Integer quantities (cost per unit in millionths of a USD/t, time in seconds, length in metres), what a path costs,
//! and what a search for paths is asked.
//!
//! A sum of integers is the same in every order and on every machine, so paths of equal cost are equal. Whatever
//! arrives as a decimal number is rounded once, half to even, on its way in.

use std::ops::Add;

use crate::topology::{ArcIx, NodeIx, Topology};

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
                // NaN fails the comparison too; LIMIT is below 2^53, so it is exact as a float.
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
        // Rounding must not make an arc free.
        Some(if usd_t > 0.0 { cost.max(Self(1)) } else { cost })
    }
}

impl Seconds {
    /// [`Seconds::from_hours`], but never below one second where the value is above 0.
    #[must_use]
    pub fn rounded(hours: f64) -> Option<Self> {
        let time = Self::from_hours(hours)?;
        // Rounding must not make an arc instant.
        Some(if hours > 0.0 { time.max(Self(1)) } else { time })
    }
}

/// What paths are compared by: objective, cost, time, legs, tie, in this order. All parts are at least 0 and add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathCost {
    // The derived order compares the fields as they are listed.
    /// What is minimised: the cost, the time, or another sum over arcs.
    pub objective: i64,
    /// Cost.
    pub cost: Cost,
    /// Time.
    pub time: Seconds,
    /// Number of legs: an arc that is one counts 1, any other 0.
    pub legs: u32,
    /// Sum of hashes of 32 bits, one for each arc, such as [`tie_hash`] of its name.
    pub tie: u64,
}

impl Add for PathCost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            objective: self.objective + other.objective,
            cost: self.cost + other.cost,
            time: self.time + other.time,
            legs: self.legs + other.legs,
            tie: self.tie + other.tie,
        }
    }
}

/// What each arc of a topology costs.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By arc; `None`: the arc is closed.
    pub arc: Vec<Option<PathCost>>,
}

impl Weights {
    /// What an arc costs; `None`: it is closed, or there is none.
    #[must_use]
    pub fn get(&self, arc: ArcIx) -> Option<PathCost> {
        self.arc.get(arc.index()).copied().flatten()
    }

    /// What a path costs; `None`: one of its arcs is closed.
    #[must_use]
    pub fn sum(&self, arcs: &[ArcIx]) -> Option<PathCost> {
        arcs.iter().try_fold(PathCost::default(), |sum, &arc| Some(sum + self.get(arc)?))
    }
}

/// FNV-1a of 64 bits, folded to 32 so that 2^32 of them can be added: the same on every machine.
///
/// ```
/// assert_eq!(routing::tie_hash(""), 0x84222325 ^ 0xcbf29ce4);
/// ```
#[must_use]
pub fn tie_hash(id: &str) -> u64 {
    // Offset basis and prime of FNV-1a of 64 bits.
    let full = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    // The exclusive or of both halves, as the authors of FNV advise for fewer bits.
    (full >> 32) ^ (full & 0xffff_ffff)
}

/// From where to where, over what.
#[derive(Clone, Copy, Debug)]
pub struct PathQuery<'a> {
    /// Nodes and arcs.
    pub topology: &'a Topology,
    /// What each arc costs.
    pub weights: &'a Weights,
    /// Nodes a path may start in.
    pub sources: &'a [NodeIx],
    /// Nodes a path may end in.
    pub targets: &'a [NodeIx],
    /// Sets of arcs to be passed in this order: any arc of the first set fulfils the first stage, and so on; one arc
    /// may fulfil several stages in a row.
    pub stages: &'a [ArcSet],
}

impl<'a> PathQuery<'a> {
    /// A query without stages.
    #[must_use]
    pub fn between(topology: &'a Topology, weights: &'a Weights, sources: &'a [NodeIx], targets: &'a [NodeIx]) -> Self {
        Self { topology, weights, sources, targets, stages: &[] }
    }
}

/// A path from a source to a target that fulfils all stages in their order, ends at the first target where it has, and
/// enters no node twice within one stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The sum over its arcs.
    pub key: PathCost,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
}

/// How many paths are wanted, and when to give up.
#[derive(Clone, Copy, Debug)]
pub struct SearchLimit {
    /// Paths to return.
    pub paths: usize,
    /// Paths to examine, those that are not returned included.
    pub examined: usize,
}

/// A set of arcs: one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArcSet {
    /// Arc `a` is bit `a % 64` of word `a / 64`; words after the largest arc may be missing.
    words: Vec<u64>,
}

impl ArcSet {
    /// Whether the arc is in it.
    #[must_use]
    pub fn contains(&self, arc: ArcIx) -> bool {
        // An arc beyond the last word was never inserted.
        self.words.get(arc.index() / 64).is_some_and(|word| word >> (arc.index() % 64) & 1 == 1)
    }

    /// Adds an arc.
    pub fn insert(&mut self, arc: ArcIx) {
        if self.words.len() <= arc.index() / 64 {
            self.words.resize(arc.index() / 64 + 1, 0);
        }
        self.words[arc.index() / 64] |= 1 << (arc.index() % 64);
    }
}

impl FromIterator<ArcIx> for ArcSet {
    fn from_iter<I: IntoIterator<Item = ArcIx>>(arcs: I) -> Self {
        let mut set = Self::default();
        for arc in arcs {
            set.insert(arc);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_inserted_and_nothing_else() {
        let set: ArcSet = [3, 64, 200].map(ArcIx).into_iter().collect();
        let held: Vec<u32> = (0..300).filter(|&arc| set.contains(ArcIx(arc))).collect();
        assert_eq!(held, [3, 64, 200]);
    }
}
