//! Where there is no way: all least sets of closers whose lifting opens one.

use std::collections::VecDeque;

use crate::product::Product;
use crate::{ArcIx, PathQuery};

/// Up to so many closers are told apart.
pub const MAX_CLOSURES: usize = 128;

/// Which sets of at most `most` closers open a way when all of a set are lifted, and none of a smaller one does?
///
/// `query` has the weights as if nothing were closed; `closers` has for each arc a bit for each of what closes it (0: it is
/// open). Sets come by size, then by their bits. Labels are the sets that a beginning of a way needs; at each node only
/// those are kept of which no other is a part, so no least set is missed. Exponential in `most`, which is small.
///
/// ```text
///   source --a--> x --b--> target      needs {a, b}
///          `-----c------>              needs {c}:     {a, b} and {c} are both least
/// ```
#[must_use]
pub fn minimal_unblocking_sets(query: &PathQuery<'_>, closers: &[u128], most: u32) -> Vec<u128> {
    let product = Product::new(query, query.weights);
    let mut labels: Vec<Vec<u128>> = vec![Vec::new(); product.nodes()];
    let mut queue: VecDeque<(u32, u128)> = VecDeque::new();
    for node in product.starts() {
        labels[node as usize].push(0);
        queue.push_back((node, 0));
    }
    while let Some((node, label)) = queue.pop_front() {
        if !labels[node as usize].contains(&label) {
            continue;
        }
        for arc in product.out_arcs(node) {
            let Some((next, _)) = product.step(node, arc) else { continue };
            let needs = label | closers[ArcIx::index(arc)];
            let own = &mut labels[next as usize];
            if needs.count_ones() > most || own.iter().any(|known| known & needs == *known) {
                continue;
            }
            own.retain(|known| known & needs != needs);
            own.push(needs);
            queue.push_back((next, needs));
        }
    }
    let mut sets: Vec<u128> = product.finals().flat_map(|node| labels[node as usize].clone()).collect();
    sets.sort_unstable_by_key(|set| (set.count_ones(), *set));
    sets.dedup();
    let all = sets.clone();
    sets.retain(|set| !all.iter().any(|other| other != set && other & set == *other));
    sets
}
