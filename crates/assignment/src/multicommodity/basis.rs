//! The basis of the simplex with its flows, loads and prices, and how they are computed from it.

use super::commodity::{ArcStatus, BundledArc, Commodity, scattered};
use super::{Infeasibility, NO_BUNDLE, Optimum, Outcome, Problem, dual_bound};
use crate::dense::Inverse;
use crate::mincost;

/// No place among the bundles that bind.
pub(super) const NONE: u32 = u32::MAX;

/// How much more nodes send and bundles may carry while pivots are made, as a share of all that is sent.
const PERTURBATION: f64 = 1e-10;
/// Flows of this share of all that is sent count as 0.
const NEGLIGIBLE_FLOW: f64 = 1e-12;
/// Reduced costs of this share of the largest cost count as 0.
const NEGLIGIBLE_COST: f64 = 1e-9;

/// A multicommodity flow problem with a basis.
///
/// A primal simplex in floating point. The basis is a spanning tree for each commodity and a matrix of as many rows as
/// there are bundles that bind. It begins where each commodity is optimal alone. A bundle may be over its capacity at a
/// penalty for each unit, which is raised until none is; so no start has to be found that keeps all capacities. The
/// bound and the proof of infeasibility are computed in whole numbers by [`dual_bound`].
///
/// # Complexity
/// O(nodes of the trees that change + b^2) for each pivot with b bundles that bind, and the pricing of a block of arcs.
///
/// # Example
/// ```
/// use assignment::mincost::{Arc, Instance, UNBOUNDED};
/// use assignment::multicommodity::{NO_BUNDLE, Outcome, Problem, Solver, dual_bound};
///
/// // Two commodities send 3 each over a shared arc for 4 at a cost of 1, or over their own at 5.
/// let arc = |cost| Arc { tail: 0, head: 1, lower: 0, capacity: UNBOUNDED, cost };
/// let commodity = || Instance::new(vec![3, -3], vec![arc(1), arc(5)]).unwrap();
/// let bundles = vec![vec![0, NO_BUNDLE]; 2];
/// let problem = Problem::new(vec![commodity(), commodity()], bundles, vec![4]).unwrap();
///
/// let Outcome::Optimal(optimum) = Solver::new(&problem).unwrap().solve() else { panic!() };
/// assert!((optimum.cost - 14.0).abs() < 1e-9);
/// assert!(optimum.gap() < 1e-9 && (optimum.price[0] - 4.0).abs() < 1e-9);
/// assert_eq!(dual_bound(&problem, &[4.0], true), Some(14.0));
/// ```
///
/// # Reference
/// J. L. Kennington, R. V. Helgason: Algorithms for network programming, 1980, chapter 5 (primal partitioning): the
/// trees are their key columns, and `extra` the columns of their working basis `Q`, which holds what a unit around the
/// cycle of an extra arc puts on bundles that bind.
#[derive(Clone, Debug)]
pub struct Solver<'a> {
    pub(super) problem: &'a Problem,
    pub(super) commodities: Vec<Commodity>,
    /// By bundle: what its arcs carry together.
    pub(super) load: Vec<f64>,
    /// By bundle: what it may carry.
    pub(super) capacity: Vec<f64>,
    /// By bundle that does not bind: whether it is over its capacity.
    pub(super) over: Vec<bool>,
    /// By bundle: its place among those that bind, or [`NONE`].
    pub(super) at: Vec<u32>,
    /// Bundles that bind: columns of the inverse.
    pub(super) binding: Vec<u32>,
    /// Commodities and arcs in the basis that are in no tree: rows of the inverse.
    pub(super) extra: Vec<(u32, u32)>,
    pub(super) inverse: Inverse,
    /// By bundle.
    pub(super) price: Vec<f64>,
    /// For each unit above a bundle's capacity.
    pub(super) penalty: f64,
    /// Whether arcs cost what they do, or nothing, while it is decided whether all supply can flow.
    pub(super) with_costs: bool,
    /// Flows below this are 0.
    pub(super) negligible_flow: f64,
    /// Reduced costs below this are 0.
    pub(super) negligible_cost: f64,
    /// At a higher penalty it is decided without costs whether all supply can flow.
    pub(super) max_penalty: f64,
    /// All arcs in the order in which they are priced, and where the search for an entering one goes on.
    pub(super) priced: Vec<(u32, u32)>,
    pub(super) next: usize,
    pub(super) pivots: u64,
    /// Memory that each pivot uses again.
    pub(super) direction: PivotDirection,
}

