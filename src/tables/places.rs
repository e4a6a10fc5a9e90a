//! Nodes of the network.

use super::column::{Absent, CellKind};
use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, WINDOW, position, provenance};
use super::table::table;
use crate::model::{CargoSet, CountryIx, Draught, Id, PlaceKind, Provenance, Ranged, Window};
use assignment::Mass;
use routing::Position;

table! {
    Place, "places", "A node that people name.";
    id: Id = KEY.list(), "Its id.";
    name: String = REQUIRED.absent(Absent::Made("the id")).list().unshown(), "Its name.";
    aliases: Vec<String> = OPTIONAL.list(), "Other names by which people ask for it, joined by `;`; places may share one.";
    kind: PlaceKind = REQUIRED.absent(Absent::Made("a port")).list(), "What it is; blank: a port.";
    country: Option<CountryIx> = OPTIONAL.list(), "Country it lies in; blank: waters of no one.";
    position: Option<Position> = position("Latitude.", "Longitude.").list(), "Where on the map.";
    unlocode: Option<String> = OPTIONAL.list(), "UN/LOCODE without a space.";
    seaport: bool = OPTIONAL, "Does it load seagoing ships? Blank: false.";
    gate: CargoSet = OPTIONAL.list(), "Cargoes for which flows of its country start or end here.";
    operator: Option<Id> = OPTIONAL.of(CellKind::PARTY).list(), "Who runs it.";
    market: Vec<Id> = OPTIONAL, "Markets that it is a destination of.";
    "demand_kt_y" demand: Option<Ranged<Mass>> = OPTIONAL.unit("kt/y"), "What its markets take here in a year.";
    "max_kt_dwt" max_dwt: Option<Mass> = OPTIONAL.unit("kt").list(), "Deadweight of the largest laden ship; blank: any.";
    "max_draught_m" max_draught: Option<Draught> = OPTIONAL.unit("m").list(), "Draught of the deepest laden ship; blank: any.";
    group: Option<Id> = OPTIONAL, "Common cause of failure.";
    window: Window = WINDOW, "When it exists.";
    year: Option<i16> = OPTIONAL, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}
