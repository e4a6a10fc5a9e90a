//! Which bundles count an arc or a path.

use super::Bundle;
use crate::network::{ArcIx, ClassIx};

/// For one class: the bundles that count each arc, in compressed rows.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    first: Vec<u32>,
    bundle: Vec<u32>,
}

impl Usage {
    /// O(arcs + sum of the bundles' arcs).
    pub fn new(arcs: usize, bundles: &[Bundle], class: ClassIx) -> Self {
        let mut first = vec![0; arcs + 1];
        for (_, arc) in counted(arcs, bundles, class) {
            first[arc + 1] += 1;
        }
        for arc in 0..arcs {
            first[arc + 1] += first[arc];
        }
        let mut next = first.clone();
        let mut bundle = vec![0; first[arcs] as usize];
        for (at, arc) in counted(arcs, bundles, class) {
            bundle[next[arc] as usize] = at;
            next[arc] += 1;
        }
        Self { first, bundle }
    }

    /// By class: the bundles of all its arcs.
    pub fn by_class(arcs: usize, bundles: &[Bundle], classes: usize) -> Vec<Self> {
        (0..classes).map(|class| Self::new(arcs, bundles, ClassIx::from(class))).collect()
    }

    /// The bundles that count an arc.
    pub fn of(&self, arc: ArcIx) -> impl Iterator<Item = usize> {
        let row = match (self.first.get(arc.at()), self.first.get(arc.at() + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        self.bundle[row].iter().map(|&bundle| bundle as usize)
    }

    /// The bundles that count a path and how often, by bundle.
    pub fn path(&self, arcs: &[ArcIx]) -> Vec<(usize, i64)> {
        let mut all: Vec<usize> = arcs.iter().flat_map(|&arc| self.of(arc)).collect();
        all.sort_unstable();
        let mut counts: Vec<(usize, i64)> = Vec::new();
        for bundle in all {
            match counts.last_mut() {
                Some((last, count)) if *last == bundle => *count += 1,
                _ => counts.push((bundle, 1)),
            }
        }
        counts
    }
}

/// Pairs of a bundle and an arc that it counts for the class.
fn counted(arcs: usize, bundles: &[Bundle], class: ClassIx) -> impl Iterator<Item = (u32, usize)> {
    let counting = (0..).zip(bundles).filter(move |(_, bundle)| bundle.counts(class));
    counting
        .flat_map(|(at, bundle)| bundle.arcs.iter().map(move |arc| (at, arc.at())))
        .filter(move |&(_, arc)| arc < arcs)
}
