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

#[derive(Clone, Debug)]
pub(super) struct Usage<'a> {
    bundles: &'a [Bundle],
    first: Vec<u32>,
    over: Vec<u32>,
}

impl<'a> Usage<'a> {
    /// O(arcs + sum of the bundles' arcs).
    pub fn new(arcs: usize, bundles: &'a [Bundle]) -> Self {
        let mut first = vec![0; arcs + 1];
        for (_, arc) in pairs(arcs, bundles) {
            first[arc + 1] += 1;
        }
        for arc in 0..arcs {
            first[arc + 1] += first[arc];
        }
        let mut next = first.clone();
        let mut over = vec![0; first[arcs] as usize];
        for (bundle, arc) in pairs(arcs, bundles) {
            over[next[arc] as usize] = bundle;
            next[arc] += 1;
        }
        Self { bundles, first, over }
    }

    /// The bundles that count an arc for a class.
    pub fn of(&self, class: ClassIx, arc: ArcIx) -> impl Iterator<Item = usize> {
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

fn pairs(arcs: usize, bundles: &[Bundle]) -> impl Iterator<Item = (u32, usize)> {
    let all = (0..).zip(bundles);
    all.flat_map(|(at, bundle)| bundle.arcs.iter().map(move |arc| (at, arc.index())))
        .filter(move |&(_, arc)| arc < arcs)
}
