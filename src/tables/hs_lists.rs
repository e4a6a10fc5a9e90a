//! `hs_lists.csv`: lists of goods that measures name.

use crate::model::{Id, Provenance, Window};

/// Goods on a list.
#[derive(Clone, Debug)]
pub struct HsListed {
    /// The list.
    pub list: Id,
    /// How their code in the Harmonized System begins.
    pub hs: String,
    /// Their tier within the list.
    pub tier: Option<String>,
    /// When.
    pub window: Window,
    /// Where that is said.
    pub known: Provenance,
}
