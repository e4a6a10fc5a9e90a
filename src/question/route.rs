//! `corridor route FROM TO`: which ways are there, at what cost, time and exposure?

use serde::{Deserialize, Serialize};

use super::Stack;

/// One trade, and what is asked of its ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// How many alternatives, at least 1.
    pub k: usize,
    /// What is least.
    pub by: By,
    /// Selectors: what counts as exposed (any of them).
    pub wary: Vec<String>,
    /// Selectors or place, link or line ids to pass, in this order.
    pub via: Vec<String>,
    /// Selectors of what is not to be passed (any of them).
    pub avoid: Vec<String>,
    /// The year whose 30 June decides; none: the newest year of the atlas's flows.
    pub year: Option<i16>,
    /// The scenario.
    pub stack: Stack,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
            cargo: None,
            commodity: None,
            k: 1,
            by: By::Cost,
            wary: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            year: None,
            stack: Stack::default(),
        }
    }
}

/// What is least on the best route.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// Cost.
    #[default]
    Cost,
    /// Time.
    Time,
    /// Length on what is exposed.
    ExposedKm,
}

impl By {
    /// As flags and answers write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Time => "time",
            Self::ExposedKm => "exposed-km",
        }
    }
}
