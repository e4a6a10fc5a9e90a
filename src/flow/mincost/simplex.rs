//! The primal network simplex: strongly feasible bases, arcs priced in blocks.

use super::instance::{Instance, Refused, UNBOUNDED};
use super::tree::{NONE, Tree};

/// How it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is cheaper.
    Optimal(Solution),
    /// These nodes have more than can leave them.
    Infeasible(Vec<u32>),
    /// On this circle of arcs, in order, any amount gains.
    Unbounded(Vec<u32>),
}

/// A flow of least cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// By arc.
    pub flow: Vec<i64>,
    /// By node: an arc from `u` to `v` of cost `c` pays where `c + price(u) - price(v)` is below 0.
    pub price: Vec<i64>,
    /// Of all.
    pub cost: i128,
}

/// An instance with a basis, from which it is solved again after a change.
///
/// R. K. Ahuja, T. L. Magnanti, J. B. Orlin, 1993, chapter 11: the tree is their spanning tree structure, `state` their L
/// and U. A basis stays strongly feasible (each node could send a little to the root), so the method ends.
#[derive(Clone, Debug)]
pub struct Solver {
    instance: Instance,
    /// Arcs as they are priced, in an order that mixes them.
    priced: Vec<Priced>,
    /// By place in that order: 1 at its lower bound, -1 full, 0 in the tree.
    state: Vec<i8>,
    /// By place: capacity above the lower bound.
    room: Vec<i64>,
    /// By arc: its place.
    place: Vec<u32>,
    /// By node, the root last.
    price: Vec<i64>,
    tree: Tree,
    /// Where the search for an arc goes on.
    next: usize,
    block: usize,
    /// What a unit costs on the arcs that only a start has.
    dear: i64,
    pivots: u64,
}

#[derive(Clone, Copy, Debug)]
struct Priced {
    cost: i64,
    tail: u32,
    head: u32,
}

/// The tree arc that leaves, or none: then the arc goes from one bound to the other.
struct Leaving {
    amount: i64,
    out: u32,
    side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    None,
    First,
    Second,
}

impl Solver {
    /// With a basis of arcs that only a start has.
    #[must_use]
    pub fn new(instance: Instance) -> Self {
        let (nodes, arcs) = (instance.supply().len(), instance.arcs());
        let dearest = arcs.iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
        // Twice the root: measured on 10,000 and 50,000 nodes, half of it costs a third more.
        let block = (2 * (arcs.len() as f64).sqrt() as usize).max(20);
        // Arcs that stand together often leave one node: neighbours in the order come from everywhere.
        let order: Vec<u32> =
            (0..block).flat_map(|first| (first..arcs.len()).step_by(block)).map(|at| at as u32).collect();
        let mut place = vec![0; arcs.len()];
        order.iter().enumerate().for_each(|(at, &arc)| place[arc as usize] = at as u32);
        let own = |&at: &u32| &arcs[at as usize];
        let priced =
            order.iter().map(own).map(|arc| Priced { cost: arc.cost, tail: arc.tail, head: arc.head });
        let mut solver = Self {
            priced: priced.collect(),
            state: vec![1; arcs.len()],
            room: order.iter().map(own).map(|arc| arc.capacity - arc.lower).collect(),
            place,
            price: vec![0; nodes + 1],
            tree: Tree::new(nodes),
            next: 0,
            block,
            dear: (dearest + 1) * (nodes as i64 + 1),
            pivots: 0,
            instance,
        };
        let root = solver.tree.root();
        for node in 0..nodes {
            let start = solver.start(node);
            let own = &mut solver.tree.node[node];
            (own.parent, own.arc) = (root, start);
        }
        solver.settle();
        solver
    }

    /// How many pivots were made.
    #[must_use]
    pub fn pivots(&self) -> u64 {
        self.pivots
    }

