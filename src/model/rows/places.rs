//! `places.csv`: the nodes.

use crate::model::{CargoSet, CountryIx, Draught, Id, Provenance, Ranged, Window, string_enum};
use assignment::Mass;
use routing::Position;

string_enum! {
    /// What a place is.
    PlaceKind {
        /// A country as a whole, where nothing finer is known.
        Country = "country",
        /// An oil or gas field: crude starts here.
        Field = "field",
        /// A refinery: crude ends here, products start.
        Refinery = "refinery",
        /// A pipeline's or railway's end where ships load or discharge.
        Terminal = "terminal",
        /// A harbour.
        Port = "port",
        /// A border crossing with a capacity of its own.
        Border = "border",
        /// A passage that ships cannot avoid.
        Strait = "strait",
        /// Where crude is put on rail.
        Rack = "rack",
        /// A tank farm where lines meet.
        Hub = "hub",
        /// A point where lines branch.
        Junction = "junction",
    }
}

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
