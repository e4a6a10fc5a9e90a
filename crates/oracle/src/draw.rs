//! Random instances, small and nasty: parallel arcs, loops, zero weights, ties, unreachable parts.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, ArcSet, Cost, NodeIx, PathCost, PathQuery, Seconds, Topology, Weights};

/// A graph with the arcs it was made of.
#[derive(Debug)]
pub struct RandomGraph {
    pub topology: Topology,
    pub arcs: Vec<(NodeIx, NodeIx)>,
}

impl RandomGraph {
    pub fn nodes(&self) -> usize {
        self.topology.node_count()
    }
}

pub fn graph(rng: &mut ChaCha8Rng, most_arcs: usize) -> RandomGraph {
    // So few that slow methods can enumerate all paths.
    let nodes = rng.random_range(2..=9_usize);
    let count = rng.random_range(0..=most_arcs);
    let mut arcs: Vec<(NodeIx, NodeIx)> = (0..count)
        .map(|_| (NodeIx::from(rng.random_range(0..nodes)), NodeIx::from(rng.random_range(0..nodes))))
        .collect();
    // A topology takes arcs in the order of their tails.
    arcs.sort_by_key(|arc| arc.0);
    RandomGraph { topology: Topology::new(nodes, &arcs), arcs }
}

/// A graph with weights, and from where to where.
#[derive(Debug)]
pub struct RandomQuery {
    pub graph: RandomGraph,
    pub weights: Weights,
    pub sources: Vec<NodeIx>,
    pub targets: Vec<NodeIx>,
    pub stages: Vec<ArcSet>,
}

impl RandomQuery {
    pub fn query(&self) -> PathQuery<'_> {
        PathQuery {
            topology: &self.graph.topology,
            weights: &self.weights,
            sources: &self.sources,
            targets: &self.targets,
            stages: &self.stages,
        }
    }

    pub fn arc_count(&self) -> usize {
        self.graph.arcs.len()
    }
}

pub fn query(rng: &mut ChaCha8Rng, most_arcs: usize) -> RandomQuery {
    let graph = graph(rng, most_arcs);
    let weights = weights(rng, graph.arcs.len(), 1);
    let (sources, targets) = (nodes(rng, graph.nodes()), nodes(rng, graph.nodes()));
    let stages = stages(rng, graph.arcs.len());
    RandomQuery { graph, weights, sources, targets, stages }
}

pub fn query_without_stages(rng: &mut ChaCha8Rng, most_arcs: usize) -> RandomQuery {
    RandomQuery { stages: Vec::new(), ..query(rng, most_arcs) }
}

/// Few values, so that ties abound; `closed` of ten arcs are closed.
pub fn weights(rng: &mut ChaCha8Rng, arcs: usize, closed: u32) -> Weights {
    let arc = (0..arcs).map(|_| {
        let key = PathCost {
            objective: rng.random_range(0..3),
            cost: Cost(rng.random_range(0..4) * 1_000_000),
            time: Seconds(rng.random_range(0..2)),
            legs: rng.random_range(0..2),
            tie: rng.random_range(0..2),
        };
        (rng.random_range(0..10_u32) >= closed).then_some(key)
    });
    Weights { arc: arc.collect() }
}

/// One or two.
pub fn nodes(rng: &mut ChaCha8Rng, among: usize) -> Vec<NodeIx> {
    let count = rng.random_range(1..=2);
    let mut nodes: Vec<NodeIx> = (0..count).map(|_| NodeIx::from(rng.random_range(0..among))).collect();
    nodes.sort_unstable();
    // Both may be the same.
    nodes.dedup();
    nodes
}

fn stages(rng: &mut ChaCha8Rng, arcs: usize) -> Vec<ArcSet> {
    let count = rng.random_range(0..=2);
    (0..count).map(|_| subset(rng, arcs).into_iter().collect()).collect()
}

/// About a third of all arcs.
pub fn subset(rng: &mut ChaCha8Rng, arcs: usize) -> Vec<ArcIx> {
    (0..arcs).filter(|_| rng.random_range(0..3) == 0).map(ArcIx::from).collect()
}