    /// What it solves.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// Another instance with as many nodes, and arcs between the same: the basis is kept.
    ///
    /// # Errors
    /// What [`Instance::new`] refuses.
    ///
    /// # Panics
    /// The ends of arcs are others.
    pub fn change(&mut self, supply: Vec<i64>, arcs: Vec<super::Arc>) -> Result<(), Refused> {
        let instance = Instance::new(supply, arcs)?;
        let ends =
            |instance: &Instance| instance.arcs().iter().map(|arc| (arc.tail, arc.head)).collect::<Vec<_>>();
        assert!(
            instance.supply().len() == self.instance.supply().len()
                && ends(&instance) == ends(&self.instance),
            "a basis is of the same network"
        );
        for (arc, &place) in instance.arcs().iter().zip(&self.place) {
            self.priced[place as usize].cost = arc.cost;
            self.room[place as usize] = arc.capacity - arc.lower;
        }
        let dearest = instance.arcs().iter().map(|arc| arc.cost.abs()).max().unwrap_or(0);
        self.dear = (dearest + 1) * (instance.supply().len() as i64 + 1);
        self.instance = instance;
        self.settle();
        Ok(())
    }

    /// Another capacity of one arc.
    ///
    /// # Errors
    /// What [`Instance::new`] refuses.
    pub fn set_capacity(&mut self, arc: usize, capacity: i64) -> Result<(), Refused> {
        let mut arcs = self.instance.arcs().to_vec();
        arcs[arc].capacity = capacity;
        self.change(self.instance.supply().to_vec(), arcs)
    }

    /// Twice the arc that only a start has, from a node to the root.
    fn start(&self, node: usize) -> u32 {
        2 * (self.priced.len() + node) as u32
    }

    fn is_start(&self, arc: u32) -> bool {
        arc as usize / 2 >= self.priced.len()
    }

    /// Makes flows and prices of the basis as it is. Where a tree arc cannot carry what it should, or could send nothing
    /// towards the root, it goes to a bound and its subtree hangs on the root by the arc that only a start has.
    fn settle(&mut self) {
        let mut left: Vec<i64> = self.instance.supply().to_vec();
        left.push(0);
        for (arc, &place) in self.instance.arcs().iter().zip(&self.place) {
            let place = place as usize;
            if self.state[place] == -1 && self.room[place] >= UNBOUNDED / 2 {
                self.state[place] = 1;
            }
            let flow = arc.lower + if self.state[place] == -1 { self.room[place] } else { 0 };
            left[arc.tail as usize] -= flow;
            left[arc.head as usize] += flow;
        }
        self.tree.thread();
        let root = self.tree.root();
        let mut node = self.tree.node[root as usize].back;
        while node != root {
            let back = self.tree.node[node as usize].back;
            self.carry(node, left[node as usize], &mut left);
            node = back;
        }
        self.tree.thread();
        self.reprice();
    }

