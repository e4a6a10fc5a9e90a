//! The answer to `explain`.

use serde::{Deserialize, Serialize};

use super::{Metadata, NoRoute, RouteEnd};
use crate::model::string_enum;

string_enum! {
    /// Why a route is not taken.
    NotTaken {
        /// A measure closes something of it.
        Barred = "barred",
        /// A capacity of it is full.
        Full = "full",
        /// It costs more.
        Dearer = "dearer",
        /// The flow is kept on its observed route, and nothing moves it.
        Kept = "kept",
    }
}

string_enum! {
    /// A change that makes a route the choice.
    ChangeKind {
        /// It gets cheaper by so many USD/t: break-even.
        Cheaper = "cheaper",
        /// A measure is lifted.
        Lift = "lift",
        /// A capacity has so many kt a year more; they suffice, for others may take of them first.
        More = "more",
    }
}

/// Why a trade or a flow takes this route and no other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Explain {
    /// Which program, atlas and scenario.
    #[serde(flatten)]
    pub head: Metadata,
    /// Flow id; none: a trade.
    pub flow: Option<String>,
    /// Where it starts.
    pub from: RouteEnd,
    /// Where it ends.
    pub to: RouteEnd,
    /// Commodity id.
    pub commodity: String,
    /// The routes taken, cheapest first.
    pub taken: Vec<TakenWay>,
    /// Of a flow: tonnes for which there is no open route with room, kt a year.
    pub stranded_kt: Option<f64>,
    /// Routes not taken, the cheapest as if nothing were closed first.
    pub alternatives: Vec<OtherWay>,
    /// Where none is taken: why, and all least sets of up to three whose lifting opens one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_route: Option<NoRoute>,
}

/// A route that is taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TakenWay {
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// Its cost under the scenario.
    pub cost_usd_t: f64,
    /// Of a flow: how much takes it, kt a year.
    pub kt: Option<f64>,
}

/// A route that is not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OtherWay {
    /// Ids of its links in order of passage.
    pub links: Vec<String>,
    /// Its cost under the scenario, as if nothing of it were closed.
    pub cost_usd_t: f64,
    /// By how much it is more expensive than the route taken that it could stand in for (the most expensive of those that
    /// pass every full capacity which it passes; where there is none: of all); below 0: cheaper.
    pub dearer_usd_t: Option<f64>,
    /// Why it is not taken.
    pub why: NotTaken,
    /// Ids of the measures that close something of it.
    pub barred_by: Vec<String>,
    /// Ids of its full capacities that no route taken by the flow passes.
    pub full: Vec<String>,
    /// The single change that would make it the choice; none: it takes more than one.
    pub change: Option<SingleChange>,
}

/// One change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SingleChange {
    /// What changes.
    pub kind: ChangeKind,
    /// Id of the measure to lift or of the capacity; none: the route gets cheaper.
    pub what: Option<String>,
    /// USD/t cheaper, or kt a year more; none: a measure is lifted.
    pub amount: Option<f64>,
}
