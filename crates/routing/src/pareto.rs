//! The paths of which none is worse than another in cost, time and objective together.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::cost::{Path, PathCost, PathQuery, Weights};
use crate::product::{ArcDistances, Product};
use crate::topology::ArcIx;

/// How much effort a Pareto search may take.
#[derive(Clone, Copy, Debug)]
pub struct ParetoOptions {
    /// Labels to keep before the front may be thinned.
    pub exact_labels: usize,
    /// From then on, by how many millionths a path may be worse than one of the front in everything and be left out.
    pub epsilon: u32,
}

/// Paths by (cost, time, objective), none as good as another in all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParetoFront {
    /// By cost, then time, then objective. Of paths equal in all three the first by [`PathCost`].
    pub paths: Vec<Path>,
    /// How near the front is to the whole one.
    pub coverage: Coverage,
}

/// How near a front is to the whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It is the whole one.
    Exact,
    /// No path is better than one of these by more than epsilon in cost, time and objective.
    Approximate,
    /// The search was given up: there may be others.
    Partial,
}

/// After so many times the exact labels the search is given up.
const PATIENCE: usize = 20;

/// Which paths does no other beat in cost, time and objective together?
///
/// # Arguments
/// * `query`: from where to where; its weights have all three.
/// * `options`: when to thin the front, and by how much.
///
/// # Returns
/// The Pareto-optimal paths, and whether they are all.
///
/// # Complexity
/// O(L^2) for L labels, which may be exponentially many: hence [`ParetoOptions`]. Labels are set in the order of their
/// costs, so of equal paths the first by (legs, tie) stays. A label is dropped when another at the same vertex is no
/// worse in all three, or when even the least that is still to come (a search backward for each of the three) leaves it
/// no better than a path already found. The second test alone takes epsilon, so the error does not grow along a path.
///
/// # Example
/// ```
/// use routing::{Cost, Coverage, NodeIx, ParetoOptions, PathCost, PathQuery, Seconds, Topology, Weights, pareto_front};
///
/// let [a, b] = [0, 1].map(NodeIx);
/// let topology = Topology::new(2, &[(a, b); 3]);
/// let arc = |cost, time| Some(PathCost { cost: Cost(cost), time: Seconds(time), ..PathCost::default() });
/// let weights = Weights { arc: vec![arc(1, 9), arc(5, 5), arc(6, 7)] };
/// let query = PathQuery { topology: &topology, weights: &weights, sources: &[a], targets: &[b], stages: &[] };
/// let front = pareto_front(&query, ParetoOptions { exact_labels: 1_000, epsilon: 0 });
/// assert_eq!(front.paths.iter().map(|path| path.key.cost.0).collect::<Vec<_>>(), [1, 5]);
/// assert_eq!(front.coverage, Coverage::Exact);
/// ```
///
/// # Reference
/// E. Q. V. Martins: On a multicriteria shortest path problem, 1984; L. Mandow, J. L. Perez de la Cruz: Multiobjective
/// A* search with consistent heuristics, 2010. Their G_op and G_cl are the heap and `settled`, their H is `to_final`,
/// their COSTS is `found`.
#[must_use]
pub fn pareto_front(query: &PathQuery<'_>, options: ParetoOptions) -> ParetoFront {
    let product = Product::new(query, query.weights);
    // The consistent heuristic of multiobjective A*: exact distances of one criterion at a time.
    let to_final = [Criterion::Cost, Criterion::Time, Criterion::Objective].map(|of| to_final(query, of));
    let mut search = Search {
        settled: vec![Vec::new(); product.vertex_count()],
        heap: BinaryHeap::new(),
        labels: Vec::new(),
        found: Vec::new(),
        allowance: 0,
        to_final,
        product,
    };
    let coverage = search.run(options);
    let mut paths: Vec<Path> = search.found.iter().map(|&label| search.path(label)).collect();
    paths.sort_by_key(|path| criteria(path.key));
    ParetoFront { paths, coverage }
}

fn criteria(key: PathCost) -> [i64; 3] {
    [key.cost.0, key.time.0, key.objective]
}

/// In the order of [`criteria`], of which it is the index.
#[derive(Clone, Copy)]
enum Criterion {
    Cost,
    Time,
    Objective,
}

/// The weights reduced to one criterion.
struct Single<'a> {
    weights: &'a Weights,
    of: Criterion,
}

