//! What measures do, one file an effect.

mod bar;
mod charge;
mod delay;
mod limit;
mod quota;

pub(super) use limit::{Shares, limit};
pub(super) use quota::quota;

use crate::model::Effect;
use crate::network::Edit;
use routing::Cost;

/// The edit that an effect makes on each arc it meets; `None` for effects that add limits instead.
pub(super) fn edit(effect: &Effect, value: Cost) -> Option<Edit> {
    match effect {
        Effect::Bar => Some(bar::edit()),
        Effect::Charge(usd_t) => Some(charge::edit(usd_t.value)),
        Effect::ChargeShare(share) => Some(charge::edit(share.value * value.usd_t())),
        Effect::Delay(hours) => Some(delay::edit(hours.value)),
        Effect::LimitShare(_)
        | Effect::Limit(_)
        | Effect::Quota(_)
        | Effect::Require(_)
        | Effect::Threat(_) => None,
    }
}
