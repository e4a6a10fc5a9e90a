//! The hierarchy on a large network: `CORRIDOR_GRAPH=PATH cargo bench --bench large` reads `PATH.nodes.csv` (id, lat,
//! lon; ids ascend from 0) and `PATH.edges.csv` (source, target, km).

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::time::Instant;

use corridor::hierarchy::{Heading, Hierarchy, Lanes, Order, Weighted};
use corridor::model::Position;
use corridor::network::{StateIx, Topology};

fn main() {
    let Ok(base) = std::env::var("CORRIDOR_GRAPH") else {
        println!("large: skipped, CORRIDOR_GRAPH names no network");
        return;
    };
    let nodes = rows(&format!("{base}.nodes.csv"));
    let at: Vec<Position> = nodes.iter().map(|row| Position { lat: row[1], lon: row[2] }).collect();
    let mut arcs: Vec<(StateIx, StateIx, u32)> = Vec::new();
    for row in rows(&format!("{base}.edges.csv")) {
        let (a, b) = (StateIx::from(row[0] as usize), StateIx::from(row[1] as usize));
        arcs.extend([(a, b, (row[2] * 1000.0) as u32), (b, a, (row[2] * 1000.0) as u32)]);
    }
    arcs.sort_unstable();
    let pairs: Vec<(StateIx, StateIx)> = arcs.iter().map(|arc| (arc.0, arc.1)).collect();
    let topology = Topology::new(at.len(), &pairs);
    let edges = || pairs.iter().map(|(a, b)| (a.0, b.0));
    println!("{} nodes, {} arcs", at.len(), arcs.len());
    let order = timed("order", || Order::dissected(&at, edges()));
    let hierarchy = timed("hierarchy", || Hierarchy::new(&order, edges()));
    println!("{} edges", hierarchy.edges());
    let lanes = timed("arcs to edges", || Lanes::of(&hierarchy, &topology).unwrap());
    // Lengths in metres: the longest way is proven to fit by no more than 2^31.
    let weighted = timed("customize", || Weighted::new(&hierarchy, &lanes, |arc| arcs[arc.at()].2));
    let sources: Vec<StateIx> = (0..240).map(|i| StateIx::from((i * 7919 * 131 + 17) % at.len())).collect();
    timed("one to all, 240 times", || {
        sources.iter().map(|&from| weighted.to_all(from, Heading::Out)[0]).max()
    });
    timed("distance, 240 x 240", || {
        sources
            .iter()
            .flat_map(|&a| sources.iter().map(move |&b| (a, b)))
            .filter_map(|(a, b)| weighted.distance(a, b))
            .max()
    });
    timed("way, 240", || {
        sources.iter().filter_map(|&to| weighted.way(sources[0], to)).map(|way| way.1.len()).max()
    });
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what} {:.2?}", start.elapsed());
    done
}

/// Numbers of a CSV file without its header.
fn rows(path: &str) -> Vec<Vec<f64>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect()
}
