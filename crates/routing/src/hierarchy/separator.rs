//! A small set of nodes that separates a graph in two: inertial flow.
//!
//! A. Schild, C. Sommer: On balanced separators in road networks, 2015. Nodes are sorted along a line; those at its
//! ends become source and sink, and a minimum cut between them (E. A. Dinic, 1970; unit capacities) is found. Of
//! several lines the cut is kept that has the fewest edges, squared, for each node of the smaller side: by edges alone
//! pieces get ragged, by edges for each node cuts get long (measured, as is `END_SHARE`, by shortcuts and triangles on
//! the world's main roads and sea lanes). Of its edges a minimum vertex cover (D. Konig, 1931) is the separator.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::piece::Piece;
use crate::topology::to_u32;

/// The share of nodes at each end of a line that a cut may not separate.
const END_SHARE: f64 = 0.2;

/// From how many nodes on lines are tried in parallel.
const PARALLEL: usize = 20_000;

/// Where a node of a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Separator,
}

/// Separates a connected piece of at least two nodes: by node.
pub(super) fn separate(piece: &Piece) -> Vec<Side> {
    let lines = piece.projections();
    let best = if piece.nodes() >= PARALLEL {
        let cuts: Vec<Option<Cut>> = lines.par_iter().map(|line| Flow::new(piece, line).cut(None)).collect();
        // Compared in the order of the lines: of equal cuts the first stays, whatever the number of threads.
        cuts.into_iter().flatten().reduce(|best, next| if next.beats(&best) { next } else { best })
    } else {
        // One after the other, so that a flow stops where it can no longer beat the best cut.
        lines.iter().fold(None, |best: Option<Cut>, line| {
            let next = Flow::new(piece, line).cut(best.as_ref());
            match (best, next) {
                (Some(best), Some(next)) => Some(if next.beats(&best) { next } else { best }),
                (best, next) => best.or(next),
            }
        })
    };
    // The first line has no cut to beat, so there is one.
    best.map_or_else(|| vec![Side::Separator; piece.nodes()], |cut| cover(piece, &cut.left))
}

struct Cut {
    /// By node.
    left: Vec<bool>,
    edges: usize,
    /// Nodes on the smaller side.
    small: usize,
}

impl Cut {
    /// Whether it has fewer edges, squared, for each node of the smaller side.
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
    /// Nodes at the source end with a neighbour beyond it, ascending; the others can pass nothing on.
    sources: Vec<u32>,
    /// Likewise at the sink end.
    sinks: Vec<u32>,
    /// By arc: 1, 0, or -1 where its reverse carries flow.
    flow: Vec<i8>,
    /// By node: breadth-first distance from the sources in the residual graph.
    level: Vec<u32>,
    /// By node: the arc that is tried next.
    next: Vec<u32>,
    /// Units sent so far: in the end the edges of a minimum cut.
    value: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Sink,
    Between,
}

/// The level of a node that is not reached.
const UNREACHED: u32 = u32::MAX;

impl<'a> Flow<'a> {
    fn new(piece: &'a Piece, line: &[f32]) -> Self {
        let nodes = piece.nodes();
        // At least 1 and, of two nodes or more, at most half: both selections are within bounds.
        let end = ends(nodes);
        let mut along: Vec<u32> = (0..to_u32(nodes)).collect();
        // Nodes at one place are ordered by number, so that the ends are the same on every run.
        let by = |a: &u32, b: &u32| line[*a as usize].total_cmp(&line[*b as usize]).then(a.cmp(b));
        // Only the two ends are needed in order of the line: two selections instead of a sort.
        along.select_nth_unstable_by(end - 1, by);
        along[end..].select_nth_unstable_by(nodes - 2 * end, by);
        let mut role = vec![Role::Between; nodes];
        along[..end].iter().for_each(|&node| role[node as usize] = Role::Source);
        along[nodes - end..].iter().for_each(|&node| role[node as usize] = Role::Sink);
        // Only nodes with neighbours beyond their own end can pass anything on.
        let rim = |role_of: Role, nodes: &[u32]| -> Vec<u32> {
            let mut rim: Vec<u32> = nodes
                .iter()
                .copied()
                .filter(|&node| piece.arcs(node).any(|arc| role[piece.head[arc] as usize] != role_of))
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
            level: vec![UNREACHED; nodes],
            next: vec![0; nodes],
            value: 0,
        }
    }

