//! `corridor solve mincost` in JSON.

use serde::Serialize;

/// A minimum-cost flow, or the proof that there is none. Whichever it is, code that the solver does not share has
/// checked it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Mincost {
    /// Version of the program.
    pub corridor: String,
    /// `solve mincost`.
    pub command: String,
    /// The file.
    pub target: String,
    /// Nodes.
    pub nodes: u64,
    /// Arcs.
    pub arcs: u64,
    /// `optimal`, `infeasible` or `unbounded`.
    pub outcome: String,
    /// The least cost, a whole number as text, since it may have more digits than a JSON reader keeps.
    pub cost: Option<String>,
    /// Pivots of the simplex.
    pub pivots: u64,
    /// Arcs that carry something.
    pub used: u64,
    /// Those arcs, where they were asked for.
    pub flows: Vec<ArcFlow>,
    /// By node, where flows were asked for: an arc from `u` to `v` of cost `c` is full where `c + price(u) - price(v)` is
    /// below 0, at its lower bound where it is above.
    pub prices: Vec<i64>,
    /// Numbers of nodes that have more than can leave them: why nothing can flow.
    pub stuck: Vec<u32>,
    /// Numbers of arcs, in order, of a circle on which any amount gains: why nothing is least.
    pub circle: Vec<u32>,
}

/// What one arc carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ArcFlow {
    /// Its number in the file, from 1.
    pub arc: u32,
    /// Number of a node, from 1.
    pub tail: u32,
    /// Number of a node, from 1.
    pub head: u32,
    /// How much.
    pub flow: i64,
    /// For each unit.
    pub cost: i64,
}
