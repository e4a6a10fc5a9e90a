//! The hierarchy on a large network: `CORRIDOR_GRAPH=PATH cargo bench --bench large` reads `PATH.nodes.csv` (id, lat,
//! lon; ids ascend from 0) and `PATH.edges.csv` (source, target, km). `PATH` is relative to the root of the workspace.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::path::Path;
use std::time::Instant;

use routing::hierarchy::{
    ArcMapping, Edits, Endpoints, Hierarchy, Length, Order, PathAttributes, PathMatrix, TagSet, Weighted, Workspace,
    join_labels,
};
use routing::{ArcIx, Cost, Direction, NodeIx, PathCost, Position, SearchLimit, Seconds, Topology};

fn main() {
    let Ok(base) = std::env::var("CORRIDOR_GRAPH") else {
        println!("large: skipped, CORRIDOR_GRAPH names no network");
        return;
    };
    let network = Network::read(&base);
    let (at, edges) = (&network.at, || network.arcs.iter().map(|(a, b, _)| (a.0, b.0)));
    println!("{} nodes, {} arcs", at.len(), network.arcs.len());
    let start = Instant::now();
    let order = timed("order", || Order::nested_dissection(at, edges()));
    let hierarchy = timed("hierarchy", || Hierarchy::new(&order, edges()));
    let ready = start.elapsed();
    println!("{} edges", hierarchy.edge_count());
    let mapping = timed("arcs to edges", || ArcMapping::new(&hierarchy, &network.topology).unwrap());
    // The longest path is shorter than 2^31 m.
    let weighted = timed("customize", || Weighted::new(&hierarchy, &mapping, |arc| network.length(arc)));
    // Spread over all nodes, by the formula of `benches/peers`: sums are compared.
    let sources: Vec<NodeIx> = (0..240).map(|i| NodeIx::from((i * 7919 * 131 + 17) % at.len())).collect();
    timed("one to all, 240 times", || {
        sources.iter().map(|&from| weighted.one_to_all(from, Direction::Forward)[0]).max()
    });
    let endpoints = timed("ends", || Endpoints::new(&hierarchy, &sources, &sources));
    timed("240 x 240, lengths", || {
        let labels = |direction| (0..240).map(|at| weighted.labels(&endpoints, direction, at)).collect::<Vec<_>>();
        let (out, back) = (labels(Direction::Forward), labels(Direction::Backward));
        let pairs = (0..240).flat_map(|a| (0..240).map(move |b| (a, b)));
        pairs.map(|(a, b)| u64::from(join_labels(&out[a], &back[b], endpoints.common(a, b)))).sum::<u64>()
    });
    let attributes = |arc| network.attributes(arc);
    let pairs = timed("240 x 240, lengths, times and tags", || PathMatrix::new(&weighted, &endpoints, attributes));
    one_pair(&weighted, &network);
    if std::env::var("CORRIDOR_PEERS").is_ok() {
        println!(
            "{{\"what\": \"order and hierarchy\", \"s\": {}, \"sum\": {}}}",
            ready.as_secs_f64(),
            hierarchy.edge_count()
        );
        peers(&hierarchy, &mapping, &sources, |arc| network.length(arc));
        return;
    }
    edit_arcs(weighted.clone(), &network);
    edit_pairs(&pairs, Workspace::new(weighted), &endpoints, &network);
}

struct Network {
    at: Vec<Position>,
    /// With metres.
    arcs: Vec<(NodeIx, NodeIx, u32)>,
    topology: Topology,
}

impl Network {
    fn read(base: &str) -> Self {
        let nodes = rows(&format!("{base}.nodes.csv"));
        let at: Vec<Position> = nodes.iter().map(|row| Position { lat: row[1], lon: row[2] }).collect();
        let mut arcs: Vec<(NodeIx, NodeIx, u32)> = Vec::new();
        for row in rows(&format!("{base}.edges.csv")) {
            let (a, b) = (NodeIx::from(row[0] as usize), NodeIx::from(row[1] as usize));
            // An edge is an arc in each direction; kilometres become metres.
            arcs.extend([(a, b, (row[2] * 1000.0) as u32), (b, a, (row[2] * 1000.0) as u32)]);
        }
        // `Topology::new` takes arcs sorted by their tails.
        arcs.sort_unstable();
        let pairs: Vec<(NodeIx, NodeIx)> = arcs.iter().map(|arc| (arc.0, arc.1)).collect();
        Self { topology: Topology::new(at.len(), &pairs), at, arcs }
    }

