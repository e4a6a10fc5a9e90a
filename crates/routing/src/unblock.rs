//! Where no path is open: what blocks, which closed arcs would open one, and which sets of closures.

use std::collections::VecDeque;
use std::ops::Add;

use crate::cost::{Path, PathCost, PathQuery, Weights};
use crate::product::{ArcDistances, Backward, Forward, Product, nearest};
use crate::search::reachable;
use crate::topology::ArcIx;

/// A path that needs closed arcs to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// The path, at the costs that it has if nothing is closed.
    pub path: Path,
    /// Its closed arcs, in its order.
    pub lifted: Vec<ArcIx>,
}

/// Which path needs the fewest closed arcs to be opened, and of these which has the least cost?
///
/// # Arguments
/// * `query`: with the weights as if nothing were closed.
/// * `open`: the weights as they are, closed arcs being `None`.
///
/// # Returns
/// The path and its closed arcs, each counted as often as it is passed; `None`: there is no path even if all are open.
///
/// # Complexity
/// That of [`shortest_path`](crate::shortest_path): closed arcs are the first part of what is minimised.
///
/// # Example
/// ```
/// use routing::{ArcIx, NodeIx, PathCost, PathQuery, Topology, Weights, blocked_by, relax};
///
/// let [a, b, c] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(a, b), (a, c), (b, c)]);
/// let free = [1, 9, 1].map(|objective| Some(PathCost { objective, ..PathCost::default() }));
/// let [free, open] = [free, [None; 3]].map(|arc| Weights { arc: arc.to_vec() });
/// let query = PathQuery { topology: &topology, weights: &free, sources: &[a], targets: &[c], stages: &[] };
/// // One closed arc is fewer than two, whatever it costs.
/// assert_eq!(relax(&query, &open).unwrap().lifted, [ArcIx(1)]);
/// assert_eq!(blocked_by(&query, &open), [ArcIx(0), ArcIx(1)]);
/// ```
#[must_use]
pub fn relax(query: &PathQuery<'_>, open: &Weights) -> Option<Relaxed> {
    let (distance, arcs) = nearest(query, &ClosedFirst { free: query.weights, open })?;
    // An arc that is passed in two stages is listed twice, as it was counted.
    let lifted = arcs.iter().copied().filter(|&arc| open.get(arc).is_none()).collect();
    Some(Relaxed { path: Path { key: distance.key, arcs }, lifted })
}

/// Which closed arcs bound what can be reached from the sources, and lead on to a target?
///
/// # Arguments
/// As for [`relax`], where there is an example.
///
/// # Returns
/// The closed arcs that lead from where open arcs (and fulfilled stages) reach to where they do not, and from whose
/// head a target could be reached if nothing were closed. Sorted; empty where a path is open or could be none.
///
/// # Complexity
/// O((n + m) s).
#[must_use]
pub fn blocked_by(query: &PathQuery<'_>, open: &Weights) -> Vec<ArcIx> {
    let free = Product::new(query, query.weights);
    let now = Product::new(query, open);
    let reached = reachable(&Forward { product: &now }, now.starts());
    if now.finals().any(|vertex| reached[vertex as usize]) {
        return Vec::new();
    }
    // From where a target could be reached if nothing were closed: a closed arc elsewhere blocks nothing.
    let useful = reachable(&Backward::whole(&free), free.finals());
    // The closed arcs that lead out of what is reached, once for each stage in which they do.
    let mut blocked: Vec<ArcIx> = (0..now.vertex_count())
        .filter(|&vertex| reached[vertex])
        .filter_map(|vertex| u32::try_from(vertex).ok())
        .flat_map(|vertex| now.out_arcs(vertex).map(move |arc| (vertex, arc)))
        .filter(|&(vertex, arc)| {
            let next = now.head(vertex, arc) as usize;
            open.get(arc).is_none() && !reached[next] && useful[next]
        })
        // What has no weight even then is not closed but absent.
        .filter(|&(_, arc)| query.weights.get(arc).is_some())
        .map(|(_, arc)| arc)
        .collect();
    blocked.sort_unstable();
    blocked.dedup();
    blocked
}

