//! `corridor import` in JSON.

use serde::{Deserialize, Serialize};

use super::{ListedKind, MatchedBy, Report};
use crate::summary::{ColumnKind, Rows, Summary, Table, whole};

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
    /// The files of an atlas with that imported network: path and bytes.
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
    pub authority: String,
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

/// So many of the places that lie farthest from their node are named.
const FAR: usize = 10;

impl Report for ImportedGraph {
    fn summarize(&self, page: &mut Summary) {
        let count = |number: u64| whole(number as f64);
        let [nodes, links, arcs] = [self.nodes, self.links, self.arcs].map(count);
        page.title(format!("{nodes} nodes, {links} links, {arcs} arcs"));
        // All places for data frames; people see the farthest below.
        page.table(Table::of(&self.joined).data("place", |own| own.place.as_str()).data("km", |own| own.km));
        let rows = [
            ("links from a node to itself, left out", self.loops),
            ("parts that no link joins", self.parts),
            ("nodes of the largest part", self.largest),
            ("links added by --bridge", self.bridges),
            ("links in straits by --strait-km", self.in_straits),
            ("countries of nodes", self.countries),
            ("nodes whose country is that of the nearest place", self.by_nearest),
            ("places of the atlas joined to a node", self.joined.len() as u64),
        ];
        let rows = Table::of(rows).shown("What", ColumnKind::Id, |(what, _)| *what);
        page.table(rows.shown("Number", ColumnKind::Fixed(0), |(_, number)| *number as f64));
        page.heading("What a tonne pays");
        page.table(
            Table::of(&self.rates)
                .shown("Mode", ColumnKind::Text, |rate| rate.mode.as_str())
                .shown("USD/tkm", ColumnKind::Plain, |rate| rate.usd_tkm.to_string())
                .shown("km/h", ColumnKind::Fixed(1), |rate| rate.km_h),
        );
        page.heading("Places farthest from their node");
        // The farthest first; data frames have all of them.
        let mut far: Vec<_> = self.joined.iter().collect();
        far.sort_by(|a, b| b.km.total_cmp(&a.km));
        page.table(
            Table::of(far)
                .shown("Place", ColumnKind::Text, |own| own.place.as_str())
                .shown("km", ColumnKind::Fixed(1), |own| own.km)
                .first(FAR, "places"),
        );
    }
}

/// More near hits than this are for the review table.
const NEAR: usize = 20;

impl Report for ImportedList {
    fn summarize(&self, page: &mut Summary) {
        page.title(format!("{}: {} entries, {} sanctioned", self.file, self.entries, self.sanctioned));
        // One table for data frames: surely the same first, then names that are near.
        let exact = self.exact.iter().map(|hit| ("exact", hit));
        page.table(
            Table::of(exact.chain(self.near.iter().map(|hit| ("near", hit))))
                .data("hit", |(sure, _)| *sure)
                .data("score", |(_, hit)| hit.score)
                .data("of", |(_, hit)| hit.of)
                .data("id", |(_, hit)| hit.id.as_str())
                .data("name", |(_, hit)| hit.name.as_str())
                .data("entry", |(_, hit)| hit.entry.as_str())
                .data("entry_name", |(_, hit)| hit.entry_name.as_str())
                .data("by", |(_, hit)| hit.by.as_str()),
        );
        if self.exact.is_empty() && self.near.is_empty() {
            page.text("No one of the atlas is on it, nor anyone of a near name.");
        }
        page.headed(&format!("On the list: measures of {}", self.authority), hits(&self.exact));
        page.headed("To look at: no measure", hits(&self.near).first(NEAR, "near names"));
    }
}

fn hits(hits: &[ListHit]) -> Rows<&ListHit> {
    Table::of(hits)
        .shown("Of", ColumnKind::Text, |hit| hit.of)
        .shown("Id", ColumnKind::Id, |hit| hit.id.as_str())
        .shown("Name", ColumnKind::Text, |hit| hit.name.as_str())
        .shown("Entry", ColumnKind::Text, |hit| hit.entry.as_str())
        .shown("Entry's name", ColumnKind::Text, |hit| hit.entry_name.as_str())
        .shown("By", ColumnKind::Text, |hit| hit.by.as_str())
        .shown("Score", ColumnKind::Fixed(2), |hit| hit.score)
}
