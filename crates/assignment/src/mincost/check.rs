//! Does an outcome hold? Sums and comparisons of integers; nothing here is of the solver.

use super::instance::{Instance, UNBOUNDED};
use super::outcome::{Outcome, Solution};

/// What is wrong with an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// Lists are not as long as the instance has nodes and arcs, or name what it has not.
    Form,
    /// The flow of this arc is beyond its bounds.
    Bounds(usize),
    /// What leaves this node less what enters it is not its supply.
    Conservation(usize),
    /// The cost told is not that of the flow.
    Cost,
    /// Prices say that this arc should carry more, or less.
    ReducedCost(usize),
    /// The nodes told can send all that they have.
    Cut,
    /// The arcs told are no closed way, have a capacity, or do not gain.
    Cycle,
}

/// Checks an outcome: a flow is of least cost where prices of nodes say of each arc that it pays (then it is full), costs
/// (then it carries its least), or neither; nothing can flow where a set of nodes has more than leaves it; nothing is
/// least where a circle of arcs without capacity gains.
///
/// # Errors
/// The first flaw.
pub fn check(instance: &Instance, outcome: &Outcome) -> Result<(), CheckError> {
    match outcome {
        Outcome::Optimal(solution) => optimal(instance, solution),
        Outcome::Infeasible(nodes) => cut(instance, nodes),
        Outcome::Unbounded(cycle) => gains(instance, cycle),
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

fn cut(instance: &Instance, nodes: &[u32]) -> Result<(), CheckError> {
    let mut inside = vec![false; instance.supply().len()];
    for &node in nodes {
        *inside.get_mut(node as usize).ok_or(CheckError::Form)? = true;
    }
    let inside = |node: u32| inside[node as usize];
    let own = |(node, &supply): (usize, &i64)| if inside(node as u32) { i128::from(supply) } else { 0 };
    let has: i128 = instance.supply().iter().enumerate().map(own).sum();
    let mut leaves = 0_i128;
    for arc in instance.arcs() {
        match (inside(arc.tail), inside(arc.head)) {
            (true, false) if arc.capacity >= UNBOUNDED => return Err(CheckError::Cut),
            (true, false) => leaves += i128::from(arc.capacity),
            (false, true) => leaves -= i128::from(arc.lower),
            _ => {}
        }
    }
    if has > leaves { Ok(()) } else { Err(CheckError::Cut) }
}

fn gains(instance: &Instance, cycle: &[u32]) -> Result<(), CheckError> {
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
