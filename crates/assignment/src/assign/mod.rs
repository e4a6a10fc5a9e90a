//! Assignment of several demands on shared capacities, by column generation.

mod master;
mod pricing;
mod rounding;
mod simplex;

pub use pricing::{PhaseObjective, Pricer};

use std::collections::{BTreeMap, BTreeSet};

use master::Master;
use pricing::PlainPricer;
use rounding::to_kilograms;

use crate::problem::{ClassIx, Demand, Mass, PathFlow, Phase, Prices, Problem, Solution, StandaloneMaximum};
use routing::NodeIx;

/// Which paths do all demands take together, so that each tier is served as much as can be and then all cost least?
///
/// Tier 1 strands as little as possible, tier 2 as little as possible while tier 1 keeps its total (not its paths), and
/// so on; at last the cost of all is least while every tier keeps its total. In that last phase a demand with a
/// reservation price may leave a part of itself unassigned at that price: it counts as served. Where paths cost the
/// same, the whole [`PathCost`](routing::PathCost) decides.
///
/// # Arguments
/// * `problem`: demands, the network, and its capacities.
///
/// # Returns
/// Paths with whole kilograms, and the prices that prove them. Always feasible; a few kilograms from the optimum at
/// most.
///
/// # Complexity
/// A linear program over paths, each found when it has a reduced cost below 0 (column generation); then rounding and
/// exact repair. A round costs a search of O((n + m) log m) for each pair of class and sources, and a few pivots of
/// O(r^2) for r demands (those that differ in mass alone are one) and bundles in use.
///
/// # Example
/// ```
/// use assignment::{Bundle, Certificate, Claim, ClassIx, Demand, Mass, Problem, assign, verify};
/// use routing::{ArcIx, Cost, NodeIx, PathCost, Topology, Weights};
///
/// // Two parallel arcs: at 1 USD/t for 3 kt at most, at 2 USD/t for any quantity.
/// let [a, b] = [0, 1].map(NodeIx);
/// let topology = Topology::new(2, &[(a, b), (a, b)]);
/// let cost = |usd_t: i64| Some(PathCost { cost: Cost(usd_t * 1_000_000), ..PathCost::default() });
/// let weights = [Weights { arc: vec![cost(1), cost(2)] }];
/// let kt = |kt| Mass::from_kt(kt).unwrap();
/// let bundles = [Bundle { limit: kt(3.0), arcs: vec![ArcIx(0)], classes: vec![true] }];
/// let demands = [Demand {
///     class: ClassIx(0),
///     sources: vec![a],
///     targets: vec![b],
///     mass: kt(5.0),
///     tier: 1,
///     reservation_price: None,
/// }];
/// let problem = Problem { topology: &topology, weights: &weights, bundles: &bundles, demands: &demands };
///
/// let solution = assign(&problem);
/// assert_eq!(solution.paths.iter().map(|path| path.mass).collect::<Vec<_>>(), [kt(3.0), kt(2.0)]);
/// // One more unit of limit would save 1 USD/t.
/// assert_eq!(solution.phases.last().unwrap().bundles, [1.0]);
///
/// let claim = Claim {
///     problem,
///     retained: &[],
///     paths: &solution.paths,
///     stranded: &solution.stranded,
///     uneconomic: &solution.uneconomic,
///     certificate: &Certificate::of(&solution),
/// };
/// let proved = verify(&claim).unwrap();
/// assert_eq!(proved.cost_bound, proved.cost);
/// ```
///
/// # Reference
/// L. R. Ford, D. R. Fulkerson: A suggested computation for maximal multi-commodity network flows, 1958; G. B. Dantzig,
/// P. Wolfe: Decomposition principle for linear programs, 1960. Their A_j is `uses` of a column, their simplex
/// multipliers are [`Phase`].
#[must_use]
pub fn assign(problem: &Problem<'_>) -> Solution {
    let pool = Pool::new(problem.demands);
    let problem = Problem { demands: &pool.demands, ..*problem };
    pool.split(solve(&problem, PlainPricer::new(problem)))
}

/// [`assign`] with paths found by another [`Pricer`], such as one that searches a hierarchy.
///
/// `pricer` makes it for the demands that are solved, of which those that differ in mass alone are one.
#[must_use]
pub fn assign_with<P: Pricer>(problem: &Problem<'_>, pricer: impl FnOnce(&[Demand]) -> P) -> Solution {
    let pool = Pool::new(problem.demands);
    let problem = Problem { demands: &pool.demands, ..*problem };
    pool.split(solve(&problem, pricer(problem.demands)))
}

fn solve<P: Pricer>(problem: &Problem<'_>, pricer: P) -> Solution {
    let mut master = Master::new(problem, pricer);
    // Tier 1 first: a phase keeps what the phases before it reached.
    let tiers: BTreeSet<u8> = problem.demands.iter().map(|demand| demand.tier).collect();
    let mut phases: Vec<Phase> = tiers.into_iter().map(|tier| master.serve(tier)).collect();
    let mut standalone = Vec::new();
    phases.push(master.minimise_cost(|demand| {
        // Asked for only where it is needed. The certificate needs its proof too.
        let own = standalone_maximum(problem, demand);
        standalone.push(own.clone());
        own.maximum
    }));
    // From here on everything is exact: what is stranded is what is left of each demand.
    let rounded = to_kilograms(problem, &mut master);
    // A mass below 0 counts as 0, as in the program.
    let mut stranded: Vec<Mass> = problem.demands.iter().map(|demand| demand.mass.max(Mass::ZERO)).collect();
    for path in &rounded.paths {
        stranded[path.demand] -= path.mass;
    }
    for (left, &uneconomic) in stranded.iter_mut().zip(&rounded.uneconomic) {
        *left -= uneconomic;
    }
    Solution {
        paths: rounded.paths,
        stranded,
        uneconomic: rounded.uneconomic,
        cost: rounded.cost,
        phases,
        standalone,
        complete: master.complete(),
    }
}

