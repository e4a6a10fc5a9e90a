//! The sides of straits: a strait is passed from one side to another, never touched and left again.
//!
//! Which neighbours lie on one side needs no data of its own: two places that a water link joins directly lie in one
//! basin. So the sides of a strait are the components of its neighbours under the water links among them.
//!
//! ```text
//!   augusta ---- trieste            one side of Suez: augusta, trieste (joined without it)
//!         \\      /
//!          suez ---- bab-el-mandeb  the other: bab-el-mandeb
//! ```

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::{NodeRole, VehicleClass};
use crate::model::{Mode, PlaceIx, PlaceKind};
use crate::tables::{Atlas, Snapshot};

/// By strait, by neighbour: the number of the side.
pub(super) struct Sides(BTreeMap<PlaceIx, BTreeMap<PlaceIx, u8>>);

impl Sides {
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut joined: BTreeMap<PlaceIx, BTreeSet<PlaceIx>> = BTreeMap::new();
        // All rows, in force or not: geography has no dates, and a closed port moves no shore.
        for link in snapshot.atlas.links.iter().filter(|link| link.mode.is_water()) {
            joined.entry(link.from).or_default().insert(link.to);
            joined.entry(link.to).or_default().insert(link.from);
        }
        let strait = |place: &PlaceIx| snapshot.atlas.places[place.index()].kind == PlaceKind::Strait;
        let straits = joined.keys().filter(|place| strait(place));
        Self(straits.map(|place| (*place, components(&joined, *place))).collect())
    }

    /// Where a tonne stands that comes from `tail` to `head`.
    pub fn arriving(
        &self,
        atlas: &Atlas,
        (mode, class): (Mode, VehicleClass),
        tail: PlaceIx,
        head: PlaceIx,
    ) -> NodeRole {
        if !mode.is_water() {
            // A road or pipeline meets the shore of a strait, not its water: it has no side.
            return NodeRole::On(mode, class);
        }
        match (self.0.get(&head), atlas.places[head.index()].kind) {
            // A water link joins the two, so `tail` is among the neighbours of the strait.
            (Some(sides), _) => NodeRole::Passing(mode, class, sides[&tail]),
            // A junction is a point of the lane, no port: ships go on.
            (None, PlaceKind::Junction) => NodeRole::On(mode, class),
            (None, _) => NodeRole::Landed(mode, class),
        }
    }

    /// Where a tonne can be that goes from `tail` to `head`: in a strait, come from any other side than that of `head`.
    pub fn leaving(&self, (mode, class): (Mode, VehicleClass), tail: PlaceIx, head: PlaceIx) -> Vec<NodeRole> {
        match self.0.get(&tail).filter(|_| mode.is_water()) {
            // No strait, or left by land: one state, to which transfers and loads lead too.
            None => vec![NodeRole::On(mode, class)],
            Some(sides) => {
                // Back to the side it came from would be a call at the strait, no passage.
                let others: BTreeSet<u8> = sides.values().copied().filter(|side| *side != sides[&head]).collect();
                others.into_iter().map(|side| NodeRole::Passing(mode, class, side)).collect()
            }
        }
    }
}

/// By neighbour of a strait: the number of its side, in the order of the first places.
fn components(joined: &BTreeMap<PlaceIx, BTreeSet<PlaceIx>>, strait: PlaceIx) -> BTreeMap<PlaceIx, u8> {
    let neighbours: Vec<PlaceIx> = joined[&strait].iter().copied().collect();
    let mut basins: UnionFind<usize> = UnionFind::new(neighbours.len());
    // Neighbours that a water link joins without the strait are in one basin; each has a row in `joined`,
    // since the link to the strait is entered at both ends.
    for (at, place) in neighbours.iter().enumerate() {
        for (other, _) in neighbours.iter().enumerate().filter(|(_, other)| joined[place].contains(other)) {
            basins.union(at, other);
        }
    }
    // Labels of the union-find are arbitrary: sides are numbered in the order of places.
    let mut numbers: BTreeMap<usize, u8> = BTreeMap::new();
    let numbered = neighbours.iter().zip(basins.into_labeling()).map(|(place, basin)| {
        // A strait with more than 255 basins is none; beyond that they share the last number.
        let next = u8::try_from(numbers.len()).unwrap_or(u8::MAX);
        (*place, *numbers.entry(basin).or_insert(next))
    });
    numbered.collect()
}
