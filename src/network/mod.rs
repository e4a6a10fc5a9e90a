//! States, arcs, capacity bundles and base cost parts of one day: immutable, shared by all threads.

mod topology;

pub use topology::{ArcIx, BundleIx, ClassIx, StateIx, Topology};

use crate::model::{
    Cost, Direction, LineIx, LinkIx, Mass, Metres, Mode, ModeIx, PlaceIx, Seconds, TransferIx,
};

/// What a tonne is on within its mode: it changes only at a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Nothing that matters (road, swap).
    Any,
    /// A rail gauge in millimetres.
    Gauge(u16),
    /// A vessel class.
    Vessel(ModeIx),
    /// A pipeline's line.
    Line(LineIx),
}

/// Where in a place a tonne is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// It starts here.
    Start,
    /// On a mode and a way.
    On(Mode, Way),
    /// It has arrived.
    End,
}

/// What a route is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// The place.
    pub place: PlaceIx,
    /// Where in it.
    pub stand: Stand,
}

/// What an arc stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArcWhat {
    /// Going along a link; parallel links stay two arcs, vessel classes on one link too.
    Link(LinkIx, Direction),
    /// Changing mode or way.
    Transfer(TransferIx),
    /// Starting at a place: free.
    Load(PlaceIx),
    /// Arriving at a place: free.
    Unload(PlaceIx),
}

/// The parts of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Pipeline, rail and road.
    Tariff,
    /// Ships.
    Freight,
    /// Transfers.
    Handling,
    /// Straits and canals.
    Toll,
    /// Cargo and hull.
    Insurance,
    /// Value lost in blending.
    Quality,
    /// Customs.
    Duty,
    /// Money tied up on the way.
    Inventory,
    /// What a scenario adds.
    Measure,
}

impl Part {
    /// All parts, in the order in which answers list them.
    pub const ALL: [Self; 9] = [
        Self::Tariff,
        Self::Freight,
        Self::Handling,
        Self::Toll,
        Self::Insurance,
        Self::Quality,
        Self::Duty,
        Self::Inventory,
        Self::Measure,
    ];
}

/// A price in its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts([Cost; 9]);

impl Parts {
    /// Adds to one part.
    pub fn add(&mut self, part: Part, cost: Cost) {
        self.0[part as usize] += cost;
    }

    /// One part.
    #[must_use]
    pub fn get(&self, part: Part) -> Cost {
        self.0[part as usize]
    }

    /// The sum of the parts, to the last digit.
    #[must_use]
    pub fn total(&self) -> Cost {
        self.0.iter().copied().sum()
    }

    /// Part by part.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
        self
    }
}