/// What may block, how far it lets the entering variable go and how fast it changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub most: f64,
    pub rate: f64,
    pub leaving: Leaving,
}

/// What enters the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entering {
    /// An arc, from its bound.
    Arc { commodity: u32, arc: u32 },
    /// The slack of a binding bundle, of this place: it shall carry less than its capacity, or more.
    Slack { at: u32, over: bool },
}

/// What leaves the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// None: what enters goes to its other bound.
    Entering,
    /// The slack of a bundle, which comes to bind.
    Slack(u32),
    /// The extra arc of this place, to a bound.
    Extra(u32, ArcStatus),
    /// The tree arc above this node of this commodity, to a bound.
    Tree(u32, u32, ArcStatus),
}

/// How all that is in the basis changes with each unit of what enters.
#[derive(Clone, Debug, Default)]
pub(super) struct PivotDirection {
    /// By extra arc.
    pub extra: Vec<f64>,
    /// Of trees: commodity, node below, arc, change.
    pub tree: Vec<(u32, u32, u32, f64)>,
    /// Bundles that may change.
    pub touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// By bundle.
    pub load: Vec<f64>,
    pub blocks: Vec<Block>,
    /// By bundle: its price before.
    pub price_before: Vec<f64>,
    /// By place in a tree.
    pub by_place: Vec<f64>,
}

impl PivotDirection {
    fn new(bundles: usize) -> Self {
        Self { load: vec![0.0; bundles], is_touched: vec![false; bundles], ..Self::default() }
    }

    pub fn add(&mut self, bundle: u32, change: f64) {
        if let Some(load) = self.load.get_mut(bundle as usize) {
            if !std::mem::replace(&mut self.is_touched[bundle as usize], true) {
                self.touched.push(bundle);
            }
            *load += change;
        }
    }

    /// Before the next pivot: only what was touched is reset.
    pub fn clear(&mut self) {
        for bundle in self.touched.drain(..) {
            (self.load[bundle as usize], self.is_touched[bundle as usize]) = (0.0, false);
        }
        self.tree.clear();
        self.extra.clear();
    }
}

impl<'a> Solver<'a> {
    /// Solves each commodity alone.
    ///
    /// # Errors
    /// The outcome, where a commodity has no flow or no least cost even if it is alone.
    pub fn new(problem: &'a Problem) -> Result<Self, Outcome> {
        let bundles = problem.capacity().len();
        // Tolerances are shares of what the largest commodity sends and takes; 1 more, as it may be nothing.
        let size = |instance: &mincost::Instance| instance.supply().iter().map(|one| one.unsigned_abs()).sum::<u64>();
        let largest = problem.commodities().iter().map(size).max().unwrap_or(0) as f64 + 1.0;
        let nodes: usize = problem.commodities().iter().map(|own| own.supply().len()).sum();
        let nudge = PERTURBATION * largest;
        let mut commodities = Vec::with_capacity(problem.commodities().len());
        for commodity in 0..problem.commodities().len() {
            commodities.push(optimal_alone(problem, commodity, nudge)?);
        }
        // The penalty begins at the cost of a typical arc and doubles from there.
        let (typical, highest) = costs(problem);
        let capacity = (0..).zip(problem.capacity());
        let mut solver = Self {
            priced: mixed(&commodities),
            commodities,
            load: vec![0.0; bundles],
            capacity: capacity.map(|(at, &one)| one as f64 + nudge * (1.0 + scattered(at))).collect(),
            over: vec![false; bundles],
            at: vec![NONE; bundles],
            binding: Vec::new(),
            extra: Vec::new(),
            inverse: Inverse::default(),
            price: vec![0.0; bundles],
            penalty: typical,
            with_costs: true,
            negligible_flow: NEGLIGIBLE_FLOW * largest,
            negligible_cost: NEGLIGIBLE_COST * (highest + 1.0),
            max_penalty: (highest + 1.0) * nodes as f64,
            next: 0,
            pivots: 0,
            direction: PivotDirection::new(bundles),
            problem,
        };
        solver.recompute_loads();
        for bundle in 0..bundles {
            // Each commodity is optimal without the others, so together they may be over.
            solver.over[bundle] = solver.load[bundle] > solver.capacity[bundle] + solver.negligible_flow;
        }
        solver.reprice();
        Ok(solver)
    }

