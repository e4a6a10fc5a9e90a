//! What is least on the best route.

use serde::{Deserialize, Serialize};

use crate::model::string_enum;

string_enum! {
    /// What is least on the best route.
    By {
        /// USD per tonne, all parts of the price.
        Cost = "cost",
        /// Hours.
        Time = "time",
        /// Length on what `--wary` says is exposed.
        ExposedKm = "exposed-km",
        /// Length at secondary-sanctions risk, for parties that are wary of the authority.
        SecondarySanctions = "secondary-sanctions",
    }
}

/// The routes of which none is as good as another in cost, time and exposed km together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Pareto {
    /// The set is exact while it is small enough to be; from then on a route may be left out where one of the set is
    /// worse than it by no more than this share in each of the three. From 0 to 1.
    pub epsilon: f64,
}

impl Default for Pareto {
    /// A hundredth: far less than any price is known to.
    fn default() -> Self {
        Self { epsilon: 0.01 }
    }
}
