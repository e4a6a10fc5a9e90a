//! `places.csv`: the nodes.

use crate::model::{CargoSet, CountryIx, Draught, Id, PlaceKind, Provenance, Ranged, Window};
use assignment::Mass;
use routing::Position;

/// A node that people name.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it lies; none for waters of nobody.
    pub country: Option<CountryIx>,
    /// Where on the map.
    pub position: Option<Position>,
    /// UN/LOCODE without a space.
    pub unlocode: Option<String>,
    /// Does it load seagoing ships?
    pub seaport: bool,
    /// Cargoes for which its country's flows start or end here.
    pub gate: CargoSet,
    /// Who runs it.
    pub operator: Option<Id>,
    /// Markets that it is a sink of.
    pub market: Vec<Id>,
    /// What it takes a year from its markets.
    pub demand: Option<Ranged<Mass>>,
    /// Largest laden ship.
    pub max_dwt: Option<Mass>,
    /// Deepest laden ship.
    pub max_draught: Option<Draught>,
    /// Common cause of failure.
    pub group: Option<Id>,
    /// When it exists.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}
