//! `corridor import graph` in JSON.

use serde::Serialize;

/// What was read, and what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ImportedGraph {
    /// Nodes.
    pub nodes: u64,
    /// Links.
    pub links: u64,
    /// Arcs: a link that goes both ways has two.
    pub arcs: u64,
    /// Links from a node to itself, left out.
    pub loops: u64,
    /// Parts that no link joins.
    pub parts: u64,
    /// Nodes of the largest part.
    pub largest: u64,
    /// Links that `--bridge` added.
    pub bridges: u64,
    /// Links that pass a strait by `--strait-km`.
    pub in_straits: u64,
    /// Nodes whose country is that of the nearest place.
    pub by_nearest: u64,
    /// Countries of nodes.
    pub countries: u64,
    /// What its modes cost and how fast they are.
    pub rates: Vec<ImportRate>,
    /// Places of the atlas, and how far the node is that each was joined to.
    pub joined: Vec<JoinedPlace>,
}

/// A mode's rate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct ImportRate {
    /// The mode.
    pub mode: String,
    /// USD per tonne and km.
    pub usd_tkm: f64,
    /// Km/h.
    pub km_h: f64,
}

/// A place and its node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, schemars::JsonSchema)]
pub struct JoinedPlace {
    /// The place.
    pub place: String,
    /// Kilometres to its node.
    pub km: f64,
}
