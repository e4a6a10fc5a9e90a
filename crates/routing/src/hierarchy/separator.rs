//! A small set of nodes that parts a graph in two: inertial flow.
//!
//! A. Schild, C. Sommer: On balanced separators in road networks, 2015. Nodes are sorted along a line; those at its
//! ends become source and sink, and a minimum cut between them (E. A. Dinic, 1970; unit capacities) is found. Of
//! several lines the cut is kept whose edges, squared, are the fewest for each node of the smaller side (by edges alone
//! pieces get ragged, by edges a node cuts get long; measured, as `END`, by shortcuts and triangles on the world's main
//! roads and sea lanes), and of its edges a least vertex cover (D. Konig, 1931) is the separator.

use rayon::prelude::*;

use super::piece::Piece;

/// The share of nodes at each end of a line that a cut may not part.
const END: f64 = 0.2;

/// From how many nodes on lines are tried at the same time.
const WIDE: usize = 20_000;

/// Where each node of a piece lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Separator,
}

/// Parts a connected piece of at least two nodes.
pub(super) fn separate(piece: &Piece) -> Vec<Side> {
    let lines = piece.lines();
    let best = if piece.nodes() >= WIDE {
        let cuts: Vec<Option<Cut>> = lines.par_iter().map(|line| Flow::new(piece, line).cut(None)).collect();
        cuts.into_iter().flatten().reduce(|best, next| if next.beats(&best) { next } else { best })
    } else {
        lines.iter().fold(None, |best: Option<Cut>, line| {
            let next = Flow::new(piece, line).cut(best.as_ref());
            match (best, next) {
                (Some(best), Some(next)) => Some(if next.beats(&best) { next } else { best }),
                (best, next) => best.or(next),
            }
        })
    };
    // Without a bound every line gives a cut, and there is a line.
    best.map_or_else(|| vec![Side::Separator; piece.nodes()], |cut| cover(piece, &cut.left))
}

/// A cut by edges.
struct Cut {
    /// By node.
    left: Vec<bool>,
    edges: usize,
    /// Nodes on the smaller side.
    small: usize,
}

impl Cut {
    /// Fewer edges, squared, for each node of the smaller side?
    fn beats(&self, other: &Self) -> bool {
        (square(self.edges) * other.small as u128) < square(other.edges) * self.small as u128
    }
}

fn square(edges: usize) -> u128 {
    edges as u128 * edges as u128
}

/// Unit flow from one end of a line to the other.
struct Flow<'a> {
    piece: &'a Piece,
    /// By node.
    role: Vec<Role>,
    sources: Vec<u32>,
    sinks: Vec<u32>,
    /// By arc: what flows, against its reverse.
    flow: Vec<i8>,
    level: Vec<u32>,
    next: Vec<u32>,
    value: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Sink,
    Between,
}

/// Not reached.
const INFINITY: u32 = u32::MAX;

impl<'a> Flow<'a> {
    fn new(piece: &'a Piece, line: &[f32]) -> Self {
        let nodes = piece.nodes();
        let end = ends(nodes);
        let mut along: Vec<u32> = (0..u32::try_from(nodes).unwrap_or(INFINITY)).collect();
        let by = |a: &u32, b: &u32| line[*a as usize].total_cmp(&line[*b as usize]).then(a.cmp(b));
        along.select_nth_unstable_by(end - 1, by);
        along[end..].select_nth_unstable_by(nodes - 2 * end, by);
        let mut role = vec![Role::Between; nodes];
        along[..end].iter().for_each(|&node| role[node as usize] = Role::Source);
        along[nodes - end..].iter().for_each(|&node| role[node as usize] = Role::Sink);
        // Only the rim of an end can pass anything on.
        let rim = |role_of: Role, nodes: &[u32]| -> Vec<u32> {
            let mut rim: Vec<u32> = nodes
                .iter()
                .copied()
                .filter(|&node| piece.out(node).any(|arc| role[piece.head[arc] as usize] != role_of))
                .collect();
            rim.sort_unstable();
            rim
        };
        let sources = rim(Role::Source, &along[..end]);
        let sinks = rim(Role::Sink, &along[nodes - end..]);
        Self {
            piece,
            sources,
            sinks,
            role,
            flow: vec![0; piece.head.len()],
            level: vec![INFINITY; nodes],
            next: vec![0; nodes],
            value: 0,
        }
    }

    /// A minimum cut; `None` where it cannot beat what is known.
    fn cut(mut self, known: Option<&Cut>) -> Option<Cut> {
        while self.levels() {
            self.next.copy_from_slice(&self.piece.first[..self.piece.nodes()]);
            for at in 0..self.sources.len() {
                while self.augment(self.sources[at]) {
                    self.value += 1;
                }
            }
            let half = self.piece.nodes() / 2;
            let lost =
                |known: &Cut| square(self.value) * known.small as u128 >= square(known.edges) * half as u128;
            if known.is_some_and(lost) {
                return None;
            }
        }
        Some(self.balanced())
    }

    /// Breadth-first levels from the sources; whether a sink is reached.
    fn levels(&mut self) -> bool {
        self.level.fill(INFINITY);
        self.sources.iter().for_each(|&node| self.level[node as usize] = 0);
        let mut queue = self.sources.clone();
        let (mut at, mut last) = (0, INFINITY);
        while at < queue.len() {
            let node = queue[at];
            at += 1;
            let level = self.level[node as usize] + 1;
            if level > last {
                break;
            }
            for arc in self.piece.out(node) {
                let head = self.piece.head[arc];
                if self.flow[arc] > 0 || self.level[head as usize] != INFINITY {
                    continue;
                }
                match self.role[head as usize] {
                    Role::Source => {}
                    Role::Sink => {
                        self.level[head as usize] = level;
                        last = level;
                    }
                    Role::Between => {
                        self.level[head as usize] = level;
                        queue.push(head);
                    }
                }
            }
        }
        last != INFINITY
    }

