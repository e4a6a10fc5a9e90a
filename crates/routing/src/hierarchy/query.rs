//! Distances over a weighted hierarchy: of one pair, and to bound the search for its best few paths.

use super::Length;
use super::chordal::Hierarchy;
use super::customize::{Weighted, upward};
use crate::cost::{PathCost, PathQuery, SearchLimit, Weights};
use crate::k_shortest::{KShortest, k_shortest_paths};
use crate::topology::{ArcIx, Direction, NONE, NodeIx, Topology, to_u32};

impl<L: Length> Weighted<'_, L> {
    /// What is the distance between a node and every other?
    ///
    /// # Arguments
    /// * `root`: the node.
    /// * `direction`: forward, from the node to the others; backward, from the others to the node.
    ///
    /// # Returns
    /// By node; [`Length::INFINITY`] or more where no path is open.
    ///
    /// # Complexity
    /// O(edges of the hierarchy): the way up the elimination tree, then one sweep over all edges from the top down.
    ///
    /// # Example
    /// In the [module](super).
    ///
    /// # Reference
    /// D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck: PHAST: Hardware-accelerated shortest path trees, 2011.
    #[must_use]
    pub fn one_to_all(&self, root: NodeIx, direction: Direction) -> Vec<L> {
        let hierarchy = self.hierarchy;
        let mut by_rank = vec![L::INFINITY; hierarchy.node_count()];
        let mut node = hierarchy.rank[root.index()];
        by_rank[node as usize] = L::ZERO;
        // In a customizable hierarchy a search upward meets ancestors only, in the order of ranks: no heap is needed.
        while node != NONE {
            let length = by_rank[node as usize];
            for edge in hierarchy.up(node) {
                // All heads are ancestors.
                let above = &mut by_rank[hierarchy.head[edge] as usize];
                *above = above.least(length.plus(self.edge_length[edge][upward(direction)]));
            }
            node = hierarchy.parent[node as usize];
        }
        // A shortest path goes up and then down: from the top each node takes the least over its higher neighbours.
        let downward = 1 - upward(direction);
        for node in (0..hierarchy.node_count()).rev() {
            let edges = hierarchy.first[node] as usize..hierarchy.first[node + 1] as usize;
            let mut least = by_rank[node];
            for (head, lengths) in hierarchy.head[edges.clone()].iter().zip(&self.edge_length[edges]) {
                least = least.least(by_rank[*head as usize].plus(lengths[downward]));
            }
            by_rank[node] = least;
        }
        hierarchy.rank.iter().map(|&rank| by_rank[rank as usize]).collect()
    }

    /// By depth in the elimination tree: the distance between an endpoint and the node there over nodes below both.
    /// O(edges of the nodes above the endpoint).
    #[must_use]
    pub fn labels(&self, endpoints: &Endpoints, direction: Direction, at: usize) -> Vec<L> {
        let ancestors = endpoints.ancestors(direction, at);
        let (hierarchy, up) = (self.hierarchy, upward(direction));
        let head_depth = hierarchy.head_depth();
        let mut labels = vec![L::INFINITY; ancestors.len()];
        // The last is the endpoint itself, so there is always one.
        labels[ancestors.len() - 1] = L::ZERO;
        for (depth, &node) in ancestors.iter().enumerate().rev() {
            // Not reached from below: its edges lead nowhere new.
            let own = labels[depth];
            if own == L::INFINITY {
                continue;
            }
            let edges = hierarchy.up(node);
            for (lengths, &depth) in self.edge_length[edges.clone()].iter().zip(&head_depth[edges]) {
                let label = &mut labels[depth as usize];
                *label = label.least(own.plus(lengths[up]));
            }
        }
        labels
    }
}

