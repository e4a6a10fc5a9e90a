//! `quota_kt_y`: all selected trade together. Without `on` it counts where the trade loads.

use crate::network::LimitOn;
use assignment::Mass;
use routing::ArcIx;

pub(in crate::scenario) fn quota(
    (measure, kt): (&str, f64),
    mut arcs: Vec<ArcIx>,
    classes: Vec<bool>,
) -> Option<LimitOn> {
    arcs.sort_unstable();
    arcs.dedup();
    let limit = Mass::from_kt(kt)?;
    Some(LimitOn { id: measure.to_owned(), limit, arcs, classes })
}