    /// How many pivots were made with all commodities.
    #[must_use]
    pub fn pivots(&self) -> u64 {
        self.pivots
    }

    /// How many bundles bind.
    #[must_use]
    pub fn binding(&self) -> usize {
        self.binding.len()
    }

    /// Whether any bundle is over its capacity.
    pub(super) fn is_over(&self) -> bool {
        let over = |at: usize| self.load[at] > self.capacity[at] + self.negligible_flow;
        // A bundle that comes to bind keeps its mark, so its load decides.
        (0..self.load.len()).any(|at| self.over[at] && over(at))
    }

    /// What a unit on an arc costs, the price of its bundle included.
    pub(super) fn cost(price: &[f64], with_costs: bool, arc: &BundledArc) -> f64 {
        let own = if with_costs { arc.cost } else { 0.0 };
        own + price.get(arc.bundle as usize).copied().unwrap_or(0.0)
    }

    pub(super) fn reduced(&self, commodity: u32, arc: u32) -> f64 {
        let commodity = &self.commodities[commodity as usize];
        let own = &commodity.arcs[arc as usize];
        commodity.reduced(own, Self::cost(&self.price, self.with_costs, own))
    }

    /// Computes prices of bundles and nodes: the reduced costs of all that is in the basis are 0.
    pub(super) fn reprice(&mut self) {
        for bundle in 0..self.price.len() {
            self.price[bundle] = if self.over[bundle] && self.at[bundle] == NONE { self.penalty } else { 0.0 };
        }
        // With these prices extra arcs have reduced costs; prices of binding bundles are those that make them 0.
        self.reprice_nodes();
        let owed: Vec<f64> = self.extra.iter().map(|&(commodity, arc)| -self.reduced(commodity, arc)).collect();
        if self.binding.is_empty() {
            return;
        }
        for (&bundle, price) in self.binding.iter().zip(self.inverse.row_times(&owed)) {
            self.price[bundle as usize] = price;
        }
        self.reprice_nodes();
    }

    fn reprice_nodes(&mut self) {
        let (price, with_costs) = (&self.price, self.with_costs);
        for commodity in &mut self.commodities {
            commodity.reprice(|arc| Self::cost(price, with_costs, arc));
        }
    }

    /// Changes prices of nodes after those of bundles changed from `direction.price_before`.
    pub(super) fn follow(&mut self) {
        let PivotDirection { price_before, by_place, .. } = &mut self.direction;
        price_before.iter_mut().zip(&self.price).for_each(|(before, price)| *before = price - *before);
        for commodity in &mut self.commodities {
            commodity.follow(price_before, by_place);
        }
    }

    /// Computes loads of bundles from flows.
    fn recompute_loads(&mut self) {
        self.load.fill(0.0);
        for commodity in &self.commodities {
            for (arc, &flow) in commodity.arcs.iter().zip(&commodity.flow) {
                if arc.bundle != NO_BUNDLE {
                    self.load[arc.bundle as usize] += flow;
                }
            }
        }
    }

    /// What a unit over an arc and back over its tree puts on the bundles that bind.
    pub(super) fn column(&self, commodity: u32, arc: u32) -> Vec<(u32, f64)> {
        let mut column: Vec<(u32, f64)> = Vec::new();
        self.commodities[commodity as usize].cycle(arc as usize, |bundle, value| {
            // Rows of the working basis are bundles that bind; what else the cycle passes is not in it.
            let at = self.at.get(bundle as usize).copied().unwrap_or(NONE);
            if at != NONE {
                column.push((at, value));
            }
        });
        column
    }

    /// Computes the inverse afresh.
    pub(super) fn invert(&mut self) {
        let columns: Vec<_> = self.extra.iter().map(|&(commodity, arc)| self.column(commodity, arc)).collect();
        // A basis that looks singular keeps the inverse that it has.
        if let Some(inverse) = Inverse::of(&columns) {
            self.inverse = inverse;
        }
    }

