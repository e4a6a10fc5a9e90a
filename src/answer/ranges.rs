//! With `--ranges`: how far the headline figures can be trusted.

use serde::{Deserialize, Serialize};

/// What the ranges of the atlas and of the scenarios do to the figures of an answer.
///
/// The question was solved again with each number that it uses at its low and at its high, one at a time, all others at
/// their point values. Errors that come together reach further.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ranges {
    /// Headline figures in the order in which the answer has them; one that is defined in no solve is left out.
    pub ranges: Vec<FigureRange>,
    /// The ten numbers that move the figures most: first by what does not arrive (`stranded_kt`, `uneconomic_kt`;
    /// `unavoidable` of `exposure`), then by `extra_usd_t`.
    pub drivers: Vec<Driver>,
    /// Pairs of scenario ids that cannot be told apart: which of the two strands less (and where both strand the same,
    /// is more expensive) is not the same in all solves.
    pub overlaps: Vec<(String, String)>,
}

/// How far a figure reaches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FigureRange {
    /// Path to the figure in the answer: `scenarios[0].stranded_kt`.
    pub path: String,
    /// Its least value over all solves.
    pub low: f64,
    /// Its largest.
    pub high: f64,
}

/// A number that moves a figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Driver {
    /// Id of the row: of a link, capacity, transfer, charge, mode, commodity, place, flow or measure.
    pub asset: String,
    /// Name of the column, or the effect of the measure.
    pub column: String,
    /// Its low, in the unit of the column.
    pub low: f64,
    /// Its high.
    pub high: f64,
    /// How far it moves a figure between its low and its high, in the unit of the figure; below 0 where the figure falls
    /// as the number rises.
    pub effect: f64,
    /// Path to that figure: the one of its kind that it moves most.
    pub path: String,
}
