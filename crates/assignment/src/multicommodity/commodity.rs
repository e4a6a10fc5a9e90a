//! One commodity in the basis: its spanning tree, flows and prices of nodes.

use super::{NO_BUNDLE, Problem};
use crate::mincost::{self, Basis, NONE, Tree};

/// Whether an arc is in the basis, and else at which bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArcStatus {
    Lower,
    Upper,
    /// In the tree, between this node and its parent.
    Tree(u32),
    /// In the basis, not in the tree.
    Extra,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct BundledArc {
    pub cost: f64,
    pub tail: u32,
    pub head: u32,
    pub bundle: u32,
}

/// The tree arc between a node and its parent, as passes over the whole tree read it.
#[derive(Clone, Copy, Debug)]
struct ParentArc {
    /// Place of the parent.
    parent: u32,
    arc: u32,
    bundle: u32,
    /// 1 where the arc goes up, -1 where it goes down.
    sign: f32,
}

/// A commodity as the simplex has it.
#[derive(Clone, Debug)]
pub(super) struct Commodity {
    /// Those of the instance; then an artificial one from each node to the root.
    pub arcs: Vec<BundledArc>,
    /// How many are of the instance.
    pub real: usize,
    /// By arc: bounds, flow and status.
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub flow: Vec<f64>,
    pub status: Vec<ArcStatus>,
    /// By arc: 1 at its lower bound, -1 at its upper, 0 in the basis. It enters where the product with its reduced cost
    /// is below 0.
    pub sign: Vec<i8>,
    /// By node.
    pub price: Vec<f64>,
    pub tree: Tree,
    /// All nodes, each after its parent; the root first.
    order: Vec<u32>,
    /// By node: its place there.
    pub place: Vec<u32>,
    /// By place.
    parent_arc: Vec<ParentArc>,
    /// By node.
    supply: Vec<f64>,
    /// By node: what is added to its supply so that no pivot is degenerate.
    perturbation: Vec<f64>,
}

impl Commodity {
    /// From the basis of the commodity alone. Nodes send a little more than their supply, `nudge` or up to twice that,
    /// to the root: the basis is strongly feasible, so all that can go, and no flow of a tree arc is at a bound.
    pub fn new(problem: &Problem, commodity: usize, basis: Basis, nudge: f64) -> Self {
        let instance = &problem.commodities()[commodity];
        let nodes = instance.supply().len();
        let real = instance.arcs().len();
        let root = nodes as u32;
        let arc = |(at, arc): (usize, &mincost::Arc)| BundledArc {
            cost: arc.cost as f64,
            tail: arc.tail,
            head: arc.head,
            bundle: problem.bundle()[commodity][at],
        };
        // Only toward the root, at no cost: the little that nodes send beyond their supply goes there.
        let artificial = (0..root).map(|node| BundledArc { cost: 0.0, tail: node, head: root, bundle: NO_BUNDLE });
        let arcs: Vec<BundledArc> = instance.arcs().iter().enumerate().map(arc).chain(artificial).collect();
        let lower = instance.arcs().iter().map(|arc| arc.lower as f64);
        let lower: Vec<f64> = lower.chain(std::iter::repeat_n(0.0, nodes)).collect();
        let upper = |at: usize| instance.arcs().get(at).map_or(f64::INFINITY, |arc| arc.capacity as f64);
        let mut own = Self {
            real,
            upper: (0..arcs.len()).map(upper).collect(),
            flow: lower.clone(),
            status: vec![ArcStatus::Lower; arcs.len()],
            sign: vec![1; arcs.len()],
            price: vec![0.0; nodes + 1],
            order: Vec::with_capacity(nodes + 1),
            place: vec![0; nodes + 1],
            parent_arc: Vec::with_capacity(nodes + 1),
            supply: instance.supply().iter().map(|&one| one as f64).chain([0.0]).collect(),
            perturbation: (0..nodes).map(|at| nudge * (1.0 + scattered(at))).collect(),
            tree: basis.tree,
            arcs,
            lower,
        };
        // The root takes what the others send more.
        own.perturbation.push(-own.perturbation.iter().sum::<f64>());
        // Nontree arcs are at the bounds that the network simplex left them at.
        for at in (0..real).filter(|&at| basis.full[at]) {
            own.set_status(at, ArcStatus::Upper);
            own.flow[at] = own.upper[at];
        }
        for node in 0..root {
            own.set_status(own.tree.node[node as usize].arc as usize / 2, ArcStatus::Tree(node));
        }
        // Flows are added up along this order.
        own.reorder();
        own.recompute_flows();
        own
    }

