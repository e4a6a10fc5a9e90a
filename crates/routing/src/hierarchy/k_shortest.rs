//! The k shortest paths between two nodes: searched for among the nodes that can be on them.

use super::customize::Weighted;
use super::metric::Length;
use crate::cost::{PathCost, Weights};
use crate::k_shortest::{KShortest, k_shortest_paths};
use crate::query::{PathQuery, SearchLimit};
use crate::topology::{ArcIx, Direction, NONE, NodeIx, Topology};

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
    /// Two sweeps, which give for every node the length of the shortest path by way of it, and searches among those nodes
    /// alone for which that is within a bound. A path within the bound has only such nodes, so what is found there up to the
    /// bound is all there is. The bound is raised until the paths are within it.
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
            let query = PathQuery {
                topology: &part.topology,
                weights: &weights,
                sources: part.ends.get(..1).unwrap_or_default(),
                targets: part.ends.get(1..).unwrap_or_default(),
                stages: &[],
            };
            let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
            let mut found = k_shortest_paths(&query, limit, label, |_, _| true);
            for path in &mut found.paths {
                path.arcs.iter_mut().for_each(|arc| *arc = part.arcs[arc.index()]);
            }
            let Some(bound) = bound else { return found };
            // A path beyond the bound may not be the next: others of its length may leave the subgraph.
            let proven = found.paths.iter().all(|path| self.length(&path.arcs) <= bound);
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
        for &node in &nodes {
            for arc in topology.out_arcs(node) {
                let head = topology.head(arc);
                let to_head = self.out[node.index()].plus(length[arc.index()]);
                // The first test keeps a closed arc out before infinity is added a second time.
                if local[head.index()] != NONE
                    && to_head < L::INFINITY
                    && within(to_head.plus(self.back[head.index()]))
                {
                    arcs.push(arc);
                    ends.push((NodeIx(local[node.index()]), NodeIx(local[head.index()])));
                }
            }
        }
        let topology = Topology::new(nodes.len(), &ends);
        let ends = [source, target].map(|end| local[end.index()]).into_iter();
        Subgraph { topology, arcs, ends: ends.filter(|&end| end != NONE).map(NodeIx).collect() }
    }
}
