//! Integers inside, beside those of routes and assignments; a value with its plausible range.

routing::quantities! {
    /// Draught, in millimetres: ports state it in tenths of a metre.
    Draught, 1000.0, from_m, m, "m";
    /// A share of a company, in millionths of a percent.
    Percent, 1e6, from_pct, pct, "%";
}

/// A value with its plausible range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
