//! How a minimum-cost-flow problem ends, and the check of it: sums and comparisons of integers, nothing of the solver.

use std::fmt;

use super::instance::{Instance, UNBOUNDED};

/// How an instance ends, with what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing costs less.
    Optimal(Solution),
    /// These nodes have more supply than can leave them.
    Infeasible(Vec<u32>),
    /// On this cycle of arcs, in order, any amount of flow lowers the cost.
    Unbounded(Vec<u32>),
}

/// A flow of least cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// By arc.
    pub flow: Vec<i64>,
    /// By node (potentials): an arc from `u` to `v` of cost `c` has the reduced cost `c + price(u) - price(v)`.
    pub price: Vec<i64>,
    /// Of the flow.
    pub cost: i128,
}

/// What is wrong with an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// Lists are not as long as the instance has nodes and arcs, or name what it has not.
    Form,
    /// The flow of this arc is beyond its bounds.
    Bounds(usize),
    /// What leaves this node minus what enters it is not its supply.
    Conservation(usize),
    /// The cost is not that of the flow.
    Cost,
    /// By its reduced cost this arc should carry more, or less.
    ReducedCost(usize),
    /// All supply of the nodes can leave them.
    Cut,
    /// The arcs are no cycle, have a capacity, or do not lower the cost.
    Cycle,
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form => f.write_str("the outcome is not of this instance"),
            Self::Bounds(arc) => write!(f, "the flow of arc {arc} is beyond its bounds"),
            Self::Conservation(node) => write!(f, "the supply of node {node} does not leave it"),
            Self::Cost => f.write_str("the cost is not that of the flow"),
            Self::ReducedCost(arc) => write!(f, "by its reduced cost arc {arc} should carry another flow"),
            Self::Cut => f.write_str("all supply of the nodes can leave them"),
            Self::Cycle => f.write_str("the arcs are no cycle that lowers the cost without end"),
        }
    }
}

impl std::error::Error for CheckError {}

/// Does an outcome hold?
///
/// A flow is of least cost where prices of nodes say of each arc that its reduced cost is below 0 (then it is full), above 0
/// (then it carries its least), or 0 (complementary slackness). There is no flow where a set of nodes has more supply than can
/// leave it, and no least cost where a cycle of arcs without capacity has a cost below 0.
///
/// # Errors
/// The first thing that is wrong. O(n + m).
///
/// # Example
/// At [`Solver`](super::Solver).
pub fn check(instance: &Instance, outcome: &Outcome) -> Result<(), CheckError> {
    match outcome {
        Outcome::Optimal(solution) => optimal(instance, solution),
        Outcome::Infeasible(nodes) => infeasible(instance, nodes),
        Outcome::Unbounded(cycle) => unbounded(instance, cycle),
    }
}

fn optimal(instance: &Instance, solution: &Solution) -> Result<(), CheckError> {
    let (supply, arcs) = (instance.supply(), instance.arcs());
    if solution.flow.len() != arcs.len() || solution.price.len() != supply.len() {
        return Err(CheckError::Form);
    }
    let mut left: Vec<i128> = supply.iter().map(|&one| one.into()).collect();
    let mut cost = 0_i128;
    for (at, (arc, &flow)) in arcs.iter().zip(&solution.flow).enumerate() {
        if flow < arc.lower || flow > arc.capacity && arc.capacity < UNBOUNDED {
            return Err(CheckError::Bounds(at));
        }
        let price = |node: u32| i128::from(solution.price[node as usize]);
        let reduced = i128::from(arc.cost) + price(arc.tail) - price(arc.head);
        // Complementary slackness.
        if reduced > 0 && flow > arc.lower || reduced < 0 && flow < arc.capacity {
            return Err(CheckError::ReducedCost(at));
        }
        left[arc.tail as usize] -= i128::from(flow);
        left[arc.head as usize] += i128::from(flow);
        cost += i128::from(arc.cost) * i128::from(flow);
    }
    if let Some(node) = left.iter().position(|&left| left != 0) {
        return Err(CheckError::Conservation(node));
    }
    if cost == solution.cost { Ok(()) } else { Err(CheckError::Cost) }
}

fn infeasible(instance: &Instance, nodes: &[u32]) -> Result<(), CheckError> {
    let mut inside = vec![false; instance.supply().len()];
    for &node in nodes {
        *inside.get_mut(node as usize).ok_or(CheckError::Form)? = true;
    }
    let inside = |node: u32| inside[node as usize];
    let own = |(node, &supply): (usize, &i64)| if inside(node as u32) { i128::from(supply) } else { 0 };
    let supply: i128 = instance.supply().iter().enumerate().map(own).sum();
    let mut leaves = 0_i128;
    for arc in instance.arcs() {
        match (inside(arc.tail), inside(arc.head)) {
            (true, false) if arc.capacity >= UNBOUNDED => return Err(CheckError::Cut),
            (true, false) => leaves += i128::from(arc.capacity),
            (false, true) => leaves -= i128::from(arc.lower),
            _ => {}
        }
    }
    if supply > leaves { Ok(()) } else { Err(CheckError::Cut) }
}

fn unbounded(instance: &Instance, cycle: &[u32]) -> Result<(), CheckError> {
    let mut cost = 0_i128;
    for (at, &one) in cycle.iter().enumerate() {
        let arc = instance.arcs().get(one as usize).ok_or(CheckError::Form)?;
        let next = instance.arcs().get(cycle[(at + 1) % cycle.len()] as usize).ok_or(CheckError::Form)?;
        if arc.capacity < UNBOUNDED || arc.head != next.tail {
            return Err(CheckError::Cycle);
        }
        cost += i128::from(arc.cost);
    }
    if !cycle.is_empty() && cost < 0 { Ok(()) } else { Err(CheckError::Cycle) }
}
