//! States, arcs, capacity bundles and base cost parts of one day: immutable, shared by all threads.

mod assets;
mod build;
mod cost;
mod imported;
mod imported_selection;
mod prepared;
mod sides;

pub use assets::{Limit, Raised, SelectedAssets};
pub use cost::{Concern, Edit, LimitOn, Objective, Overlays, SharedEdits, TradeClass};
pub use imported::{Course, IMPORTED_COST, ImportedLink, ImportedNetwork, ImportedNode, NO_CAPACITY, NO_TAG, Names};
pub use imported_selection::ImportedSelection;
pub use prepared::Prepared;

use std::sync::OnceLock;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Dfs, VisitMap as _};
use routing::{ArcIx, NodeIx, Topology};

use crate::model::{
    Asset, Cargo, CargoSet, ChargeIx, Direction, End, Id, LineIx, LinkIx, Mode, ModeIx, PlaceIx, PlaceKind, TransferIx,
    TransferSide,
};
use crate::tables::{Place, Snapshot};
use routing::{Cost, Metres, Seconds};

/// What a tonne is on within its mode: it changes only at a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VehicleClass {
    /// Nothing that matters (road, swap).
    Any,
    /// A rail gauge in millimetres.
    Gauge(u16),
    Vessel(ModeIx),
    Line(LineIx),
}

/// Where in a place a tonne is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeRole {
    /// It starts here.
    Start,
    /// On a mode and a route.
    On(Mode, VehicleClass),
    /// After a transfer where another could follow: the next step is a link. Otherwise a ship could turn into another,
    /// or call at a port on its route, by way of a train that no one rides.
    Boarded(Mode, VehicleClass),
    /// In harbour after a passage: what lands is discharged. A ship does not call at a port on its route elsewhere.
    Landed(Mode, VehicleClass),
    /// In a strait, having come from this side of it: it is left by another.
    Passing(Mode, VehicleClass, u8),
    End,
}

