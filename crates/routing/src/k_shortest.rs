//! The best few paths, whatever they share, or no two of which share too much.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::cost::{Path, PathCost, PathQuery, SearchLimit, Weights};
use crate::product::{Backward, Forward, Product, first_from, first_tight};
use crate::search::{Tree, dijkstra};
use crate::topology::{ArcIx, to_u32};

/// The shortest paths of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KShortest {
    /// Shortest first.
    pub paths: Vec<Path>,
    /// Whether these are as many as the limit or all there are; if not, too few paths were examined, and these are
    /// still the first in their order.
    pub complete: bool,
}

/// What are the k shortest paths, no two with the same label, and any two of which differ?
///
/// All paths (see [`Path`]) are taken in the order of (cost, sequence of arcs); one is returned if its label is new and
/// it differs from all that were returned before it. Parallel arcs make different paths.
///
/// # Arguments
/// * `query`: from where to where, over what.
/// * `limit`: how many paths, and how many to examine before giving up: many paths may share few labels.
/// * `label(arcs)`: what a path counts as; the arcs themselves, where each counts.
/// * `differ(returned, candidate)`: whether two paths differ enough.
///
/// # Returns
/// The paths, and whether the limit of examined ones was not met.
///
/// # Complexity
/// O(l) searches of O((n + m) s log(m s)) for each examined path of l arcs at worst. A set of paths waits with a lower
/// bound and is searched only when its turn has come; where a walk along falling distances meets the bound, nothing is
/// searched.
///
/// # Example
/// ```
/// use routing::{ArcIx, NodeIx, PathCost, PathQuery, SearchLimit, Topology, Weights, k_shortest_paths};
///
/// let [a, b, c] = [0, 1, 2].map(NodeIx);
/// let topology = Topology::new(3, &[(a, b), (a, b), (a, c), (b, c)]);
/// let weights = [1, 2, 9, 1].map(|objective| Some(PathCost { objective, ..PathCost::default() }));
/// let weights = Weights { arc: weights.to_vec() };
/// let query = PathQuery { topology: &topology, weights: &weights, sources: &[a], targets: &[c], stages: &[] };
/// let limit = SearchLimit { paths: 2, examined: 100 };
/// let arcs = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
/// let nodes = |arcs: &[ArcIx]| arcs.iter().map(|&arc| topology.head(arc).0).collect();
///
/// let all = k_shortest_paths(&query, limit, arcs, |_, _| true);
/// assert_eq!(all.paths.iter().map(|path| path.key.objective).collect::<Vec<_>>(), [2, 3]);
/// // Paths over the same nodes count once.
/// let other = k_shortest_paths(&query, limit, nodes, |_, _| true);
/// assert_eq!(other.paths.iter().map(|path| path.key.objective).collect::<Vec<_>>(), [2, 9]);
/// ```
///
/// # Reference
/// J. Y. Yen: Finding the k shortest loopless paths in a network, 1971, in the disjoint form of E. L. Lawler: A
/// procedure for computing the k best solutions to discrete optimization problems, 1972. Yen's A^k are the paths taken,
/// his B is `pending`, his R^k_i is `prefix` and his spur node is the end of the prefix.
pub fn k_shortest_paths(
    query: &PathQuery<'_>,
    limit: SearchLimit,
    label: impl Fn(&[ArcIx]) -> Vec<u32>,
    differ: impl Fn(&[ArcIx], &[ArcIx]) -> bool,
) -> KShortest {
    let product = Product::new(query, query.weights);
    let mut search = Search { to_final: product.distances_to_finals(), product: &product, pending: BinaryHeap::new() };
    search.start();
    let mut labels = BTreeSet::new();
    let mut found = KShortest { paths: Vec::new(), complete: true };
    let mut examined = 0;
    while found.paths.len() < limit.paths {
        if examined == limit.examined {
            // If there is no path more, the limit has cut nothing off.
            found.complete = search.next().is_none();
            break;
        }
        // All paths are found: fewer than the limit are complete.
        let Some(path) = search.next() else { break };
        examined += 1;
        // A label is used up by its first path, whether or not that differs enough to be returned.
        let new = labels.insert(label(&path.arcs));
        if new && found.paths.iter().all(|known| differ(&known.arcs, &path.arcs)) {
            found.paths.push(path);
        }
    }
    found
}

