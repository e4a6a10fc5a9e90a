//! What is assigned to what.

use routing::{ArcIx, Cost, NodeIx, Topology, Weights};

use crate::mass::Mass;

routing::index! {
    /// A capacity bundle.
    BundleIx;
    /// A class: all demands that see the same weights.
    ClassIx;
}

/// One limit over arcs and classes.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The most that may pass in a year.
    pub limit: Mass,
    /// Arcs that count, sorted.
    pub arcs: Vec<ArcIx>,
    /// Classes that count, by class.
    pub classes: Vec<bool>,
}

impl Bundle {
    /// Whether it counts a class.
    #[must_use]
    pub fn counts(&self, class: ClassIx) -> bool {
        self.classes.get(class.index()).copied().unwrap_or(false)
    }
}

/// What is to be laid.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The class whose weights it sees.
    pub class: ClassIx,
    /// States it may start in, sorted.
    pub sources: Vec<NodeIx>,
    /// States it may end in, sorted.
    pub targets: Vec<NodeIx>,
    /// How much.
    pub mass: Mass,
    /// Its tier: 1 is served first.
    pub tier: u8,
    /// Dearer tonnes stay at home.
    pub reservation_price: Option<Cost>,
}

/// Tonnes of one demand on one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFlow {
    /// Position in the list of demands.
    pub demand: usize,
    /// Its arcs in order.
    pub arcs: Vec<ArcIx>,
    /// How much.
    pub mass: Mass,
}

/// What is to be laid on what.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// States and arcs.
    pub topology: &'a Topology,
    /// By class: what each arc costs.
    pub weights: &'a [Weights],
    /// Limits. A path that uses two arcs of a bundle, or one arc twice, counts twice.
    pub bundles: &'a [Bundle],
    /// What is to be laid.
    pub demands: &'a [Demand],
}

/// The prices at the end of one phase: from them its value can be bounded without the solver.
///
/// A path of demand `f` is no gain if its arcs, each at (its cost, in the last phase) + `bundles` of the bundles that
/// count it, sum to at least `demands[f] - standalone[f]`; what is stranded is no gain if (1 in its own phase, else 0) +
/// `tiers` of its tier is at least `demands[f]`; what stays at home, if its ceiling is at least
/// `demands[f] - standalone[f]`. Where no way is a gain,
/// `sum(demands x mass) - sum(bundles x limit) - sum(tiers x least stranded) - sum(standalone x what can pass)` is a bound
/// from below, and it equals `value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// The tier whose stranded tonnes were minimised; `None`: cost was.
    pub tier: Option<u8>,
    /// Stranded kt of the tier, or cost in kUSD (USD/t x kt), what stays at home included at its ceiling.
    pub value: f64,
    /// By bundle, at least 0: in t/t, or USD/t in the last phase.
    pub bundles: Vec<f64>,
    /// By demand.
    pub demands: Vec<f64>,
    /// By demand, at least 0: the price of what can pass at all; 0 unless it has a ceiling and something stranded.
    pub standalone: Vec<f64>,
    /// Earlier tiers and their prices, at least 0.
    pub tiers: Vec<(u8, f64)>,
}

/// Where it all went: `mass = sum of paths + stranded + uneconomic` for each demand, and no limit exceeded, to the kilogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Sorted by demand, then key; none of 0 kg.
    pub paths: Vec<PathFlow>,
    /// By demand: what has no way left.
    pub stranded: Vec<Mass>,
    /// By demand: what has a way but above its ceiling, the scarcity price of what it takes from others included.
    pub uneconomic: Vec<Mass>,
    /// What is laid, in millionths of a USD/t x kg.
    pub cost: i128,
    /// One a tier in their order, and at last the cost.
    pub phases: Vec<Phase>,
    /// Demands with a ceiling of which something is stranded: the most that could pass of each alone.
    pub standalone: Vec<StandaloneMaximum>,
    /// Whether every phase was solved to its end; if not, the solution holds but may not be the best.
    pub complete: bool,
}

/// Prices at the end of one phase, all above 0; what is not named is free.
///
/// In the phase of a tier a price says how many tonnes of that tier one more tonne of limit saves from being stranded
/// (in billionths of t/t), in the phase of cost what it saves in billionths of a USD/t.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    /// Limits, by bundle.
    pub bundles: Vec<(BundleIx, i64)>,
    /// Tiers served before: what one more stranded tonne of theirs would save.
    pub tiers: Vec<(u8, i64)>,
    /// Demands, by position: what one more tonne that can pass at all would save. Only in the phase of cost.
    pub standalone: Vec<(usize, i64)>,
}

/// The most of one demand that could pass if nothing else were laid, and the prices that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandaloneMaximum {
    /// Position of the demand.
    pub demand: usize,
    /// How much can pass.
    pub maximum: Mass,
    /// As in the phase of a tier.
    pub prices: Prices,
}