    /// Nodes send their supply and nothing more.
    pub fn remove_perturbation(&mut self) {
        self.perturbation.fill(0.0);
    }

    /// Computes the flows of tree arcs from those of all others.
    pub fn recompute_flows(&mut self) {
        let supply = self.supply.iter().zip(&self.perturbation);
        let mut left: Vec<f64> = supply.map(|(own, more)| own + more).collect();
        for ((arc, &flow), status) in self.arcs.iter().zip(&self.flow).zip(&self.status) {
            if !matches!(status, ArcStatus::Tree(_)) {
                left[arc.tail as usize] -= flow;
                left[arc.head as usize] += flow;
            }
        }
        // Backward: what is below a node has arrived before the node sends.
        for &node in self.order[1..].iter().rev() {
            let amount = left[node as usize];
            let own = &self.tree.node[node as usize];
            left[own.parent as usize] += amount;
            self.flow[own.arc as usize / 2] = if own.arc % 2 == 1 { -amount } else { amount };
        }
    }

    pub fn set_status(&mut self, arc: usize, status: ArcStatus) {
        self.status[arc] = status;
        self.sign[arc] = match status {
            ArcStatus::Lower => 1,
            ArcStatus::Upper => -1,
            ArcStatus::Tree(_) | ArcStatus::Extra => 0,
        };
    }