    /// Computes flows afresh: extra arcs carry what fills the bundles that bind, trees carry the rest.
    pub(super) fn recompute_flows(&mut self) {
        // With extra arcs empty, loads show how much the bundles that bind are short of their capacity.
        for &(commodity, arc) in &self.extra {
            self.commodities[commodity as usize].flow[arc as usize] = 0.0;
        }
        self.recompute_tree_flows();
        let short: Vec<(u32, f64)> = (0..)
            .zip(&self.binding)
            .map(|(at, &bundle)| (at, self.capacity[bundle as usize] - self.load[bundle as usize]))
            .collect();
        for (&(commodity, arc), flow) in self.extra.iter().zip(self.inverse.times_column(&short)) {
            self.commodities[commodity as usize].flow[arc as usize] = flow;
        }
        self.recompute_tree_flows();
    }

    fn recompute_tree_flows(&mut self) {
        self.commodities.iter_mut().for_each(Commodity::recompute_flows);
        self.recompute_loads();
    }

    /// Nodes send and bundles may carry what the problem says.
    pub(super) fn remove_perturbation(&mut self) {
        self.commodities.iter_mut().for_each(Commodity::remove_perturbation);
        self.capacity = self.problem.capacity().iter().map(|&one| one as f64).collect();
        self.recompute_flows();
    }

    pub(super) fn optimum(&self) -> Optimum {
        // Without artificial arcs, which cost nothing.
        let flow = self.commodities.iter().map(|own| own.flow[..own.real].to_vec()).collect();
        let cost = self.commodities.iter().flat_map(|own| own.arcs.iter().zip(&own.flow));
        // Rounding may leave a price just below 0, and the bound needs none.
        let price: Vec<f64> = self.price.iter().map(|price| price.max(0.0)).collect();
        let over = self.load.iter().zip(&self.capacity).map(|(load, capacity)| load - capacity);
        Optimum {
            cost: cost.map(|(arc, flow)| arc.cost * flow).sum(),
            // Where numbers do not fit nothing is proved.
            bound: dual_bound(self.problem, &price, true).unwrap_or(f64::NEG_INFINITY),
            max_violation: self.commodities.iter().map(Commodity::max_violation).chain(over).fold(0.0, f64::max),
            flow,
            price,
        }
    }
}

/// The commodity without the others, within the capacities of its bundles.
fn optimal_alone(problem: &Problem, commodity: usize, nudge: f64) -> Result<Commodity, Outcome> {
    let mut solver = mincost::Solver::new(problem.commodities()[commodity].clone());
    match solver.solve() {
        mincost::Outcome::Optimal(_) => Ok(Commodity::new(problem, commodity, solver.basis(), nudge)),
        mincost::Outcome::Infeasible(nodes) => Err(Outcome::Infeasible(Infeasibility::Single(commodity, nodes))),
        mincost::Outcome::Unbounded(cycle) => Err(Outcome::Unbounded(commodity, cycle)),
    }
}

/// The median of the costs of arcs, and the highest, both at least 1.
fn costs(problem: &Problem) -> (f64, f64) {
    let all = problem.commodities().iter().flat_map(|own| own.arcs().iter().map(|arc| arc.cost.unsigned_abs()));
    // Arcs without a cost say nothing of how high a penalty must be.
    let mut all: Vec<u64> = all.filter(|cost| *cost > 0).collect();
    all.sort_unstable();
    let at = |at: usize| all.get(at).map_or(1.0, |&cost| cost as f64);
    (at(all.len() / 2), at(all.len().saturating_sub(1)))
}

/// All arcs in an order that mixes them: neighbours in the instance often leave one node.
fn mixed(commodities: &[Commodity]) -> Vec<(u32, u32)> {
    let all: Vec<(u32, u32)> = (0..)
        .zip(commodities)
        .flat_map(|(commodity, own)| (0..own.arcs.len() as u32).map(move |arc| (commodity, arc)))
        .collect();
    let step = (all.len() as f64).sqrt() as usize + 1;
    (0..step).flat_map(|first| all.iter().skip(first).step_by(step).copied()).collect()
}
