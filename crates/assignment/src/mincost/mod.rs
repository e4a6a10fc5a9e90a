//! Minimum-cost flow of one commodity: a primal network simplex on integers, and a check that shares nothing with it.
//!
//! [`Solver`] has an example; [`read_dimacs`] reads the format of the DIMACS challenges.

mod dimacs;
mod simplex;
mod solver;
mod tree;

pub use dimacs::read_dimacs;
pub(crate) use solver::Basis;
pub use solver::Solver;
pub(crate) use tree::{NONE, Tree};

use std::fmt;

/// The capacity of an arc that has none.
pub const UNBOUNDED: i64 = 1 << 60;

/// From here on a capacity counts as none: no instance moves so much.
const COUNTS_AS_UNBOUNDED: i64 = 1 << 59;

/// An arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Position of a node.
    pub tail: u32,
    /// Position of a node.
    pub head: u32,
    /// The least flow.
    pub lower: i64,
    /// The most flow; [`UNBOUNDED`]: any amount.
    pub capacity: i64,
    /// Of each unit of flow.
    pub cost: i64,
}

/// A network whose numbers fit: no sum that the solver forms overflows 64 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    supply: Vec<i64>,
    arcs: Vec<Arc>,
}

/// Why numbers are no instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceError {
    /// An end of this arc is no node.
    UnknownNode(usize),
    /// The lower bound of this arc is above its capacity, or below 0.
    Bounds(usize),
    /// Supplies add up to this and not to 0.
    Balance(i128),
    /// Supplies and lower bounds together, or the largest cost times the number of nodes, are beyond 2^58.
    Overflow,
}

impl fmt::Display for InstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownNode(arc) => write!(f, "an end of arc {arc} is no node"),
            Self::Bounds(arc) => write!(f, "the lower bound of arc {arc} is below 0 or above its capacity"),
            Self::Balance(sum) => write!(f, "supplies add up to {sum} and not to 0"),
            Self::Overflow => f.write_str("supplies and lower bounds, or costs, are beyond 2^58"),
        }
    }
}

impl std::error::Error for InstanceError {}

/// Flows and costs of paths stay below this. So capacity that is left of 2^60 is more than any finite one.
const MAX_SUM: i128 = 1 << 58;

impl Instance {
    /// Of nodes with a supply (above 0) or a demand (below 0), and arcs.
    ///
    /// # Errors
    /// The first number that does not fit.
    pub fn new(supply: Vec<i64>, mut arcs: Vec<Arc>) -> Result<Self, InstanceError> {
        let nodes = supply.len();
        for (at, arc) in arcs.iter().enumerate() {
            if arc.tail as usize >= nodes || arc.head as usize >= nodes {
                return Err(InstanceError::UnknownNode(at));
            }
            if arc.lower < 0 || arc.lower > arc.capacity {
                return Err(InstanceError::Bounds(at));
            }
        }
        // One value for all that are unbounded, which everything after compares with.
        arcs.iter_mut().filter(|arc| arc.capacity >= COUNTS_AS_UNBOUNDED).for_each(|arc| arc.capacity = UNBOUNDED);
        let balance: i128 = supply.iter().map(|&one| i128::from(one)).sum();
        if balance != 0 {
            return Err(InstanceError::Balance(balance));
        }
        let absolute = |one: i64| i128::from(one).abs();
        // A finite capacity may be filled at once where its cost is below 0.
        let filled = |arc: &Arc| {
            let full = arc.cost < 0 && arc.capacity < UNBOUNDED;
            i128::from(if full { arc.capacity } else { arc.lower })
        };
        let moved: i128 = supply.iter().map(|&one| absolute(one)).sum::<i128>() + arcs.iter().map(filled).sum::<i128>();
        let largest = arcs.iter().map(|arc| absolute(arc.cost)).max().unwrap_or(0);
        // A path has fewer than nodes + 2 arcs, those at the root included; an artificial arc costs more than any path.
        if moved >= MAX_SUM || (largest + 1) * (nodes as i128 + 2) >= MAX_SUM {
            return Err(InstanceError::Overflow);
        }
        Ok(Self { supply, arcs })
    }

    /// By node.
    #[must_use]
    pub fn supply(&self) -> &[i64] {
        &self.supply
    }

    /// The arcs.
    #[must_use]
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }
}

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
/// A flow is of least cost where prices of nodes say of each arc that its reduced cost is below 0 (then it is full),
/// above 0 (then it carries its least), or 0 (complementary slackness). There is no flow where a set of nodes has more
/// supply than can leave it, and no least cost where a cycle of arcs without capacity has a cost below 0.
///
/// # Errors
/// The first thing that is wrong. O(n + m).
///
/// # Example
/// At [`Solver`].
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
    // In 128 bits: an outcome that is to be checked may hold any numbers.
    let mut left: Vec<i128> = supply.iter().map(|&one| one.into()).collect();
    let mut cost = 0_i128;
    for (at, (arc, &flow)) in arcs.iter().zip(&solution.flow).enumerate() {
        // An arc without capacity may carry any amount.
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
    // The supply of the set against what can leave it: below it no flow exists.
    let own = |(node, &supply): (usize, &i64)| if inside(node as u32) { i128::from(supply) } else { 0 };
    let supply: i128 = instance.supply().iter().enumerate().map(own).sum();
    let mut leaves = 0_i128;
    for arc in instance.arcs() {
        match (inside(arc.tail), inside(arc.head)) {
            (true, false) if arc.capacity >= UNBOUNDED => return Err(CheckError::Cut),
            (true, false) => leaves += i128::from(arc.capacity),
            // What must come in has to leave as well.
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
        // After the last arc comes the first.
        let next = instance.arcs().get(cycle[(at + 1) % cycle.len()] as usize).ok_or(CheckError::Form)?;
        if arc.capacity < UNBOUNDED || arc.head != next.tail {
            return Err(CheckError::Cycle);
        }
        cost += i128::from(arc.cost);
    }
    if !cycle.is_empty() && cost < 0 { Ok(()) } else { Err(CheckError::Cycle) }
}
