//! What an import decides for a user.

use std::collections::BTreeMap;

/// What a mode costs and how fast it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// USD per tonne and km.
    pub usd_tkm: f64,
    /// Km/h.
    pub km_h: f64,
}

/// What an import decides for a user, only where they say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The mode of links that name none.
    pub mode: String,
    pub rates: BTreeMap<String, Rate>,
    /// Links go one way unless a column says otherwise?
    pub directed: bool,
    /// Joins parts to the largest over gaps of so many km.
    pub bridge_km: Option<f64>,
    /// Links with an end so near to a strait of the atlas pass it.
    pub strait_km: Option<f64>,
}

/// Half up; bounds were checked.
pub(super) fn rounded(number: f64) -> u32 {
    (number + 0.5).floor() as u32
}
