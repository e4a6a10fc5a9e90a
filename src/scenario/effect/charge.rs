//! `charge_usd_t`, `charge_share`: adds to the price, a share being of the goods' value. Charges add up.

use crate::network::Edit;
use routing::Cost;

/// The value fits its unit: scenarios are checked on reading, and a share of a checked value is below it.
pub(super) fn edit(usd_t: f64) -> Edit {
    Edit { add_cost: Cost::rounded(usd_t).unwrap_or(Cost(Cost::LIMIT)), ..Edit::default() }
}
