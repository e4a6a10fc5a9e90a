//! What a flow carries, for those who show tonnes in another unit.

/// A flow's commodity and how many barrels a tonne of it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goods {
    /// Flow id.
    pub flow: String,
    /// Commodity id.
    pub commodity: String,
    /// None where the atlas has none.
    pub barrels_per_tonne: Option<f64>,
}
