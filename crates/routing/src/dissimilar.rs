//! Paths that share little, on networks too large to go through all paths in their order.

use crate::cost::{PathCost, Weights};
use crate::product::{Backward, Forward, Product};
use crate::query::{Path, PathQuery, SearchLimit};
use crate::search::{Tree, dijkstra};
use crate::topology::{ArcIx, to_u32};

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
/// I. Abraham, D. Delling, A. V. Goldberg, R. F. Werneck: Alternative routes in road networks, 2013: their single via paths.
/// Of the conditions they set, limited sharing alone is asked here, and of every pair.
pub fn dissimilar_paths(
    query: &PathQuery<'_>,
    limit: SearchLimit,
    differ: impl Fn(&[ArcIx], &[ArcIx]) -> bool,
) -> DissimilarPaths {
    let query = PathQuery { stages: &[], ..*query };
    let product = Product::new(&query, query.weights);
    let out = dijkstra(&Forward { product: &product }, product.starts(), |_, _| false);
    let back = dijkstra(&Backward::whole(&product), product.finals(), |_, _| false);
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
    vertices.is_sorted_by(|a, b| a < b).then_some(vertices)
}
