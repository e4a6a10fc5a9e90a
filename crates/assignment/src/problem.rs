//! What is assigned (demands on a network, and capacities that they share), what an assignment is, and the prices that
//! prove it.

use routing::{ArcIx, Cost, NodeIx, Topology, Weights};

routing::quantities! {
    /// A quantity of flow, in kilograms.
    Mass, 1e6, from_kt, kt, "kt";
}

routing::index! {
    /// A bundle: its position in [`Problem::bundles`].
    BundleIx;
    /// A class: its position in [`Problem::weights`]. All demands of a class see the same weights.
    ClassIx;
}

/// One capacity that arcs share, for some classes.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The most that may flow over all its arcs together.
    pub limit: Mass,
    /// Its arcs, sorted.
    pub arcs: Vec<ArcIx>,
    /// By class: whether its flow counts.
    pub classes: Vec<bool>,
}

impl Bundle {
    /// Whether the flow of a class counts.
    #[must_use]
    pub fn counts(&self, class: ClassIx) -> bool {
        self.classes.get(class.index()).copied().unwrap_or(false)
    }
}

/// A quantity that is to flow from any of its sources to any of its targets.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The class whose weights it sees.
    pub class: ClassIx,
    /// Nodes it may start in, sorted.
    pub sources: Vec<NodeIx>,
    /// Nodes it may end in, sorted.
    pub targets: Vec<NodeIx>,
    /// How much.
    pub mass: Mass,
    /// Its priority: tier 1 is served first.
    pub tier: u8,
    /// What a unit may cost at most, scarcity prices included: a more expensive one is not assigned but uneconomic.
    pub reservation_price: Option<Cost>,
}

/// The flow of one demand on one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFlow {
    /// Position of the demand.
    pub demand: usize,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
    /// How much.
    pub mass: Mass,
}

/// Demands, and the network that they share.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// Nodes and arcs.
    pub topology: &'a Topology,
    /// By class: what each arc costs.
    pub weights: &'a [Weights],
    /// Shared capacities. A path that uses two arcs of a bundle, or one arc twice, counts twice.
    pub bundles: &'a [Bundle],
    /// What is to be assigned.
    pub demands: &'a [Demand],
}

/// The bundles of each arc, without a list for each: those of arc `a` are `over[first[a]..first[a + 1]]`.
#[derive(Clone, Debug)]
pub(super) struct Usage<'a> {
    bundles: &'a [Bundle],
    first: Vec<u32>,
    over: Vec<u32>,
}

impl<'a> Usage<'a> {
    /// O(arcs + sum of the bundles' arcs).
    pub fn new(arcs: usize, bundles: &'a [Bundle]) -> Self {
        // How many bundles each arc has, counted one place further on.
        let mut first = vec![0; arcs + 1];
        for (_, arc) in pairs(arcs, bundles) {
            first[arc + 1] += 1;
        }
        // Sums of these are where the bundles of each arc begin.
        for arc in 0..arcs {
            first[arc + 1] += first[arc];
        }
        let mut next = first.clone();
        let mut over = vec![0; first[arcs] as usize];
        // Bundles come in order, so those of each arc are sorted.
        for (bundle, arc) in pairs(arcs, bundles) {
            over[next[arc] as usize] = bundle;
            next[arc] += 1;
        }
        Self { bundles, first, over }
    }

    /// The bundles that count an arc for a class.
    pub fn of(&self, class: ClassIx, arc: ArcIx) -> impl Iterator<Item = usize> {
        // An arc beyond those that were counted is in no bundle.
        let row = match (self.first.get(arc.index()), self.first.get(arc.index() + 1)) {
            (Some(&from), Some(&to)) => from as usize..to as usize,
            _ => 0..0,
        };
        let over = self.over[row].iter().map(|&bundle| bundle as usize);
        over.filter(move |&bundle| self.bundles[bundle].counts(class))
    }

    /// The bundles that count a path for a class and how often, by bundle.
    pub fn path(&self, class: ClassIx, arcs: &[ArcIx]) -> Vec<(usize, i64)> {
        let mut all: Vec<usize> = arcs.iter().flat_map(|&arc| self.of(class, arc)).collect();
        // Uses of one bundle become neighbours; the master program searches the result by bundle.
        all.sort_unstable();
        let mut counts: Vec<(usize, i64)> = Vec::new();
        for bundle in all {
            match counts.last_mut() {
                Some((last, count)) if *last == bundle => *count += 1,
                _ => counts.push((bundle, 1)),
            }
        }
        counts
    }
}

/// Each bundle with each of its arcs; arcs that are not there are left out.
fn pairs(arcs: usize, bundles: &[Bundle]) -> impl Iterator<Item = (u32, usize)> {
    let all = (0..).zip(bundles);
    all.flat_map(|(at, bundle)| bundle.arcs.iter().map(move |arc| (at, arc.index())))
        .filter(move |&(_, arc)| arc < arcs)
}

