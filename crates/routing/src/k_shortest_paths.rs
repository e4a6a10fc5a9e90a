//! The k best routes that differ in what they are called.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::dijkstra::dijkstra;
use crate::product::{Backward, Product, first_tight};
use crate::route::{Path, PathQuery, first_from};
use crate::{ArcIx, PathCost, Weights};

/// How many routes are wanted.
#[derive(Clone, Copy, Debug)]
pub struct SearchLimit {
    /// Routes with different labels.
    pub paths: usize,
    /// Routes to look at before giving up: many routes may share few labels.
    pub examined: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KShortest {
    /// Best first.
    pub paths: Vec<Path>,
    /// Whether these are all that were wanted or all there are; if not, `examined` was too small, and they are
    /// still the best in their order.
    pub complete: bool,
}

/// What are the best routes, best first, no two with the same label, and any two of which differ?
///
/// All routes (see [`Path`]) are taken in the order of (key, sequence of arcs); the first with each label counts if it
/// differs from all that counted before it. Parallel arcs make different routes.
///
/// Yen's deviations on the graph of states and stages, in Lawler's disjoint form: each route found splits the set it
/// was the best of into one set for each of its nodes. A set waits with a lower bound (its start, then the distance
/// to the targets without any ban) and is searched only when its turn has come; where the bound is met by a walk
/// along falling distances, nothing is searched at all. O(l) searches for a route of l arcs at worst.
///
/// J. Y. Yen: Finding the k shortest loopless paths in a network, 1971; E. L. Lawler, 1972. Yen's A^k are the paths
/// taken, his B is `waiting`, his R^k_i is `prefix` and his spur node is the end of the prefix.
pub fn k_shortest_paths(
    query: &PathQuery<'_>,
    wanted: SearchLimit,
    label: impl Fn(&[ArcIx]) -> Vec<u32>,
    differ: impl Fn(&[ArcIx], &[ArcIx]) -> bool,
) -> KShortest {
    let product = Product::new(query, query.weights);
    let graph = Backward { product: &product, removed: &[], spur: None };
    let mut search = Search {
        dist: dijkstra(&graph, product.finals(), |_, _| false).dist,
        product: &product,
        waiting: BinaryHeap::new(),
    };
    search.start();
    let mut labels = BTreeSet::new();
    let mut found = KShortest { paths: Vec::new(), complete: true };
    let mut examined = 0;
    while found.paths.len() < wanted.paths {
        if examined == wanted.examined {
            found.complete = search.next().is_none();
            break;
        }
        let Some(path) = search.next() else { break };
        examined += 1;
        let new = labels.insert(label(&path.arcs));
        if new && found.paths.iter().all(|known| differ(&known.arcs, &path.arcs)) {
            found.paths.push(path);
        }
    }
    found
}

/// A set of routes: those that start at `start`, go along `prefix`, and then leave by none of `banned`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    start: u32,
    prefix: Vec<ArcIx>,
    banned: Vec<ArcIx>,
}

/// A set of routes in line: sets not yet searched come before routes of the same key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    key: PathCost,
    path: Option<Vec<ArcIx>>,
    part: Part,
}

struct Search<'a> {
    product: &'a Product<'a, Weights>,
    dist: Vec<Option<PathCost>>,
    waiting: BinaryHeap<Reverse<Waiting>>,
}