/// What is the distance between two endpoints, of which the first `common` labels are of the same nodes?
///
/// # Arguments
/// * `out`, `back`: [`Weighted::labels`] of the source, forward, and of the target, backward.
/// * `common`: [`Endpoints::common`] of both.
///
/// # Returns
/// The distance; [`Length::INFINITY`] where no path is open. O(`common`).
#[must_use]
pub fn join_labels<L: Length>(out: &[L], back: &[L], common: usize) -> L {
    let sums = out[..common].iter().zip(&back[..common]).map(|(&out, &back)| out.plus(back));
    sums.fold(L::INFINITY, L::least)
}

/// Sources and targets, each to be joined with each.
#[derive(Clone, Debug)]
pub struct Endpoints {
    out: Vec<Ancestors>,
    back: Vec<Ancestors>,
    /// By source and target: how many of their ancestors are the same, from the top.
    common: Vec<u32>,
}

/// Ranks from the top of its tree down to an endpoint itself: a node of depth `d` is at `d`.
type Ancestors = Vec<u32>;

impl Endpoints {
    /// Of nodes that may repeat. O(height of the elimination tree) for each pair.
    #[must_use]
    pub fn new(hierarchy: &Hierarchy, sources: &[NodeIx], targets: &[NodeIx]) -> Self {
        let ancestors = |node: &NodeIx| -> Ancestors {
            let above = std::iter::successors(Some(hierarchy.rank[node.index()]), |&node| {
                Some(hierarchy.parent[node as usize]).filter(|&parent| parent != NONE)
            });
            let mut path: Vec<u32> = above.collect();
            path.reverse();
            path
        };
        let out: Vec<Ancestors> = sources.iter().map(ancestors).collect();
        let back: Vec<Ancestors> = targets.iter().map(ancestors).collect();
        // Both lists start at the top of a tree: what two nodes share is a prefix.
        let same = |a: &[u32], b: &[u32]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let common = out.iter().flat_map(|a| back.iter().map(move |b| to_u32(same(a, b)))).collect();
        Self { out, back, common }
    }

    /// How many sources.
    #[must_use]
    pub fn source_count(&self) -> usize {
        self.out.len()
    }

    /// How many targets.
    #[must_use]
    pub fn target_count(&self) -> usize {
        self.back.len()
    }

    /// The ancestors of a source (forward) or a target (backward).
    pub(super) fn ancestors(&self, direction: Direction, at: usize) -> &[u32] {
        match direction {
            Direction::Forward => &self.out[at],
            Direction::Backward => &self.back[at],
        }
    }

    /// How many ancestors a source and a target have in common.
    #[must_use]
    pub fn common(&self, source: usize, target: usize) -> usize {
        self.common[source * self.back.len() + target] as usize
    }
}

/// The first search is among about so many nodes; four times as many whenever they do not prove enough.
const FIRST_NODES: usize = 32;

/// The part of a topology on paths of at most some length.
struct Subgraph {
    topology: Topology,
    /// By arc of the part: the arc.
    arcs: Vec<ArcIx>,
    /// Source and target; none where no path is open.
    ends: Vec<NodeIx>,
}

/// By node: its distance from the source, and to the target.
struct Distances<L> {
    out: Vec<L>,
    back: Vec<L>,
}

