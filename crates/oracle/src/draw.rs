//! Random instances, small and nasty: parallel arcs, loops, zero weights, ties, unreachable parts.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use routing::{ArcIx, ArcSet, Cost, NodeIx, PathCost, PathQuery, Seconds, Topology, Weights};

/// A graph with the pairs it was made from.
#[derive(Debug)]
pub struct Graph {
    pub topology: Topology,
    pub pairs: Vec<(NodeIx, NodeIx)>,
    pub states: usize,
}

pub fn graph(rng: &mut ChaCha8Rng, most_arcs: usize) -> Graph {
    let states = rng.random_range(2..=9_usize);
    let count = rng.random_range(0..=most_arcs);
    let mut pairs: Vec<(NodeIx, NodeIx)> = (0..count)
        .map(|_| (NodeIx::from(rng.random_range(0..states)), NodeIx::from(rng.random_range(0..states))))
        .collect();
    pairs.sort_by_key(|pair| pair.0);
    Graph { topology: Topology::new(states, &pairs), pairs, states }
}

/// A graph with weights, and from where to where.
#[derive(Debug)]
pub struct Asked {
    pub graph: Graph,
    pub weights: Weights,
    pub sources: Vec<NodeIx>,
    pub targets: Vec<NodeIx>,
    pub stages: Vec<ArcSet>,
}

impl Asked {
    pub fn query(&self) -> PathQuery<'_> {
        PathQuery {
            topology: &self.graph.topology,
            weights: &self.weights,
            sources: &self.sources,
            targets: &self.targets,
            stages: &self.stages,
        }
    }

    pub fn arcs(&self) -> usize {
        self.graph.pairs.len()
    }
}

pub fn asked(rng: &mut ChaCha8Rng, most_arcs: usize) -> Asked {
    let graph = graph(rng, most_arcs);
    let weights = weights(rng, graph.pairs.len(), 1);
    let (sources, targets) = (states(rng, graph.states), states(rng, graph.states));
    let stages = stages(rng, graph.pairs.len());
    Asked { graph, weights, sources, targets, stages }
}

/// Likewise, without stages.
pub fn asked_straight(rng: &mut ChaCha8Rng, most_arcs: usize) -> Asked {
    Asked { stages: Vec::new(), ..asked(rng, most_arcs) }
}

/// Few values, so that ties abound; `shut` of ten arcs are closed.
pub fn weights(rng: &mut ChaCha8Rng, arcs: usize, shut: u32) -> Weights {
    let arc = (0..arcs).map(|_| {
        let key = PathCost {
            objective: rng.random_range(0..3),
            cost: Cost(rng.random_range(0..4) * 1_000_000),
            time: Seconds(rng.random_range(0..2)),
            legs: rng.random_range(0..2),
            tie: rng.random_range(0..2),
        };
        (rng.random_range(0..10_u32) >= shut).then_some(key)
    });
    Weights { arc: arc.collect() }
}

pub fn states(rng: &mut ChaCha8Rng, among: usize) -> Vec<NodeIx> {
    let count = rng.random_range(1..=2);
    let mut states: Vec<NodeIx> = (0..count).map(|_| NodeIx::from(rng.random_range(0..among))).collect();
    states.sort_unstable();
    states.dedup();
    states
}

pub fn stages(rng: &mut ChaCha8Rng, arcs: usize) -> Vec<ArcSet> {
    let count = rng.random_range(0..=2);
    (0..count).map(|_| subset(rng, arcs).into_iter().collect()).collect()
}

pub fn subset(rng: &mut ChaCha8Rng, arcs: usize) -> Vec<ArcIx> {
    (0..arcs).filter(|_| rng.random_range(0..3) == 0).map(ArcIx::from).collect()
}
