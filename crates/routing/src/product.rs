//! Nodes times stages: the graph in which a path through given sets of arcs is a plain path.
//!
//! A vertex is (node, how many stages are fulfilled). A vertex at a target with all stages fulfilled is final: a path
//! ends there.

use std::ops::Add;

use crate::cost::{PathCost, PathQuery, Weights};
use crate::search::{Graph, dijkstra};
use crate::topology::{ArcIx, NodeIx, to_u32};

/// What each arc adds to whatever is minimised.
pub(crate) trait ArcDistances {
    type Distance: Copy + Ord + Default + Add<Output = Self::Distance>;

    /// `None`: the arc is closed.
    fn distance(&self, arc: ArcIx) -> Option<Self::Distance>;
}

impl ArcDistances for Weights {
    type Distance = PathCost;

    fn distance(&self, arc: ArcIx) -> Option<PathCost> {
        self.get(arc)
    }
}

/// The product of the topology and the stages of a query, at distances of its own (the weights of the query are not
/// read).
pub(crate) struct Product<'a, W> {
    query: &'a PathQuery<'a>,
    distances: &'a W,
    /// Stages and one more.
    depth: usize,
    /// By node: whether it is a target.
    target: Vec<bool>,
}

impl<'a, W: ArcDistances> Product<'a, W> {
    pub fn new(query: &'a PathQuery<'a>, distances: &'a W) -> Self {
        // A flag for each node: whether a vertex is final is asked at every step of a search.
        let mut target = vec![false; query.topology.node_count()];
        for node in query.targets {
            target[node.index()] = true;
        }
        Self { query, distances, depth: query.stages.len() + 1, target }
    }

    pub fn vertex_count(&self) -> usize {
        self.target.len() * self.depth
    }

    /// Where paths may start, by node; before all the first source that is final: its empty path comes before any other
    /// of its cost, and other final sources would give the same.
    pub fn starts(&self) -> Vec<u32> {
        let mut starts: Vec<u32> = self.query.sources.iter().map(|&node| self.vertex(node, 0)).collect();
        // A source may be listed twice.
        starts.sort_unstable();
        starts.dedup();
        // Every final start has the same empty path: one of them is enough.
        let mut had_final = false;
        starts.retain(|&vertex| !(self.is_final(vertex) && std::mem::replace(&mut had_final, true)));
        // The sort is stable: all others stay in the order of nodes.
        starts.sort_by_key(|&vertex| !self.is_final(vertex));
        starts
    }

    pub fn finals(&self) -> impl Iterator<Item = u32> {
        // There is at least one layer, so the last is at `depth - 1`.
        self.query.targets.iter().map(|&node| self.vertex(node, self.depth - 1))
    }

    pub fn is_final(&self, vertex: u32) -> bool {
        self.stage(vertex) + 1 == self.depth && self.target[self.node(vertex).index()]
    }

    /// The arcs that leave a vertex; none where a path ends.
    pub fn out_arcs(&self, vertex: u32) -> impl Iterator<Item = ArcIx> + use<W> {
        // Computed here, so that the iterator borrows nothing and a walk can keep it on its stack.
        let ends = self.is_final(vertex);
        self.query.topology.out_arcs(self.node(vertex)).filter(move |_| !ends)
    }

    /// Where an arc leads from a vertex, and its distance; `None` if it is closed.
    pub fn step(&self, vertex: u32, arc: ArcIx) -> Option<(u32, W::Distance)> {
        let distance = self.distances.distance(arc)?;
        Some((self.head(vertex, arc), distance))
    }

    /// Where an arc leads from a vertex, open or not.
    pub fn head(&self, vertex: u32, arc: ArcIx) -> u32 {
        self.vertex(self.query.topology.head(arc), self.after(self.stage(vertex), arc))
    }

    /// Where an arc that leads to a vertex starts, where there are no stages.
    pub fn tail(&self, vertex: u32, arc: ArcIx) -> u32 {
        self.vertex(self.query.topology.tail(arc), self.stage(vertex))
    }

    /// The vertices from which an arc leads to a vertex, lowest stage first.
    fn before(&self, vertex: u32, arc: ArcIx) -> impl Iterator<Item = u32> {
        // An arc may fulfil several stages in a row, so it comes from lower stages too.
        let (tail, to) = (self.query.topology.tail(arc), self.stage(vertex));
        (0..=to).filter(move |&from| self.after(from, arc) == to).map(move |from| self.vertex(tail, from))
    }

    /// The stage after an arc: it may fulfil several in a row.
    fn after(&self, stage: usize, arc: ArcIx) -> usize {
        stage + self.query.stages[stage..].iter().take_while(|set| set.contains(arc)).count()
    }

    fn vertex(&self, node: NodeIx, stage: usize) -> u32 {
        // The stages of a node follow each other: the order of vertices is that of nodes.
        to_u32(node.index() * self.depth + stage)
    }

    fn node(&self, vertex: u32) -> NodeIx {
        NodeIx::from(vertex as usize / self.depth)
    }

    fn stage(&self, vertex: u32) -> usize {
        vertex as usize % self.depth
    }

    pub fn distances_to_finals(&self) -> Vec<Option<W::Distance>> {
        dijkstra(&Backward::whole(self), self.finals(), |_, _| false).distance
    }
}

/// The product read against its arcs, from its final vertices, less what a deviation may not use.
pub(crate) struct Backward<'a, W> {
    pub product: &'a Product<'a, W>,
    /// By vertex: not to be entered. Empty: all may be.
    pub removed: &'a [bool],
    /// The vertex where a deviation leaves the known path, and the arcs that it may not leave by, sorted.
    pub spur: Option<(u32, &'a [ArcIx])>,
}

