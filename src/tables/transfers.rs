//! Changes of mode, gauge, vessel or line.

use super::cell::Cell;
use super::column::CellKind;
use super::field::{Cells, Field, IdLookup, IdTable, Value};
use super::line::{BASIS, KEY, Line, OPTIONAL, REQUIRED, SOURCE, WINDOW, YEAR, group, part, provenance};
use super::table::table;
use crate::model::{CargoSet, CountryIx, Id, PlaceKind, Provenance, Ranged, TransferAt, TransferSide, Window};
use routing::{Cost, Seconds};

table! {
    Transfer, "transfers", "A change of mode, gauge, vessel or line.";
    id: Id = KEY.list(), "Its id.";
    at: TransferAt = AT, "Where.";
    from: TransferSide = REQUIRED.list(), "From mode or mode:class, the class being a gauge, vessel class or line.";
    to: TransferSide = REQUIRED.list(), "To mode or mode:class.";
    from_country: Option<CountryIx> = OPTIONAL, "Only for goods that arrive from this country.";
    to_country: Option<CountryIx> = OPTIONAL, "Only for goods that go on to this country.";
    cargo: CargoSet = REQUIRED.list(), "What it handles.";
    "usd_t" cost: Ranged<Cost> = REQUIRED.unit("USD/t").list(), "Price.";
    "hours" time: Ranged<Seconds> = REQUIRED.unit("h").list(), "Time, waiting included.";
    window: Window = WINDOW, "When it exists.";
    year: Option<i16> = YEAR, "Year the numbers apply to.";
    provenance: Provenance = provenance(BASIS, SOURCE.list()), "Where its numbers come from.";
}

/// A place or a kind of places, printed as one.
const AT: Line = group([
    part("place", "Where; exactly one of place and kind.").of(CellKind::Ref(&["places"])).list_as("at").show_as("at"),
    part("kind", "At all places of this kind.").of(CellKind::Word(PlaceKind::WORDS)).unshown(),
]);

impl Field for TransferAt {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        let kind = || PlaceKind::parse(cells.text(1)).map(Self::Kind);
        cells.find(IdTable::Places, cells.text(0)).map(Self::Place).or_else(kind)
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        let at = match self {
            Self::Place(place) => Value::print(place, names),
            Self::Kind(kind) => Value::print(kind, names),
        };
        // Both columns are printed as one, under the first.
        out.extend([at, Cell::None]);
    }
}
