//! `commodities.csv`: one a grade.

use crate::model::{Cargo, Id, Provenance, Ranged};
use routing::Cost;

/// A commodity, one a grade.
#[derive(Clone, Debug)]
pub struct Commodity {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Harmonized System code, digits only.
    pub hs: String,
    /// What equipment it needs.
    pub cargo: Cargo,
    /// USD per tonne.
    pub value: Ranged<Cost>,
    /// Share of the value lost per day, in percent.
    pub holding_pct_day: Ranged<f64>,
    /// The unit that people quote.
    pub unit: String,
    /// Barrels in a tonne.
    pub barrels_per_tonne: Option<Ranged<f64>>,
    /// Where its numbers come from.
    pub known: Provenance,
}
