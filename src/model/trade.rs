//! What is moved, from where, to where: all that a measure can ask about a shipment.

use super::{CommodityIx, CountryIx, Day, End, PartyIx};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trade {
    pub commodity: CommodityIx,
    /// From where.
    pub origin: End,
    /// To where.
    pub destination: End,
    /// The country the goods come from.
    pub goods_origin: Option<CountryIx>,
    /// The country they are loaded in, where that is known beforehand.
    pub loaded_in: Option<CountryIx>,
    /// The country they are used in, where it is not that of the destination.
    pub final_use: Option<CountryIx>,
    /// Who owns them in transit.
    pub goods_owner: Option<PartyIx>,
    /// The day on which it is done: lists of goods are dated.
    pub day: Day,
}

impl Trade {
    /// Of which nothing else is known.
    #[must_use]
    pub fn new(commodity: CommodityIx, (origin, destination): (End, End), day: Day) -> Self {
        Self {
            commodity,
            origin,
            destination,
            goods_origin: None,
            loaded_in: None,
            final_use: None,
            goods_owner: None,
            day,
        }
    }
}
