//! Minimum-cost flow of several commodities that share capacities: a simplex whose basis is a spanning tree for each
//! commodity and a small matrix for the capacities that bind.
//!
//! [`Solver`] has an example; [`read_mnetgen`] reads the format of the MNETGEN instances.

mod basis;
mod commodity;
mod mnetgen;
mod simplex;

pub use basis::Solver;
pub use mnetgen::{MnetgenInstance, read_mnetgen};

use std::fmt;

use crate::mincost::{self, Arc, Instance, InstanceError};

/// The bundle of an arc that shares its capacity with no other.
pub const NO_BUNDLE: u32 = u32::MAX;

/// Commodities on arcs of their own, and bundles of arcs whose flows together stay within a capacity.
#[derive(Clone, Debug)]
pub struct Problem {
    commodities: Vec<Instance>,
    bundle: Vec<Vec<u32>>,
    capacity: Vec<i64>,
    members: Vec<Vec<(u32, u32)>>,
}

/// Why numbers are no problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemError {
    /// This commodity has not one bundle, or [`NO_BUNDLE`], for each of its arcs; or names one that is not there.
    Bundle(usize),
    /// The capacity of this bundle is below 0.
    Capacity(usize),
    /// This commodity is no instance within the capacities of its bundles.
    Commodity(usize, InstanceError),
}

impl fmt::Display for ProblemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(commodity) => write!(f, "commodity {commodity} has arcs of no known bundle"),
            Self::Capacity(bundle) => write!(f, "the capacity of bundle {bundle} is below 0"),
            Self::Commodity(commodity, error) => write!(f, "commodity {commodity}: {error}"),
        }
    }
}

impl std::error::Error for ProblemError {}

impl Problem {
    /// Of one instance for each commodity, the bundle of each of its arcs, and the capacity of each bundle.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn new(commodities: Vec<Instance>, bundle: Vec<Vec<u32>>, capacity: Vec<i64>) -> Result<Self, ProblemError> {
        if let Some(at) = capacity.iter().position(|&one| one < 0) {
            return Err(ProblemError::Capacity(at));
        }
        let mut members = vec![Vec::new(); capacity.len()];
        let mut within = Vec::with_capacity(commodities.len());
        for (commodity, instance) in commodities.iter().enumerate() {
            let named = bundle.get(commodity).filter(|named| named.len() == instance.arcs().len());
            let named = named.ok_or(ProblemError::Bundle(commodity))?;
            let mut arcs = instance.arcs().to_vec();
            for (at, (&name, arc)) in named.iter().zip(&mut arcs).enumerate() {
                if name != NO_BUNDLE {
                    let list = members.get_mut(name as usize).ok_or(ProblemError::Bundle(commodity))?;
                    list.push((commodity as u32, at as u32));
                    // Alone, a commodity may fill its bundle but no more: so each is solved alone before they are
                    // joined.
                    *arc = Arc { capacity: arc.capacity.min(capacity[name as usize]).max(arc.lower), ..*arc };
                }
            }
            // A capacity where there was none may make sums of the instance overflow.
            let own = Instance::new(instance.supply().to_vec(), arcs);
            within.push(own.map_err(|error| ProblemError::Commodity(commodity, error))?);
        }
        Ok(Self { commodities: within, bundle, capacity, members })
    }

    /// The instance of each commodity, in which no arc has more capacity than its bundle.
    #[must_use]
    pub fn commodities(&self) -> &[Instance] {
        &self.commodities
    }

    /// By commodity and arc.
    #[must_use]
    pub fn bundle(&self) -> &[Vec<u32>] {
        &self.bundle
    }

    /// By bundle.
    #[must_use]
    pub fn capacity(&self) -> &[i64] {
        &self.capacity
    }

    /// By bundle: commodities and their arcs.
    pub(super) fn members(&self) -> &[Vec<(u32, u32)>] {
        &self.members
    }
}

/// Flows, or why there are none.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Flows of least cost.
    Optimal(Optimum),
    /// Not all supply can flow.
    Infeasible(Infeasibility),
    /// These arcs of this commodity are a cycle without capacity on which any amount of flow lowers the cost.
    Unbounded(usize, Vec<u32>),
    /// So many pivots did not end: numbers are too far apart for floating point.
    PivotLimit(u64),
}

