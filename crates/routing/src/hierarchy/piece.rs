//! A piece of a graph while it is ordered: undirected, simple, with a position in space for each node.

use crate::topology::{NONE, to_u32};

/// An undirected graph: the arcs of node `n` are `first[n] .. first[n + 1]`.
pub(super) struct Piece {
    /// By node: its number in the whole graph.
    pub original: Vec<u32>,
    pub first: Vec<u32>,
    pub head: Vec<u32>,
    /// By arc: the arc in the other direction.
    pub reverse: Vec<u32>,
    /// By node: on the unit sphere.
    pub at: Vec<[f32; 3]>,
}

impl Piece {
    /// The whole graph, of edges in any order; loops and repetitions are ignored.
    pub fn new(at: Vec<[f32; 3]>, edges: impl Iterator<Item = (u32, u32)>) -> Self {
        // Each edge as two arcs, sorted by tail and head: sorting makes the rows and finds repetitions.
        let mut both: Vec<(u32, u32)> = edges.filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        both.sort_unstable();
        both.dedup();
        let original = (0..to_u32(at.len())).collect();
        let mut first = vec![0; at.len() + 1];
        both.iter().for_each(|(tail, _)| first[*tail as usize + 1] += 1);
        (0..at.len()).for_each(|node| first[node + 1] += first[node]);
        let head: Vec<u32> = both.iter().map(|arc| arc.1).collect();
        let mut piece = Self { original, first, head, reverse: Vec::new(), at };
        piece.reverse = piece.reverses();
        piece
    }

    pub fn nodes(&self) -> usize {
        self.original.len()
    }

    pub fn arcs(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// By arc. Heads are sorted, so the arcs into a node come in the order of their tails: that of its own arcs.
    fn reverses(&self) -> Vec<u32> {
        let mut next = self.first.clone();
        let mut reverse = vec![0; self.head.len()];
        for tail in 0..to_u32(self.nodes()) {
            for arc in self.arcs(tail) {
                let slot = &mut next[self.head[arc] as usize];
                reverse[arc] = *slot;
                *slot += 1;
            }
        }
        reverse
    }

    /// The connected components of a choice of nodes, in the order of their first.
    pub fn components(&self, chosen: impl Fn(u32) -> bool) -> Vec<Self> {
        let mut local = vec![NONE; self.nodes()];
        let mut components = Vec::new();
        let mut seen = vec![false; self.nodes()];
        for start in 0..to_u32(self.nodes()) {
            if seen[start as usize] || !chosen(start) {
                continue;
            }
            // Breadth first: the list of nodes is its own queue.
            seen[start as usize] = true;
            let mut nodes = vec![start];
            let mut at = 0;
            while at < nodes.len() {
                for arc in self.arcs(nodes[at]) {
                    let head = self.head[arc];
                    if chosen(head) && !std::mem::replace(&mut seen[head as usize], true) {
                        nodes.push(head);
                    }
                }
                at += 1;
            }
            components.push(self.induced(nodes, &mut local));
        }
        components
    }

    /// The piece that some nodes induce; `local`, by node, is [`NONE`] before and after.
    fn induced(&self, mut nodes: Vec<u32>, local: &mut [u32]) -> Self {
        // In the order of the whole piece, so that heads stay sorted: `reverses` relies on it.
        nodes.sort_unstable();
        nodes.iter().enumerate().for_each(|(own, &node)| local[node as usize] = to_u32(own));
        let mut first = Vec::with_capacity(nodes.len() + 1);
        let mut head = Vec::new();
        first.push(0);
        for &node in &nodes {
            head.extend(self.arcs(node).map(|arc| local[self.head[arc] as usize]).filter(|&own| own != NONE));
            first.push(to_u32(head.len()));
        }
        // Resetting its own nodes alone keeps many small pieces from costing the whole each.
        nodes.iter().for_each(|&node| local[node as usize] = NONE);
        let original = nodes.iter().map(|&node| self.original[node as usize]).collect();
        let at = nodes.iter().map(|&node| self.at[node as usize]).collect();
        let mut piece = Self { original, first, head, reverse: Vec::new(), at };
        piece.reverse = piece.reverses();
        piece
    }

    /// By line and node: the projection of the node. Four lines are in the plane that touches the sphere in the middle
    /// of the piece; where it spans much of the sphere there are the three axes too.
    pub fn projections(&self) -> Vec<Vec<f32>> {
        let sum = self.at.iter().fold([0.0_f64; 3], |sum, at| [0, 1, 2].map(|k| sum[k] + f64::from(at[k])));
        // How far the mean is from the centre: 1 where all nodes are at one place, near 0 where they are all around.
        let mean = norm(sum) / as_f64(self.nodes());
        let [x, y, z] = unit(sum);
        // At a pole no direction is east: any that touches the sphere there serves.
        let east = unit(if x.hypot(y) > 1e-9 { [-y, x, 0.0] } else { [0.0, 1.0, 0.0] });
        let north = cross([x, y, z], east);
        let mix = |a: f64, b: f64| [0, 1, 2].map(|k| a * east[k] + b * north[k]);
        // East, north and the two diagonals. Their lengths do not matter, since nodes are only sorted along them.
        let mut along = vec![mix(1.0, 0.0), mix(0.0, 1.0), mix(1.0, 1.0), mix(1.0, -1.0)];
        // A disc of a quarter of the sphere has its mean at 0.75.
        if mean < 0.75 {
            along.extend([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        }
        along.iter().map(|line| self.at.iter().map(|at| dot(*at, *line)).collect()).collect()
    }
}

#[allow(clippy::cast_precision_loss)]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[allow(clippy::cast_possible_truncation)]
fn dot(at: [f32; 3], line: [f64; 3]) -> f32 {
    (0..3).map(|k| f64::from(at[k]) * line[k]).sum::<f64>() as f32
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn norm(a: [f64; 3]) -> f64 {
    a.iter().map(|x| x * x).sum::<f64>().sqrt()
}

/// The zero vector has no direction: it becomes a pole.
fn unit(a: [f64; 3]) -> [f64; 3] {
    let norm = norm(a);
    if norm > 1e-12 { a.map(|x| x / norm) } else { [0.0, 0.0, 1.0] }
}
