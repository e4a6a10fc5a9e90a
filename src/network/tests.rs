//! The network as petgraph has it, on `data/tiny`.

use std::path::Path;

use super::Network;
use crate::model::{Cargo, Day, End, PlaceIx};
use crate::{input, validate};
use routing::{ArcIx, NodeIx};

fn tiny() -> Network {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny");
    let raw = input::read(input::Source::Folder(&folder)).unwrap();
    Network::new(validate::atlas(raw).unwrap().0.on(Day::mid(2023)))
}

fn linked(network: &Network, from: &str, to: &str) -> bool {
    let end = |id: &str| End::Place(PlaceIx::from(network.dated.atlas.places.find(id).unwrap()));
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
