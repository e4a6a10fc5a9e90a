//! The vocabulary: ids, units, assets, trades, measures, selectors as data. Checked values, no I/O.

mod amount;
mod asset;
mod cargo;
mod effect;
mod id;
mod law;
mod layer;
mod measure;
mod provenance;
mod screening;
mod selector;
mod spelling;
mod time;
mod trade;
mod units;

pub use amount::{Amount, AmountError, GoodsUnit, Quantity, spelled};
pub use asset::{Asset, Direction, End, Mode, NameplateReason, PlaceKind, TransferAt, TransferSide, Via};
pub(crate) use cargo::string_enum;
pub use cargo::{Cargo, CargoSet, StringEnum};
pub use effect::{
    Action, Among, AmountSpec, ChangesRow, Effect, EffectKind, EffectValue, FlagSpec, Growth, InlineEffect, Per,
    SecondaryKind,
};
pub use id::{CapacityIx, ChargeIx, CommodityIx, CountryIx, Id, LineIx, LinkIx, ModeIx, PartyIx, PlaceIx, TransferIx};
pub use law::{
    Act, Applied, Assume, COMMON, Conditions, Deal, Exception, Legal, Nexus, OwnerTest, PERSONAL, PartySelector,
    PriceMark, Realised, Role, Standing, Verdict, Who, authority_code, is_state,
};
pub use layer::{Base, Layer};
pub use measure::{ApplicableLaw, Law, Lift, Measure, Scenario};
pub use provenance::{Basis, Confidence, Provenance, Reading};
pub use screening::{ListedKind, MatchedBy};
pub use selector::{Clause, ElementKind, Selector};
#[cfg(feature = "cli")]
pub use spelling::former;
pub use spelling::{current, folded, holds, squeezed};
pub use time::{Day, Months, Window};
pub use trade::Trade;
pub use units::{Draught, Percent, Ranged};
