//! The crate `cch` on the arcs of the bench: order and structure once, then five times new weights with a matrix.
//!
//!     cargo run --release --manifest-path benches/peers/cch/Cargo.toml --target-dir target/cch_peer -- GRAPH
//!
//! Lengths are whole metres, arcs beside each other are told as the shortest, as everywhere in benches/peers.

use std::collections::BTreeMap;
use std::time::Instant;

use cch::graph::Graph;
use cch::{Cch, INF_WEIGHT, distance_matrix, inertial_order};

fn main() {
    let base = std::env::args().nth(1).expect("GRAPH");
    let (mut lat, mut lon) = (Vec::new(), Vec::new());
    for row in csv::Reader::from_path(format!("{base}.nodes.csv")).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        lat.push(row["lat"].parse::<f32>().unwrap());
        lon.push(row["lon"].parse::<f32>().unwrap());
    }
    let mut best: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for row in csv::Reader::from_path(format!("{base}.edges.csv")).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let (a, b): (u32, u32) = (row["source"].parse().unwrap(), row["target"].parse().unwrap());
        let metres = (row["km"].parse::<f64>().unwrap() * 1000.0) as u32;
        for pair in [(a, b), (b, a)] {
            if a != b {
                let own = best.entry(pair).or_insert(metres);
                *own = metres.min(*own);
            }
        }
    }
    let nodes = lat.len() as u32;
    let mut first_out = vec![0; nodes as usize + 1];
    best.keys().for_each(|(tail, _)| first_out[*tail as usize + 1] += 1);
    (0..nodes as usize).for_each(|at| first_out[at + 1] += first_out[at]);
    let graph = Graph {
        first_out,
        head: best.keys().map(|pair| pair.1).collect(),
        weight: best.values().copied().collect(),
    };
    let start = Instant::now();
    let tails: Vec<u32> = best.keys().map(|pair| pair.0).collect();
    let order = inertial_order(nodes, &tails, &graph.head, &lat, &lon);
    let ordered = start.elapsed();
    let start = Instant::now();
    let cch = Cch::build(&graph, &order);
    println!("{{\"order_s\": {}, \"build_s\": {}, \"arcs\": {}}}", ordered.as_secs_f64(), start.elapsed().as_secs_f64(), cch.cch_arc_count());
    let sources: Vec<u32> = (0..240_u64).map(|i| ((i * 7919 * 131 + 17) % u64::from(nodes)) as u32).collect();
    let customizer = cch.customizer();
    let mut metric = cch.customize(&graph.weight);
    for _ in 0..5 {
        let start = Instant::now();
        customizer.customize_into(&graph.weight, &mut metric);
        let customized = start.elapsed();
        let matrix = distance_matrix(&cch.view(), &metric.view(), &sources, &sources);
        let all = start.elapsed();
        let sum: u64 = matrix.iter().filter(|one| **one < INF_WEIGHT).map(|one| u64::from(*one)).sum();
        println!("{{\"customize_s\": {}, \"matrix_s\": {}, \"sum\": {sum}}}", customized.as_secs_f64(), all.as_secs_f64());
    }
}
