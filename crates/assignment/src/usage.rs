//! Which bundles count an arc or a path.

use crate::problem::{Bundle, ClassIx};
use routing::ArcIx;

/// The bundles of each arc, in compressed sparse rows: one index for all classes.
#[derive(Clone, Debug)]
pub(super) struct Usage<'a> {
    bundles: &'a [Bundle],
    first: Vec<u32>,
    over: Vec<u32>,
}

impl<'a> Usage<'a> {
    /// O(arcs + sum of the bundles' arcs).
    pub fn new(arcs: usize, bundles: &'a [Bundle]) -> Self {
        let mut first = vec![0; arcs + 1];
        for (_, arc) in pairs(arcs, bundles) {
            first[arc + 1] += 1;
        }
        for arc in 0..arcs {
            first[arc + 1] += first[arc];
        }
        let mut next = first.clone();
        let mut over = vec![0; first[arcs] as usize];
        for (bundle, arc) in pairs(arcs, bundles) {
            over[next[arc] as usize] = bundle;
            next[arc] += 1;
        }
        Self { bundles, first, over }
    }

    /// The bundles that count an arc for a class.
    pub fn of(&self, class: ClassIx, arc: ArcIx) -> impl Iterator<Item = usize> {
        let row = match (self.first.get(arc.index()), self.first.get(arc.index() + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        let over = self.over[row].iter().map(|&bundle| bundle as usize);
        over.filter(move |&bundle| self.bundles[bundle].counts(class))
    }

    /// The bundles that count a path for a class and how often, by bundle.
    pub fn path(&self, class: ClassIx, arcs: &[ArcIx]) -> Vec<(usize, i64)> {
        let mut all: Vec<usize> = arcs.iter().flat_map(|&arc| self.of(class, arc)).collect();
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

/// Pairs of a bundle and an arc of it.
fn pairs(arcs: usize, bundles: &[Bundle]) -> impl Iterator<Item = (u32, usize)> {
    let all = (0..).zip(bundles);
    all.flat_map(|(at, bundle)| bundle.arcs.iter().map(move |arc| (at, arc.index())))
        .filter(move |&(_, arc)| arc < arcs)
}
