//! What queries are made of: which flows, which scenario, which parties, files that the user named.
//!
//! Plain data, as a user gives it and as JSON has it; with the feature `cli` also the flags of the command line.
//! Names, selectors and dates are texts here; [`Session`](crate::Session) resolves them against an atlas and reports
//! every mistake at once.

mod file;
mod flows;
mod import;
mod objective;
mod scenario;
mod shipment;

pub use crate::model::InlineEffect;
pub use file::TextFile;
pub use flows::{Destinations, FlowsSelection, Weigh, Years};
pub use import::ImportColumns;
pub use objective::{By, Pareto};
pub use scenario::{InlineMeasure, InlineMeasures, ScenarioRef, ScenarioSpec};
pub use shipment::{Assume, Shipment};

#[cfg(feature = "cli")]
pub use scenario::Scenarios;
#[cfg(feature = "cli")]
pub use shipment::GoodsFlags;

/// Values of flags that several queries have.
#[cfg(feature = "cli")]
pub(crate) mod value {
    use clap::builder::{RangedI64ValueParser, TypedValueParser};

    /// A calendar year.
    pub fn year() -> RangedI64ValueParser<i16> {
        clap::value_parser!(i16).range(1..=9999)
    }

    /// How many, at least one.
    pub fn count(most: i64) -> impl TypedValueParser<Value = usize> {
        clap::value_parser!(u16).range(1..=most).map(usize::from)
    }
}
