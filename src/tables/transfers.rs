//! `transfers.csv`: changes of mode, gauge, vessel or line.

use crate::model::{CargoSet, CountryIx, Id, Provenance, Ranged, Side, TransferAt, Window};
use routing::{Cost, Seconds};

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
