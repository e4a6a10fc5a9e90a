//! Scenarios and measures as data. What they do to the network is judged in `scenario`.

use super::{Day, Id, Ranged, Selector, Window};

/// What if: measures on top of what it extends.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The day it is about, where it says so.
    pub as_of: Option<Day>,
    /// Its measures, those of what it extends first.
    pub measures: Vec<Measure>,
}

impl Scenario {
    /// Nothing happens.
    #[must_use]
    pub fn none() -> Self {
        Self { id: Id::trusted("none"), title: "No measure".into(), as_of: None, measures: Vec::new() }
    }
}

/// One act of policy or one event.
#[derive(Clone, Debug)]
pub struct Measure {
    /// `SENDER:name`.
    pub id: Id,
    /// Who imposes it: `EU`, `US`, `RUS`, `event`, `market`.
    pub sender: String,
    /// What it does.
    pub effect: Effect,
    /// The assets it is about; none: the trade itself.
    pub on: Option<Selector>,
    /// The trade it is about; none: all.
    pub trade: Option<Selector>,
    /// When it is in force.
    pub window: Window,
    /// Where it is said.
    pub source: String,
}

/// What a measure does: one each.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Not passed, or not traded at all.
    Bar,
    /// This share of the smallest physical or observed limit over each asset.
    LimitShare(Ranged<f64>),
    /// At most this many kt a year over each asset.
    Limit(Ranged<f64>),
    /// All selected trade together, at most this many kt a year.
    Quota(Ranged<f64>),
    /// USD per tonne more.
    Charge(Ranged<f64>),
    /// This share of the goods' value more.
    ChargeShare(Ranged<f64>),
    /// Hours more.
    Delay(Ranged<f64>),
}

impl Effect {
    /// The key that a scenario file uses.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Bar => "bar",
            Self::LimitShare(_) => "limit",
            Self::Limit(_) => "limit_kt_y",
            Self::Quota(_) => "quota_kt_y",
            Self::Charge(_) => "charge_usd_t",
            Self::ChargeShare(_) => "charge_share",
            Self::Delay(_) => "delay_h",
        }
    }

    /// How much, in the unit of its key; a bar has none.
    #[must_use]
    pub fn amount(&self) -> Option<&Ranged<f64>> {
        match self {
            Self::Bar => None,
            Self::LimitShare(amount)
            | Self::Limit(amount)
            | Self::Quota(amount)
            | Self::Charge(amount)
            | Self::ChargeShare(amount)
            | Self::Delay(amount) => Some(amount),
        }
    }
}
