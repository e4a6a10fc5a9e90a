//! The best few routes between two nodes: looked for among the nodes that can lie on them.

use super::customize::Weighted;
use super::length::Length;
use super::search::Direction;
use crate::{ArcIx, KShortest, NodeIx, PathCost, PathQuery, SearchLimit, Topology, Weights};

/// So many nodes are looked at first; four times as many whenever they do not prove enough.
const FIRST: usize = 32;

/// The part of a topology on ways of at most some length.
struct Part {
    topology: Topology,
    /// By arc of the part: the arc.
    arcs: Vec<ArcIx>,
    /// Start and end; none where no way is open.
    ends: Vec<NodeIx>,
}

/// By node: the length of the best way by it.
struct By<L> {
    out: Vec<L>,
    back: Vec<L>,
}

impl<L: Length> Weighted<'_, L> {
    /// The best `routes` routes from a node to another, as [`k_shortest_paths`](crate::alternatives()) finds them where each has a label of its
    /// own: by key, then by their arcs, parallel arcs apart.
    ///
    /// `topology` is that of the hierarchy, `key` of an open arc has the arc's length as its objective. Two sweeps tell for
    /// every node how long the best way by it is. A route no longer than a bound has only nodes whose best way is no
    /// longer either: so it is found among those, and what is found there up to the bound is all there is. The bound is
    /// the one that so many nodes keep, ascending until it covers what is wanted. `examined` routes end the search.
    #[must_use]
    pub fn k_shortest_paths(
        &self,
        topology: &Topology,
        key: impl Fn(ArcIx) -> Option<PathCost>,
        (from, to): (NodeIx, NodeIx),
        wanted: SearchLimit,
    ) -> KShortest {
        let by = By {
            out: self.one_to_all(from, Direction::Forward),
            back: self.one_to_all(to, Direction::Backward),
        };
        let mut lengths: Vec<L> = by.lengths().filter(|&length| length < L::INFINITY).collect();
        let mut many = FIRST;
        loop {
            // All nodes have no bound: a route may go by each of them in a longer way than its best.
            let bound = nth(&mut lengths, many);
            let part = by.part(topology, &self.length, (from, to), bound);
            let weights = Weights { arc: part.arcs.iter().map(|&arc| key(arc)).collect() };
            let query = PathQuery {
                topology: &part.topology,
                weights: &weights,
                sources: part.ends.get(..1).unwrap_or_default(),
                targets: part.ends.get(1..).unwrap_or_default(),
                stages: &[],
            };
            let label = |arcs: &[ArcIx]| arcs.iter().map(|arc| arc.0).collect();
            let mut found = crate::k_shortest_paths(&query, wanted, label, |_, _| true);
            for path in &mut found.paths {
                path.arcs.iter_mut().for_each(|arc| *arc = part.arcs[arc.index()]);
            }
            let Some(bound) = bound else { return found };
            let kept = found.paths.iter().take_while(|path| self.sum(&path.arcs) <= bound).count();
            if kept == found.paths.len() && (kept == wanted.paths || !found.complete) {
                return found;
            }
            many *= 4;
        }
    }

    fn sum(&self, arcs: &[ArcIx]) -> L {
        arcs.iter().fold(L::ZERO, |sum, arc| sum.plus(self.length[arc.index()]))
    }
}

/// The `many`-th of more lengths.
fn nth<L: Length>(lengths: &mut [L], many: usize) -> Option<L> {
    (many < lengths.len()).then(|| *lengths.select_nth_unstable(many).1)
}

impl<L: Length> By<L> {
    fn lengths(&self) -> impl Iterator<Item = L> {
        self.out.iter().zip(&self.back).map(|(out, back)| out.plus(*back))
    }

    /// Nodes and arcs keep their order, so that routes do.
    fn part(
        &self,
        topology: &Topology,
        length: &[L],
        (from, to): (NodeIx, NodeIx),
        bound: Option<L>,
    ) -> Part {
        let within = |by: L| bound.is_none_or(|bound| by <= bound);
        const OUTSIDE: u32 = u32::MAX;
        let mut place = vec![OUTSIDE; self.out.len()];
        let mut nodes: Vec<NodeIx> = Vec::new();
        for (node, by) in self.lengths().enumerate() {
            if by < L::INFINITY && within(by) {
                place[node] = NodeIx::from(nodes.len()).0;
                nodes.push(NodeIx::from(node));
            }
        }
        let (mut arcs, mut ends) = (Vec::new(), Vec::new());
        for &node in &nodes {
            for arc in topology.out_arcs(node) {
                let head = topology.head(arc);
                let by = self.out[node.index()].plus(length[arc.index()]);
                // A closed arc is FAR, and FAR may be added once more.
                if place[head.index()] != OUTSIDE
                    && by < L::INFINITY
                    && within(by.plus(self.back[head.index()]))
                {
                    arcs.push(arc);
                    ends.push((NodeIx(place[node.index()]), NodeIx(place[head.index()])));
                }
            }
        }
        let topology = Topology::new(nodes.len(), &ends);
        let ends =
            [from, to].map(|end| place[end.index()]).into_iter().filter(|&end| end != OUTSIDE).map(NodeIx);
        Part { topology, arcs, ends: ends.collect() }
    }
}