    /// Lists nodes again, after the tree changed.
    fn reorder(&mut self) {
        self.order.clear();
        self.parent_arc.clear();
        let root = self.tree.root();
        let mut node = root;
        loop {
            // The order is the thread, so a subtree is a run of places: `below` and `shift` rely on it.
            self.place[node as usize] = self.order.len() as u32;
            self.order.push(node);
            let own = &self.tree.node[node as usize];
            self.parent_arc.push(if node == root {
                ParentArc { parent: 0, arc: 0, bundle: NO_BUNDLE, sign: 0.0 }
            } else {
                let arc = own.arc / 2;
                let sign = if own.arc % 2 == 1 { -1.0 } else { 1.0 };
                let parent = self.place[own.parent as usize];
                ParentArc { parent, arc, bundle: self.arcs[arc as usize].bundle, sign }
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

    /// What flows over the tree arc above a node, in the arc's own direction, where a unit flows over an arc and back
    /// over the tree: 1, 0 or -1.
    pub fn on_cycle(&self, above: u32, arc: usize) -> f64 {
        let BundledArc { tail, head, .. } = self.arcs[arc];
        // Over the tree the unit returns from head to tail: it leaves the subtree if the head is in it, and
        // enters it if the tail is.
        let up = i8::from(self.below(head, above)) - i8::from(self.below(tail, above));
        let down = self.tree.node[above as usize].arc % 2 == 1;
        f64::from(if down { -up } else { up })
    }

    /// Calls `put(bundle, load)` for each arc of the cycle of an arc and the tree, at a unit of flow.
    pub fn cycle(&self, arc: usize, mut put: impl FnMut(u32, f64)) {
        let BundledArc { tail, head, bundle, .. } = self.arcs[arc];
        put(bundle, 1.0);
        let join = self.tree.join(tail, head);
        // Up from the head and down to the tail.
        for (mut node, sign) in [(head, 1.0), (tail, -1.0)] {
            while node != join {
                let own = &self.tree.node[node as usize];
                put(self.arcs[own.arc as usize / 2].bundle, if own.arc % 2 == 1 { -sign } else { sign });
                node = own.parent;
            }
        }
    }

    /// Computes prices of nodes, where a unit on an arc costs what `cost` says.
    pub fn reprice(&mut self, cost: impl Fn(&BundledArc) -> f64) {
        for &node in &self.order[1..] {
            let own = &self.tree.node[node as usize];
            let cost = cost(&self.arcs[own.arc as usize / 2]);
            let above = self.price[own.parent as usize];
            self.price[node as usize] = if own.arc % 2 == 1 { above + cost } else { above - cost };
        }
    }

    /// Changes the prices below an arc that came into the tree, so that its reduced cost becomes 0.
    pub fn shift(&mut self, arc: usize, reduced: f64) {
        let ArcStatus::Tree(node) = self.status[arc] else { return };
        // All below moves alike, so other tree arcs keep their reduced cost of 0.
        let by = if self.tree.node[node as usize].arc % 2 == 1 { reduced } else { -reduced };
        let first = self.place[node as usize] as usize;
        for &node in &self.order[first..first + self.tree.node[node as usize].count as usize] {
            self.price[node as usize] += by;
        }
    }

    /// The reduced cost of an arc, of which a unit costs `cost`.
    pub fn reduced(&self, arc: &BundledArc, cost: f64) -> f64 {
        cost + self.price[arc.tail as usize] - self.price[arc.head as usize]
    }

    /// Changes prices of nodes after those of bundles changed by so much; `by_place` is memory that is reused.
    pub fn follow(&mut self, change: &[f64], by_place: &mut Vec<f64>) {
        by_place.clear();
        by_place.push(0.0);
        for (own, &node) in self.parent_arc.iter().zip(&self.order).skip(1) {
            // An arc without a bundle costs what it did.
            let more = change.get(own.bundle as usize).copied().unwrap_or(0.0);
            let by = by_place[own.parent as usize] - f64::from(own.sign) * more;
            by_place.push(by);
            self.price[node as usize] += by;
        }
    }

    /// Sends what is at nodes to the root over the tree: `left` by place is 0 afterwards. Calls `change` with each node
    /// above which a tree arc carries more than `negligible`, the arc, its bundle and the flow in the arc's own
    /// direction.
    pub fn send(&self, left: &mut [f64], negligible: f64, mut change: impl FnMut(u32, u32, u32, f64)) {
        for (at, own) in self.parent_arc.iter().enumerate().skip(1).rev() {
            let amount = std::mem::take(&mut left[at]);
            left[own.parent as usize] += amount;
            if amount.abs() > negligible {
                change(self.order[at], own.arc, own.bundle, f64::from(own.sign) * amount);
            }
        }
        left[0] = 0.0;
    }

    /// Puts an arc into the tree in place of the one above `out`.
    pub fn exchange_tree_arc(&mut self, arc: usize, out: u32) {
        let BundledArc { tail, head, .. } = self.arcs[arc];
        let join = self.tree.join(tail, head);
        let up = self.below(tail, out);
        let (inn, onto) = if up { (tail, head) } else { (head, tail) };
        // Before the change: these nodes are joined to their parents by other arcs afterwards.
        let path = self.path_up(inn, out);
        // Rooms of the tree are not used here: bounds and flows are in lists by arc.
        self.tree.attach((inn, out), onto, (2 * arc as u32 + u32::from(!up), 0, 0), join);
        for node in path {
            self.set_status(self.tree.node[node as usize].arc as usize / 2, ArcStatus::Tree(node));
        }
        self.reorder();
    }

    /// From a node up to another, both included: what is reversed when the first becomes the top.
    fn path_up(&self, mut node: u32, out: u32) -> Vec<u32> {
        let mut path = vec![node];
        while node != out {
            node = self.tree.node[node as usize].parent;
            debug_assert_ne!(node, NONE);
            path.push(node);
        }
        path
    }

    /// The most by which a flow is beyond its bounds or a node short of its supply.
    pub fn max_violation(&self) -> f64 {
        let mut left = self.supply.clone();
        let mut most = 0.0_f64;
        // Without artificial arcs: what they carry is supply that does not flow.
        for (at, arc) in self.arcs[..self.real].iter().enumerate() {
            let flow = self.flow[at];
            left[arc.tail as usize] -= flow;
            left[arc.head as usize] += flow;
            most = most.max(self.lower[at] - flow).max(flow - self.upper[at]);
        }
        left.iter().fold(most, |most, left| most.max(left.abs()))
    }
}

/// A number from 0 to 1 that looks random: multiples of the golden ratio.
pub(super) fn scattered(at: usize) -> f64 {
    (at as f64 * 0.618_033_988_749_895).fract()
}
