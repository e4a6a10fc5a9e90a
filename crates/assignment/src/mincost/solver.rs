//! The state of the network simplex: a basis with its flows and prices, how they are made anew, and what they say.

use super::tree::{Node, Tree};
use super::{Instance, Outcome, Solution, UNBOUNDED};

/// A minimum-cost-flow instance with a basis, from which it is solved again after a change.
///
/// A primal network simplex on integers. A basis stays strongly feasible (each node could send a little to the root),
/// so the method ends. Each pivot takes O(nodes of the smaller subtree + arcs of the cycle), and the search for an
/// entering arc one block of O(sqrt m) arcs or more.
///
/// # Example
/// ```
/// use assignment::mincost::{Arc, Instance, Outcome, Solver, UNBOUNDED, check};
///
/// // Node 0 sends 4 to node 2: 3 at most directly, the rest by way of node 1.
/// let arc = |tail, head, capacity, cost| Arc { tail, head, lower: 0, capacity, cost };
/// let arcs = vec![arc(0, 2, 3, 1), arc(0, 1, UNBOUNDED, 2), arc(1, 2, UNBOUNDED, 2)];
/// let mut solver = Solver::new(Instance::new(vec![4, 0, -4], arcs).unwrap());
/// let outcome = solver.solve();
/// assert_eq!(check(solver.instance(), &outcome), Ok(()));
/// let Outcome::Optimal(solution) = outcome else { panic!() };
/// assert_eq!((solution.flow, solution.cost), (vec![3, 1, 1], 7));
///
/// // Solved again from where it was.
/// solver.set_capacity(0, 4).unwrap();
/// let Outcome::Optimal(solution) = solver.solve() else { panic!() };
/// assert_eq!(solution.cost, 4);
/// ```
///
/// # Reference
/// R. K. Ahuja, T. L. Magnanti, J. B. Orlin: Network flows, 1993, chapter 11: the tree is their spanning tree
/// structure, `state` their L and U.
#[derive(Clone, Debug)]
pub struct Solver {
    pub(super) instance: Instance,
    /// Arcs as they are priced, in an order that mixes them.
    pub(super) priced: Vec<PricedArc>,
    /// By place in that order: 1 at its lower bound, -1 full, 0 in the tree.
    pub(super) state: Vec<i8>,
    /// By place: capacity above the lower bound.
    pub(super) room: Vec<i64>,
    /// By arc: its place.
    pub(super) place: Vec<u32>,
    /// By node, the root last.
    pub(super) price: Vec<i64>,
    pub(super) tree: Tree,
    /// Where the search for an entering arc goes on, and how many arcs are compared.
    pub(super) next: usize,
    pub(super) block: usize,
    /// Cost of a unit from the root over an artificial arc.
    pub(super) artificial_cost: i64,
    pub(super) pivots: u64,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct PricedArc {
    pub cost: i64,
    pub tail: u32,
    pub head: u32,
}

/// A spanning tree and the arcs that are full beside it.
#[derive(Clone, Debug)]
pub(crate) struct Basis {
    /// Arcs by their numbers in the instance; from the number of arcs on the artificial ones, by node.
    pub tree: Tree,
    /// By arc.
    pub full: Vec<bool>,
}

impl Solver {
    /// Twice the artificial arc from a node to the root.
    pub(super) fn artificial(&self, node: usize) -> u32 {
        2 * (self.priced.len() + node) as u32
    }

    /// Whether twice an arc, or that and 1, is of an artificial one.
    pub(super) fn is_artificial(&self, arc: u32) -> bool {
        arc as usize / 2 >= self.priced.len()
    }

