//! The vocabulary: ids, units, places, links, trades, measures, selectors as data. Checked values, no I/O.

mod atlas;
mod cargo;
mod dated;
mod id;
mod law;
mod measure;
mod rows;
mod selector;
mod spelling;
mod time;
mod trade;
mod units;

pub use atlas::{Atlas, Table};
pub(crate) use cargo::string_enum;
pub use cargo::{Cargo, CargoSet, StringEnum};
pub use dated::Snapshot;
pub use id::{
    CapacityIx, ChargeIx, CommodityIx, CountryIx, FlowIx, Id, LineIx, LinkIx, ModeIx, PartyIx, PlaceIx,
    TransferIx,
};
pub use law::{
    Act, ApplicableLaw, Applied, Assume, Conditions, Deal, Exception, Law, Legal, Nexus, OwnerTest, PERSONAL,
    PartySelector, PriceMark, Realised, Role, Standing, Verdict, Who, is_state, sender_code,
};
pub use measure::{Effect, EffectKind, Lift, Measure, Scenario, ThreatKind};
pub use rows::{
    Actor, Asset, Basis, Cap, Capacity, Charge, ChargeKind, Commodity, Comparison, Confidence, Country,
    Coverage, Direction, End, Flow, FlowBasis, HALF, History, Holding, HoldingKind, HsListed, LimitBasis,
    Link, ListedKind, Listing, MatchedBy, Mode, ModeDefault, Observed, OwnershipTest, Party, PartyKind, Past,
    Place, PlaceKind, Provenance, Reading, Side, Source, Transfer, TransferAt, Vessel, Via, When,
};
pub use selector::{Clause, ElementKind, Selector};
pub use spelling::{folded, holds};
pub use time::{Day, Months, Window};
pub use trade::Trade;
pub use units::{Draught, Percent, Ranged};