/// Closed arcs first, then the cost.
struct ClosedFirst<'a> {
    free: &'a Weights,
    open: &'a Weights,
}

/// Compared by its fields in their order: one closed arc less outweighs any cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct ClosedCost {
    closed: u32,
    key: PathCost,
}

impl Add for ClosedCost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { closed: self.closed + other.closed, key: self.key + other.key }
    }
}

impl ArcDistances for ClosedFirst<'_> {
    type Distance = ClosedCost;

    fn distance(&self, arc: ArcIx) -> Option<ClosedCost> {
        let key = self.free.get(arc)?;
        Some(ClosedCost { closed: self.open.get(arc).is_none().into(), key })
    }
}

/// How many closures a set can hold: one bit each.
pub const MAX_CLOSURES: usize = 128;

/// Which minimal sets of closures open a path when all of the set are lifted?
///
/// # Arguments
/// * `query`: with the weights as if nothing were closed.
/// * `closures`: by arc, a bit for each closure that closes it; 0: it is open.
/// * `max_size`: larger sets are not looked for.
///
/// # Returns
/// All sets of which no part opens a path, by size, then by their bits; the empty set alone where a path is open.
///
/// # Complexity
/// Exponential in `max_size`. Labels are the sets that the beginning of a path needs; a vertex keeps those of which no
/// other is a part, so no minimal set is missed.
///
/// ```text
///   source --a--> x --b--> target      needs {a, b}
///          `-----c------>              needs {c}:     {a, b} and {c} are both minimal
/// ```
///
/// # Example
/// The drawing, with `a`, `b` and `c` as bits 1, 2 and 4:
/// ```
/// use routing::{NodeIx, PathCost, PathQuery, Topology, Weights, minimal_unblocking_sets};
///
/// let [source, x, target] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(source, x), (source, target), (x, target)]);
/// let weights = Weights { arc: vec![Some(PathCost::default()); 3] };
/// let query =
///     PathQuery { topology: &topology, weights: &weights, sources: &[source], targets: &[target], stages: &[] };
/// assert_eq!(minimal_unblocking_sets(&query, &[0b001, 0b100, 0b010], 3), [0b100, 0b011]);
/// ```
#[must_use]
pub fn minimal_unblocking_sets(query: &PathQuery<'_>, closures: &[u128], max_size: u32) -> Vec<u128> {
    let product = Product::new(query, query.weights);
    let mut labels: Vec<Vec<u128>> = vec![Vec::new(); product.vertex_count()];
    let mut queue: VecDeque<(u32, u128)> = VecDeque::new();
    // Where a path starts it needs nothing opened.
    for vertex in product.starts() {
        labels[vertex as usize].push(0);
        queue.push_back((vertex, 0));
    }
    while let Some((vertex, label)) = queue.pop_front() {
        // A smaller set may have taken its place since.
        if !labels[vertex as usize].contains(&label) {
            continue;
        }
        for arc in product.out_arcs(vertex) {
            // Without a weight even if nothing is closed: no set opens it.
            let Some((next, _)) = product.step(vertex, arc) else { continue };
            let needs = label | closures[arc.index()];
            let own = &mut labels[next as usize];
            // A set of which a known one is a part opens no path that the known one does not.
            if needs.count_ones() > max_size || own.iter().any(|known| known & needs == *known) {
                continue;
            }
            // Sets of which the new one is a part are not minimal here; the queue drops them by the test above.
            own.retain(|known| known & needs != needs);
            own.push(needs);
            queue.push_back((next, needs));
        }
    }
    let mut sets: Vec<u128> = product.finals().flat_map(|vertex| labels[vertex as usize].clone()).collect();
    sets.sort_unstable_by_key(|set| (set.count_ones(), *set));
    sets.dedup();
    // Sets at two final vertices may be parts of each other.
    let all = sets.clone();
    sets.retain(|set| !all.iter().any(|other| other != set && other & set == *other));
    sets
}