    /// Computes flows and prices of the basis as it is. Where a tree arc cannot carry what it should, or could send
    /// nothing toward the root, it goes to a bound and its subtree is attached to the root by an artificial arc.
    pub(super) fn recompute(&mut self) {
        // What each node has left to send over the tree; the root has no supply.
        let mut left: Vec<i64> = self.instance.supply().to_vec();
        left.push(0);
        for (arc, &place) in self.instance.arcs().iter().zip(&self.place) {
            let place = place as usize;
            // An arc that lost its capacity cannot be full.
            if self.state[place] == -1 && self.room[place] >= UNBOUNDED / 2 {
                self.state[place] = 1;
            }
            // Tree arcs carry their lower bound here, and what is above it is found from below.
            let flow = arc.lower + if self.state[place] == -1 { self.room[place] } else { 0 };
            left[arc.tail as usize] -= flow;
            left[arc.head as usize] += flow;
        }
        self.tree.thread();
        let root = self.tree.root();
        // Backward along the thread: a node comes after all below it.
        let mut node = self.tree.node[root as usize].back;
        while node != root {
            let back = self.tree.node[node as usize].back;
            self.carry(node, left[node as usize], &mut left);
            node = back;
        }
        // Subtrees may be at the root now.
        self.tree.thread();
        self.reprice();
    }

    /// Sends what a subtree has over its arc, or over an artificial one where that cannot be.
    fn carry(&mut self, node: u32, amount: i64, left: &mut [i64]) {
        let root = self.tree.root();
        let own = self.tree.node[node as usize];
        let (arc, down) = (own.arc / 2, own.arc % 2 == 1);
        let mut parent = own.parent;
        if !self.is_artificial(own.arc) {
            let room = self.room[arc as usize];
            // Flow above the lower bound, in the arc's own direction.
            let flow = if down { -amount } else { amount };
            // A little more must fit toward the root.
            let fits = if down { flow > 0 && flow <= room } else { flow >= 0 && flow < room };
            if fits {
                let (with, against) = (room - flow, flow);
                let node = &mut self.tree.node[node as usize];
                (node.up, node.down) = if down { (against, with) } else { (with, against) };
                left[parent as usize] += amount;
                return;
            }
            // To the bound that is nearer to what it should carry.
            let full = flow >= room && room < UNBOUNDED / 2;
            self.state[arc as usize] = if full { -1 } else { 1 };
            if full {
                let PricedArc { tail, head, .. } = self.priced[arc as usize];
                left[tail as usize] -= room;
                left[head as usize] += room;
            }
            parent = root;
        }
        // What the arc carries at its bound is no longer the subtree's to send.
        let amount = left[node as usize];
        left[parent as usize] += amount;
        let artificial = self.artificial(node as usize);
        let own = &mut self.tree.node[node as usize];
        own.parent = root;
        // What a subtree lacks comes from the root, at a cost that drives it out as soon as real arcs can supply it.
        if amount >= 0 {
            (own.arc, own.up, own.down) = (artificial, UNBOUNDED - amount, amount);
        } else {
            (own.arc, own.up, own.down) = (artificial + 1, -amount, UNBOUNDED + amount);
        }
    }

    fn reprice(&mut self) {
        let root = self.tree.root();
        self.price[root as usize] = 0;
        let mut node = self.tree.next[root as usize];
        while node != root {
            let own = self.tree.node[node as usize];
            let cost = self.cost(own.arc);
            let above = self.price[own.parent as usize];
            // The reduced cost of a tree arc is 0.
            self.price[node as usize] = if own.arc.is_multiple_of(2) { above - cost } else { above + cost };
            node = self.tree.next[node as usize];
        }
    }

    /// Artificial arcs cost nothing toward the root and more than any path from it: flow over two of them is driven
    /// out.
    fn cost(&self, arc: u32) -> i64 {
        match self.priced.get(arc as usize / 2) {
            Some(priced) => priced.cost,
            None if arc.is_multiple_of(2) => 0,
            None => self.artificial_cost,
        }
    }

    /// What a basis without an entering arc says: the flow, or the nodes that cannot send their supply.
    pub(super) fn outcome(&self) -> Outcome {
        let flow = self.flow();
        if let Some(stuck) = self.stuck(&flow) {
            return Outcome::Infeasible(stuck);
        }
        let costs = self.instance.arcs().iter().zip(&flow);
        let cost = costs.map(|(arc, &flow)| i128::from(arc.cost) * i128::from(flow)).sum();
        // Relative to the root: differences are right even where prices have gone round 2^64.
        let (root, nodes) = self.price.split_last().unwrap_or((&0, &[]));
        let price = nodes.iter().map(|price| price.wrapping_sub(*root)).collect();
        Outcome::Optimal(Solution { flow, price, cost })
    }

