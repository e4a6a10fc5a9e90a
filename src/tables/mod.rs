//! The tables of an atlas: one file per table says its columns once, and from them come its reader, its typed row, the data
//! dictionary, the data package, and what `list` and `show` print.
//!
//! A new column is a line of its table's `table!`. A new table is a file, its line in `atlas.rs`, and where
//! `validate` reads it.

mod actors;
mod atlas;
mod capacities;
mod caps;
mod cell;
mod charges;
mod column;
mod commodities;
mod countries;
mod coverage;
mod field;
mod flows;
mod history;
mod holdings;
mod hs_lists;
mod line;
mod links;
mod listings;
mod modes;
mod observed;
mod ownership_tests;
mod parties;
mod places;
mod snapshot;
mod sources;
mod sweep;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod transfers;
mod value;
mod vessels;

pub use actors::Actor;
pub(crate) use atlas::SearchedLaw;
pub use atlas::{Atlas, OPTIONAL, TABLES, Table};
pub use capacities::{Capacity, LimitBasis};
pub use caps::Cap;
pub use cell::Cell;
pub use charges::{Charge, ChargeKind};
pub use column::{CellKind, Column, TableSpec};
pub use commodities::Commodity;
#[cfg(test)]
pub use countries::Country;
pub use coverage::Found;
pub use field::Context;
pub use flows::{Flow, FlowBasis, FlowYears};
pub use holdings::{Holding, HoldingKind};
pub use hs_lists::HsListed;
pub use links::Link;
pub use listings::Listing;
pub use modes::ModeDefault;
pub use observed::Observed;
pub use ownership_tests::{Comparison, HALF, OwnershipTest};
pub use parties::{Party, PartyKind};
pub use places::Place;
pub use snapshot::Snapshot;
pub use sources::Source;
pub use sweep::{CHANGES, DEMAND, ENDS};
pub use table::{Printed, TableRow};
pub use text::{TextRow, fits, items, number};
pub use transfers::Transfer;
pub use vessels::Vessel;