    fn length(&self, arc: ArcIx) -> u32 {
        self.arcs[arc.index()].2
    }

    fn longer(&self, arc: ArcIx) -> (ArcIx, u32) {
        (arc, self.length(arc) / 5 * 6)
    }

    /// Seconds, an arc, a hash; a tag.
    fn attributes(&self, arc: ArcIx) -> PathAttributes {
        // At 15 m/s.
        let seconds = u64::from(self.length(arc)) / 15;
        PathAttributes {
            // Knuth's multiplicative hash, modulo the largest prime below 2^32.
            tie_break: [seconds, 1, arc.index() as u64 * 2_654_435_761 % 4_294_967_291],
            tags: TagSet::default().with(arc.index() % 512),
        }
    }
}

/// Edits of many arcs at once, near each other or everywhere.
fn edit_arcs(mut weighted: Weighted<'_, u32>, network: &Network) {
    let arcs = network.arcs.len();
    for many in [1_000, 10_000, 30_000, 70_000, 200_000] {
        for (what, from) in [("near", arcs / 3), ("spread", 0)] {
            // Near: arcs one after the other. Spread: at equal steps over all.
            let step = if from == 0 { (arcs / many).max(1) } else { 1 };
            let chosen = (from..arcs).step_by(step).take(many).map(ArcIx::from);
            let edits: Vec<_> = chosen.map(|arc| network.longer(arc)).collect();
            timed(&format!("{many} arcs {what} longer"), || {
                let undo = weighted.edit(&edits);
                weighted.undo(undo);
            });
        }
    }
}

/// All pairs after edits.
fn edit_pairs(pairs: &PathMatrix<u32>, mut space: Workspace<'_, u32>, endpoints: &Endpoints, network: &Network) {
    let attributes = |arc| network.attributes(arc);
    let mut edits = |what: &str, edits: Vec<(ArcIx, u32)>| {
        let own = Edits { lengths: &edits, attributes };
        let changed = timed(what, || pairs.after_increases(&mut space, endpoints, own).len());
        println!("  {} arcs, {changed} pairs", edits.len());
    };
    let all = || (0..network.arcs.len()).map(ArcIx::from);
    let tail = |arc: ArcIx| network.at[network.topology.tail(arc).index()];
    edits("one arc closed", vec![(ArcIx::from(network.arcs.len() / 3), u32::INFINITY)]);
    // A part of Germany, central Europe, the Suez Canal, central Asia.
    for (lat, lon, radius) in [(50.0, 10.0, 1.0), (50.0, 10.0, 7.0), (30.0, 32.5, 1.0), (45.0, 70.0, 10.0)] {
        let near = |arc: &ArcIx| {
            let at = tail(*arc);
            // 0.7 is the cosine of 45 degrees: how much shorter a degree of longitude is there.
            (at.lat - lat).hypot((at.lon - lon) * 0.7) < radius
        };
        let closed = all().filter(near).map(|arc| (arc, u32::INFINITY));
        edits(&format!("disc of {radius} degrees closed"), closed.collect());
        edits("the same longer", all().filter(near).map(|arc| network.longer(arc)).collect());
    }
    // Roughly the Americas.
    let west = |arc: &ArcIx| tail(*arc).lon < -20.0;
    edits("the west longer", all().filter(west).map(|arc| network.longer(arc)).collect());
}

