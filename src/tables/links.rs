//! Edges of the network.

use super::column::{Absent, CellKind};
use super::line::{BASIS, KEY, OPTIONAL, REQUIRED, SOURCE, WINDOW, YEAR, provenance};
use super::table::table;
use crate::model::{CargoSet, CommodityIx, CountryIx, Id, LineIx, Mode, Months, PlaceIx, Provenance, Ranged, Window};
use assignment::Mass;
use routing::{Cost, Metres, Seconds};

/// Track gauges in millimetres.
const GAUGES: CellKind = CellKind::Word(&["1435", "1520", "1668", "1676", "1067", "1000"]);

table! {
    Link, "links", "An edge: one mode, its own id; parallel links never merge.";
    id: Id = KEY.absent(Absent::Made("from-to")).list(), "Its id.";
    name: String = REQUIRED.absent(Absent::Made("the names of its ends")).list().unshown(), "Its name.";
    line: Option<LineIx> = OPTIONAL.absent(Absent::Made("the id of a pipeline")).list(), "Line it is a segment of; pipelines owe one.";
    corridor: Option<Id> = OPTIONAL.list(), "Corridor that an analyst counts it to.";
    from: PlaceIx = REQUIRED.list(), "Place where it starts.";
    to: PlaceIx = REQUIRED.list(), "Place where it ends.";
    mode: Mode = REQUIRED.list(), "How it moves things.";
    gauge: Option<u16> = OPTIONAL.of(GAUGES).absent(Absent::Made("1435 on rail")).unit("mm"), "Rail gauge; owed by rail, blank elsewhere.";
    vessels: Vec<Id> = OPTIONAL.of(CellKind::Refs(&["vessels"])), "Vessel classes of modes.csv that may sail it; blank: all that fit.";
    two_way: bool = OPTIONAL.list(), "May it be passed backward too? Blank: false.";
    cargo: CargoSet = REQUIRED.absent(Absent::Made("what flows.csv moves and modes.csv prices on its mode")).list(), "What it carries.";
    accepts: Vec<CommodityIx> = OPTIONAL, "Commodities that it takes; blank: all of its cargoes.";
    rejects: Vec<CommodityIx> = OPTIONAL, "Commodities that it refuses.";
    "length_km" length: Ranged<Metres> = OPTIONAL.unit("km").list(), "Length; blank: the great circle between its ends, times a factor of its mode. A swap has none.";
    "cost_usd_t" cost: Option<Ranged<Cost>> = OPTIONAL.unit("USD/t").list(), "Price of passing it; blank: fixed part and price per km of modes.csv.";
    "hours" time: Option<Ranged<Seconds>> = OPTIONAL.unit("h").list(), "Time of passing it; blank: length over the speed of modes.csv.";
    operator: Option<Id> = OPTIONAL.of(CellKind::PARTY).list(), "Who runs it.";
    territory: Vec<CountryIx> = OPTIONAL.absent(Absent::Made("the countries of its ends, on land")).list(), "Countries it lies in, in order of passage; owed on land, blank at sea.";
    "max_kt_dwt" max_dwt: Option<Mass> = OPTIONAL.unit("kt"), "Deadweight of the largest laden ship; blank: any.";
    months: Months = OPTIONAL.show_as("open_months"), "Open months, 4-11; blank: all year. How much passes in them its capacities say.";
    window: Window = WINDOW, "When it exists.";
    group: Option<Id> = OPTIONAL, "Common cause of failure.";
    year: Option<i16> = YEAR, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}