impl<'a, W> Backward<'a, W> {
    pub fn whole(product: &'a Product<'a, W>) -> Self {
        Self { product, removed: &[], spur: None }
    }
}

impl<W: ArcDistances> Graph for Backward<'_, W> {
    type Distance = W::Distance;

    fn node_count(&self) -> usize {
        self.product.vertex_count()
    }

    fn for_each_arc(&self, vertex: u32, mut visit: impl FnMut(ArcIx, u32, W::Distance)) {
        // A deviation passes its spur once: what is before the spur is the known path's.
        let spur = self.spur.map(|spur| spur.0);
        if spur == Some(vertex) {
            return;
        }
        for arc in self.product.query.topology.in_arcs(self.product.node(vertex)) {
            let Some(distance) = self.product.distances.distance(arc) else { continue };
            for from in self.product.before(vertex, arc) {
                let removed = self.removed.get(from as usize).copied().unwrap_or(false);
                let banned = self.spur.is_some_and(|(at, arcs)| at == from && arcs.binary_search(&arc).is_ok());
                // No arc leaves a final vertex: a path ends there.
                if !removed && !banned && !self.product.is_final(from) {
                    visit(arc, from, distance);
                }
            }
        }
    }
}

/// The product as it is, from its starts.
pub(crate) struct Forward<'a, W> {
    pub product: &'a Product<'a, W>,
}

impl<W: ArcDistances> Graph for Forward<'_, W> {
    type Distance = W::Distance;

    fn node_count(&self) -> usize {
        self.product.vertex_count()
    }

    fn for_each_arc(&self, vertex: u32, mut visit: impl FnMut(ArcIx, u32, W::Distance)) {
        for arc in self.product.out_arcs(vertex) {
            if let Some((next, distance)) = self.product.step(vertex, arc) {
                visit(arc, next, distance);
            }
        }
    }
}

/// The shortest path from any source to any target, and the first of several in the order of their arcs.
pub(crate) fn nearest<W: ArcDistances>(query: &PathQuery<'_>, distances: &W) -> Option<(W::Distance, Vec<ArcIx>)> {
    let product = Product::new(query, distances);
    let starts = product.starts();
    let mut is_start = vec![false; product.vertex_count()];
    for &start in &starts {
        is_start[start as usize] = true;
    }
    let mut nearest: Option<W::Distance> = None;
    let tree = dijkstra(&Backward::whole(&product), product.finals(), |vertex, distance| {
        // Vertices are settled by distance: the first start among them is the nearest.
        if is_start[vertex as usize] && nearest.is_none() {
            nearest = Some(distance);
        }
        // Vertices as near as the nearest start are settled too: the first path may pass them.
        nearest.is_some_and(|nearest| distance > nearest)
    });
    first_from(&product, &tree.distance, &starts)
}

/// The first of the shortest paths from any of `starts`, given the distances to the final vertices.
pub(crate) fn first_from<W: ArcDistances>(
    product: &Product<'_, W>,
    to_final: &[Option<W::Distance>],
    starts: &[u32],
) -> Option<(W::Distance, Vec<ArcIx>)> {
    // Arcs are numbered by their tails: of starts at one distance the lower node has the first arcs.
    let least = starts.iter().filter_map(|&start| to_final[start as usize]).min()?;
    let mut seen = vec![false; product.vertex_count()];
    for &start in starts.iter().filter(|&&start| to_final[start as usize] == Some(least)) {
        // An earlier start was given up after trying this vertex, so there is no path from here either.
        if seen[start as usize] {
            continue;
        }
        if let Some(arcs) = first_tight(product, to_final, (start, &[], least), &mut seen) {
            return Some((least, arcs));
        }
    }
    None
}

/// The first path, in the order of arcs, of length `length` that leaves vertex `from` by none of `banned`, takes only
/// arcs along which `to_final` (the distance to the final vertices) falls by just their distance, and enters no vertex
/// of `seen`.
///
/// All vertices that it tries are marked in `seen`. Depth-first search: a vertex given up once cannot reach a final one
/// but through the vertices before it, so none is tried twice, and the first path found is the first of all. O(n + m).
pub(crate) fn first_tight<W: ArcDistances>(
    product: &Product<'_, W>,
    to_final: &[Option<W::Distance>],
    (from, banned, length): (u32, &[ArcIx], W::Distance),
    seen: &mut [bool],
) -> Option<Vec<ArcIx>> {
    seen[from as usize] = true;
    if product.is_final(from) {
        // A path ends here, so only the empty one is left, and its length is 0.
        return (length == W::Distance::default()).then(Vec::new);
    }
    let mut arcs = Vec::new();
    // The vertices of the walk: the length left from each, and its arcs not tried yet.
    let mut stack = vec![(from, length, product.out_arcs(from))];
    while let Some((vertex, left, out)) = stack.last_mut() {
        let Some(arc) = out.next() else {
            // A dead end. The first vertex has no arc that led to it: then there is none to take back.
            stack.pop();
            arcs.pop();
            continue;
        };
        // Bans hold where the walk starts; it cannot come back there, as that vertex is in `seen`.
        if *vertex == from && banned.binary_search(&arc).is_ok() {
            continue;
        }
        let Some((next, step)) = product.step(*vertex, arc) else { continue };
        // Tight arcs alone: along any other the path gets longer than `length`.
        let Some(rest) = to_final[next as usize].filter(|&rest| step + rest == *left) else { continue };
        if std::mem::replace(&mut seen[next as usize], true) {
            continue;
        }
        arcs.push(arc);
        if product.is_final(next) {
            return Some(arcs);
        }
        stack.push((next, rest, product.out_arcs(next)));
    }
    None
}
