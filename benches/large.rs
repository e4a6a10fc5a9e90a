//! Throw-away.
#![allow(missing_docs, clippy::unwrap_used)]
use corridor::hierarchy::{Hierarchy, Order};
use corridor::model::Position;
use std::time::Instant;
fn main() {
    let base = std::env::var("CORRIDOR_GRAPH").unwrap();
    let text = std::fs::read_to_string(format!("{base}.nodes.csv")).unwrap();
    let at: Vec<Position> = text.lines().skip(1).map(|l| { let mut p = l.split(',').skip(1).map(|x| x.parse().unwrap()); Position { lat: p.next().unwrap(), lon: p.next().unwrap() } }).collect();
    let text = std::fs::read_to_string(format!("{base}.edges.csv")).unwrap();
    let edges: Vec<(u32, u32)> = text.lines().skip(1).map(|l| { let mut p = l.split(','); (p.next().unwrap().parse().unwrap(), p.next().unwrap().parse().unwrap()) }).collect();
    println!("{} {}", at.len(), edges.len());
    let t = Instant::now();
    let order = Order::dissected(&at, edges.iter().copied());
    println!("order {:?}", t.elapsed());
    let t = Instant::now();
    let h = Hierarchy::new(order, edges.iter().copied());
    println!("hierarchy {:?}: {} edges {:?}", t.elapsed(), h.edges(), h.stats());
}
