//! `corridor legal FLOWS|FROM TO`: for whom is it legal, by whose law?

use serde::{Deserialize, Serialize};

use super::{FlowsSelection, Route, ScenarioSpec};

/// Routes, judged for the parties of a shipment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default)]
pub struct Legal {
    /// One trade, and its cheapest ways whatever the law; then its own stack counts. None: flows on their observed ways.
    pub trade: Option<Box<Route>>,
    /// Which flows.
    pub flows: FlowsSelection,
    /// `A..B`: on the first day, and on each later one on which something changes. None: the day that decides.
    pub dates: Option<String>,
    /// The scenario and the shipment of the flows.
    pub stack: ScenarioSpec,
}
