//! `transfers.csv`: changes of mode, gauge, vessel or line.

use crate::model::{CargoSet, CountryIx, Id, Mode, PlaceIx, PlaceKind, Provenance, Ranged, Window};
use routing::{Cost, Seconds};

/// One side of a transfer: a mode, and a way where only one will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The mode.
    pub mode: Mode,
    /// Gauge, vessel class or line; none: any.
    pub way: Option<Id>,
}

/// Where a transfer can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferAt {
    /// At this place.
    Place(PlaceIx),
    /// At every place of this kind.
    Kind(PlaceKind),
}

/// A change of mode, gauge, vessel or line.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// Its id.
    pub id: Id,
    /// Where.
    pub at: TransferAt,
    /// From what.
    pub from: Side,
    /// To what.
    pub to: Side,
    /// Only for goods that arrive from this country; none: any.
    pub from_country: Option<CountryIx>,
    /// Only for goods that go on to this country; none: any.
    pub to_country: Option<CountryIx>,
    /// What it handles.
    pub cargo: CargoSet,
    /// Its price.
    pub cost: Ranged<Cost>,
    /// Its time.
    pub time: Ranged<Seconds>,
    /// When it exists.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}
