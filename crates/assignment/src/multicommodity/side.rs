//! One commodity: its spanning tree, flows and prices of nodes.

use super::problem::{NO_BUNDLE, Problem};
use crate::mincost::{Basis, NONE, Tree};

/// Where an arc stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// At its least flow.
    Low,
    /// At its most.
    Full,
    /// In the tree, above this node or below it.
    Tree(u32),
    /// In the basis, not in the tree.
    Extra,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub cost: f64,
    pub tail: u32,
    pub head: u32,
    pub bundle: u32,
}

/// What lies above a node, as passes over the whole tree read it.
#[derive(Clone, Copy, Debug)]
struct Above {
    /// Place of the parent.
    parent: u32,
    /// The arc between them.
    arc: u32,
    bundle: u32,
    /// 1 where the arc goes up, -1 where it goes down.
    sign: f32,
}

/// A commodity as the simplex has it.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Arcs that were asked for; then one from each node to the root.
    pub arcs: Vec<Arc>,
    /// How many were asked for.
    pub real: usize,
    pub low: Vec<f64>,
    pub most: Vec<f64>,
    pub flow: Vec<f64>,
    pub stand: Vec<Stand>,
    /// 1 at its least, -1 full, 0 in the basis: what a unit more of reduced cost means.
    pub sign: Vec<i8>,
    pub price: Vec<f64>,
    pub tree: Tree,
    /// All nodes, each after the one it hangs on; the root first.
    pub order: Vec<u32>,
    /// By node: its place there.
    pub place: Vec<u32>,
    /// By place: what lies above it.
    above: Vec<Above>,
    supply: Vec<f64>,
    /// What nodes send beside, so that no pivot stands still.
    extra: Vec<f64>,
}

impl Side {
    /// From the basis of the commodity alone. Nodes send a little more than they have, `nudge` or up to twice that, to the
    /// root: the basis is strongly feasible, so all that goes, and no flow of a tree arc is at a bound.
    pub fn new(problem: &Problem, commodity: usize, basis: Basis, nudge: f64) -> Self {
        let own = &problem.commodities()[commodity];
        let nodes = own.supply().len();
        let real = own.arcs().len();
        let root = nodes as u32;
        let arc = |(at, arc): (usize, &crate::mincost::Arc)| Arc {
            cost: arc.cost as f64,
            tail: arc.tail,
            head: arc.head,
            bundle: problem.bundle()[commodity][at],
        };
        let starts = (0..root).map(|node| Arc { cost: 0.0, tail: node, head: root, bundle: NO_BUNDLE });
        let starting = std::iter::repeat_n(0.0, nodes);
        let arcs: Vec<Arc> = own.arcs().iter().enumerate().map(arc).chain(starts).collect();
        let low: Vec<f64> = own.arcs().iter().map(|arc| arc.lower as f64).chain(starting).collect();
        let most = |at: usize| own.arcs().get(at).map_or(f64::INFINITY, |arc| arc.capacity as f64);
        let mut side = Self {
            real,
            most: (0..arcs.len()).map(most).collect(),
            flow: low.clone(),
            stand: vec![Stand::Low; arcs.len()],
            sign: vec![1; arcs.len()],
            price: vec![0.0; nodes + 1],
            order: Vec::with_capacity(nodes + 1),
            place: vec![0; nodes + 1],
            above: Vec::with_capacity(nodes + 1),
            supply: own.supply().iter().map(|&one| one as f64).chain([0.0]).collect(),
            extra: (0..nodes).map(|at| nudge * (1.0 + scattered(at))).collect(),
            tree: basis.tree,
            arcs,
            low,
        };
        side.extra.push(-side.extra.iter().sum::<f64>());
        for at in (0..real).filter(|&at| basis.full[at]) {
            side.put(at, Stand::Full);
            side.flow[at] = side.most[at];
        }
        for node in 0..root {
            side.put(side.tree.node[node as usize].arc as usize / 2, Stand::Tree(node));
        }
        side.reorder();
        side.settle();
        side
    }

    /// Nodes send what they have and nothing more.
    pub fn exact(&mut self) {
        self.extra.fill(0.0);
    }

    /// Flows of the tree, from all others.
    pub fn settle(&mut self) {
        let mut left: Vec<f64> = self.supply.iter().zip(&self.extra).map(|(own, more)| own + more).collect();
        for ((arc, &flow), stand) in self.arcs.iter().zip(&self.flow).zip(&self.stand) {
            if !matches!(stand, Stand::Tree(_)) {
                left[arc.tail as usize] -= flow;
                left[arc.head as usize] += flow;
            }
        }
        for &node in self.order[1..].iter().rev() {
            let amount = left[node as usize];
            let own = &self.tree.node[node as usize];
            left[own.parent as usize] += amount;
            self.flow[own.arc as usize / 2] = if own.arc % 2 == 1 { -amount } else { amount };
        }
    }

    pub fn put(&mut self, arc: usize, stand: Stand) {
        self.stand[arc] = stand;
        self.sign[arc] = match stand {
            Stand::Low => 1,
            Stand::Full => -1,
            Stand::Tree(_) | Stand::Extra => 0,
        };
    }

    /// Lists nodes anew, after the tree changed.
    pub fn reorder(&mut self) {
        self.order.clear();
        self.above.clear();
        let root = self.tree.root();
        let mut node = root;
        loop {
            self.place[node as usize] = self.order.len() as u32;
            self.order.push(node);
            let own = &self.tree.node[node as usize];
            self.above.push(if node == root {
                Above { parent: 0, arc: 0, bundle: NO_BUNDLE, sign: 0.0 }
            } else {
                let arc = own.arc / 2;
                let sign = if own.arc % 2 == 1 { -1.0 } else { 1.0 };
                let parent = self.place[own.parent as usize];
                Above { parent, arc, bundle: self.arcs[arc as usize].bundle, sign }
            });
            node = self.tree.next[node as usize];
            if node == root {
                break;
            }
        }
    }