/// A set of paths: those that start at `start`, go along `prefix`, and then leave by none of `banned`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Subset {
    start: u32,
    prefix: Vec<ArcIx>,
    banned: Vec<ArcIx>,
}

/// A subset in line, by the cost of its best path or a lower bound on it. The derived order matters: at one cost a
/// subset that is not yet searched (`None`) comes before a path, as its best path may come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pending {
    key: PathCost,
    path: Option<Vec<ArcIx>>,
    subset: Subset,
}

/// Where the prefix of a subset ends.
struct Spur {
    vertex: u32,
    before: PathCost,
    /// By vertex: whether the prefix passes it before the spur.
    removed: Vec<bool>,
}

struct Search<'a> {
    product: &'a Product<'a, Weights>,
    to_final: Vec<Option<PathCost>>,
    pending: BinaryHeap<Reverse<Pending>>,
}

impl Search<'_> {
    /// One subset for each start.
    fn start(&mut self) {
        for start in self.product.starts() {
            // The A^1 of Yen for each start: prefixes begin at one start, so starts are subsets of their own.
            if let Some((key, arcs)) = first_from(self.product, &self.to_final, &[start]) {
                let subset = Subset { start, prefix: Vec::new(), banned: Vec::new() };
                self.pending.push(Reverse(Pending { key, path: Some(arcs), subset }));
            }
        }
    }

    fn next(&mut self) -> Option<Path> {
        loop {
            let Reverse(Pending { key, path, subset }) = self.pending.pop()?;
            match path {
                Some(arcs) => {
                    // What is left of the subset without this path is put in line before anything else is taken out.
                    self.split(&subset, &arcs);
                    return Some(Path { key, arcs });
                }
                // Its bound is now the least of all: its best path is found, and waits by its true cost.
                None => self.search(subset, key),
            }
        }
    }

    /// Splits the subset whose best path is `arcs` into what leaves that path at each of its vertices.
    fn split(&mut self, subset: &Subset, arcs: &[ArcIx]) {
        // Lawler: up to the end of its prefix the subset has no choice, and Yen's deviations there are other subsets.
        for at in subset.prefix.len()..arcs.len() {
            // Only at the spur of the subset itself are there arcs that were banned before.
            let mut banned = if at == subset.prefix.len() { subset.banned.clone() } else { Vec::new() };
            // Kept sorted for the binary searches.
            let place = banned.partition_point(|&arc| arc < arcs[at]);
            banned.insert(place, arcs[at]);
            let rest = Subset { start: subset.start, prefix: arcs[..at].to_vec(), banned };
            if let Some(key) = self.bound(&rest) {
                self.pending.push(Reverse(Pending { key, path: None, subset: rest }));
            }
        }
    }

    /// No path of the subset costs less than this; `None`: it has none. Distances are those without any ban.
    fn bound(&self, subset: &Subset) -> Option<PathCost> {
        let spur = self.spur(subset)?;
        Some(spur.before + self.onward(spur.vertex, &subset.banned).min()?)
    }

    /// By arc that leaves a spur, and is neither closed nor banned: the distance to the final vertices over it.
    fn onward(&self, spur: u32, banned: &[ArcIx]) -> impl Iterator<Item = PathCost> {
        let open = self.product.out_arcs(spur).filter(|arc| banned.binary_search(arc).is_err());
        open.filter_map(move |arc| {
            let (next, key) = self.product.step(spur, arc)?;
            Some(key + self.to_final[next as usize]?)
        })
    }

    /// Finds the best path of a subset whose bound is `bound` and puts it in line.
    fn search(&mut self, subset: Subset, bound: PathCost) {
        let Some(spur) = self.spur(&subset) else { return };
        let found = self.at_bound(&subset, &spur, bound).or_else(|| self.beyond_bound(&subset, &spur));
        if let Some(rest) = found {
            let path = [subset.prefix.as_slice(), &rest.arcs].concat();
            self.pending.push(Reverse(Pending { key: rest.key, path: Some(path), subset }));
        }
    }

    /// The rest of a path that meets the bound, if one does: no search is needed then.
    fn at_bound(&self, subset: &Subset, spur: &Spur, bound: PathCost) -> Option<Path> {
        // The bound came from one of these arcs.
        let left = self.onward(spur.vertex, &subset.banned).find(|&left| spur.before + left == bound)?;
        // Distances ignore the prefix: a walk along them may meet its vertices, and then none is found.
        let mut seen = spur.removed.clone();
        let arcs = first_tight(self.product, &self.to_final, (spur.vertex, &subset.banned, left), &mut seen)?;
        Some(Path { key: bound, arcs })
    }

    /// The rest of the best path of the subset, by a search of its own.
    fn beyond_bound(&self, subset: &Subset, spur: &Spur) -> Option<Path> {
        let graph =
            Backward { product: self.product, removed: &spur.removed, spur: Some((spur.vertex, &subset.banned)) };
        let mut nearest = None;
        let tree = dijkstra(&graph, self.product.finals(), |vertex, distance| {
            // Vertices as near as the spur are settled too: the first of equal paths may pass them.
            if vertex == spur.vertex {
                nearest = Some(distance);
            }
            nearest.is_some_and(|nearest| distance > nearest)
        });
        let left = nearest?;
        let mut seen = spur.removed.clone();
        let arcs = first_tight(self.product, &tree.distance, (spur.vertex, &subset.banned, left), &mut seen)?;
        Some(Path { key: spur.before + left, arcs })
    }

    /// Where the prefix of a subset ends, and at what cost.
    fn spur(&self, subset: &Subset) -> Option<Spur> {
        let mut removed = vec![false; self.product.vertex_count()];
        let (mut before, mut vertex) = (PathCost::default(), subset.start);
        // The spur itself is not removed: the deviation starts there.
        for &arc in &subset.prefix {
            removed[vertex as usize] = true;
            let (next, step) = self.product.step(vertex, arc)?;
            (before, vertex) = (before + step, next);
        }
        Some(Spur { vertex, before, removed })
    }
}

