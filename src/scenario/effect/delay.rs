//! `delay_h`: adds time. Delays add up; the goods' inventory cost over the delay is added with the leg's own.

use crate::network::Edit;
use routing::Seconds;

/// The value fits its unit: scenarios are checked on reading.
pub(super) fn edit(hours: f64) -> Edit {
    Edit { add_time: Seconds::rounded(hours).unwrap_or(Seconds(Seconds::LIMIT)), ..Edit::default() }
}