    /// Whether a node is at or below another.
    fn below(&self, node: u32, top: u32) -> bool {
        let first = self.place[top as usize];
        (first..first + self.tree.node[top as usize].count).contains(&self.place[node as usize])
    }

    /// What goes over the tree arc above a node, in the arc's own direction, where a unit goes over an arc and back over
    /// the tree.
    pub fn passes(&self, above: u32, arc: usize) -> f64 {
        let Arc { tail, head, .. } = self.arcs[arc];
        let up = i8::from(self.below(head, above)) - i8::from(self.below(tail, above));
        let down = self.tree.node[above as usize].arc % 2 == 1;
        f64::from(if down { -up } else { up })
    }

    /// What a unit over an arc and back over the tree puts on bundles, those of tree arcs as often as they are passed.
    pub fn circle(&self, arc: usize, mut put: impl FnMut(u32, f64)) {
        let Arc { tail, head, bundle, .. } = self.arcs[arc];
        put(bundle, 1.0);
        let join = self.tree.join(tail, head);
        for (mut node, sign) in [(head, 1.0), (tail, -1.0)] {
            while node != join {
                let own = &self.tree.node[node as usize];
                put(self.arcs[own.arc as usize / 2].bundle, if own.arc % 2 == 1 { -sign } else { sign });
                node = own.parent;
            }
        }
    }

    /// Prices of nodes, where a unit on an arc costs what `cost` says of its position.
    pub fn reprice(&mut self, cost: impl Fn(&Arc) -> f64) {
        for &node in &self.order[1..] {
            let own = &self.tree.node[node as usize];
            let cost = cost(&self.arcs[own.arc as usize / 2]);
            let above = self.price[own.parent as usize];
            self.price[node as usize] = if own.arc % 2 == 1 { above + cost } else { above - cost };
        }
    }

    /// An arc that came into the tree pays nothing any more: what hangs on it is priced anew.
    pub fn shift(&mut self, arc: usize, reduced: f64) {
        let Stand::Tree(node) = self.stand[arc] else { return };
        let by = if self.tree.node[node as usize].arc % 2 == 1 { reduced } else { -reduced };
        let first = self.place[node as usize] as usize;
        for &node in &self.order[first..first + self.tree.node[node as usize].count as usize] {
            self.price[node as usize] += by;
        }
    }

    /// What a unit more on an arc costs, of which `cost` is the price.
    pub fn reduced(&self, arc: &Arc, cost: f64) -> f64 {
        cost + self.price[arc.tail as usize] - self.price[arc.head as usize]
    }

    /// Prices of nodes after those of bundles changed by so much.
    pub fn follow(&mut self, change: &[f64], room: &mut Vec<f64>) {
        room.clear();
        room.push(0.0);
        for (own, &node) in self.above.iter().zip(&self.order).skip(1) {
            let more = change.get(own.bundle as usize).copied().unwrap_or(0.0);
            let by = room[own.parent as usize] - f64::from(own.sign) * more;
            room.push(by);
            self.price[node as usize] += by;
        }
    }

    /// Sends what nodes have over the tree: `left` by place, the root first, is empty afterwards. Tells each node that
    /// sends more than nothing over a tree arc, the arc, its bundle and the change in the arc's own direction.
    pub fn send(&self, left: &mut [f64], nothing: f64, mut change: impl FnMut(u32, u32, u32, f64)) {
        for (at, own) in self.above.iter().enumerate().skip(1).rev() {
            let amount = std::mem::take(&mut left[at]);
            left[own.parent as usize] += amount;
            if amount.abs() > nothing {
                change(self.order[at], own.arc, own.bundle, f64::from(own.sign) * amount);
            }
        }
        left[0] = 0.0;
    }

    /// An arc goes into the tree, in place of the one above `out`.
    pub fn hang(&mut self, arc: usize, out: u32) {
        let Arc { tail, head, .. } = self.arcs[arc];
        let join = self.tree.join(tail, head);
        let up = self.below(tail, out);
        let (inn, onto) = if up { (tail, head) } else { (head, tail) };
        let path = self.stem(inn, out);
        self.tree.hang((inn, out), onto, (2 * arc as u32 + u32::from(!up), 0, 0), join);
        for node in path {
            self.put(self.tree.node[node as usize].arc as usize / 2, Stand::Tree(node));
        }
        self.reorder();
    }

    /// From a node up to another, both with it: what turns when the first becomes the top.
    fn stem(&self, mut node: u32, out: u32) -> Vec<u32> {
        let mut path = vec![node];
        while node != out {
            node = self.tree.node[node as usize].parent;
            debug_assert_ne!(node, NONE);
            path.push(node);
        }
        path
    }

    /// The most by which a flow is beyond its bounds or a node short of its supply.
    pub fn off(&self) -> f64 {
        let mut left = self.supply.clone();
        let mut most = 0.0_f64;
        for (at, arc) in self.arcs[..self.real].iter().enumerate() {
            let flow = self.flow[at];
            left[arc.tail as usize] -= flow;
            left[arc.head as usize] += flow;
            most = most.max(self.low[at] - flow).max(flow - self.most[at]);
        }
        left.iter().fold(most, |most, left| most.max(left.abs()))
    }
}

/// A number from 0 to 1 that looks like chance.
pub(super) fn scattered(at: usize) -> f64 {
    (at as f64 * 0.618_033_988_749_895).fract()
}
