//! What is moved, from where, to where: all that a measure can ask about a shipment.

use super::{CommodityIx, CountryIx, End};

/// One trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trade {
    /// What.
    pub commodity: CommodityIx,
    /// From where.
    pub origin: End,
    /// To where.
    pub destination: End,
    /// The country the goods come from.
    pub goods_origin: Option<CountryIx>,
    /// The country they are loaded in, where that is known beforehand.
    pub loaded_in: Option<CountryIx>,
}
