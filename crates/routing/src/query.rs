//! What is asked of a search for paths, and what it finds.

use crate::cost::{PathCost, Weights};
use crate::topology::{ArcIx, NodeIx, Topology};

/// From where to where, over what.
#[derive(Clone, Copy, Debug)]
pub struct PathQuery<'a> {
    /// Nodes and arcs.
    pub topology: &'a Topology,
    /// What each arc costs.
    pub weights: &'a Weights,
    /// Nodes a path may start in.
    pub sources: &'a [NodeIx],
    /// Nodes a path may end in.
    pub targets: &'a [NodeIx],
    /// Sets of arcs to be passed in this order: any arc of the first set fulfils the first stage, and so on; one arc may
    /// fulfil several stages in a row.
    pub stages: &'a [ArcSet],
}

/// A path from a source to a target that fulfils all stages in their order, ends at the first target where it has, and
/// enters no node twice within one stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The sum over its arcs.
    pub key: PathCost,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
}

/// How many paths are wanted, and when to give up.
#[derive(Clone, Copy, Debug)]
pub struct SearchLimit {
    /// Paths to return.
    pub paths: usize,
    /// Paths to examine, those that are not returned included.
    pub examined: usize,
}

/// A set of arcs: one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArcSet {
    words: Vec<u64>,
}

impl ArcSet {
    /// Whether the arc is in it.
    #[must_use]
    pub fn contains(&self, arc: ArcIx) -> bool {
        self.words.get(arc.index() / 64).is_some_and(|word| word >> (arc.index() % 64) & 1 == 1)
    }

    /// Adds an arc.
    pub fn insert(&mut self, arc: ArcIx) {
        if self.words.len() <= arc.index() / 64 {
            self.words.resize(arc.index() / 64 + 1, 0);
        }
        self.words[arc.index() / 64] |= 1 << (arc.index() % 64);
    }
}

impl FromIterator<ArcIx> for ArcSet {
    fn from_iter<I: IntoIterator<Item = ArcIx>>(arcs: I) -> Self {
        let mut set = Self::default();
        for arc in arcs {
            set.insert(arc);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_inserted_and_nothing_else() {
        let set: ArcSet = [3, 64, 200].map(ArcIx).into_iter().collect();
        let held: Vec<u32> = (0..300).filter(|&arc| set.contains(ArcIx(arc))).collect();
        assert_eq!(held, [3, 64, 200]);
    }
}
