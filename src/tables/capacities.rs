//! What may pass in a year.

use super::column::{Absent, CellKind};
use super::line::{KEY, OPTIONAL, REQUIRED, SOURCE, WINDOW, YEAR, basis, provenance};
use super::table::table;
use super::value::words;
use crate::model::{Asset, CargoSet, Direction, Id, Months, Provenance, Ranged, Window, string_enum};
use assignment::Mass;

string_enum! {
    /// What kind of limit a capacity is.
    LimitBasis {
        /// What the equipment can do.
        Physical = "physical",
        /// What has been agreed; binds only on request.
        Contracted = "contracted",
        /// The most that has been seen.
        ObservedMax = "observed_max",
    }
}
words!(LimitBasis);

table! {
    Capacity, "capacities", "One limit over assets that are alternatives to each other.";
    id: Id = KEY.absent(Absent::Made("its assets, -limit")).list(), "Its id.";
    assets: Vec<Asset> = REQUIRED.list(), "Links, places or transfers that share the limit; never in series.";
    cargo: CargoSet = OPTIONAL.list(), "Cargoes that count; blank: all." or CargoSet::ALL;
    direction: Option<Direction> = OPTIONAL.of(CellKind::Word(&["forward", "backward", "both"])).list(), "Direction along a link that counts; blank: both.";
    "kt_y" nameplate: Ranged<Mass> = REQUIRED.unit("kt/y").list_range(), "Nameplate.";
    basis: LimitBasis = REQUIRED.absent(Absent::Word("physical")).list(), "What kind of limit it is; contracted ones bind only on request.";
    availability: f64 = OPTIONAL.of(CellKind::SHARE), "Share of the nameplate that is really there; blank: 1." or 1.0;
    months: Months = OPTIONAL.show_as("open_months"), "Months in which the nameplate counts, 4-11; blank: all year, or the season is in it already.";
    ramp_months: Option<f64> = OPTIONAL.unit("month"), "Months until it can be reached.";
    year: Option<i16> = YEAR.show_late(), "Year the numbers apply to.";
    window: Window = WINDOW.list(), "When it holds.";
    provenance: Provenance = provenance(basis("evidence", "How well the numbers are known.").list(), SOURCE.list()), "Where its numbers come from.";
    => "limit_kt_y" before "since": |row| row.limit().kt();
}

impl Capacity {
    /// What may pass in a year: nameplate x availability x open months / 12, rounded down.
    pub fn limit(&self) -> Mass {
        let open = i64::from(self.months.count());
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let available = (self.nameplate.value.0 as f64 * self.availability).floor() as i64;
        // The same as `available * open / 12`, without the larger product.
        Mass(available / 12 * open + available % 12 * open / 12)
    }
}
