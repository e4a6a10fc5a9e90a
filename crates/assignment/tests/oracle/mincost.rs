//! The network simplex against successive shortest paths, found by relaxation.

use assignment::mincost::{Arc, Instance, Outcome, Solver, UNBOUNDED, check};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// A network, and the same with other numbers.
#[derive(Debug)]
struct Drawn {
    supply: Vec<i64>,
    arcs: Vec<Arc>,
    changes: Vec<(Vec<i64>, Vec<Arc>)>,
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    let nodes = rng.random_range(1..=12);
    let many = rng.random_range(0..=40);
    // Now and then numbers near what is refused.
    let large = [1, 1, 1, 1 << 50][rng.random_range(0..4)];
    let gains = rng.random_range(0..4) == 0;
    let arcs: Vec<Arc> = (0..many).map(|_| arc(rng, nodes, large, gains)).collect();
    let supply = supply(rng, nodes, large);
    let mut changes = Vec::new();
    for _ in 0..3 {
        let (mut arcs, mut own) = (arcs.clone(), supply.clone());
        match rng.random_range(0..4) {
            0 => own = self::supply(rng, nodes, large),
            1 => arcs.iter_mut().for_each(|arc| arc.cost += rng.random_range(0..=9)),
            _ => {
                for arc in &mut arcs {
                    if rng.random_range(0..6) > 0 {
                        continue;
                    }
                    let other = self::arc(rng, nodes, large, gains);
                    (arc.lower, arc.capacity, arc.cost) = (other.lower, other.capacity, other.cost);
                }
            }
        }
        changes.push((own, arcs));
    }
    Drawn { supply, arcs, changes }
}

fn arc(rng: &mut ChaCha8Rng, nodes: usize, large: i64, gains: bool) -> Arc {
    let node = |rng: &mut ChaCha8Rng| rng.random_range(0..nodes) as u32;
    let lower = if rng.random_range(0..8) == 0 { rng.random_range(0..=2) * large } else { 0 };
    let capacity = match rng.random_range(0..10) {
        0 => lower,
        1 => UNBOUNDED,
        _ => lower + rng.random_range(0..=9) * large,
    };
    let least = if gains { -6 } else { 0 };
    Arc { tail: node(rng), head: node(rng), lower, capacity, cost: rng.random_range(least..=9) }
}

fn supply(rng: &mut ChaCha8Rng, nodes: usize, large: i64) -> Vec<i64> {
    let mut supply: Vec<i64> = (0..nodes).map(|_| rng.random_range(-4..=4) * large).collect();
    if rng.random_range(0..3) > 0 {
        supply.iter_mut().for_each(|one| *one /= 2);
    }
    supply[0] -= supply.iter().sum::<i64>();
    supply
}

/// The residual network.
struct Residual {
    /// Tail, head, room, cost: arc `2 a` is arc `a`, `2 a + 1` is it backwards.
    arcs: Vec<(usize, usize, i64, i64)>,
}

impl Residual {
    /// The first path of least cost from one node to another, by relaxation; `None`: there is none.
    fn cheapest(&self, nodes: usize, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut dist = vec![None; nodes];
        let mut by = vec![usize::MAX; nodes];
        dist[from] = Some(0_i64);
        for _ in 0..nodes {
            for (at, &(tail, head, room, cost)) in self.arcs.iter().enumerate() {
                let Some(own) = dist[tail].filter(|_| room > 0) else { continue };
                if dist[head].is_none_or(|known| own + cost < known) {
                    (dist[head], by[head]) = (Some(own + cost), at);
                }
            }
        }
        dist[to]?;
        let (mut path, mut at) = (Vec::new(), to);
        while at != from {
            path.push(by[at]);
            at = self.arcs[by[at]].0;
        }
        Some(path)
    }

    /// Sends flow around one cycle of cost below 0; `false`: there is none.
    fn cancel(&mut self, nodes: usize) -> bool {
        let (mut dist, mut by) = (vec![0_i64; nodes], vec![usize::MAX; nodes]);
        let mut last = None;
        for _ in 0..=nodes {
            last = None;
            for (at, &(tail, head, room, cost)) in self.arcs.iter().enumerate() {
                if room > 0 && dist[tail] + cost < dist[head] {
                    (dist[head], by[head], last) = (dist[tail] + cost, at, Some(head));
                }
            }
        }
        let Some(mut node) = last else { return false };
        // So far back it is on the cycle.
        (0..nodes).for_each(|_| node = self.arcs[by[node]].0);
        let (mut cycle, start) = (Vec::new(), node);
        while cycle.is_empty() || node != start {
            cycle.push(by[node]);
            node = self.arcs[by[node]].0;
        }
        let room = cycle.iter().map(|&at| self.arcs[at].2).min().unwrap_or(0);
        cycle.iter().for_each(|&at| self.send(at, room));
        true
    }