impl<L: Length> Weighted<'_, L> {
    /// What are the k shortest paths from a node to another?
    ///
    /// # Arguments
    /// * `topology`: that of the hierarchy.
    /// * `key`: of an open arc, with the arc's length as its objective.
    /// * `limit`: how many paths, and how many to examine in each search before giving up.
    ///
    /// # Returns
    /// What [`k_shortest_paths`](crate::k_shortest_paths()) finds where each path has a label of its own.
    ///
    /// # Complexity
    /// Two sweeps, which give for every node the length of the shortest path by way of it, and searches among those
    /// nodes alone for which that is within a bound. A path within the bound has only such nodes, so what is found
    /// there up to the bound is all there is. The bound is raised until the paths are within it.
    ///
    /// # Example
    /// In the [module](super).
    #[must_use]
    pub fn k_shortest_paths(
        &self,
        topology: &Topology,
        key: impl Fn(ArcIx) -> Option<PathCost>,
        (source, target): (NodeIx, NodeIx),
        limit: SearchLimit,
    ) -> KShortest {
        let distances = Distances {
            out: self.one_to_all(source, Direction::Forward),
            back: self.one_to_all(target, Direction::Backward),
        };
        let mut lengths: Vec<L> = distances.by_way_of().filter(|&length| length < L::INFINITY).collect();
        let mut nodes = FIRST_NODES;
        loop {
            // All nodes have no bound: a path may pass each of them on a longer way than its shortest.
            let bound = nth(&mut lengths, nodes);
            let part = distances.subgraph(topology, &self.arc_length, (source, target), bound);
            let weights = Weights { arc: part.arcs.iter().map(|&arc| key(arc)).collect() };
            let query = PathQuery::between(
                &part.topology,
                &weights,
                part.ends.get(..1).unwrap_or_default(),
                part.ends.get(1..).unwrap_or_default(),
            );
            let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
            let mut found = k_shortest_paths(&query, limit, label, |_, _| true);
            // From arcs of the part to those of the whole.
            for path in &mut found.paths {
                path.arcs.iter_mut().for_each(|arc| *arc = part.arcs[arc.index()]);
            }
            let Some(bound) = bound else { return found };
            // A path beyond the bound may not be the next: others of its length may leave the subgraph.
            let proven = found.paths.iter().all(|path| self.length(&path.arcs) <= bound);
            // A search that gave up would give up among more nodes too: it would examine the same paths first.
            if proven && (found.paths.len() == limit.paths || !found.complete) {
                return found;
            }
            nodes *= 4;
        }
    }

    fn length(&self, arcs: &[ArcIx]) -> L {
        arcs.iter().fold(L::ZERO, |sum, arc| sum.plus(self.arc_length[arc.index()]))
    }
}

/// The `n`-th of more lengths.
fn nth<L: Length>(lengths: &mut [L], n: usize) -> Option<L> {
    (n < lengths.len()).then(|| *lengths.select_nth_unstable(n).1)
}

impl<L: Length> Distances<L> {
    /// By node: the length of the shortest path by way of it.
    fn by_way_of(&self) -> impl Iterator<Item = L> {
        self.out.iter().zip(&self.back).map(|(out, back)| out.plus(*back))
    }

    /// The nodes and arcs on paths within a bound; they keep their order, so that paths do.
    fn subgraph(
        &self,
        topology: &Topology,
        length: &[L],
        (source, target): (NodeIx, NodeIx),
        bound: Option<L>,
    ) -> Subgraph {
        let within = |length: L| bound.is_none_or(|bound| length <= bound);
        let mut local = vec![NONE; self.out.len()];
        let mut nodes: Vec<NodeIx> = Vec::new();
        for (node, by) in self.by_way_of().enumerate() {
            if by < L::INFINITY && within(by) {
                local[node] = NodeIx::from(nodes.len()).0;
                nodes.push(NodeIx::from(node));
            }
        }
        let (mut arcs, mut ends) = (Vec::new(), Vec::new());
        // Nodes ascend, so arcs stay sorted by their tails.
        for &node in &nodes {
            for arc in topology.out_arcs(node) {
                let head = topology.head(arc);
                let to_head = self.out[node.index()].plus(length[arc.index()]);
                // The first test keeps a closed arc out before infinity is added a second time.
                if local[head.index()] != NONE && to_head < L::INFINITY && within(to_head.plus(self.back[head.index()]))
                {
                    arcs.push(arc);
                    ends.push((NodeIx(local[node.index()]), NodeIx(local[head.index()])));
                }
            }
        }
        let topology = Topology::new(nodes.len(), &ends);
        // Both ends are on every path: without an open one they are missing.
        let ends = [source, target].map(|end| local[end.index()]).into_iter();
        Subgraph { topology, arcs, ends: ends.filter(|&end| end != NONE).map(NodeIx).collect() }
    }
}