impl Search<'_> {
    /// One set for each start.
    fn start(&mut self) {
        for start in self.product.starts() {
            if let Some((key, arcs)) = first_from(self.product, &self.dist, &[start]) {
                let part = Part { start, prefix: Vec::new(), banned: Vec::new() };
                self.waiting.push(Reverse(Waiting { key, path: Some(arcs), part }));
            }
        }
    }

    /// The next route of all.
    fn next(&mut self) -> Option<Path> {
        loop {
            let Reverse(Waiting { key, path, part }) = self.waiting.pop()?;
            match path {
                Some(arcs) => {
                    self.split(&part, &arcs);
                    return Some(Path { key, arcs });
                }
                None => self.search(part, key),
            }
        }
    }

    /// Splits the set whose best route is `arcs` into what leaves that route at each of its nodes.
    fn split(&mut self, part: &Part, arcs: &[ArcIx]) {
        for at in part.prefix.len()..arcs.len() {
            let mut banned = if at == part.prefix.len() { part.banned.clone() } else { Vec::new() };
            let place = banned.partition_point(|&arc| arc < arcs[at]);
            banned.insert(place, arcs[at]);
            let rest = Part { start: part.start, prefix: arcs[..at].to_vec(), banned };
            if let Some(key) = self.bound(&rest) {
                self.waiting.push(Reverse(Waiting { key, path: None, part: rest }));
            }
        }
    }

    /// No route of the set has less than this; `None`: it has none.
    fn bound(&self, part: &Part) -> Option<PathCost> {
        let (before, spur, _) = self.walk(part)?;
        let open = self.product.out_arcs(spur).filter(|arc| part.banned.binary_search(arc).is_err());
        let rest = open.filter_map(|arc| {
            let (next, key) = self.product.step(spur, arc)?;
            Some(key + self.dist[next as usize]?)
        });
        Some(before + rest.min()?)
    }

    /// Finds the best route of a set whose bound is `bound` and puts it in line.
    fn search(&mut self, part: Part, bound: PathCost) {
        let Some((before, spur, removed)) = self.walk(&part) else { return };
        let Some(rest) = self.at_bound(&part, (before, spur, bound), &removed).or_else(|| {
            let found = self.at_cost(&part, spur, &removed)?;
            Some(Path { key: before + found.key, arcs: found.arcs })
        }) else {
            return;
        };
        let path = [part.prefix.as_slice(), &rest.arcs].concat();
        self.waiting.push(Reverse(Waiting { key: rest.key, path: Some(path), part }));
    }

    /// A route that meets the bound, if one does.
    fn at_bound(
        &self,
        part: &Part,
        (before, spur, bound): (PathCost, u32, PathCost),
        removed: &[bool],
    ) -> Option<Path> {
        let open = self.product.out_arcs(spur).filter(|arc| part.banned.binary_search(arc).is_err());
        let left = open
            .filter_map(|arc| {
                let (next, key) = self.product.step(spur, arc)?;
                Some(key + self.dist[next as usize]?)
            })
            .find(|&left| before + left == bound)?;
        let mut seen = removed.to_vec();
        let arcs = first_tight(self.product, &self.dist, (spur, &part.banned, left), &mut seen)?;
        Some(Path { key: bound, arcs })
    }

    /// The best end of a route of the set, by a search of its own.
    fn at_cost(&self, part: &Part, spur: u32, removed: &[bool]) -> Option<Path> {
        let graph = Backward { product: self.product, removed, spur: Some((spur, &part.banned)) };
        let mut nearest = None;
        let tree = dijkstra(&graph, self.product.finals(), |node, length| {
            if node == spur {
                nearest = Some(length);
            }
            nearest.is_some_and(|nearest| length > nearest)
        });
        let key = nearest?;
        let mut seen = removed.to_vec();
        let arcs = first_tight(self.product, &tree.dist, (spur, &part.banned, key), &mut seen)?;
        Some(Path { key, arcs })
    }

    /// What the prefix of a set costs, where it ends (the spur), and the nodes before that.
    fn walk(&self, part: &Part) -> Option<(PathCost, u32, Vec<bool>)> {
        let mut removed = vec![false; self.product.nodes()];
        let (mut key, mut node) = (PathCost::default(), part.start);
        for &arc in &part.prefix {
            removed[node as usize] = true;
            let (next, step) = self.product.step(node, arc)?;
            (key, node) = (key + step, next);
        }
        Some((key, node, removed))
    }
}