    /// Sends what a subtree has over its arc, or over a new one where that cannot be.
    fn carry(&mut self, node: u32, amount: i64, left: &mut [i64]) {
        let root = self.tree.root();
        let own = self.tree.node[node as usize];
        let (arc, down) = (own.arc / 2, own.arc % 2 == 1);
        let mut parent = own.parent;
        if !self.is_start(own.arc) {
            let room = self.room[arc as usize];
            let flow = if down { -amount } else { amount };
            // A little more must fit towards the root.
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
                let Priced { tail, head, .. } = self.priced[arc as usize];
                left[tail as usize] -= room;
                left[head as usize] += room;
            }
            parent = root;
        }
        // What was put on the arc that left is no longer the subtree's to send.
        let amount = left[node as usize];
        left[parent as usize] += amount;
        let start = self.start(node as usize);
        let own = &mut self.tree.node[node as usize];
        own.parent = root;
        if amount >= 0 {
            (own.arc, own.up, own.down) = (start, UNBOUNDED - amount, amount);
        } else {
            (own.arc, own.up, own.down) = (start + 1, -amount, UNBOUNDED + amount);
        }
    }

    /// Prices from the root down.
    fn reprice(&mut self) {
        let root = self.tree.root();
        self.price[root as usize] = 0;
        let mut node = self.tree.next[root as usize];
        while node != root {
            let own = self.tree.node[node as usize];
            let cost = self.cost(own.arc);
            let above = self.price[own.parent as usize];
            // An arc of the tree neither pays nor costs.
            self.price[node as usize] = if own.arc.is_multiple_of(2) { above - cost } else { above + cost };
            node = self.tree.next[node as usize];
        }
    }

    /// Arcs of a start cost nothing towards the root and more than any way from it: what goes over both is dear.
    fn cost(&self, arc: u32) -> i64 {
        match self.priced.get(arc as usize / 2) {
            Some(priced) => priced.cost,
            None if arc.is_multiple_of(2) => 0,
            None => self.dear,
        }
    }

    /// Pivots until no arc pays.
    pub fn solve(&mut self) -> Outcome {
        while let Some(arc) = self.entering() {
            if let Some(cycle) = self.pivot(arc) {
                return Outcome::Unbounded(cycle);
            }
            self.pivots += 1;
        }
        let flow = self.flow();
        self.stuck(&flow).map_or_else(
            || {
                let costs = self.instance.arcs().iter().zip(&flow);
                let cost = costs.map(|(arc, &flow)| i128::from(arc.cost) * i128::from(flow)).sum();
                let root = self.price[self.price.len() - 1];
                let price =
                    self.price[..self.price.len() - 1].iter().map(|price| price.wrapping_sub(root)).collect();
                Outcome::Optimal(Solution { flow: flow.clone(), price, cost })
            },
            Outcome::Infeasible,
        )
    }

    /// Of the first block that has an arc that pays the one that pays most.
    fn entering(&mut self) -> Option<usize> {
        let arcs = self.priced.len();
        let (mut best, mut most) = (None, 0);
        let mut seen = 0;
        while seen < arcs {
            let end = (self.next + self.block).min(arcs);
            let block = self.priced[self.next..end].iter().zip(&self.state[self.next..end]);
            for (at, (arc, &state)) in block.enumerate() {
                let reduced = self.reduced(arc);
                let gain = i64::from(state) * reduced;
                if gain < most {
                    (best, most) = (Some(self.next + at), gain);
                }
            }
            seen += end - self.next;
            self.next = if end == arcs { 0 } else { end };
            if best.is_some() {
                return best;
            }
        }
        None
    }

    /// What a unit more on an arc costs, all prices told.
    #[inline(always)]
    fn reduced(&self, arc: &Priced) -> i64 {
        arc.cost.wrapping_add(self.price[arc.tail as usize]).wrapping_sub(self.price[arc.head as usize])
    }

    /// Sends as much as goes round the circle that an arc closes. Gives the circle where that is any amount.
    fn pivot(&mut self, arc: usize) -> Option<Vec<u32>> {
        let Priced { tail, head, .. } = self.priced[arc];
        let forward = self.state[arc] == 1;
        // Flow goes from the first end over the arc to the second, and back over the tree.
        let (first, second) = if forward { (tail, head) } else { (head, tail) };
        let join = self.tree.join(tail, head);
        let leaving = self.leaving(self.room[arc], (first, second), join);
        if leaving.amount >= UNBOUNDED / 2 {
            return Some(self.circle(arc, (first, second), join));
        }
        self.send(leaving.amount, (first, second), join);
        let (inn, onto) = match leaving.side {
            Side::None => {
                self.state[arc] = -self.state[arc];
                return None;
            }
            Side::First => (first, second),
            Side::Second => (second, first),
        };
        let out = self.tree.node[leaving.out as usize];
        if !self.is_start(out.arc) {
            // What can still go the arc's own way is none: it is full.
            let with = if out.arc.is_multiple_of(2) { out.up } else { out.down };
            self.state[out.arc as usize / 2] = if with == 0 { -1 } else { 1 };
        }
        // At its lower bound an arc carries the amount now, when full its room less that.
        let flow = if forward { leaving.amount } else { self.room[arc] - leaving.amount };
        let (with, against) = (self.room[arc] - flow, flow);
        self.state[arc] = 0;
        let reduced = self.reduced(&self.priced[arc]);
        let up = inn == tail;
        let rooms = if up { (with, against) } else { (against, with) };
        let own = 2 * arc as u32 + u32::from(!up);
        self.tree.hang((inn, leaving.out), onto, (own, rooms.0, rooms.1), join);
        // The arc pays nothing now: one of its sides is priced anew.
        self.shift(inn, if up { -reduced } else { reduced });
        None
    }

    /// Prices of a subtree go up by so much; or all others down, where they are fewer. Only differences count, and these
    /// are right even where a price has gone round 2^64.
    fn shift(&mut self, top: u32, by: i64) {
        let next = &self.tree.next;
        let own = self.tree.node[top as usize];
        let (mut node, end, by) = if 2 * own.count as usize <= next.len() {
            (top, next[own.last as usize], by)
        } else {
            (next[own.last as usize], top, -by)
        };
        while node != end {
            let price = &mut self.price[node as usize];
            *price = price.wrapping_add(by);
            node = next[node as usize];
        }
    }

    /// The last arc that blocks, going round from the join: so the basis stays strongly feasible.
    fn leaving(&self, room: i64, (first, second): (u32, u32), join: u32) -> Leaving {
        let mut leaving = Leaving { amount: room, out: NONE, side: Side::None };
        let mut node = first;
        while node != join {
            let own = &self.tree.node[node as usize];
            if own.down < leaving.amount {
                leaving = Leaving { amount: own.down, out: node, side: Side::First };
            }
            node = own.parent;
        }
        node = second;
        while node != join {
            let own = &self.tree.node[node as usize];
            if own.up <= leaving.amount {
                leaving = Leaving { amount: own.up, out: node, side: Side::Second };
            }
            node = own.parent;
        }
        leaving
    }

    fn send(&mut self, amount: i64, (first, second): (u32, u32), join: u32) {
        if amount == 0 {
            return;
        }
        let mut node = first;
        while node != join {
            let own = &mut self.tree.node[node as usize];
            own.down -= amount;
            own.up += amount;
            node = own.parent;
        }
        node = second;
        while node != join {
            let own = &mut self.tree.node[node as usize];
            own.up -= amount;
            own.down += amount;
            node = own.parent;
        }
    }

    /// The arcs of a circle in order, by their numbers in the instance.
    fn circle(&self, arc: usize, (first, second): (u32, u32), join: u32) -> Vec<u32> {
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
        places.reverse();
        places.push(arc as u32);
        places.extend(path(second));
        let mut number = vec![0; self.place.len()];
        self.place.iter().enumerate().for_each(|(at, &place)| number[place as usize] = at as u32);
        places.into_iter().filter_map(|place| number.get(place as usize).copied()).collect()
    }

    /// By arc.
    fn flow(&self) -> Vec<i64> {
        let mut above: Vec<i64> = self
            .state
            .iter()
            .zip(&self.room)
            .map(|(&state, &room)| if state == -1 { room } else { 0 })
            .collect();
        for own in &self.tree.node[..self.tree.node.len() - 1] {
            if let Some(flow) = above.get_mut(own.arc as usize / 2) {
                *flow = if own.arc.is_multiple_of(2) { own.down } else { own.up };
            }
        }
        self.instance
            .arcs()
            .iter()
            .zip(&self.place)
            .map(|(arc, &place)| arc.lower + above[place as usize])
            .collect()
    }

    /// The nodes from which more flow could go, where some cannot send what they have.
    fn stuck(&self, flow: &[i64]) -> Option<Vec<u32>> {
        let has =
            |node: &super::tree::Node| self.is_start(node.arc) && node.arc.is_multiple_of(2) && node.down > 0;
        let nodes = self.instance.supply().len();
        let mut open: Vec<u32> =
            (0..nodes as u32).filter(|&node| has(&self.tree.node[node as usize])).collect();
        if open.is_empty() {
            return None;
        }
        let mut to: Vec<Vec<u32>> = vec![Vec::new(); nodes];
        for (arc, &flow) in self.instance.arcs().iter().zip(flow) {
            if flow < arc.capacity {
                to[arc.tail as usize].push(arc.head);
            }
            if flow > arc.lower {
                to[arc.head as usize].push(arc.tail);
            }
        }
        let mut inside = vec![false; nodes];
        open.iter().for_each(|&node| inside[node as usize] = true);
        while let Some(node) = open.pop() {
            for &next in &to[node as usize] {
                if !std::mem::replace(&mut inside[next as usize], true) {
                    open.push(next);
                }
            }
        }
        Some((0..nodes as u32).filter(|&node| inside[node as usize]).collect())
    }
}