/// Why not all supply can flow.
#[derive(Clone, Debug, PartialEq)]
pub enum Infeasibility {
    /// These nodes have more supply of this commodity than can leave them, even if it were alone.
    Single(usize, Vec<u32>),
    /// At these prices of bundles, and nothing else to pay, all commodities together pay more than capacities are
    /// worth: [`dual_bound`] without costs is above 0.
    Joint(Vec<f64>),
}

/// Flows of least cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimum {
    /// By commodity and arc. Not whole in general, even where all capacities are.
    pub flow: Vec<Vec<f64>>,
    /// By bundle, 0 or more: what a unit of its capacity would save.
    pub price: Vec<f64>,
    /// Of the flows.
    pub cost: f64,
    /// No flows cost less: the [`dual_bound`] of the prices.
    pub bound: f64,
    /// The most by which a flow is beyond its bounds, a node short of its supply or a bundle over its capacity, in
    /// units of flow.
    pub max_violation: f64,
}

impl Optimum {
    /// How much of the cost is not proved, as a share.
    #[must_use]
    pub fn gap(&self) -> f64 {
        (self.cost - self.bound) / self.cost.abs().max(1.0)
    }
}

/// Prices are rounded to fractions of this at the finest.
const FINEST: i64 = 1 << 20;

/// What do prices of bundles prove?
///
/// The least that all commodities pay, each alone, where a unit on an arc costs the price of its bundle (and its own
/// cost too, if `with_costs`), minus what all capacities are worth at these prices.
///
/// # Arguments
/// * `price`: by bundle; those below 0 count as 0.
///
/// # Returns
/// With costs: no flows cost less (weak duality). Without: above 0 there are no flows. `None` where numbers go beyond
/// 64 bits, or a commodity alone has no flow or no least cost.
///
/// # Complexity
/// A minimum-cost flow for each commodity, in whole numbers.
///
/// # Example
/// At [`Solver`].
///
/// # Reference
/// A. M. Geoffrion: Lagrangean relaxation for integer programming, 1974.
#[must_use]
pub fn dual_bound(problem: &Problem, price: &[f64], with_costs: bool) -> Option<f64> {
    let commodities = 0..problem.commodities().len();
    let scales = std::iter::successors(Some(FINEST), |scale| (*scale > 1).then_some(scale / 16));
    // The finest at which all numbers fit.
    let scale = scales
        .into_iter()
        .find(|&scale| commodities.clone().all(|at| priced(problem, at, price, scale, with_costs).is_some()))?;
    let mut total = 0_i128;
    for at in commodities {
        let instance = priced(problem, at, price, scale, with_costs)?;
        let mincost::Outcome::Optimal(solution) = mincost::Solver::new(instance).solve() else {
            return None;
        };
        total += solution.cost;
    }
    // The same rounded prices as on the arcs: for these the bound is exact.
    for (&capacity, &price) in problem.capacity().iter().zip(price) {
        total -= i128::from(capacity) * i128::from(whole(price, scale));
    }
    Some(total as f64 / scale as f64)
}

fn whole(price: f64, scale: i64) -> i64 {
    (price.max(0.0) * scale as f64).round() as i64
}

/// A commodity whose arcs cost their bundles' prices, and their own costs if these count.
fn priced(problem: &Problem, at: usize, price: &[f64], scale: i64, with_costs: bool) -> Option<Instance> {
    let own = &problem.commodities()[at];
    let arcs = own.arcs().iter().enumerate().map(|(arc, &one)| {
        // An arc without a bundle has no place among prices.
        let shared = price.get(problem.bundle()[at][arc] as usize).map_or(0, |&price| whole(price, scale));
        let cost = if with_costs { one.cost.checked_mul(scale)? } else { 0 };
        Some(Arc { cost: cost.checked_add(shared)?, ..one })
    });
    Instance::new(own.supply().to_vec(), arcs.collect::<Option<_>>()?).ok()
}
