//! `observed.csv`: what was measured.

use crate::model::{CommodityIx, CountryIx, Provenance, Ranged, Via};
use assignment::Mass;

/// What was measured.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Where: a place, a link or a line.
    pub at: Via,
    /// Of which commodity; none: all.
    pub commodity: Option<CommodityIx>,
    /// Of which origin country; none: all.
    pub origin: Option<CountryIx>,
    /// In which year.
    pub year: i16,
    /// How much.
    pub mass: Ranged<Mass>,
    /// What the publisher counts.
    pub scope: String,
    /// Where the number comes from.
    pub known: Provenance,
}
