//! What comes of a problem.

/// Flows, or why there are none.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Flows of least cost.
    Optimal(Optimum),
    /// Not everything can flow.
    Infeasible(Infeasibility),
    /// These arcs of this commodity are a circle without capacity on which any amount gains.
    Unbounded(usize, Vec<u32>),
    /// So many pivots did not end: numbers are too far apart for floating point.
    PivotLimit(u64),
}

/// Why not everything can flow.
#[derive(Clone, Debug, PartialEq)]
pub enum Infeasibility {
    /// These nodes cannot send what they have of this commodity, were it alone.
    Single(usize, Vec<u32>),
    /// At these prices of bundles, and nothing else to pay, all commodities together pay more than bundles are worth:
    /// see the function `dual_bound`.
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
    /// No flows cost less: from the prices, in whole numbers.
    pub bound: f64,
    /// The most by which a flow leaves its bounds, a node its supply or a bundle its capacity, in units of flow.
    pub max_violation: f64,
}

impl Optimum {
    /// How much of the cost is not proven, as a share.
    #[must_use]
    pub fn gap(&self) -> f64 {
        (self.cost - self.bound) / self.cost.abs().max(1.0)
    }
}
