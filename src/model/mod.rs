//! The vocabulary: ids, units, places, links, trades, measures, selectors as data. Checked values, no I/O.

mod atlas;
mod cargo;
mod dated;
mod id;
mod measure;
mod rows;
mod selector;
mod time;
mod trade;
mod units;

pub use atlas::{Atlas, Table};
pub(crate) use cargo::words;
pub use cargo::{Cargo, CargoSet};
pub use dated::Dated;
pub use id::{
    CapacityIx, ChargeIx, CommodityIx, CountryIx, FlowIx, Id, LineIx, LinkIx, ModeIx, PlaceIx, TransferIx,
};
pub use measure::{Effect, Measure, Scenario};
pub use rows::{
    Asset, Basis, Capacity, Charge, ChargeKind, Commodity, Confidence, Country, Direction, End, Flow,
    FlowBasis, History, Holding, LimitBasis, Link, Listing, Mode, ModeDefault, Observed, OwnershipTest,
    Party, Past, Place, PlaceKind, Position, Provenance, Reading, Side, Source, Transfer, TransferAt, Via,
    When,
};
pub use selector::{Clause, Selector};
pub use time::{Day, Months, Window};
pub use trade::Trade;
pub use units::{Cost, Draught, Mass, Metres, Percent, Ranged, Seconds, pro_rata};
