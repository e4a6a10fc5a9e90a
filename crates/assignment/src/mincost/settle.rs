//! Flows and prices of a basis, made anew: at a start, and when what is solved has changed.

use super::instance::UNBOUNDED;
use super::simplex::{Priced, Solver};

impl Solver {
    /// Makes flows and prices of the basis as it is. Where a tree arc cannot carry what it should, or could send nothing
    /// towards the root, it goes to a bound and its subtree hangs on the root by the arc that only a start has.
    pub(super) fn settle(&mut self) {
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
}
