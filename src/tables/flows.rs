//! What is moved, from where to where.

use super::cell::Cell;
use super::column::{Absent, CellKind};
use super::field::{Cells, Field, IdLookup};
use super::line::{KEY, Line, OPTIONAL, REQUIRED, SOURCE, basis, group, part, provenance};
use super::table::table;
use super::value::words;
use crate::model::{CommodityIx, CountryIx, Day, End, Id, Provenance, Ranged, Via, Window, string_enum};
use assignment::Mass;
use routing::Cost;

string_enum! {
    /// Whether a flow was seen or is meant.
    FlowBasis {
        /// It was.
        Observed = "observed",
        /// It is planned.
        Plan = "plan",
    }
}
words!(FlowBasis);

const TIERS: CellKind = CellKind::Word(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]);

table! {
    Flow, "flows", "Tonnes a year of one commodity from an origin to a destination.";
    id: Id = KEY.absent(Absent::Made("origin-destination-commodity-year")).list(), "Its id.";
    commodity: CommodityIx = REQUIRED.list(), "What.";
    origin: End = REQUIRED.list(), "From where: a place or a country.";
    destination: End = REQUIRED.list(), "To where: a place or a country.";
    market: Option<Id> = OPTIONAL, "Market that it may be sold to instead.";
    "kt_y" mass: Ranged<Mass> = REQUIRED.unit("kt/y").list_range_late(), "How much.";
    when: FlowYears = WHEN.list(), "When.";
    basis: FlowBasis = REQUIRED.absent(Absent::Word("observed")).list(), "Seen or planned.";
    via: Vec<Via> = OPTIONAL.list(), "Pinned to pass these, in order; blank: free.";
    "priority" tier: u8 = OPTIONAL.of(TIERS).list_as("tier"), "Tier: 1 is served first; blank: 2." or 2;
    "ceiling_usd_t" ceiling: Option<Cost> = OPTIONAL.unit("USD/t"), "More expensive tonnes stay at home; blank: none do.";
    assigned: bool = OPTIONAL.list(), "false: counted in statistics, not assigned. Blank: true." or true;
    goods_origin: Option<CountryIx> = OPTIONAL, "Where the goods come from; blank: the country of the origin.";
    goods_owner: Option<Id> = OPTIONAL.of(CellKind::PARTY), "Who owns them.";
    loaded_in: Option<CountryIx> = OPTIONAL, "Where they are loaded.";
    provenance: Provenance = provenance(basis("evidence", "How well the numbers are known.").list(), SOURCE.list()), "Where its numbers come from.";
}

impl Flow {
    /// The newest year that it is known for; none where it is open-ended.
    pub fn newest_year(&self) -> Option<i16> {
        match self.when {
            FlowYears::Year(year) => Some(year),
            FlowYears::Between(window) => window.until.map(Day::year),
        }
    }
}

/// The years of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowYears {
    Year(i16),
    /// Every year whose 30 June lies inside.
    Between(Window),
}

const WHEN: Line = group([
    part("year", "Its year; or from and until.").of(CellKind::Year),
    part("from", "First day.").of(CellKind::Date),
    part("until", "Last day.").of(CellKind::Date),
]);

impl FlowYears {
    /// Does the flow belong to this year?
    pub fn covers(&self, year: i16) -> bool {
        match self {
            Self::Year(own) => *own == year,
            Self::Between(window) => window.holds(Day::mid(year)),
        }
    }

    /// The one year, or the days between which the flow goes on.
    fn parts(self) -> (Option<i16>, Window) {
        match self {
            Self::Year(year) => (Some(year), Window::default()),
            Self::Between(window) => (None, window),
        }
    }
}

impl Default for FlowYears {
    fn default() -> Self {
        Self::Between(Window::default())
    }
}

impl Field for FlowYears {
    fn read(cells: &Cells<'_>) -> Option<Self> {
        let between = || Self::Between(Window { since: cells.value(1), until: cells.value(2) });
        // A rule refuses rows that fill both: until then the year counts.
        Some(cells.value(0).map_or_else(between, Self::Year))
    }

    fn print(&self, names: &dyn IdLookup, out: &mut Vec<Cell>) {
        let (year, window) = self.parts();
        Field::print(&year, names, out);
        Field::print(&window, names, out);
    }
}
