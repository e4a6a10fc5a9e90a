//! What is assigned: demands on a network, and capacities that they share.

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
