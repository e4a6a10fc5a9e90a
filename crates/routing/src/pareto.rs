//! The routes of which none is worse than another in everything.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::dijkstra::dijkstra;
use crate::product::{Backward, Lengths, Product};
use crate::route::{Path, PathQuery};
use crate::{ArcIx, PathCost, Weights};

/// How hard to look.
#[derive(Clone, Copy, Debug)]
pub struct ParetoOptions {
    /// Beginnings of routes to keep before the front may be thinned.
    pub exact_labels: usize,
    /// From then on, by how many millionths a route may be worse than one of the front in everything and be left out.
    pub epsilon: u32,
}

/// Routes by (cost, time, objective), none as good as another in all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParetoFront {
    /// By cost, then time, then objective. Of routes equal in all three the first by key.
    pub paths: Vec<Path>,
    /// How near the front is to the whole one.
    pub coverage: Coverage,
}

/// How near a front is to the whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It is the whole one.
    Exact,
    /// No route is better than one of these by more than epsilon in cost, time and objective.
    Approximate,
    /// Looking was given up: there may be others.
    Partial,
}

/// After so many times the exact labels looking is given up.
const PATIENCE: usize = 20;

/// Which routes are there that no other beats in cost, time and objective (say, exposed length) together?
///
/// Label setting in the order of keys, so that of equal routes the first by (legs, tie) stays. A beginning of a route is
/// given up when another to the same node is no worse in all three, or when even the least that is still to come (a
/// search backward for each of the three) leaves it no better than a route already found. The second test alone takes
/// epsilon, so the error does not grow along a route. O(L^2) for L labels; L may be exponential, hence [`ParetoOptions`].
///
/// E. Q. V. Martins: On a multicriteria shortest path problem, 1984; L. Mandow, J. L. Perez de la Cruz: Multiobjective
/// A* search with consistent heuristics, 2010. Their G_op and G_cl are `settled` and the heap, their H is `rest`, their
/// COSTS is `found`.
#[must_use]
pub fn pareto_front(query: &PathQuery<'_>, effort: ParetoOptions) -> ParetoFront {
    let product = Product::new(query, query.weights);
    let rest = [Aspect::Cost, Aspect::Time, Aspect::Objective].map(|of| rest(query, of));
    let mut search = Search {
        settled: vec![Vec::new(); product.nodes()],
        heap: BinaryHeap::new(),
        labels: Vec::new(),
        found: Vec::new(),
        allowance: 0,
        rest,
        product,
    };
    let reach = search.run(effort);
    let mut paths: Vec<Path> = search.found.iter().map(|&label| search.path(label)).collect();
    paths.sort_by_key(|path| triple(path.key));
    ParetoFront { paths, coverage: reach }
}

/// What is compared.
fn triple(key: PathCost) -> [i64; 3] {
    [key.cost.0, key.time.0, key.objective]
}

/// One of the three alone.
#[derive(Clone, Copy)]
enum Aspect {
    Cost,
    Time,
    Objective,
}

struct Single<'a> {
    weights: &'a Weights,
    of: Aspect,
}

impl Lengths for Single<'_> {
    type Length = i64;

    fn length(&self, arc: ArcIx) -> Option<i64> {
        let key = self.weights.get(arc)?;
        Some(triple(key)[self.of as usize])
    }
}

/// By node: the least of one aspect to any end.
fn rest(query: &PathQuery<'_>, of: Aspect) -> Vec<Option<i64>> {
    let lengths = Single { weights: query.weights, of };
    let product = Product::new(query, &lengths);
    let graph = Backward { product: &product, removed: &[], spur: None };
    dijkstra(&graph, product.finals(), |_, _| false).dist
}

/// The beginning of a route.
struct Label {
    node: u32,
    key: PathCost,
    /// The label before, and the arc from there.
    by: Option<(usize, ArcIx)>,
}

struct Search<'a> {
    product: Product<'a, Weights>,
    /// By aspect and node.
    rest: [Vec<Option<i64>>; 3],
    labels: Vec<Label>,
    heap: BinaryHeap<Reverse<(PathCost, u32, usize)>>,
    /// By node: the triples of labels taken there.
    settled: Vec<Vec<[i64; 3]>>,
    /// Labels that are routes.
    found: Vec<usize>,
    /// Millionths.
    allowance: u32,
}

impl Search<'_> {
    fn run(&mut self, effort: ParetoOptions) -> Coverage {
        for start in self.product.starts() {
            self.reach(start, PathCost::default(), None);
        }
        let mut reach = Coverage::Exact;
        while let Some(Reverse((key, node, label))) = self.heap.pop() {
            if self.labels.len() > effort.exact_labels.saturating_mul(PATIENCE) {
                return Coverage::Partial;
            }
            if self.labels.len() > effort.exact_labels && effort.epsilon > 0 {
                self.allowance = effort.epsilon;
                reach = Coverage::Approximate;
            }
            if self.beaten(node, key) {
                continue;
            }
            self.settled[node as usize].push(triple(key));
            if self.product.is_final(node) {
                self.found.push(label);
                continue;
            }
            for arc in self.product.out_arcs(node) {
                if let Some((next, step)) = self.product.step(node, arc) {
                    self.reach(next, key + step, Some((label, arc)));
                }
            }
        }
        reach
    }

    fn reach(&mut self, node: u32, key: PathCost, by: Option<(usize, ArcIx)>) {
        if !self.beaten(node, key) {
            self.heap.push(Reverse((key, node, self.labels.len())));
            self.labels.push(Label { node, key, by });
        }
    }

    /// Can nothing new come of a label?
    fn beaten(&self, node: u32, key: PathCost) -> bool {
        let here = triple(key);
        let no_worse = |a: &[i64; 3], b: &[i64; 3]| a.iter().zip(b).all(|(a, b)| a <= b);
        if self.settled[node as usize].iter().any(|known| no_worse(known, &here)) {
            return true;
        }
        let mut least = here;
        for (at, rest) in self.rest.iter().enumerate() {
            match rest[node as usize] {
                Some(more) => least[at] += more,
                None => return true,
            }
        }
        self.found.iter().any(|&route| self.near(&triple(self.labels[route].key), &least))
    }

    /// Is a route no worse than another, or worse by no more than is allowed?
    fn near(&self, route: &[i64; 3], other: &[i64; 3]) -> bool {
        let one = 1_000_000_i128;
        let most = one + i128::from(self.allowance);
        route.iter().zip(other).all(|(a, b)| i128::from(*a) * one <= i128::from(*b) * most)
    }

    fn path(&self, route: usize) -> Path {
        let mut arcs = Vec::new();
        let mut at = route;
        while let Some((before, arc)) = self.labels[at].by {
            arcs.push(arc);
            at = before;
        }
        arcs.reverse();
        debug_assert!(self.product.is_final(self.labels[route].node));
        Path { key: self.labels[route].key, arcs }
    }
}
