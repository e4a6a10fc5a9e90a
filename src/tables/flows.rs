//! `flows.csv`: what is moved, from where to where.

use crate::model::{CommodityIx, CountryIx, Day, End, Id, Provenance, Ranged, Via, Window, string_enum};
use assignment::Mass;
use routing::Cost;

string_enum! {
    /// Whether a flow was seen or is meant.
    FlowBasis {
        /// It was.
        Observed = "observed",
        /// It is planned.
        Plan = "plan",
    }
}

/// The years of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// One year.
    Year(i16),
    /// Every year whose 30 June lies inside.
    Between(Window),
}

impl When {
    /// Does the flow belong to this year?
    #[must_use]
    pub fn covers(&self, year: i16) -> bool {
        match self {
            Self::Year(own) => *own == year,
            Self::Between(window) => window.holds(Day::mid(year)),
        }
    }
}

/// Tonnes a year of one commodity from an origin to a destination.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its id.
    pub id: Id,
    /// What.
    pub commodity: CommodityIx,
    /// From where.
    pub origin: End,
    /// To where.
    pub destination: End,
    /// The market it may be sold to instead.
    pub market: Option<Id>,
    /// How much a year.
    pub mass: Ranged<Mass>,
    /// When.
    pub when: When,
    /// Seen or planned.
    pub basis: FlowBasis,
    /// Pinned to pass these, in order; empty: free.
    pub via: Vec<Via>,
    /// Its tier: 1 is served first.
    pub tier: u8,
    /// Dearer tonnes stay at home.
    pub ceiling: Option<Cost>,
    /// False: counted in statistics, never routed.
    pub laid: bool,
    /// Where the goods come from, if not from the origin's country.
    pub goods_origin: Option<CountryIx>,
    /// Who owns them.
    pub goods_owner: Option<Id>,
    /// Where they were loaded.
    pub loaded_in: Option<CountryIx>,
    /// Where the numbers come from.
    pub known: Provenance,
}
