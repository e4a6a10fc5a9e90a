//! A shipment as a lawyer asks about it: who does what, at what price, with which papers.

use serde::{Deserialize, Serialize};

pub use crate::model::Assume;

/// Parties, goods and papers. Anybody named makes the law apply.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Shipment {
    /// Who does what, `ROLE=PARTY`: an id of `parties.csv`, a country or a bloc. They come before those of the actor.
    pub party: Vec<String>,
    /// The country that the goods come from; none: that of the origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods_origin: Option<String>,
    /// The country in which they are used in the end; none: that of the destination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub final_use: Option<String>,
    /// USD a barrel, free on board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// The day of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_date: Option<String>,
    /// The day of loading; none: the day that decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaded: Option<String>,
    /// What is paid in, as three capital letters: the banks that clear it take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What else is known of the goods, `NAME=NUMBER`: `engine_cm3=2000`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub goods: Vec<String>,
    /// Papers at hand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<String>,
    /// Measures of the law, or of what is stacked, that are lifted: `SENDER:name`; or `programme=NAME` of the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lift: Vec<String>,
    /// What is taken for law that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assume: Option<Assume>,
}

impl Shipment {
    /// Is nothing said?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Is nothing said but what is lifted?
    #[must_use]
    pub fn is_empty_but_for_lifts(&self) -> bool {
        *self == Self { lift: self.lift.clone(), ..Self::default() }
    }
}
