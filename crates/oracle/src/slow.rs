//! Slow methods: enumeration of all paths, relaxation until nothing changes.

use routing::{ArcIx, NodeIx, Path, PathCost, PathQuery, Weights};

use crate::draw::RandomGraph;

/// All paths of a query in the order of (cost, arcs): no (node, stage) twice, ending at the first target where all
/// stages are fulfilled.
pub fn all_paths(graph: &RandomGraph, query: &PathQuery<'_>) -> Vec<Path> {
    let mut found = Vec::new();
    for &source in query.sources {
        walk(graph, query, &mut vec![(source, 0)], &mut Vec::new(), &mut found);
    }
    let mut paths: Vec<Path> =
        found.into_iter().map(|arcs| Path { key: sum(query.weights, &arcs).unwrap(), arcs }).collect();
    paths.sort();
    // Arcs determine the source, but for the empty path: each source that is a target gives it.
    paths.dedup();
    paths
}

fn walk(
    graph: &RandomGraph,
    query: &PathQuery<'_>,
    seen: &mut Vec<(NodeIx, usize)>,
    arcs: &mut Vec<ArcIx>,
    found: &mut Vec<Vec<ArcIx>>,
) {
    let &(node, stage) = seen.last().unwrap();
    if stage == query.stages.len() && query.targets.contains(&node) {
        found.push(arcs.clone());
        return;
    }
    for (at, &(tail, head)) in graph.arcs.iter().enumerate() {
        let arc = ArcIx::from(at);
        let next = (head, stage_after(query, stage, arc));
        if tail == node && query.weights.arc[at].is_some() && !seen.contains(&next) {
            seen.push(next);
            arcs.push(arc);
            walk(graph, query, seen, arcs, found);
            arcs.pop();
            seen.pop();
        }
    }
}

fn stage_after(query: &PathQuery<'_>, mut stage: usize, arc: ArcIx) -> usize {
    // An arc may fulfil several stages that follow each other.
    while stage < query.stages.len() && query.stages[stage].contains(arc) {
        stage += 1;
    }
    stage
}

pub fn sum(weights: &Weights, arcs: &[ArcIx]) -> Option<PathCost> {
    let mut total = PathCost::default();
    for arc in arcs {
        let key = weights.arc[arc.0 as usize]?;
        total.objective += key.objective;
        total.cost.0 += key.cost.0;
        total.time.0 += key.time.0;
        total.legs += key.legs;
        total.tie += key.tie;
    }
    Some(total)
}

/// The least cost of any path, by Bellman and Ford's rounds.
pub fn least_cost(graph: &RandomGraph, query: &PathQuery<'_>) -> Option<PathCost> {
    let depth = query.stages.len() + 1;
    // By node and stage: the same node counts as another in each stage.
    let mut least = vec![None; graph.nodes() * depth];
    for source in query.sources {
        least[source.0 as usize * depth] = Some(PathCost::default());
    }
    let mut changed = true;
    while changed {
        changed = false;
        for (at, &(tail, head)) in graph.arcs.iter().enumerate() {
            for stage in 0..depth {
                let here = least[tail.0 as usize * depth + stage];
                let (Some(here), Some(step)) = (here, query.weights.arc[at]) else { continue };
                let next = head.0 as usize * depth + stage_after(query, stage, ArcIx::from(at));
                if least[next].is_none_or(|known| here + step < known) {
                    least[next] = Some(here + step);
                    changed = true;
                }
            }
        }
    }
    query.targets.iter().filter_map(|target| least[target.0 as usize * depth + depth - 1]).min()
}
