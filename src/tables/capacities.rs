//! `capacities.csv`: what may pass in a year.

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

/// One limit over assets that are alternatives to each other.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// Its id.
    pub id: Id,
    /// What shares the limit.
    pub assets: Vec<Asset>,
    /// Cargoes that count.
    pub cargo: CargoSet,
    /// The direction that counts; none: both.
    pub direction: Option<Direction>,
    /// Nameplate.
    pub nameplate: Ranged<Mass>,
    /// What kind of limit it is.
    pub basis: LimitBasis,
    /// Share of the nameplate that is really there.
    pub availability: f64,
    /// Open months.
    pub months: Months,
    /// Months until it can be reached.
    pub ramp_months: Option<f64>,
    /// When it holds.
    pub window: Window,
    /// Where its numbers come from.
    pub known: Provenance,
}

impl Capacity {
    /// What may pass in a year: nameplate x availability x open months / 12, rounded down.
    #[must_use]
    pub fn limit(&self) -> Mass {
        let open = i64::from(self.months.count());
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let available = (self.nameplate.value.0 as f64 * self.availability).floor() as i64;
        Mass(available / 12 * open + available % 12 * open / 12)
    }
}