    /// A minimum cut; `None` where it cannot beat the one that is known.
    fn cut(mut self, known: Option<&Cut>) -> Option<Cut> {
        while self.levels() {
            // A phase of Dinic: a blocking flow along the levels. Each node starts again with its first arc.
            self.next.copy_from_slice(&self.piece.first[..self.piece.nodes()]);
            for at in 0..self.sources.len() {
                while self.augment(self.sources[at]) {
                    self.value += 1;
                }
            }
            let half = self.piece.nodes() / 2;
            // The flow only grows: its cut cannot win even if its smaller side were half of all.
            let beaten = |known: &Cut| square(self.value) * known.small as u128 >= square(known.edges) * half as u128;
            if known.is_some_and(beaten) {
                return None;
            }
        }
        Some(self.balanced())
    }

    /// The level graph of a phase; whether a sink can be reached.
    fn levels(&mut self) -> bool {
        self.level.fill(UNREACHED);
        self.sources.iter().for_each(|&node| self.level[node as usize] = 0);
        let mut queue = self.sources.clone();
        let (mut at, mut last) = (0, UNREACHED);
        while at < queue.len() {
            let node = queue[at];
            at += 1;
            let level = self.level[node as usize] + 1;
            // Beyond the level of the nearest sink nothing is on a shortest augmenting path.
            if level > last {
                break;
            }
            for arc in self.piece.arcs(node) {
                let head = self.piece.head[arc];
                // With capacity 1 an arc that carries flow is saturated.
                if self.flow[arc] > 0 || self.level[head as usize] != UNREACHED {
                    continue;
                }
                match self.role[head as usize] {
                    // All sources are one node in effect: no flow needs to enter another.
                    Role::Source => {}
                    // It ends the path, so it is not queued.
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
        last != UNREACHED
    }

    /// Sends one unit from a source along the levels.
    fn augment(&mut self, source: u32) -> bool {
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        loop {
            if self.role[node as usize] == Role::Sink {
                // An arc and its reverse carry one flow, with opposite signs.
                for arc in path {
                    self.flow[arc] += 1;
                    self.flow[self.piece.reverse[arc] as usize] -= 1;
                }
                return true;
            }
            let level = self.level[node as usize] + 1;
            let end = self.piece.first[node as usize + 1];
            let mut found = None;
            // Arcs before `next` were found to lead to no sink in this phase.
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
                    // A dead end: back to the node before, past the arc that led here.
                    let Some(arc) = path.pop() else { return false };
                    node = self.piece.head[self.piece.reverse[arc] as usize];
                    self.next[node as usize] += 1;
                }
            }
        }
    }

    /// Of the minimum cuts nearest to either end the more balanced one.
    fn balanced(&self) -> Cut {
        let nodes = self.piece.nodes();
        let from_sources = self.reached(&self.sources, Role::Source, |flow| flow <= 0);
        // Read backward: the reverse of an arc is open where the arc itself carries 0 or more.
        let from_sinks = self.reached(&self.sinks, Role::Sink, |flow| flow >= 0);
        let count = |side: &[bool]| side.iter().filter(|&&on| on).count();
        let small = |side: &[bool]| count(side).min(nodes - count(side));
        // Both are minimum cuts: the nearest to the sources and the nearest to the sinks.
        let (near, far) = (small(&from_sources), small(&from_sinks));
        // What reaches the sinks is the right side, so the left one is the rest.
        let left = if near >= far { from_sources } else { from_sinks.iter().map(|on| !on).collect() };
        Cut { left, edges: self.value, small: near.max(far) }
    }

    /// By node: whether it is at an end, or can be reached from its rim over arcs with such a flow.
    fn reached(&self, rim: &[u32], own: Role, open: impl Fn(i8) -> bool) -> Vec<bool> {
        let mut reached: Vec<bool> = self.role.iter().map(|&role| role == own).collect();
        let mut stack = rim.to_vec();
        while let Some(node) = stack.pop() {
            for arc in self.piece.arcs(node).filter(|&arc| open(self.flow[arc])) {
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
    ((nodes as f64 * END_SHARE) as usize).max(1)
}

/// A minimum set of nodes that touches every edge of a cut, taken out of both sides.
fn cover(piece: &Piece, left: &[bool]) -> Vec<Side> {
    let mut sides: Vec<Side> = left.iter().map(|&on| if on { Side::Left } else { Side::Right }).collect();
    let crosses = |arc: &usize| !left[piece.head[*arc] as usize];
    // The bipartite graph of the cut: nodes on the left with an edge across.
    let lefts: Vec<u32> = (0..piece.nodes())
        .map(to_u32)
        .filter(|&node| left[node as usize] && piece.arcs(node).any(|arc| crosses(&arc)))
        .collect();
    let matched = matching(piece, &lefts, &crosses);
    let mut is_matched = vec![false; piece.nodes()];
    matched.values().for_each(|own| is_matched[*own as usize] = true);
    // Konig: what alternating paths reach from unmatched nodes on the left; the cover is the left nodes that are not
    // reached and the right nodes that are.
    let mut reached = vec![false; piece.nodes()];
    let mut stack: Vec<u32> = lefts.iter().copied().filter(|&node| !is_matched[node as usize]).collect();
    stack.iter().for_each(|&node| reached[node as usize] = true);
    while let Some(node) = stack.pop() {
        for arc in piece.arcs(node).filter(crosses) {
            let right = piece.head[arc];
            if std::mem::replace(&mut reached[right as usize], true) {
                continue;
            }
            // It is matched: else the path to it would have made the matching larger.
            let own = matched.get(&right).copied();
            stack.extend(own.filter(|&own| !std::mem::replace(&mut reached[own as usize], true)));
        }
    }
    for &node in &lefts {
        if !reached[node as usize] {
            sides[node as usize] = Side::Separator;
        }
        for arc in piece.arcs(node).filter(crosses) {
            let right = piece.head[arc] as usize;
            if reached[right] {
                sides[right] = Side::Separator;
            }
        }
    }
    sides
}

/// A maximum matching of the cut's edges, by augmenting paths (H. W. Kuhn, 1955): by right node its left node.
fn matching(piece: &Piece, lefts: &[u32], crosses: &impl Fn(&usize) -> bool) -> BTreeMap<u32, u32> {
    let mut matched = BTreeMap::new();
    for &left in lefts {
        let mut seen = BTreeSet::new();
        // An alternating path: its left nodes with the arc that each tries next, and its right nodes.
        let mut stack = vec![(left, piece.first[left as usize] as usize)];
        let mut rights: Vec<u32> = Vec::new();
        while let Some((node, at)) = stack.last_mut() {
            let (node, arc) = (*node, *at);
            if arc == piece.first[node as usize + 1] as usize {
                // All its arcs are tried. The first left node has no right node before it to take back.
                stack.pop();
                rights.pop();
                continue;
            }
            *at += 1;
            let right = piece.head[arc];
            // A right node that was tried for this left node led nowhere, and would not now.
            if !crosses(&arc) || !seen.insert(right) {
                continue;
            }
            rights.push(right);
            match matched.get(&right) {
                Some(&own) => stack.push((own, piece.first[own as usize] as usize)),
                // A free node: each left node of the path takes the right node after it.
                None => {
                    stack.iter().zip(&rights).for_each(|(&(own, _), &right)| _ = matched.insert(right, own));
                    break;
                }
            }
        }
    }
    matched
}