    /// By arc: what it carries, its lower bound included.
    fn flow(&self) -> Vec<i64> {
        let full = self.state.iter().zip(&self.room);
        // Above the lower bound: full arcs their room, tree arcs what can be sent back, all others nothing.
        let mut above: Vec<i64> = full.map(|(&state, &room)| if state == -1 { room } else { 0 }).collect();
        for own in &self.tree.node[..self.tree.node.len() - 1] {
            if let Some(flow) = above.get_mut(own.arc as usize / 2) {
                *flow = if own.arc.is_multiple_of(2) { own.down } else { own.up };
            }
        }
        let arcs = self.instance.arcs().iter().zip(&self.place);
        arcs.map(|(arc, &place)| arc.lower + above[place as usize]).collect()
    }

    /// The nodes to which more flow could come from those that cannot send their supply, where there are any.
    fn stuck(&self, flow: &[i64]) -> Option<Vec<u32>> {
        // Supply that goes to the root over an artificial arc found no other path.
        let is_stuck = |node: &Node| self.is_artificial(node.arc) && node.arc.is_multiple_of(2) && node.down > 0;
        let nodes = self.instance.supply().len();
        let mut open: Vec<u32> = (0..nodes as u32).filter(|&node| is_stuck(&self.tree.node[node as usize])).collect();
        if open.is_empty() {
            return None;
        }
        let mut residual: Vec<Vec<u32>> = vec![Vec::new(); nodes];
        for (arc, &flow) in self.instance.arcs().iter().zip(flow) {
            if flow < arc.capacity {
                residual[arc.tail as usize].push(arc.head);
            }
            if flow > arc.lower {
                residual[arc.head as usize].push(arc.tail);
            }
        }
        // All that the residual network reaches: no arc leads out of it with room left, so it is a cut.
        let mut inside = vec![false; nodes];
        open.iter().for_each(|&node| inside[node as usize] = true);
        while let Some(node) = open.pop() {
            for &next in &residual[node as usize] {
                if !std::mem::replace(&mut inside[next as usize], true) {
                    open.push(next);
                }
            }
        }
        Some((0..nodes as u32).filter(|&node| inside[node as usize]).collect())
    }

    /// By place: the arc.
    fn numbers(&self) -> Vec<u32> {
        let mut number = vec![0; self.place.len()];
        self.place.iter().enumerate().for_each(|(at, &place)| number[place as usize] = at as u32);
        number
    }

    /// The arcs of the cycle that an arc closes, in order, by their numbers in the instance.
    pub(super) fn cycle(&self, arc: usize, (first, second): (u32, u32), join: u32) -> Vec<u32> {
        let path = |mut node: u32| {
            let mut arcs = Vec::new();
            while node != join {
                let own = &self.tree.node[node as usize];
                arcs.push(own.arc / 2);
                node = own.parent;
            }
            arcs
        };
        let mut places = path(first);
        // From the join down to the first end, over the arc, and up to the join.
        places.reverse();
        places.push(arc as u32);
        places.extend(path(second));
        // No artificial arc is on it: that costs more than all others can save.
        let number = self.numbers();
        places.into_iter().filter_map(|place| number.get(place as usize).copied()).collect()
    }

    pub(crate) fn basis(&self) -> Basis {
        let number = self.numbers();
        let mut tree = self.tree.clone();
        for node in &mut tree.node {
            // Artificial arcs keep their numbers, which come after all others.
            if let Some(&arc) = number.get(node.arc as usize / 2) {
                node.arc = 2 * arc + node.arc % 2;
            }
        }
        Basis { tree, full: self.place.iter().map(|&place| self.state[place as usize] == -1).collect() }
    }
}
