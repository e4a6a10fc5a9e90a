//! `corridor solve multicommodity` in JSON.

use serde::{Deserialize, Serialize};

use super::{Command, SolverStatus};

/// A minimum-cost flow of several commodities that share capacities, or why there is none. Flows are recounted, and a bound
/// on the cost is worked out in whole numbers from the prices, by code that the solver does not share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Multicommodity {
    /// Version of the program.
    pub corridor: String,
    /// `solve multicommodity`.
    pub command: Command,
    /// Path of the files without their endings, as the user gave it.
    pub target: String,
    /// How many commodities.
    pub commodities: u64,
    /// How many nodes.
    pub nodes: u64,
    /// How many arcs, those of each commodity counted.
    pub arcs: u64,
    /// Bundles of arcs that share a capacity.
    pub bundles: u64,
    /// How the solver ended.
    pub outcome: SolverStatus,
    /// What the flows cost; none: there are none.
    pub cost: Option<f64>,
    /// No flows cost less.
    pub bound: Option<f64>,
    /// The most by which a flow leaves its bounds, a node its supply or a bundle its capacity, in units of flow.
    pub off: Option<f64>,
    /// Pivots of the simplex.
    pub pivots: u64,
    /// Bundles that bind.
    pub binding: u64,
    /// Arcs that carry something.
    pub used: u64,
    /// Those arcs, where they were asked for.
    pub flows: Vec<CommodityFlow>,
    /// Bundles with a price, where flows were asked for.
    pub prices: Vec<BundlePrice>,
    /// The commodity that cannot flow, or gains without end, were it alone.
    pub commodity: Option<u64>,
    /// Numbers of nodes that have more of it than can leave them.
    pub stuck: Vec<u32>,
    /// Numbers of arcs, in order, of a circle on which any amount of it gains.
    pub circle: Vec<i64>,
    /// Prices of bundles at which all commodities together pay more than bundles are worth: why they cannot flow together.
    pub against: Vec<BundlePrice>,
}

/// What one arc carries of one commodity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CommodityFlow {
    /// Number of the commodity, from 1.
    pub commodity: u64,
    /// Its number in the file.
    pub arc: i64,
    /// Number of the node it leaves, from 1.
    pub tail: u32,
    /// Number of the node it enters, from 1.
    pub head: u32,
    /// Units of flow.
    pub flow: f64,
    /// For each unit.
    pub cost: f64,
}

/// What a unit of a shared capacity would save.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct BundlePrice {
    /// Its number in the file, from 1.
    pub bundle: u64,
    /// For each unit.
    pub price: f64,
}
