//! The best route.

use crate::dijkstra::dijkstra;
use crate::product::{Backward, Lengths, Product, first_tight};
use crate::{ArcIx, ArcSet, NodeIx, PathCost, Topology, Weights};

/// From where to where, over what.
#[derive(Clone, Copy, Debug)]
pub struct PathQuery<'a> {
    /// States and arcs.
    pub topology: &'a Topology,
    /// What each arc costs.
    pub weights: &'a Weights,
    /// States a route may start in.
    pub sources: &'a [NodeIx],
    /// States a route may end in.
    pub targets: &'a [NodeIx],
    /// Passing any arc of the first set fulfils the first stage, and so on; one arc may fulfil several in a row.
    pub stages: &'a [ArcSet],
}

/// A route: a way from a source to a target that fulfils all stages in their order, ends at the first target
/// where it has, and enters no state twice within one stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The sum over its arcs.
    pub key: PathCost,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
}

/// Which route has the least key? Of equal keys, which has the first sequence of arcs?
///
/// `None` if no route is open. Where a source is a target too and there are no stages, it is the empty route:
/// who is there need not go. (Networks tell starts from ends, so they never ask this.)
///
/// One search from the targets over (state, stages fulfilled), stopped at the nearest source, then a walk along
/// steps by which the distance falls: O((n + m) s log(m s)) for n states, m arcs, s stages and one.
///
/// ```text
///   source --3--> a --1--> target        distances from the target: a 1, b 1, source 3
///          `--2--> b --1--^               the walk: source, b (2 + 1 = 3), target
/// ```
#[must_use]
pub fn shortest_path(query: &PathQuery<'_>) -> Option<Path> {
    let (key, arcs) = nearest(query, query.weights)?;
    Some(Path { key, arcs })
}

/// [`shortest_path`] from each of several groups of sources, whatever those of the query are: one search serves all.
///
/// By group, in order. O((n + m) s log(m s)), and a walk of O((n + m) s) at most for each group.
#[must_use]
pub fn shortest_path_from_each(query: &PathQuery<'_>, groups: &[Vec<NodeIx>]) -> Vec<Option<Path>> {
    let backward = Product::new(query, query.weights);
    let tree =
        dijkstra(&Backward { product: &backward, removed: &[], spur: None }, backward.finals(), |_, _| false);
    let of = |sources: &Vec<NodeIx>| {
        let own = Product::new(&PathQuery { sources, ..*query }, query.weights).starts();
        let (key, arcs) = first_from(&backward, &tree.dist, &own)?;
        Some(Path { key, arcs })
    };
    groups.iter().map(of).collect()
}

/// [`shortest_path`] at any lengths.
pub(super) fn nearest<W: Lengths>(query: &PathQuery<'_>, lengths: &W) -> Option<(W::Length, Vec<ArcIx>)> {
    let product = Product::new(query, lengths);
    let starts = product.starts();
    let mut is_start = vec![false; product.nodes()];
    for &start in &starts {
        is_start[start as usize] = true;
    }
    let mut nearest: Option<W::Length> = None;
    let graph = Backward { product: &product, removed: &[], spur: None };
    let tree = dijkstra(&graph, product.finals(), |node, length| {
        if is_start[node as usize] && nearest.is_none() {
            nearest = Some(length);
        }
        nearest.is_some_and(|nearest| length > nearest)
    });
    first_from(&product, &tree.dist, &starts)
}

/// The first of the best routes from any of `starts`, given the distances to the final nodes.
pub(super) fn first_from<W: Lengths>(
    product: &Product<'_, W>,
    dist: &[Option<W::Length>],
    starts: &[u32],
) -> Option<(W::Length, Vec<ArcIx>)> {
    let length = starts.iter().filter_map(|&start| dist[start as usize]).min()?;
    let mut seen = vec![false; product.nodes()];
    for &start in starts.iter().filter(|&&start| dist[start as usize] == Some(length)) {
        if seen[start as usize] {
            continue;
        }
        if let Some(arcs) = first_tight(product, dist, (start, &[], length), &mut seen) {
            return Some((length, arcs));
        }
    }
    None
}