fn standalone_maximum(problem: &Problem<'_>, demand: usize) -> StandaloneMaximum {
    // Without its reservation price: what could pass counts, whatever it costs.
    let only = [Demand { reservation_price: None, ..problem.demands[demand].clone() }];
    let problem = Problem { demands: &only, ..*problem };
    // Bundles are whole again: nothing else takes from them.
    let mut master = Master::new(&problem, PlainPricer::new(problem));
    let prices = Prices::of(&master.serve(only[0].tier));
    let maximum = to_kilograms(&problem, &mut master).paths.iter().map(|path| path.mass).sum();
    StandaloneMaximum { demand, maximum, prices }
}

/// Demands of one class, tier, sources and targets as one, and those that each stands for.
///
/// The linear program has one row for all of them, so ten thousand demands cost what their pairs of ends cost. Demands
/// with a reservation price are not pooled: each has a standalone maximum of its own.
struct Pool {
    /// What is solved.
    pub demands: Vec<Demand>,
    /// By pooled demand: those it stands for, in their order.
    members: Vec<Vec<usize>>,
    /// By original demand: how much.
    masses: Vec<Mass>,
}

/// What pooled demands have in common: class, tier, sources and targets.
type Alike<'a> = (ClassIx, u8, &'a [NodeIx], &'a [NodeIx]);

impl Pool {
    /// In the order of the first of each.
    pub fn new(demands: &[Demand]) -> Self {
        let mut first: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
        let mut own = Self { demands: Vec::new(), members: Vec::new(), masses: Vec::new() };
        for (at, demand) in demands.iter().enumerate() {
            own.masses.push(demand.mass.max(Mass::ZERO));
            let alike = (demand.class, demand.tier, &demand.sources[..], &demand.targets[..]);
            let next = own.demands.len();
            let pooled = match demand.reservation_price {
                None => *first.entry(alike).or_insert(next),
                Some(_) => next,
            };
            // The first of its kind; its mass is added below, like that of all others.
            if pooled == next {
                own.demands.push(Demand { mass: Mass::ZERO, ..demand.clone() });
                own.members.push(Vec::new());
            }
            own.demands[pooled].mass += own.masses[at];
            own.members[pooled].push(at);
        }
        own
    }

    /// The solution of the original demands. Those that are pooled are served in their order, the most expensive path
    /// last, and the last of them bear what is stranded.
    pub fn split(&self, pooled: Solution) -> Solution {
        // By original demand: what is not assigned yet. By pooled demand: which member is served next.
        let mut left = self.masses.clone();
        let mut next = vec![0; self.members.len()];
        let mut paths = Vec::new();
        for path in &pooled.paths {
            self.split_path(path, &mut next, &mut left, &mut paths);
        }
        // Stable: the paths of each demand keep their order.
        paths.sort_by_key(|path| path.demand);
        // Only demands with a reservation price have any, and each is alone in its pool: no mass is given to several.
        let uneconomic = self.spread(&pooled.uneconomic, Mass::ZERO);
        let stranded = left.iter().zip(&uneconomic).map(|(&left, &own)| left - own).collect();
        let phases = pooled.phases.iter().map(|phase| self.phase(phase)).collect();
        let mut standalone = pooled.standalone;
        for own in &mut standalone {
            // It has a reservation price, so it is the only member.
            own.demand = self.members[own.demand][0];
        }
        Solution { paths, stranded, uneconomic, phases, standalone, ..pooled }
    }

    fn split_path(&self, path: &PathFlow, next: &mut [usize], left: &mut [Mass], paths: &mut Vec<PathFlow>) {
        let members = &self.members[path.demand];
        let mut mass = path.mass;
        while mass > Mass::ZERO {
            // A solution assigns no more than the demand.
            let Some(&member) = members.get(next[path.demand]) else { return };
            // A member of mass 0 takes nothing and is passed over.
            let part = mass.min(left[member]);
            if part > Mass::ZERO {
                paths.push(PathFlow { demand: member, mass: part, arcs: path.arcs.clone() });
            }
            mass -= part;
            left[member] -= part;
            // Served whole: the next of the pool takes what follows.
            if left[member] == Mass::ZERO {
                next[path.demand] += 1;
            }
        }
    }

    /// Prices are for each unit: pooled demands have the same.
    fn phase(&self, pooled: &Phase) -> Phase {
        Phase {
            demands: self.spread(&pooled.demands, 0.0),
            standalone: self.spread(&pooled.standalone, 0.0),
            ..pooled.clone()
        }
    }

    /// From values by pooled demand those by original demand.
    fn spread<T: Copy>(&self, pooled: &[T], blank: T) -> Vec<T> {
        let mut own = vec![blank; self.masses.len()];
        for (members, &value) in self.members.iter().zip(pooled) {
            for &member in members {
                own[member] = value;
            }
        }
        own
    }
}