impl ArcDistances for Single<'_> {
    type Distance = i64;

    fn distance(&self, arc: ArcIx) -> Option<i64> {
        let key = self.weights.get(arc)?;
        Some(criteria(key)[self.of as usize])
    }
}

/// By vertex: the least of one criterion to any final vertex.
fn to_final(query: &PathQuery<'_>, of: Criterion) -> Vec<Option<i64>> {
    let distances = Single { weights: query.weights, of };
    Product::new(query, &distances).distances_to_finals()
}

/// The beginning of a path.
struct Label {
    vertex: u32,
    key: PathCost,
    /// The label before, and the arc from there.
    by: Option<(usize, ArcIx)>,
}

struct Search<'a> {
    product: Product<'a, Weights>,
    /// By criterion and vertex.
    to_final: [Vec<Option<i64>>; 3],
    /// All that were ever opened: paths are read back through them.
    labels: Vec<Label>,
    /// Labels to be settled: key, vertex and index; the last two only break ties.
    heap: BinaryHeap<Reverse<(PathCost, u32, usize)>>,
    /// By vertex: the criteria of labels settled there.
    settled: Vec<Vec<[i64; 3]>>,
    /// Labels at final vertices that are on the front.
    found: Vec<usize>,
    /// Millionths.
    allowance: u32,
}

impl Search<'_> {
    fn run(&mut self, options: ParetoOptions) -> Coverage {
        for start in self.product.starts() {
            self.open(start, PathCost::default(), None);
        }
        let mut coverage = Coverage::Exact;
        while let Some(Reverse((key, vertex, label))) = self.heap.pop() {
            // Labels are never removed, so their number bounds the memory.
            if self.labels.len() > options.exact_labels.saturating_mul(PATIENCE) {
                return Coverage::Partial;
            }
            // From here on paths may be left out that are better by no more than epsilon.
            if self.labels.len() > options.exact_labels && options.epsilon > 0 {
                self.allowance = options.epsilon;
                coverage = Coverage::Approximate;
            }
            // It may have been beaten while it waited.
            if self.beaten(vertex, key) {
                continue;
            }
            self.settled[vertex as usize].push(criteria(key));
            // Labels are settled in the order of their costs: one that arrives is on the front.
            if self.product.is_final(vertex) {
                self.found.push(label);
                continue;
            }
            for arc in self.product.out_arcs(vertex) {
                if let Some((next, step)) = self.product.step(vertex, arc) {
                    self.open(next, key + step, Some((label, arc)));
                }
            }
        }
        coverage
    }

    fn open(&mut self, vertex: u32, key: PathCost, by: Option<(usize, ArcIx)>) {
        // Tested before it waits, so that a dominated label takes no memory.
        if !self.beaten(vertex, key) {
            self.heap.push(Reverse((key, vertex, self.labels.len())));
            self.labels.push(Label { vertex, key, by });
        }
    }

    /// Can no new path come of a label?
    fn beaten(&self, vertex: u32, key: PathCost) -> bool {
        let here = criteria(key);
        let no_worse = |a: &[i64; 3], b: &[i64; 3]| a.iter().zip(b).all(|(a, b)| a <= b);
        // Dominance (Martins). What is no worse in all three has the lesser key and is settled before,
        // so labels that still wait need not be compared.
        if self.settled[vertex as usize].iter().any(|known| no_worse(known, &here)) {
            return true;
        }
        // No path from here is better than this in any criterion.
        let mut least = here;
        for (at, to_final) in self.to_final.iter().enumerate() {
            match to_final[vertex as usize] {
                Some(more) => least[at] += more,
                // No path leads on to a target.
                None => return true,
            }
        }
        self.found.iter().any(|&path| self.near(&criteria(self.labels[path].key), &least))
    }

    /// Is a path no worse than another, or worse by no more than is allowed?
    fn near(&self, path: &[i64; 3], other: &[i64; 3]) -> bool {
        // In 128 bits: costs are up to 2^63 and compared in millionths.
        let one = 1_000_000_i128;
        let most = one + i128::from(self.allowance);
        path.iter().zip(other).all(|(a, b)| i128::from(*a) * one <= i128::from(*b) * most)
    }

    fn path(&self, label: usize) -> Path {
        let mut arcs = Vec::new();
        let mut at = label;
        while let Some((before, arc)) = self.labels[at].by {
            arcs.push(arc);
            at = before;
        }
        arcs.reverse();
        debug_assert!(self.product.is_final(self.labels[label].vertex));
        Path { key: self.labels[label].key, arcs }
    }
}
