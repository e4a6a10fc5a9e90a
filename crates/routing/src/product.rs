//! States times stages: the graph in which `--via` is a plain search.
//!
//! A node is (state, how many stages are fulfilled). A node at a target with all stages fulfilled is final:
//! a route ends there.

use std::ops::Add;

use crate::dijkstra::Graph;
use crate::route::PathQuery;
use crate::{ArcIx, NodeIx, PathCost, Weights};

/// What an arc costs, in whatever is minimised; `None`: it may not be passed.
pub(super) trait Lengths {
    /// What is minimised.
    type Length: Copy + Ord + Default + Add<Output = Self::Length>;

    /// That of one arc.
    fn length(&self, arc: ArcIx) -> Option<Self::Length>;
}

impl Lengths for Weights {
    type Length = PathCost;

    fn length(&self, arc: ArcIx) -> Option<PathCost> {
        self.get(arc)
    }
}

/// The product of the topology and the stages of a query, at lengths of its own (those of the query are not seen).
pub(super) struct Product<'a, W> {
    query: &'a PathQuery<'a>,
    lengths: &'a W,
    /// Stages and one more.
    depth: usize,
    /// By state: whether it is a target.
    target: Vec<bool>,
}

impl<'a, W: Lengths> Product<'a, W> {
    pub fn new(query: &'a PathQuery<'a>, lengths: &'a W) -> Self {
        let mut target = vec![false; query.topology.node_count()];
        for state in query.targets {
            target[state.index()] = true;
        }
        Self { query, lengths, depth: query.stages.len() + 1, target }
    }

    pub fn nodes(&self) -> usize {
        self.target.len() * self.depth
    }

    /// Where routes may start, by state; before all the first source that is final: its empty route comes before any
    /// other of its key, and other final sources would give the same.
    pub fn starts(&self) -> Vec<u32> {
        let mut starts: Vec<u32> = self.query.sources.iter().map(|&state| self.node(state, 0)).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut had_final = false;
        starts.retain(|&node| !(self.is_final(node) && std::mem::replace(&mut had_final, true)));
        starts.sort_by_key(|&node| !self.is_final(node));
        starts
    }

    /// All final nodes.
    pub fn finals(&self) -> impl Iterator<Item = u32> {
        self.query.targets.iter().map(|&state| self.node(state, self.depth - 1))
    }

    pub fn is_final(&self, node: u32) -> bool {
        self.stage(node) + 1 == self.depth && self.target[self.state(node).index()]
    }

    /// The arcs that leave a node; none where a route ends.
    pub fn out_arcs(&self, node: u32) -> impl Iterator<Item = ArcIx> + use<W> {
        let ends = self.is_final(node);
        self.query.topology.out_arcs(self.state(node)).filter(move |_| !ends)
    }

    /// Where an arc leads from a node, and at what price; `None` if it is closed.
    pub fn step(&self, node: u32, arc: ArcIx) -> Option<(u32, W::Length)> {
        let length = self.lengths.length(arc)?;
        Some((self.head(node, arc), length))
    }

    /// Where an arc leads from a node, open or not.
    pub fn head(&self, node: u32, arc: ArcIx) -> u32 {
        self.node(self.query.topology.head(arc), self.after(self.stage(node), arc))
    }

    /// Where an arc that leads to a node starts, where there are no stages.
    pub fn tail(&self, node: u32, arc: ArcIx) -> u32 {
        self.node(self.query.topology.tail(arc), self.stage(node))
    }

    /// The nodes from which an arc leads to a node, lowest stage first.
    fn before(&self, node: u32, arc: ArcIx) -> impl Iterator<Item = u32> {
        let (tail, to) = (self.query.topology.tail(arc), self.stage(node));
        (0..=to).filter(move |&from| self.after(from, arc) == to).map(move |from| self.node(tail, from))
    }

    /// The stage after an arc: it may fulfil several in a row.
    fn after(&self, stage: usize, arc: ArcIx) -> usize {
        stage + self.query.stages[stage..].iter().take_while(|set| set.contains(arc)).count()
    }

    fn node(&self, state: NodeIx, stage: usize) -> u32 {
        // Networks are checked on building to have fewer than 2^32 arcs, and stages are the few that a user types.
        u32::try_from(state.index() * self.depth + stage).unwrap_or(u32::MAX)
    }

    fn state(&self, node: u32) -> NodeIx {
        NodeIx::from(node as usize / self.depth)
    }

    fn stage(&self, node: u32) -> usize {
        node as usize % self.depth
    }
}

/// The product seen from its final nodes, less what a deviation may not use.
pub(super) struct Backward<'a, W> {
    pub product: &'a Product<'a, W>,
    /// By node: not to be entered. Empty: all may be.
    pub removed: &'a [bool],
    /// The node where a deviation leaves the known route, and the arcs that it may not leave by, sorted.
    pub spur: Option<(u32, &'a [ArcIx])>,
}

impl<W: Lengths> Graph for Backward<'_, W> {
    type Length = W::Length;

    fn nodes(&self) -> usize {
        self.product.nodes()
    }

    fn each(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, W::Length)) {
        let spur = self.spur.map(|spur| spur.0);
        if spur == Some(node) {
            return;
        }
        for arc in self.product.query.topology.in_arcs(self.product.state(node)) {
            let Some(length) = self.product.lengths.length(arc) else { continue };
            for from in self.product.before(node, arc) {
                let removed = self.removed.get(from as usize).copied().unwrap_or(false);
                let banned =
                    self.spur.is_some_and(|(at, arcs)| at == from && arcs.binary_search(&arc).is_ok());
                if !removed && !banned && !self.product.is_final(from) {
                    visit(arc, from, length);
                }
            }
        }
    }
}

/// The product as it is, from its starts.
pub(super) struct Forward<'a, W> {
    pub product: &'a Product<'a, W>,
}

impl<W: Lengths> Graph for Forward<'_, W> {
    type Length = W::Length;

    fn nodes(&self) -> usize {
        self.product.nodes()
    }

    fn each(&self, node: u32, mut visit: impl FnMut(ArcIx, u32, W::Length)) {
        for arc in self.product.out_arcs(node) {
            if let Some((next, length)) = self.product.step(node, arc) {
                visit(arc, next, length);
            }
        }
    }
}

/// The first way, in the order of arcs, of length `length` that leaves node `from` by none of `banned`, steps only to
/// where `dist` (the distance to the final nodes) falls by just the step, and enters no node of `seen`.
///
/// All nodes that it tries are marked in `seen`. Depth-first search: a node given up once cannot reach a final node
/// but through the nodes before it, so no node is tried twice, and the first way found is the first of all.
/// O(n + m).
pub(super) fn first_tight<W: Lengths>(
    product: &Product<'_, W>,
    dist: &[Option<W::Length>],
    (from, banned, length): (u32, &[ArcIx], W::Length),
    seen: &mut [bool],
) -> Option<Vec<ArcIx>> {
    seen[from as usize] = true;
    if product.is_final(from) {
        return (length == W::Length::default()).then(Vec::new);
    }
    let mut arcs = Vec::new();
    let mut stack = vec![(from, length, product.out_arcs(from))];
    while let Some((node, left, out)) = stack.last_mut() {
        let Some(arc) = out.next() else {
            stack.pop();
            arcs.pop();
            continue;
        };
        if *node == from && banned.binary_search(&arc).is_ok() {
            continue;
        }
        let Some((next, step)) = product.step(*node, arc) else { continue };
        let Some(rest) = dist[next as usize].filter(|&rest| step + rest == *left) else { continue };
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