impl NodeRole {
    /// The mode and route that a tonne is on.
    fn riding(self) -> Option<(Mode, VehicleClass)> {
        match self {
            Self::On(mode, class)
            | Self::Boarded(mode, class)
            | Self::Landed(mode, class)
            | Self::Passing(mode, class, _) => Some((mode, class)),
            Self::Start | Self::End => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    pub place: PlaceIx,
    pub role: NodeRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArcKind {
    /// Going along a link; parallel links stay two arcs, vessel classes on one link too.
    Link(LinkIx, Direction),
    Transfer(TransferIx),
    /// Starting at a place: free.
    Load(PlaceIx),
    /// Arriving at a place: free.
    Unload(PlaceIx),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostPart {
    /// Pipeline, rail and road.
    Tariff,
    /// Ships.
    Freight,
    /// Transfers.
    Handling,
    /// Straits and canals.
    Toll,
    /// Cargo and hull.
    Insurance,
    /// Value lost in blending.
    Quality,
    Duty,
    /// Money tied up in transit.
    Inventory,
    /// What a scenario adds.
    Measure,
}

// One cost for each `CostPart`, in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts([Cost; 9]);

impl Parts {
    pub fn add(&mut self, part: CostPart, cost: Cost) {
        self.0[part as usize] += cost;
    }

    pub fn get(&self, part: CostPart) -> Cost {
        self.0[part as usize]
    }

    /// The sum of the parts, to the last digit.
    pub fn total(&self) -> Cost {
        self.0.iter().copied().sum()
    }

    /// What is paid: all but the value of time.
    pub fn freight(&self) -> Cost {
        self.total() - self.get(CostPart::Inventory)
    }

    pub fn plus(mut self, other: &Self) -> Self {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
        self
    }
}

/// An arc and what every trade sees of it.
#[derive(Clone, Debug)]
pub struct Arc {
    pub tail: NodeIx,
    pub head: NodeIx,
    pub what: ArcKind,
    pub cargo: CargoSet,
    pub length: Metres,
}

/// The network of one day.
pub struct Network {
    pub snapshot: Snapshot,
    pub states: Vec<State>,
    /// Arcs in the order of the topology.
    pub arcs: Vec<Arc>,
    pub topology: Topology,
    pub bundles: Vec<Limit>,
    /// The same as petgraph has it, built when it is first asked.
    graph: OnceLock<DiGraph<State, ArcIx>>,
    /// By cargo, by arc: parts and time; `None` where the arc does not carry the cargo.
    base: Vec<Vec<Option<(Parts, Seconds)>>>,
    /// By arc: standing charges paid on it.
    graded: Vec<Vec<ChargeIx>>,
    // Arcs by link, by transfer, and by place that they touch: each list ascends.
    by_link: Vec<Vec<ArcIx>>,
    by_transfer: Vec<Vec<ArcIx>>,
    traversing: Vec<Vec<ArcIx>>,
}

impl Network {
    /// The same network as a petgraph multigraph: nodes are states, edge weights the positions of arcs.
    ///
    /// Node `n` is state `n`, edge `e` is arc `e`; parallel arcs stay. Built on the first call.
    pub fn graph(&self) -> &DiGraph<State, ArcIx> {
        self.graph.get_or_init(|| {
            let mut graph = DiGraph::with_capacity(self.states.len(), self.arcs.len());
            self.states.iter().for_each(|state| _ = graph.add_node(*state));
            for (at, arc) in self.arcs.iter().enumerate() {
                graph.add_edge(NodeIndex::new(arc.tail.index()), NodeIndex::new(arc.head.index()), ArcIx::from(at));
            }
            graph
        })
    }

    /// Does any chain of arcs lead from one of these states to one of those, whatever the cargo?
    pub fn linked(&self, from: &[NodeIx], to: &[NodeIx]) -> bool {
        // One search over all starts: what an earlier start has reached is not walked through again.
        let mut search = Dfs::empty(self.graph());
        for state in from {
            search.move_to(NodeIndex::new(state.index()));
            while search.next(self.graph()).is_some() {}
        }
        to.iter().any(|state| search.discovered.is_visited(&NodeIndex::<u32>::new(state.index())))
    }

    /// The place where an arc starts.
    pub fn tail_place(&self, arc: ArcIx) -> PlaceIx {
        self.states[self.arcs[arc.index()].tail.index()].place
    }

    /// The place where an arc ends.
    pub fn head_place(&self, arc: ArcIx) -> PlaceIx {
        self.states[self.arcs[arc.index()].head.index()].place
    }

    /// The link along which an arc goes; none: it is a transfer, a start or an arrival.
    pub fn link_of(&self, arc: ArcIx) -> Option<LinkIx> {
        match self.arcs[arc.index()].what {
            ArcKind::Link(link, _) => Some(link),
            _ => None,
        }
    }

    /// The ids of the links of a path, in order.
    pub fn link_ids(&self, arcs: &[ArcIx]) -> Vec<String> {
        let links = arcs.iter().filter_map(|arc| self.link_of(*arc));
        links.map(|link| self.snapshot.atlas.links[link.index()].id.to_string()).collect()
    }

    /// What an arc stands for: its link, its transfer, or the place where it starts or arrives.
    pub fn asset_of(&self, arc: ArcIx) -> Asset {
        match self.arcs[arc.index()].what {
            ArcKind::Link(link, _) => Asset::Link(link),
            ArcKind::Transfer(transfer) => Asset::Transfer(transfer),
            ArcKind::Load(place) | ArcKind::Unload(place) => Asset::Place(place),
        }
    }

    /// The id of what an arc stands for.
    pub fn asset_id(&self, arc: ArcIx) -> &Id {
        self.snapshot.atlas.asset_id(self.asset_of(arc))
    }

    /// The standing charges paid on an arc.
    pub fn charges_on(&self, arc: ArcIx) -> &[ChargeIx] {
        &self.graded[arc.index()]
    }

    /// All arcs of a link: both directions, every vessel class.
    pub fn link_arcs(&self, link: LinkIx) -> &[ArcIx] {
        &self.by_link[link.index()]
    }

    /// All arcs that start or end at a place, its transfers included: what is shut when the place is.
    pub fn arcs_at(&self, place: PlaceIx) -> &[ArcIx] {
        &self.traversing[place.index()]
    }

    /// The arcs on which a tonne uses an asset exactly once: a link's own arcs, the arcs by which a tonne enters a
    /// place or starts there, a transfer's arcs.
    pub fn uses(&self, asset: Asset) -> Vec<ArcIx> {
        match asset {
            Asset::Link(link) => self.by_link[link.index()].clone(),
            Asset::Transfer(transfer) => self.by_transfer[transfer.index()].clone(),
            Asset::Place(place) => {
                // What is transferred or unloaded here has entered before, and counts then.
                let enters = |arc: &&ArcIx| match self.arcs[arc.index()].what {
                    ArcKind::Link(..) => self.head_place(**arc) == place,
                    ArcKind::Load(_) => true,
                    ArcKind::Transfer(_) | ArcKind::Unload(_) => false,
                };
                self.traversing[place.index()].iter().filter(enters).copied().collect()
            }
        }
    }

    /// A state's mode and class as a side of a transfer; `None` for a start or an end.
    pub fn side(&self, state: NodeIx) -> Option<TransferSide> {
        let (mode, class) = self.states[state.index()].role.riding()?;
        Some(TransferSide { mode, class: self.class_id(class) })
    }

    /// What people call a class.
    pub fn class_id(&self, class: VehicleClass) -> Option<Id> {
        match class {
            VehicleClass::Any => None,
            VehicleClass::Gauge(gauge) => Some(Id::trusted(&gauge.to_string())),
            VehicleClass::Vessel(row) => Some(self.snapshot.atlas.modes[row.index()].id.clone()),
            VehicleClass::Line(line) => Some(self.snapshot.atlas.lines[line.index()].clone()),
        }
    }

    /// States in which a trade of this cargo may start at an end.
    ///
    /// A country gives access to its fields (crude, gas), refineries (products) and gates of the cargo.
    pub fn starts(&self, end: End, cargo: Cargo) -> Vec<NodeIx> {
        self.access(end, cargo, NodeRole::Start)
    }

    /// States in which a trade of this cargo may arrive at an end.
    ///
    /// A country gives access to its refineries (crude) and gates of the cargo.
    pub fn arrivals(&self, end: End, cargo: Cargo) -> Vec<NodeIx> {
        self.access(end, cargo, NodeRole::End)
    }

    fn access(&self, end: End, cargo: Cargo, role: NodeRole) -> Vec<NodeIx> {
        // States are sorted, so places in order give states in order.
        let state = |place: PlaceIx| self.states.binary_search(&State { place, role }).ok().map(NodeIx::from);
        match end {
            // A place that no link reaches on this day has no state, and gives no access.
            End::Place(place) => state(place).into_iter().collect(),
            End::Country(country) => {
                let places = self.snapshot.atlas.places.iter().enumerate();
                places
                    .filter(|(_, row)| row.country == Some(country) && gives_access(row, cargo, role))
                    .filter_map(|(at, _)| state(PlaceIx::from(at)))
                    .collect()
            }
        }
    }
}

fn gives_access(place: &Place, cargo: Cargo, role: NodeRole) -> bool {
    let own = match (place.kind, role) {
        (PlaceKind::Field, NodeRole::Start) => matches!(cargo, Cargo::Crude | Cargo::Gas),
        (PlaceKind::Refinery, NodeRole::Start) => cargo == Cargo::Products,
        (PlaceKind::Refinery, NodeRole::End) => cargo == Cargo::Crude,
        // Passed on a route: they give no access to a country, even where a gate is named.
        (PlaceKind::Border | PlaceKind::Strait, _) => return false,
        _ => false,
    };
    own || place.gate.has(cargo)
}

/// The network as petgraph has it, on `data/tiny`.
#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::Day;
    use crate::{input, validate};

    fn tiny() -> Network {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny");
        let raw = input::read(input::Source::Folder(&folder)).unwrap();
        Network::new(validate::atlas(raw).unwrap().0.on(Day::mid(2023)))
    }

    fn linked(network: &Network, from: &str, to: &str) -> bool {
        let end = |id: &str| End::Place(PlaceIx::from(network.snapshot.atlas.places.find(id).unwrap()));
        network.linked(&network.starts(end(from), Cargo::Crude), &network.arrivals(end(to), Cargo::Crude))
    }

    #[test]
    fn the_multigraph_has_every_state_and_every_arc_parallel_ones_too() {
        let network = tiny();
        let graph = network.graph();
        assert_eq!((graph.node_count(), graph.edge_count()), (network.states.len(), network.arcs.len()));
        for edge in graph.edge_indices() {
            let arc = graph[edge];
            assert_eq!(arc, ArcIx::from(edge.index()));
            let (tail, head) = graph.edge_endpoints(edge).unwrap();
            assert_eq!(
                (NodeIx::from(tail.index()), NodeIx::from(head.index())),
                (network.topology.tail(arc), network.topology.head(arc))
            );
        }
    }

    /// Everything runs one way there: from the field to the hub, west or east, and to the refinery abroad.
    #[test]
    fn linked_is_what_a_chain_of_links_joins_in_its_direction() {
        let network = tiny();
        for (from, to) in [("field", "hub"), ("field", "abroad"), ("hub", "west"), ("east", "abroad")] {
            assert!(linked(&network, from, to), "{from} {to}");
        }
        for (from, to) in [("east", "west"), ("hub", "field"), ("west", "east"), ("abroad", "field")] {
            assert!(!linked(&network, from, to), "{from} {to}");
        }
    }
}
