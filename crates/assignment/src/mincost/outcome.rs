//! What a basis from which no arc pays says.

use super::simplex::Solver;
use super::tree::{Node, Tree};

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

impl Solver {
    /// The flow, or those that cannot send what they have.
    pub(super) fn outcome(&self) -> Outcome {
        let flow = self.flow();
        if let Some(stuck) = self.stuck(&flow) {
            return Outcome::Infeasible(stuck);
        }
        let costs = self.instance.arcs().iter().zip(&flow);
        let cost = costs.map(|(arc, &flow)| i128::from(arc.cost) * i128::from(flow)).sum();
        let (root, nodes) = self.price.split_last().unwrap_or((&0, &[]));
        let price = nodes.iter().map(|price| price.wrapping_sub(*root)).collect();
        Outcome::Optimal(Solution { flow, price, cost })
    }

    /// The arcs of a circle in order, by their numbers in the instance.
    pub(super) fn circle(&self, arc: usize, (first, second): (u32, u32), join: u32) -> Vec<u32> {
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
        let has = |node: &Node| self.is_start(node.arc) && node.arc.is_multiple_of(2) && node.down > 0;
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

/// A spanning tree and the arcs that are full beside it.
#[derive(Clone, Debug)]
pub(crate) struct Basis {
    /// Arcs by their numbers in the instance; from the number of arcs on those that only a start has, by node.
    pub tree: Tree,
    /// By arc.
    pub full: Vec<bool>,
}

impl Solver {
    /// The basis of the last solution.
    pub(crate) fn basis(&self) -> Basis {
        let mut number = vec![0; self.place.len()];
        self.place.iter().enumerate().for_each(|(at, &place)| number[place as usize] = at as u32);
        let mut tree = self.tree.clone();
        for node in &mut tree.node {
            if let Some(&arc) = number.get(node.arc as usize / 2) {
                node.arc = 2 * arc + node.arc % 2;
            }
        }
        Basis { tree, full: self.place.iter().map(|&place| self.state[place as usize] == -1).collect() }
    }
}