    fn send(&mut self, at: usize, amount: i64) {
        self.arcs[at].2 -= amount;
        self.arcs[at ^ 1].2 += amount;
    }
}

/// The least cost; `Err(true)`: it is unbounded, `Err(false)`: not all supply can flow.
fn slow(supply: &[i64], arcs: &[Arc]) -> Result<i128, bool> {
    let nodes = supply.len();
    let mut left: Vec<i64> = supply.to_vec();
    let mut residual = Residual { arcs: Vec::new() };
    for arc in arcs {
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        // An arc of cost below 0 is filled at once, if it has a capacity.
        let flow = if arc.cost < 0 && arc.capacity < UNBOUNDED { arc.capacity } else { arc.lower };
        left[tail] -= flow;
        left[head] += flow;
        residual.arcs.push((tail, head, arc.capacity - flow, arc.cost));
        residual.arcs.push((head, tail, flow - arc.lower, -arc.cost));
    }
    if is_unbounded(nodes, arcs) {
        return Err(true);
    }
    while residual.cancel(nodes) {}
    while let Some(from) = left.iter().position(|&left| left > 0) {
        // The cheapest path to any node that lacks flow.
        let paths = (0..nodes).filter(|&to| left[to] < 0).filter_map(|to| {
            let path = residual.cheapest(nodes, from, to)?;
            let cost: i64 = path.iter().map(|&at| residual.arcs[at].3).sum();
            Some((cost, to, path))
        });
        let Some((_, to, path)) = paths.min_by_key(|path| path.0) else { return Err(false) };
        let room = path.iter().map(|&at| residual.arcs[at].2).min().unwrap_or(i64::MAX);
        let amount = room.min(left[from]).min(-left[to]);
        path.iter().for_each(|&at| residual.send(at, amount));
        left[from] -= amount;
        left[to] += amount;
    }
    let flow = |at: usize, arc: &Arc| arc.lower + residual.arcs[2 * at + 1].2;
    Ok(arcs.iter().enumerate().map(|(at, arc)| i128::from(flow(at, arc)) * i128::from(arc.cost)).sum())
}

/// Whether a cycle of arcs without capacity has a cost below 0.
fn is_unbounded(nodes: usize, arcs: &[Arc]) -> bool {
    let mut dist = vec![0_i64; nodes];
    let relax = |dist: &mut Vec<i64>| {
        let mut changed = false;
        for arc in arcs.iter().filter(|arc| arc.capacity == UNBOUNDED) {
            let through = dist[arc.tail as usize] + arc.cost;
            if through < dist[arc.head as usize] {
                dist[arc.head as usize] = through;
                changed = true;
            }
        }
        changed
    };
    for _ in 0..nodes {
        relax(&mut dist);
    }
    relax(&mut dist)
}

fn agrees(solver: &mut Solver, supply: &[i64], arcs: &[Arc]) {
    let outcome = solver.solve();
    assert_eq!(check(solver.instance(), &outcome), Ok(()));
    match (outcome, slow(supply, arcs)) {
        (Outcome::Optimal(solution), slow) => assert_eq!(Ok(solution.cost), slow),
        // An infeasible instance may be unbounded too: either is proved.
        (Outcome::Infeasible(_), slow) => assert!(slow.is_err()),
        (Outcome::Unbounded(_), slow) => assert_eq!(slow, Err(true)),
    }
}

#[test]
fn the_simplex_finds_what_successive_shortest_paths_find() {
    oracle::run("network simplex against cheapest routes", drawn, |case| {
        let Ok(instance) = Instance::new(case.supply.clone(), case.arcs.clone()) else { return };
        let mut solver = Solver::new(instance);
        agrees(&mut solver, &case.supply, &case.arcs);
        for (supply, arcs) in &case.changes {
            if solver.change(supply.clone(), arcs.clone()).is_ok() {
                agrees(&mut solver, supply, arcs);
            }
        }
    });
}
