//! Slow methods: enumeration of all routes, relaxation until nothing changes.

use routing::{ArcIx, NodeIx, Path, PathCost, PathQuery, Weights};

use crate::draw::Graph;

/// All routes of a query in the order of (key, arcs): no (state, stage) twice, ending at the first target where all
/// stages are fulfilled.
pub fn all_routes(graph: &Graph, query: &PathQuery<'_>) -> Vec<Path> {
    let mut found = Vec::new();
    for &source in query.sources {
        walk(graph, query, &mut vec![(source, 0)], &mut Vec::new(), &mut found);
    }
    let mut paths: Vec<Path> =
        found.into_iter().map(|arcs| Path { key: sum(query.weights, &arcs).unwrap(), arcs }).collect();
    paths.sort();
    paths.dedup();
    paths
}

fn walk(
    graph: &Graph,
    query: &PathQuery<'_>,
    seen: &mut Vec<(NodeIx, usize)>,
    arcs: &mut Vec<ArcIx>,
    found: &mut Vec<Vec<ArcIx>>,
) {
    let &(state, stage) = seen.last().unwrap();
    if stage == query.stages.len() && query.targets.contains(&state) {
        found.push(arcs.clone());
        return;
    }
    for (at, &(tail, head)) in graph.pairs.iter().enumerate() {
        let arc = ArcIx::from(at);
        let next = (head, passed(query, stage, arc));
        if tail == state && query.weights.arc[at].is_some() && !seen.contains(&next) {
            seen.push(next);
            arcs.push(arc);
            walk(graph, query, seen, arcs, found);
            arcs.pop();
            seen.pop();
        }
    }
}

pub fn passed(query: &PathQuery<'_>, mut stage: usize, arc: ArcIx) -> usize {
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

/// The least key of any route, by Bellman and Ford's rounds.
pub fn least(graph: &Graph, query: &PathQuery<'_>) -> Option<PathCost> {
    let depth = query.stages.len() + 1;
    let mut best = vec![None; graph.states * depth];
    for source in query.sources {
        best[source.0 as usize * depth] = Some(PathCost::default());
    }
    let mut changed = true;
    while changed {
        changed = false;
        for (at, &(tail, head)) in graph.pairs.iter().enumerate() {
            for stage in 0..depth {
                let (Some(here), Some(step)) = (best[tail.0 as usize * depth + stage], query.weights.arc[at])
                else {
                    continue;
                };
                let next = head.0 as usize * depth + passed(query, stage, ArcIx::from(at));
                if best[next].is_none_or(|known| here + step < known) {
                    best[next] = Some(here + step);
                    changed = true;
                }
            }
        }
    }
    query.targets.iter().filter_map(|target| best[target.0 as usize * depth + depth - 1]).min()
}
