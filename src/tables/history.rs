//! `history.csv`: other values that held for a time.

use crate::model::{ChargeIx, CommodityIx, Id, LinkIx, PlaceIx, Provenance, Ranged, TransferIx, Window};
use routing::{Cost, Seconds};

/// Another value that held for a time.
#[derive(Clone, Debug)]
pub struct History {
    /// Whose.
    pub asset: Id,
    /// When it held.
    pub window: Window,
    /// Which value.
    pub value: Past,
    /// Where it comes from.
    pub known: Provenance,
}

/// A column that can change, with the value it had.
#[derive(Clone, Debug)]
pub enum Past {
    /// `cost_usd_t` of a link.
    LinkCost(LinkIx, Ranged<Cost>),
    /// `hours` of a link.
    LinkTime(LinkIx, Ranged<Seconds>),
    /// `operator` of a link.
    LinkOperator(LinkIx, Option<Id>),
    /// `operator` of a place.
    PlaceOperator(PlaceIx, Option<Id>),
    /// `usd_t` of a transfer.
    TransferCost(TransferIx, Ranged<Cost>),
    /// `hours` of a transfer.
    TransferTime(TransferIx, Ranged<Seconds>),
    /// `usd_t` of a charge.
    ChargeCost(ChargeIx, Ranged<Cost>),
    /// `value_usd_t` of a commodity.
    CommodityValue(CommodityIx, Ranged<Cost>),
}