/// Paths any two of which differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DissimilarPaths {
    /// The shortest path first; each other is the shortest by way of some node.
    pub paths: Vec<Path>,
    /// Whether all nodes were tried that could give more.
    pub complete: bool,
}

/// Which paths, any two of which differ, are each the shortest by way of some node?
///
/// Nodes are tried in the order of the shortest path by way of them; what enters a node twice is no path.
///
/// # Arguments
/// * `query`: its stages are not read.
/// * `limit`: how many paths, and how many nodes to try before giving up.
/// * `differ(returned, candidate)`: whether two paths share little enough.
///
/// # Returns
/// The shortest path, then each that differs from all before it.
///
/// # Complexity
/// Two searches of O((n + m) log m), and O(l) for each try on a path of l arcs.
///
/// # Example
/// ```
/// use routing::{ArcIx, NodeIx, PathCost, PathQuery, SearchLimit, Topology, Weights, dissimilar_paths};
///
/// let [a, b, c, d] = [0, 1, 2, 3].map(NodeIx);
/// let topology = Topology::new(4, &[(a, b), (a, b), (a, c), (b, d), (c, d)]);
/// let weights = [1, 2, 3, 1, 3].map(|objective| Some(PathCost { objective, ..PathCost::default() }));
/// let weights = Weights { arc: weights.to_vec() };
/// let query = PathQuery { topology: &topology, weights: &weights, sources: &[a], targets: &[d], stages: &[] };
/// let share_none = |one: &[ArcIx], other: &[ArcIx]| !one.iter().any(|arc| other.contains(arc));
/// let found = dissimilar_paths(&query, SearchLimit { paths: 2, examined: 10 }, share_none);
/// // The parallel arc shares the rest with the shortest path.
/// assert_eq!(found.paths.iter().map(|path| path.key.objective).collect::<Vec<_>>(), [2, 6]);
/// ```
///
/// # Reference
/// I. Abraham, D. Delling, A. V. Goldberg, R. F. Werneck: Alternative routes in road networks, 2013: their single via
/// paths. Of the conditions they set, limited sharing alone is asked here, and of every pair.
pub fn dissimilar_paths(
    query: &PathQuery<'_>,
    limit: SearchLimit,
    differ: impl Fn(&[ArcIx], &[ArcIx]) -> bool,
) -> DissimilarPaths {
    // Without stages a vertex of the product is a node.
    let query = PathQuery { stages: &[], ..*query };
    let product = Product::new(&query, query.weights);
    let out = dijkstra(&Forward { product: &product }, product.starts(), |_, _| false);
    let back = dijkstra(&Backward::whole(&product), product.finals(), |_, _| false);
    // Two shortest path trees give the length of every single via path.
    let by = |vertex: usize| Some(out.distance[vertex]? + back.distance[vertex]?);
    let mut order: Vec<(PathCost, u32)> = Vec::new();
    for vertex in 0..product.vertex_count() {
        order.extend(by(vertex).map(|key| (key, to_u32(vertex))));
    }
    // Of equal costs the lower number first: the same on every run.
    order.sort_unstable();
    let mut seen = vec![false; product.vertex_count()];
    let mut found = DissimilarPaths { paths: Vec::new(), complete: true };
    let mut tried = 0;
    for (key, vertex) in order {
        if found.paths.len() == limit.paths {
            break;
        }
        // The shortest path by way of it has the length of one that was tried, which passes it.
        if seen[vertex as usize] {
            continue;
        }
        if tried == limit.examined {
            found.complete = false;
            break;
        }
        tried += 1;
        let arcs = by_way_of(&product, (&out, &back), vertex);
        let Some(vertices) = loopless(&product, &arcs) else { continue };
        // By way of these the shortest path is as short, and mostly this one.
        vertices.iter().filter(|&&on| by(on as usize) == Some(key)).for_each(|&on| seen[on as usize] = true);
        if found.paths.iter().all(|known| differ(&known.arcs, &arcs)) {
            found.paths.push(Path { key, arcs });
        }
    }
    found
}

/// The shortest path to a vertex, and on from there.
fn by_way_of(
    product: &Product<'_, Weights>,
    (out, back): (&Tree<PathCost>, &Tree<PathCost>),
    vertex: u32,
) -> Vec<ArcIx> {
    // The tree is read from the vertex back to a source, so its arcs come in reverse.
    let mut arcs = out.to_root(vertex, |at, arc| product.tail(at, arc));
    arcs.reverse();
    arcs.extend(back.to_root(vertex, |at, arc| product.head(at, arc)));
    arcs
}

/// The vertices of a walk, ascending; `None` if it enters one twice.
fn loopless(product: &Product<'_, Weights>, arcs: &[ArcIx]) -> Option<Vec<u32>> {
    // Without stages a vertex is a node, whichever vertex an arc is seen from.
    let mut vertices: Vec<u32> = arcs.iter().map(|&arc| product.head(0, arc)).collect();
    vertices.extend(arcs.first().map(|&arc| product.tail(0, arc)));
    vertices.sort_unstable();
    // Sorted, a vertex that is entered twice has itself as its neighbour.
    vertices.is_sorted_by(|a, b| a < b).then_some(vertices)
}
