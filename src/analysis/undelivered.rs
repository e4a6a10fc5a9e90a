//! Why a flow has no route at all, for `check`: no link, no chain of links, or a change of mode that no transfer makes.

use std::collections::{BTreeSet, VecDeque};

use crate::model::{Cargo, Mode, PlaceIx};
use crate::network::{ArcKind, Network, Objective};
use crate::tables::Flow;
use routing::{ArcIx, NodeIx, Weights};

/// So many places are named in one sentence.
const NAMED: usize = 3;

/// The reason, and what mends it; none where some route is open, however narrow.
pub fn why(network: &Network, flow: &Flow) -> Option<(String, String)> {
    let atlas = &network.snapshot.atlas;
    let goods = &atlas.commodities[flow.commodity.index()];
    let weights = network.weights(flow.commodity, &[], Objective::Cost);
    let ends = (network.starts(flow.origin, goods.cargo), network.arrivals(flow.destination, goods.cargo));
    let search = Search::from(network, &weights, &ends.0);
    // The cheapest in missing joints; of equal ones the first state.
    let best = ends.1.iter().filter_map(|end| Some((search.missing[end.index()]?, *end))).min();
    let goods = goods.id.as_str();
    let (from, to) = (atlas.end_id(flow.origin).as_str(), atlas.end_id(flow.destination).as_str());
    let rule = match best {
        Some((0, _)) => return None,
        Some((_, end)) => format!("links exist; {}", search.first_gap(network, end)),
        None if !touches(network, &weights, &ends.0, Network::leaves) => {
            format!("no link leaves {from} that takes {goods}")
        }
        None if !touches(network, &weights, &ends.1, Network::enters) => {
            format!("no link reaches {to} that takes {goods}")
        }
        None => format!("no links join {from} to {to} that take {goods}: they end at {}", search.dead_ends(network)),
    };
    let hint =
        if best.is_some() { "add the transfer to transfers.csv" } else { "add the link to links.csv, or its cargo" };
    Some((rule, hint.into()))
}

impl Network {
    fn leaves(&self, node: NodeIx) -> Vec<ArcIx> {
        self.topology.out_arcs(node).collect()
    }

    fn enters(&self, node: NodeIx) -> Vec<ArcIx> {
        self.topology.in_arcs(node).collect()
    }

    fn is_link(&self, arc: ArcIx) -> bool {
        matches!(self.arcs[arc.index()].what, ArcKind::Link(..))
    }
}

/// Does any open link leave (enter) a place where these states are?
fn touches(network: &Network, weights: &Weights, nodes: &[NodeIx], of: fn(&Network, NodeIx) -> Vec<ArcIx>) -> bool {
    let places: BTreeSet<PlaceIx> = nodes.iter().map(|node| network.states[node.index()].place).collect();
    let here = |node: &usize| places.contains(&network.states[*node].place);
    let open = |arc: &ArcIx| network.is_link(*arc) && weights.arc[arc.index()].is_some();
    (0..network.states.len()).filter(here).any(|node| of(network, NodeIx::from(node)).iter().any(open))
}

/// By state: how many transfers are missing on the way that lacks the fewest, and from where it was reached.
struct Search {
    missing: Vec<Option<u32>>,
    from: Vec<Option<NodeIx>>,
    open: Vec<bool>,
}

impl Search {
    /// States where a tonne arrives are joined to all where one leaves, at the price of a missing transfer.
    fn from(network: &Network, weights: &Weights, starts: &[NodeIx]) -> Self {
        let nodes = network.states.len();
        let open: Vec<bool> = weights.arc.iter().map(Option::is_some).collect();
        let mut search = Self { missing: vec![None; nodes], from: vec![None; nodes], open };
        let mut queue: VecDeque<(u32, NodeIx, Option<NodeIx>)> = starts.iter().map(|node| (0, *node, None)).collect();
        while let Some((missing, node, from)) = queue.pop_front() {
            // Nodes leave the queue in the order of what is missing, so the first time is the best.
            if search.missing[node.index()].is_some() {
                continue;
            }
            search.missing[node.index()] = Some(missing);
            search.from[node.index()] = from;
            for arc in network.topology.out_arcs(node).filter(|arc| search.open[arc.index()]) {
                queue.push_front((missing, network.topology.head(arc), Some(node)));
            }
            for other in search.joints(network, node) {
                queue.push_back((missing + 1, other, Some(node)));
            }
        }
        search
    }

    /// States of the same place that an open link leaves.
    fn joints(&self, network: &Network, node: NodeIx) -> Vec<NodeIx> {
        let place = network.states[node.index()].place;
        let arcs = network.arcs_at(place).iter().copied();
        let leaving = arcs.filter(|arc| self.open[arc.index()] && network.is_link(*arc));
        let tails: BTreeSet<NodeIx> = leaving.map(|arc| network.topology.tail(arc)).collect();
        tails.into_iter().filter(|tail| *tail != node && network.states[tail.index()].place == place).collect()
    }

    /// The first joint on the way to a state that no transfer makes.
    fn first_gap(&self, network: &Network, end: NodeIx) -> String {
        let mut gap = String::new();
        let mut at = end;
        while let Some(from) = self.from[at.index()] {
            if self.missing[from.index()] != self.missing[at.index()] {
                gap = named_gap(network, from, at);
            }
            at = from;
        }
        gap
    }

    /// Places where the way ends.
    fn dead_ends(&self, network: &Network) -> String {
        let reached = (0..network.states.len()).filter(|node| self.missing[*node].is_some());
        let all: BTreeSet<PlaceIx> = reached.map(|node| network.states[node].place).collect();
        let goes_on = |place: &PlaceIx| {
            let mut arcs = network.arcs_at(*place).iter();
            arcs.any(|arc| network.is_link(*arc) && self.open[arc.index()] && network.tail_place(*arc) == *place)
        };
        let ends = all.into_iter().filter(|place| !goes_on(place));
        let ids: Vec<&str> = ends.map(|place| network.snapshot.atlas.places[place.index()].id.as_str()).collect();
        let more = ids.len().saturating_sub(NAMED);
        let named = ids.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        if more > 0 { format!("{named} and {more} more") } else { named }
    }
}

fn named_gap(network: &Network, from: NodeIx, to: NodeIx) -> String {
    let place = &network.snapshot.atlas.places[network.states[to.index()].place.index()].id;
    let (Some(one), Some(other)) = (network.side(from), network.side(to)) else {
        // A start is on no mode: crude gets onto rail only at a rack.
        return format!("{} is loaded onto {} at a rack alone, and {place} is none", Cargo::Crude, Mode::Rail);
    };
    if one.mode == other.mode {
        return format!("no transfer {one} to {other} at {place}");
    }
    format!("no transfer {} to {} at {place}", one.mode, other.mode)
}
