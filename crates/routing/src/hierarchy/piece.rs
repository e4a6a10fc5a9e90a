//! A part of a graph while it is ordered: undirected, simple, with a place in space for each node.

use super::separator::Side;

/// An undirected graph: the arcs of node `n` are `first[n] .. first[n + 1]`, each with its reverse in `back`.
pub(super) struct Piece {
    /// By node: its number in the whole.
    pub name: Vec<u32>,
    pub first: Vec<u32>,
    pub head: Vec<u32>,
    pub back: Vec<u32>,
    /// By node: on the unit sphere.
    pub at: Vec<[f32; 3]>,
}

/// No node of the part that is taken out.
const NONE: u32 = u32::MAX;

impl Piece {
    /// Of edges in any order; loops and repetitions do not matter.
    pub fn new(at: Vec<[f32; 3]>, edges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut both: Vec<(u32, u32)> =
            edges.filter(|(a, b)| a != b).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        both.sort_unstable();
        both.dedup();
        let name = (0..index(at.len())).collect();
        let mut first = vec![0; at.len() + 1];
        both.iter().for_each(|(tail, _)| first[*tail as usize + 1] += 1);
        (0..at.len()).for_each(|node| first[node + 1] += first[node]);
        let head: Vec<u32> = both.iter().map(|arc| arc.1).collect();
        let mut piece = Self { name, first, head, back: Vec::new(), at };
        piece.back = piece.backs();
        piece
    }

    pub fn nodes(&self) -> usize {
        self.name.len()
    }

    /// Positions of the arcs of a node.
    pub fn out(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// The reverse of each arc: heads are sorted, so the arcs into a node come in the order of their tails.
    fn backs(&self) -> Vec<u32> {
        let mut next = self.first.clone();
        let mut back = vec![0; self.head.len()];
        for tail in 0..index(self.nodes()) {
            for arc in self.out(tail) {
                let slot = &mut next[self.head[arc] as usize];
                back[arc] = *slot;
                *slot += 1;
            }
        }
        back
    }

    /// The connected pieces of a choice of nodes, in the order of their first.
    pub fn parts(&self, chosen: impl Fn(u32) -> bool) -> Vec<Self> {
        let mut local = vec![NONE; self.nodes()];
        let mut parts = Vec::new();
        let mut seen = vec![false; self.nodes()];
        for start in 0..index(self.nodes()) {
            if seen[start as usize] || !chosen(start) {
                continue;
            }
            seen[start as usize] = true;
            let mut nodes = vec![start];
            let mut at = 0;
            while at < nodes.len() {
                for arc in self.out(nodes[at]) {
                    let head = self.head[arc];
                    if chosen(head) && !std::mem::replace(&mut seen[head as usize], true) {
                        nodes.push(head);
                    }
                }
                at += 1;
            }
            parts.push(self.part(nodes, &mut local));
        }
        parts
    }

    /// The piece of some nodes; `local` is blank and left blank.
    fn part(&self, mut nodes: Vec<u32>, local: &mut [u32]) -> Self {
        nodes.sort_unstable();
        nodes.iter().enumerate().for_each(|(own, &node)| local[node as usize] = index(own));
        let mut first = Vec::with_capacity(nodes.len() + 1);
        let mut head = Vec::new();
        first.push(0);
        for &node in &nodes {
            head.extend(self.out(node).map(|arc| local[self.head[arc] as usize]).filter(|&own| own != NONE));
            first.push(index(head.len()));
        }
        nodes.iter().for_each(|&node| local[node as usize] = NONE);
        let name = nodes.iter().map(|&node| self.name[node as usize]).collect();
        let at = nodes.iter().map(|&node| self.at[node as usize]).collect();
        let mut part = Self { name, first, head, back: Vec::new(), at };
        part.back = part.backs();
        part
    }

    /// Where each node lies along several lines: four in the plane that touches the sphere in the middle of the piece,
    /// and the three axes where it spans much of the sphere.
    pub fn lines(&self) -> Vec<Vec<f32>> {
        let sum = self.at.iter().fold([0.0_f64; 3], |sum, at| [0, 1, 2].map(|k| sum[k] + f64::from(at[k])));
        let mean = norm(sum) / as_f64(self.nodes());
        let [x, y, z] = unit(sum);
        let east = unit(if x.hypot(y) > 1e-9 { [-y, x, 0.0] } else { [0.0, 1.0, 0.0] });
        let north = cross([x, y, z], east);
        let mix = |a: f64, b: f64| [0, 1, 2].map(|k| a * east[k] + b * north[k]);
        let mut along = vec![mix(1.0, 0.0), mix(0.0, 1.0), mix(1.0, 1.0), mix(1.0, -1.0)];
        // A disc of a quarter of the sphere has its mean at 0.75.
        if mean < 0.75 {
            along.extend([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        }
        along.iter().map(|line| self.at.iter().map(|at| dot(*at, *line)).collect()).collect()
    }

    /// Nodes on one side.
    pub fn on(&self, sides: &[Side], side: Side) -> Vec<u32> {
        (0..index(self.nodes())).filter(|&node| sides[node as usize] == side).collect()
    }
}

/// Graphs are checked on building to have fewer than 2^32 arcs.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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

/// The zero vector has no direction and is sent to a pole.
fn unit(a: [f64; 3]) -> [f64; 3] {
    let norm = norm(a);
    if norm > 1e-12 { a.map(|x| x / norm) } else { [0.0, 0.0, 1.0] }
}
