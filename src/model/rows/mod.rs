//! Rows of the atlas as the rest of the program sees them: checked, linked by index, in integer units. One file a table.

mod actors;
mod capacities;
mod caps;
mod charges;
mod commodities;
mod countries;
mod coverage;
mod flows;
mod history;
mod holdings;
mod hs_lists;
mod links;
mod listings;
mod modes;
mod observed;
mod ownership_tests;
mod parties;
mod places;
mod sources;
mod transfers;
mod vessels;

pub use actors::Actor;
pub use capacities::{Capacity, LimitBasis};
pub use caps::Cap;
pub use charges::{Charge, ChargeKind};
pub use commodities::Commodity;
pub use countries::Country;
pub use coverage::Coverage;
pub use flows::{End, Flow, FlowBasis, Via, When};
pub use history::{History, Past};
pub use holdings::{Holding, HoldingKind};
pub use hs_lists::HsListed;
pub use links::{Direction, Link, Mode};
pub use listings::{Confidence, ListedKind, Listing, MatchedBy, Reading};
pub use modes::ModeDefault;
pub use observed::Observed;
pub use ownership_tests::{Comparison, HALF, OwnershipTest};
pub use parties::{Party, PartyKind};
pub use places::{Place, PlaceKind};
pub use sources::Source;
pub use transfers::{Side, Transfer, TransferAt};
pub use vessels::Vessel;

use crate::model::{Id, LinkIx, PlaceIx, TransferIx, string_enum};

string_enum! {
    /// How well a number is known.
    Basis {
        /// A publisher says so.
        Reported = "reported",
        /// Computed from reported numbers by a stated rule.
        Derived = "derived",
        /// A judgement with a wide range.
        Estimated = "estimated",
    }
}

/// Where a row's numbers come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The year they apply to.
    pub year: Option<i16>,
    /// How well they are known.
    pub basis: Basis,
    /// Ids of `sources.csv`; at least one.
    pub sources: Vec<Id>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// Something that can be full, closed or charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asset {
    /// A place.
    Place(PlaceIx),
    /// A link.
    Link(LinkIx),
    /// A transfer.
    Transfer(TransferIx),
}