    /// Sends one unit from a source along the levels.
    fn augment(&mut self, source: u32) -> bool {
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        loop {
            if self.role[node as usize] == Role::Sink {
                for arc in path {
                    self.flow[arc] += 1;
                    self.flow[self.piece.back[arc] as usize] -= 1;
                }
                return true;
            }
            let level = self.level[node as usize] + 1;
            let end = self.piece.first[node as usize + 1];
            let mut found = None;
            while self.next[node as usize] < end {
                let arc = self.next[node as usize] as usize;
                if self.flow[arc] <= 0 && self.level[self.piece.head[arc] as usize] == level {
                    found = Some(arc);
                    break;
                }
                self.next[node as usize] += 1;
            }
            match found {
                Some(arc) => {
                    path.push(arc);
                    node = self.piece.head[arc];
                }
                None => {
                    let Some(arc) = path.pop() else { return false };
                    node = self.piece.head[self.piece.back[arc] as usize];
                    self.next[node as usize] += 1;
                }
            }
        }
    }

    /// Of the minimum cuts nearest to either end the one that parts more evenly.
    fn balanced(&self) -> Cut {
        let nodes = self.piece.nodes();
        let from_sources = self.reached(&self.sources, Role::Source, |flow| flow <= 0);
        let from_sinks = self.reached(&self.sinks, Role::Sink, |flow| flow >= 0);
        let count = |side: &[bool]| side.iter().filter(|&&on| on).count();
        let small = |side: &[bool]| count(side).min(nodes - count(side));
        let (near, far) = (small(&from_sources), small(&from_sinks));
        let left = if near >= far { from_sources } else { from_sinks.iter().map(|on| !on).collect() };
        Cut { left, edges: self.value, small: near.max(far) }
    }

    fn reached(&self, rim: &[u32], own: Role, open: impl Fn(i8) -> bool) -> Vec<bool> {
        let mut reached: Vec<bool> = self.role.iter().map(|&role| role == own).collect();
        let mut stack = rim.to_vec();
        while let Some(node) = stack.pop() {
            for arc in self.piece.out(node).filter(|&arc| open(self.flow[arc])) {
                let head = self.piece.head[arc];
                if !std::mem::replace(&mut reached[head as usize], true) {
                    stack.push(head);
                }
            }
        }
        reached
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]
fn ends(nodes: usize) -> usize {
    ((nodes as f64 * END) as usize).max(1)
}

/// The least set of nodes that touches every edge of a cut, taken out of both sides.
fn cover(piece: &Piece, left: &[bool]) -> Vec<Side> {
    let mut sides: Vec<Side> = left.iter().map(|&on| if on { Side::Left } else { Side::Right }).collect();
    let crosses = |arc: &usize| !left[piece.head[*arc] as usize];
    let lefts: Vec<u32> = (0..piece.nodes())
        .map(|node| u32::try_from(node).unwrap_or(INFINITY))
        .filter(|&node| left[node as usize] && piece.out(node).any(|arc| crosses(&arc)))
        .collect();
    let matched = matching(piece, &lefts, &crosses);
    // Konig: from unmatched nodes on the left along alternating ways; left nodes not reached and right nodes reached.
    let mut reached = vec![false; piece.nodes()];
    let taken: Vec<bool> = {
        let mut taken = vec![false; piece.nodes()];
        matched.iter().for_each(|(_, own)| taken[*own as usize] = true);
        taken
    };
    let mut stack: Vec<u32> = lefts.iter().copied().filter(|&node| !taken[node as usize]).collect();
    stack.iter().for_each(|&node| reached[node as usize] = true);
    while let Some(node) = stack.pop() {
        for arc in piece.out(node).filter(crosses) {
            let right = piece.head[arc];
            if std::mem::replace(&mut reached[right as usize], true) {
                continue;
            }
            let own = matched.get(&right).copied();
            stack.extend(own.filter(|&own| !std::mem::replace(&mut reached[own as usize], true)));
        }
    }
    for &node in &lefts {
        if !reached[node as usize] {
            sides[node as usize] = Side::Separator;
        }
        for arc in piece.out(node).filter(crosses) {
            let right = piece.head[arc] as usize;
            if reached[right] {
                sides[right] = Side::Separator;
            }
        }
    }
    sides
}

/// A largest matching of the cut's edges: by right node its left node. H. W. Kuhn, 1955.
fn matching(
    piece: &Piece,
    lefts: &[u32],
    crosses: &impl Fn(&usize) -> bool,
) -> std::collections::BTreeMap<u32, u32> {
    let mut matched = std::collections::BTreeMap::new();
    for &left in lefts {
        let mut seen = std::collections::BTreeSet::new();
        // Nodes on the left on an alternating way, the arc each looks at, and the right node it came by.
        let mut stack = vec![(left, piece.first[left as usize] as usize)];
        let mut ways: Vec<u32> = Vec::new();
        while let Some((node, at)) = stack.last_mut() {
            let (node, arc) = (*node, *at);
            if arc == piece.first[node as usize + 1] as usize {
                stack.pop();
                ways.pop();
                continue;
            }
            *at += 1;
            let right = piece.head[arc];
            if !crosses(&arc) || !seen.insert(right) {
                continue;
            }
            ways.push(right);
            match matched.get(&right) {
                Some(&own) => stack.push((own, piece.first[own as usize] as usize)),
                None => {
                    stack.iter().zip(&ways).for_each(|(&(own, _), &right)| _ = matched.insert(right, own));
                    break;
                }
            }
        }
    }
    matched
}
