//! The answer to `explain`.

use serde::Serialize;

use super::{Metadata, NoRoute, RouteEnd};

/// Why a trade or a flow goes this way and no other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Explain {
    /// Who, what, when.
    #[serde(flatten)]
    pub head: Metadata,
    /// The flow; none: a trade.
    pub flow: Option<String>,
    /// Where it starts.
    pub from: RouteEnd,
    /// Where it ends.
    pub to: RouteEnd,
    /// What is carried.
    pub commodity: String,
    /// The ways taken, cheapest first.
    pub taken: Vec<TakenWay>,
    /// Of a flow: what has no way.
    pub stranded_kt: Option<f64>,
    /// Ways not taken, the cheapest as if nothing were closed first.
    pub alternatives: Vec<OtherWay>,
    /// Where none is taken: why, and all least sets of up to three whose lifting opens one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_route: Option<NoRoute>,
}

/// A way that is taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct TakenWay {
    /// Its links in order.
    pub links: Vec<String>,
    /// Its cost under the scenario.
    pub cost_usd_t: f64,
    /// Of a flow: how much takes it.
    pub kt: Option<f64>,
}

/// A way that is not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct OtherWay {
    /// Its links in order.
    pub links: Vec<String>,
    /// Its cost under the scenario, as if nothing of it were closed.
    pub cost_usd_t: f64,
    /// Dearer by so much than the way taken that it could stand in for (the dearest of those that pass every full capacity
    /// which it passes; where there is none: of all); below 0: cheaper.
    pub dearer_usd_t: Option<f64>,
    /// `barred`, `full`, `dearer`, or `kept`: the flow is kept on its observed way, and nothing moves it.
    pub why: String,
    /// Measures that close something of it.
    pub barred_by: Vec<String>,
    /// Capacities of it that are full, and that no way taken by the flow passes.
    pub full: Vec<String>,
    /// The single change that would make it the choice; none: it takes more than one.
    pub change: Option<SingleChange>,
}

/// One change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SingleChange {
    /// `cheaper` (USD/t: break-even), `lift` (a measure) or `more` (kt a year on a capacity that suffice, for others may
    /// take of them first).
    pub kind: String,
    /// The measure or the capacity.
    pub what: Option<String>,
    /// USD/t, or kt a year.
    pub amount: Option<f64>,
}
