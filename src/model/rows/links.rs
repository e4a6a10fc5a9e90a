//! `links.csv`: the edges.

use crate::model::{
    CargoSet, CommodityIx, CountryIx, Id, LineIx, Months, PlaceIx, Provenance, Ranged, Window, string_enum,
};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

string_enum! {
    /// A way of moving.
    Mode {
        /// Pipeline.
        Pipeline = "pipeline",
        /// Railway.
        Rail = "rail",
        /// Road.
        Road = "road",
        /// Sea.
        Sea = "sea",
        /// River and river-sea canal.
        River = "river",
        /// Ferry.
        Ferry = "ferry",
        /// An exchange of oil at two places: no km.
        Swap = "swap",
    }
}

impl Mode {
    /// Does it need a vessel class?
    #[must_use]
    pub fn is_water(self) -> bool {
        matches!(self, Self::Sea | Self::River | Self::Ferry)
    }

    /// Does it owe a capacity?
    #[must_use]
    pub fn owes_capacity(self) -> bool {
        matches!(self, Self::Pipeline | Self::Rail | Self::Ferry | Self::Swap)
    }
}

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

string_enum! {
    /// Which way along a link.
    Direction {
        /// From `from` to `to`.
        Forward = "forward",
        /// From `to` to `from`.
        Backward = "backward",
    }
}