/// Single pairs with their arcs, drawn evenly: medians of 1,000, and of 100 for ten paths each.
fn one_pair(weighted: &Weighted<'_, u32>, network: &Network) {
    let nodes = network.topology.node_count();
    let attributes = |arc| network.attributes(arc);
    // By the formula of `benches/peers/pairs.py`, so that sums can be compared.
    let draw = |i: usize| [(i * 7919 * 131 + 17) % nodes, (i * 104_729 + 4_217) % nodes].map(NodeIx::from);
    let sum = |arcs: &[ArcIx]| arcs.iter().map(|&arc| u64::from(network.length(arc))).sum::<u64>();
    let median = |what: &str, many: usize, work: &mut dyn FnMut(NodeIx, NodeIx) -> Vec<Vec<ArcIx>>| {
        let mut times = Vec::new();
        // Metres of the first hundred pairs, for others to find too.
        let (mut arcs, mut metres) = (0, 0);
        for (at, [from, to]) in (0..many).map(draw).enumerate() {
            let start = Instant::now();
            let paths = work(from, to);
            times.push(start.elapsed());
            arcs += paths.iter().map(Vec::len).sum::<usize>();
            metres += if at < 100 { paths.iter().map(|path| sum(path)).sum() } else { 0 };
        }
        times.sort_unstable();
        if std::env::var("CORRIDOR_PEERS").is_ok() {
            println!("{{\"what\": \"{what}\", \"s\": {}, \"sum\": {metres}}}", times[many / 2].as_secs_f64());
            return;
        }
        println!("{what}: median {:.1?}, 99 of 100 {:.1?}, {arcs} arcs", times[many / 2], times[many * 99 / 100]);
    };
    let mut space = Workspace::new(weighted.clone());
    median("one pair with links", 1_000, &mut |from, to| {
        space.shortest_path((from, to), attributes).map(|(_, arcs)| arcs).into_iter().collect()
    });
    let limit = SearchLimit { paths: 10, examined: 20_000 };
    median("ten routes with links", 100, &mut |from, to| {
        let key = |arc: ArcIx| {
            let (length, attributes) = (network.length(arc), network.attributes(arc));
            (length < u32::INFINITY).then(|| PathCost {
                objective: length.into(),
                cost: Cost(length.into()),
                time: Seconds(attributes.tie_break[0] as i64),
                legs: 1,
                tie: attributes.tie_break[2],
            })
        };
        let found = weighted.k_shortest_paths(&network.topology, key, (from, to), limit);
        found.paths.into_iter().map(|path| path.arcs).collect()
    });
}

/// One line of JSON: seconds, and sums by which values are compared.
fn peers(hierarchy: &Hierarchy, mapping: &ArcMapping, sources: &[NodeIx], length: impl Fn(ArcIx) -> u32) {
    let weighted = Weighted::new(hierarchy, mapping, &length);
    let mut times = Vec::new();
    let mut sum = 0;
    for _ in 0..15 {
        let start = Instant::now();
        let found = weighted.one_to_all(sources[0], Direction::Forward);
        times.push(start.elapsed());
        sum = found.iter().filter(|&&found| found < u32::INFINITY).map(|&found| u64::from(found)).sum();
    }
    times.sort_unstable();
    let endpoints = Endpoints::new(hierarchy, sources, sources);
    let start = Instant::now();
    // Customized again, since the time of the matrix includes it.
    let weighted = Weighted::new(hierarchy, mapping, &length);
    let labels = |heading| (0..sources.len()).map(|at| weighted.labels(&endpoints, heading, at)).collect::<Vec<_>>();
    let (out, back) = (labels(Direction::Forward), labels(Direction::Backward));
    let pairs = out.iter().enumerate().flat_map(|a| back.iter().enumerate().map(move |b| (a, b)));
    let lengths = pairs.map(|((a, out), (b, back))| join_labels(out, back, endpoints.common(a, b)));
    let matrix: u64 = lengths.filter(|&found| found < u32::INFINITY).map(u64::from).sum();
    println!(
        "{{\"one_to_all_s\": {}, \"one_to_all_sum\": {sum}, \"matrix_s\": {}, \"matrix_sum\": {matrix}}}",
        times[7].as_secs_f64(),
        start.elapsed().as_secs_f64()
    );
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what} {:.2?}", start.elapsed());
    done
}

/// Numbers of a CSV file without its header.
fn rows(path: &str) -> Vec<Vec<f64>> {
    // Benches run in the folder of their package.
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect()
}
