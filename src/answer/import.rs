//! `corridor import` in JSON.

use serde::{Deserialize, Serialize};

use super::{ListedKind, MatchedBy};

/// What was read of a foreign graph, and what was done to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportedGraph {
    /// How many nodes.
    pub nodes: u64,
    /// How many links.
    pub links: u64,
    /// How many arcs: a link that goes both ways has two.
    pub arcs: u64,
    /// Links from a node to itself, left out.
    pub loops: u64,
    /// Connected components.
    pub parts: u64,
    /// Nodes of the largest component.
    pub largest: u64,
    /// Links that `--bridge` added.
    pub bridges: u64,
    /// Links that pass a strait by `--strait-km`.
    pub in_straits: u64,
    /// Nodes whose country is that of the nearest place.
    pub by_nearest: u64,
    /// How many countries the nodes are in.
    pub countries: u64,
    /// What its modes cost and how fast they are.
    pub rates: Vec<ImportRate>,
    /// Places of the atlas, and how far the node is that each was joined to.
    pub joined: Vec<JoinedPlace>,
    /// The files of an atlas with that mesh: path and bytes.
    #[serde(skip)]
    pub files: Vec<(String, Vec<u8>)>,
}

/// A mode's rate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportRate {
    /// Name of the mode: one of the atlas's, or whatever the file of links calls it.
    pub mode: String,
    /// USD per tonne and km.
    pub usd_tkm: f64,
    /// Km/h.
    pub km_h: f64,
}

/// A place and its node.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct JoinedPlace {
    /// Place id.
    pub place: String,
    /// Kilometres to its node.
    pub km: f64,
}

/// `corridor import ofac-sdn`, `corridor import opensanctions` in JSON: who of the atlas is on a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportedList {
    /// Name of the file, without its folder.
    pub file: String,
    /// Sanctioning authority whose measures its hits become: `US`.
    pub sender: String,
    /// Entries read.
    pub entries: u64,
    /// Of these sanctioned.
    pub sanctioned: u64,
    /// Surely the same: these are in the measures file.
    pub exact: Vec<ListHit>,
    /// Perhaps the same: for people to look at, never a measure.
    pub near: Vec<ListHit>,
    /// The scenario file that the sure ones become.
    #[serde(skip)]
    pub scenario: String,
}

/// Something of the atlas, and an entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ListHit {
    /// What it is in the atlas.
    pub of: ListedKind,
    /// Its id in the atlas.
    pub id: String,
    /// Its name in the atlas.
    pub name: String,
    /// The entry's id on the list.
    pub entry: String,
    /// The entry's name.
    pub entry_name: String,
    /// What is the same: an identifier, `imo:9329760`, or the name.
    #[schemars(with = "String")]
    pub by: MatchedBy,
    /// 1 where it is surely the same, else how near the names are.
    pub score: f64,
}
