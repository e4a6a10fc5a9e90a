//! What can be reached at all, whatever the price: petgraph's depth-first search over any graph of this room.

use petgraph::visit::{Dfs, GraphBase, GraphRef, IntoNeighbors, VisitMap, Visitable};

use crate::dijkstra::Graph;

/// By node: can it be reached from a root? O(n + m).
pub fn reached<G: Graph>(graph: &G, roots: impl IntoIterator<Item = u32>) -> Vec<bool> {
    let graph = Walked(graph);
    let mut search = Dfs::empty(graph);
    for root in roots {
        search.move_to(root);
        while search.next(graph).is_some() {}
    }
    search.discovered.0
}

/// A graph as petgraph sees it: nodes and their successors, without lengths.
struct Walked<'a, G>(&'a G);

impl<G> Clone for Walked<'_, G> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<G> Copy for Walked<'_, G> {}

impl<G> GraphBase for Walked<'_, G> {
    type NodeId = u32;
    type EdgeId = u32;
}

impl<G> GraphRef for Walked<'_, G> {}

impl<G: Graph> IntoNeighbors for Walked<'_, G> {
    type Neighbors = std::vec::IntoIter<u32>;

    fn neighbors(self, node: u32) -> Self::Neighbors {
        let mut next = Vec::new();
        self.0.each(node, |_, head, _| next.push(head));
        next.into_iter()
    }
}

impl<G: Graph> Visitable for Walked<'_, G> {
    type Map = TagSet;

    fn visit_map(&self) -> TagSet {
        TagSet(vec![false; self.0.nodes()])
    }

    fn reset_map(&self, map: &mut TagSet) {
        map.0.fill(false);
    }
}

/// By node: was it visited?
struct TagSet(Vec<bool>);

impl VisitMap<u32> for TagSet {
    fn visit(&mut self, node: u32) -> bool {
        !std::mem::replace(&mut self.0[node as usize], true)
    }

    fn is_visited(&self, node: &u32) -> bool {
        self.0[*node as usize]
    }

    fn unvisit(&mut self, node: u32) -> bool {
        std::mem::replace(&mut self.0[node as usize], false)
    }
}