/// Where all demands go: `mass = sum of paths + stranded + uneconomic` for each, and no limit exceeded, to the
/// kilogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Sorted by demand, then cost; none of 0 kg.
    pub paths: Vec<PathFlow>,
    /// By demand: what has no path left.
    pub stranded: Vec<Mass>,
    /// By demand: what has a path, but one above its reservation price, the scarcity price of what it takes from others
    /// included.
    pub uneconomic: Vec<Mass>,
    /// Of the paths, in millionths of a USD/t x kg.
    pub cost: i128,
    /// One for each tier in their order, and at last the cost.
    pub phases: Vec<Phase>,
    /// Demands with a reservation price of which something is stranded.
    pub standalone: Vec<StandaloneMaximum>,
    /// Whether every phase was solved to its end; if not, the solution is feasible but may not be optimal.
    pub complete: bool,
}

/// The dual solution at the end of one phase: from it its value can be bounded without the solver.
///
/// A path of demand `f` has no reduced cost below 0 if its arcs, each at (its cost, in the last phase) + `bundles` of
/// the bundles that count it, sum to at least `demands[f] - standalone[f]`; neither has what is stranded if (1 in its
/// own phase, else 0) + `tiers` of its tier is at least `demands[f]`, nor what is uneconomic if its reservation price
/// is at least `demands[f] - standalone[f]`. Where none has,
/// `sum(demands x mass) - sum(bundles x limit) - sum(tiers x least stranded) - sum(standalone x its maximum)` is a
/// bound from below, and it equals `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The tier whose stranded quantity was minimised; `None`: cost was.
    pub tier: Option<u8>,
    /// Stranded kt of the tier, or cost in kUSD (USD/t x kt), what is uneconomic included at its reservation price.
    pub value: f64,
    /// By bundle, at least 0: in units stranded for each unit of limit, or USD/t in the last phase.
    pub bundles: Vec<f64>,
    /// By demand.
    pub demands: Vec<f64>,
    /// By demand, at least 0: the price of its standalone maximum; 0 unless it has one.
    pub standalone: Vec<f64>,
    /// Earlier tiers and their prices, at least 0.
    pub tiers: Vec<(u8, f64)>,
}

/// How many price units make 1: prices are billionths.
pub const PRICE_SCALE: i64 = 1_000_000_000;

/// Prices at the end of one phase in billionths, all above 0; what is not named has a price of 0.
///
/// In the phase of a tier a price is how many units of that tier one more unit saves from being stranded, in the phase
/// of cost what it saves in USD/t.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// Of limits, by bundle.
    pub bundles: Vec<(BundleIx, i64)>,
    /// Of earlier tiers: what one more stranded unit of theirs would save.
    pub tiers: Vec<(u8, i64)>,
    /// Of standalone maxima, by position of the demand: what one more unit that can pass at all would save. Only in the
    /// phase of cost.
    pub standalone: Vec<(usize, i64)>,
}

impl Prices {
    /// Those of a phase, rounded.
    pub(crate) fn of(phase: &Phase) -> Self {
        let positive = |prices: &[f64]| -> Vec<(usize, i64)> {
            let prices = prices.iter().map(|&price| billionths(price)).enumerate();
            // A price that is rounded to 0 proves nothing.
            prices.filter(|(_, price)| *price > 0).collect()
        };
        let tiers = phase.tiers.iter().map(|&(tier, price)| (tier, billionths(price)));
        Self {
            bundles: positive(&phase.bundles).into_iter().map(|(at, p)| (BundleIx::from(at), p)).collect(),
            tiers: tiers.filter(|(_, price)| *price > 0).collect(),
            standalone: positive(&phase.standalone),
        }
    }
}

/// A price beyond 2^63 billionths becomes that: it bounds less, never falsely.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn billionths(price: f64) -> i64 {
    (price * PRICE_SCALE as f64).round() as i64
}

/// The most of one demand that could pass if no other were assigned, and the prices that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandaloneMaximum {
    /// Position of the demand.
    pub demand: usize,
    /// How much can pass.
    pub maximum: Mass,
    /// As in the phase of a tier.
    pub prices: Prices,
}

/// What proves an assignment: the prices of each phase, from which anyone can bound what another assignment could do.
///
/// The dual solution of each linear program over paths, rounded; [`bounds`](crate::bounds) turns them into bounds that
/// hold whatever the prices are, so that rounding can only weaken the proof, never make it false.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// Tiers in their order, and what proves that no less of them is stranded.
    pub tiers: Vec<(u8, Prices)>,
    /// What proves that nothing less expensive serves as much.
    pub cost: Prices,
    /// Demands with a reservation price of which something is stranded: what is uneconomic is at most what could pass.
    pub standalone: Vec<StandaloneMaximum>,
}

impl Certificate {
    /// The prices with which a solution was found.
    #[must_use]
    pub fn of(solution: &Solution) -> Self {
        let mut own = Self::default();
        for phase in &solution.phases {
            match phase.tier {
                Some(tier) => own.tiers.push((tier, Prices::of(phase))),
                // The last phase has no tier: it minimises cost.
                None => own.cost = Prices::of(phase),
            }
        }
        own.standalone.clone_from(&solution.standalone);
        own
    }

    /// The same with demands at other positions.
    #[must_use]
    pub fn renumbered(mut self, position: impl Fn(usize) -> usize) -> Self {
        // Only standalone maxima are by demand; other prices are of bundles and tiers.
        for (demand, _) in &mut self.cost.standalone {
            *demand = position(*demand);
        }
        for own in &mut self.standalone {
            own.demand = position(own.demand);
        }
        self
    }
}
