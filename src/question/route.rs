//! `corridor route FROM TO`: which ways are there, at what cost, time and exposure?

use serde::{Deserialize, Serialize};

use super::ScenarioSpec;
use crate::model::string_enum;

/// One trade, and what is asked of its ways.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Route {
    /// A place id, a country, a UN/LOCODE or a name.
    pub from: String,
    /// Likewise.
    pub to: String,
    /// The cargo; the grade of which the origin sends most stands for it. One of cargo and commodity is needed.
    pub cargo: Option<String>,
    /// The commodity.
    pub commodity: Option<String>,
    /// On the mesh of the atlas, whatever is carried: then no cargo is named.
    pub mesh: bool,
    /// How many alternatives, at least 1.
    pub k: usize,
    /// What is least.
    pub by: By,
    /// The most that any two alternatives may share: the length of the links that both pass, over the length of the
    /// shorter; at least 0, below 1, and of use only with `k` above 1. None: any part.
    pub differ: Option<f64>,
    /// The front of cost, time and exposed km, instead of the `k` best by one of them.
    pub pareto: Option<Pareto>,
    /// Selectors: what counts as exposed (any of them).
    pub wary: Vec<String>,
    /// Selectors or place, link or line ids to pass, in this order.
    pub via: Vec<String>,
    /// Selectors of what is not to be passed (any of them).
    pub avoid: Vec<String>,
    /// The year whose 30 June decides; none: the newest year of the atlas's flows.
    pub year: Option<i16>,
    /// The scenario.
    pub stack: ScenarioSpec,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
            cargo: None,
            commodity: None,
            mesh: false,
            k: 1,
            by: By::Cost,
            differ: None,
            pareto: None,
            wary: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            year: None,
            stack: ScenarioSpec::default(),
        }
    }
}

/// The routes of which none is as good as another in cost, time and exposed km together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Pareto {
    /// The front is exact while it is small enough to be; from then on a route may be left out where one of the front
    /// is worse than it by no more than this share in each of the three. From 0 to 1.
    pub epsilon: f64,
}

impl Default for Pareto {
    /// A hundredth: far less than any price is known to.
    fn default() -> Self {
        Self { epsilon: 0.01 }
    }
}

string_enum! {
    /// What is least on the best route.
    By {
        /// Cost.
        Cost = "cost",
        /// Time.
        Time = "time",
        /// Length on what is exposed.
        ExposedKm = "exposed-km",
        /// Length on what a threat of the law is about: to parties that are wary of its sender.
        Threat = "threat",
    }
}
