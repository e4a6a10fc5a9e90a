//! Routes that share little, on networks too large to go through all routes in their order.

use crate::dijkstra::{Tree, dijkstra};
use crate::product::{Backward, Forward, Product};
use crate::route::{Path, PathQuery};
use crate::{ArcIx, PathCost, SearchLimit, Weights};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DissimilarPaths {
    /// The best route first; each other is the best by way of some state.
    pub paths: Vec<Path>,
    /// Were all states tried that could give more?
    pub complete: bool,
}

/// Up to `routes` routes of which any two differ, each the best of those by way of some state that differs from all before
/// it. Stages are not asked.
///
/// States are tried by the key of the best route by way of them; a route that enters a state twice is none. After so many
/// `tries` the search is given up. Two searches, and O(l) for each try on a route of l arcs.
///
/// I. Abraham, D. Delling, A. V. Goldberg, R. F. Werneck: Alternative routes in road networks, 2013: their single via
/// paths, of which they ask for limited sharing among else; here that alone is asked, so it is kept by every pair.
pub fn dissimilar_paths(
    query: &PathQuery<'_>,
    limit: SearchLimit,
    differ: impl Fn(&[ArcIx], &[ArcIx]) -> bool,
) -> DissimilarPaths {
    let query = PathQuery { stages: &[], ..*query };
    let product = Product::new(&query, query.weights);
    let out = dijkstra(&Forward { product: &product }, product.starts(), |_, _| false);
    let back =
        dijkstra(&Backward { product: &product, removed: &[], spur: None }, product.finals(), |_, _| false);
    let by = |node: usize| Some(out.dist[node]? + back.dist[node]?);
    let mut order: Vec<(PathCost, u32)> = Vec::new();
    for node in 0..product.nodes() {
        // Networks are checked on building to have fewer than 2^32 arcs.
        order.extend(by(node).map(|key| (key, u32::try_from(node).unwrap_or(u32::MAX))));
    }
    order.sort_unstable();
    let mut seen = vec![false; product.nodes()];
    let mut found = DissimilarPaths { paths: Vec::new(), complete: true };
    let mut tried = 0;
    for (key, node) in order {
        if found.paths.len() == limit.paths {
            break;
        }
        if seen[node as usize] {
            continue;
        }
        if tried == limit.examined {
            found.complete = false;
            break;
        }
        tried += 1;
        let arcs = shortest_through(&product, (&out, &back), node);
        let Some(nodes) = loopless(&product, &arcs) else { continue };
        // By way of these the best route is as good, and mostly this one.
        nodes.iter().filter(|&&on| by(on as usize) == Some(key)).for_each(|&on| seen[on as usize] = true);
        if found.paths.iter().all(|known| differ(&known.arcs, &arcs)) {
            found.paths.push(Path { key, arcs });
        }
    }
    found
}

/// The best way to a node, and on from there.
fn shortest_through(
    product: &Product<'_, Weights>,
    (out, back): (&Tree<PathCost>, &Tree<PathCost>),
    node: u32,
) -> Vec<ArcIx> {
    let mut arcs = Vec::new();
    let mut at = node;
    while let Some(arc) = out.by[at as usize] {
        arcs.push(arc);
        at = product.tail(at, arc);
    }
    arcs.reverse();
    at = node;
    while let Some(arc) = back.by[at as usize] {
        arcs.push(arc);
        at = product.head(at, arc);
    }
    arcs
}

/// The nodes of a way, ascending; `None` if it has one twice.
fn loopless(product: &Product<'_, Weights>, arcs: &[ArcIx]) -> Option<Vec<u32>> {
    let mut nodes: Vec<u32> = arcs.iter().map(|&arc| product.head(0, arc)).collect();
    nodes.extend(arcs.first().map(|&arc| product.tail(0, arc)));
    nodes.sort_unstable();
    nodes.is_sorted_by(|a, b| a < b).then_some(nodes)
}
