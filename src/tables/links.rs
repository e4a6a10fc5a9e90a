//! `links.csv`: the edges.

use crate::model::{
    CargoSet, CommodityIx, CountryIx, Id, LineIx, Mode, Months, PlaceIx, Provenance, Ranged, Window,
};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

/// An edge: one mode, its own id. Parallel links never merge.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The line it is a segment of.
    pub line: Option<LineIx>,
    /// The corridor it belongs to.
    pub corridor: Option<Id>,
    /// Where it starts.
    pub from: PlaceIx,
    /// Where it ends.
    pub to: PlaceIx,
    /// How it moves things.
    pub mode: Mode,
    /// Rail gauge in millimetres.
    pub gauge: Option<u16>,
    /// Vessel classes (ids of `modes.csv`) that may sail it; empty: all whose size fits.
    pub vessels: Vec<Id>,
    /// May it be passed backward too?
    pub two_way: bool,
    /// What it carries.
    pub cargo: CargoSet,
    /// Commodities that it takes; empty: all of its cargoes.
    pub accepts: Vec<CommodityIx>,
    /// Commodities that it refuses.
    pub rejects: Vec<CommodityIx>,
    /// Its length.
    pub length: Ranged<Metres>,
    /// Its price; none: the default of its mode.
    pub cost: Option<Ranged<Cost>>,
    /// Its time; none: length over the speed of its mode.
    pub time: Option<Ranged<Seconds>>,
    /// Who runs it.
    pub operator: Option<Id>,
    /// Countries it lies in, in order of passage; none at sea.
    pub territory: Vec<CountryIx>,
    /// Largest laden ship.
    pub max_dwt: Option<Mass>,
    /// Open months.
    pub months: Months,
    /// When it exists.
    pub window: Window,
    /// Common cause of failure.
    pub group: Option<Id>,
    /// Where its numbers come from.
    pub known: Provenance,
}
