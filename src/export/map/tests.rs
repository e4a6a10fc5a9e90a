//! Drawings of made-up networks.

use super::*;
use crate::export::Format;
use crate::query::Answer;

fn node(id: &str, lon: f64, lat: f64) -> Node {
    let name = id.to_uppercase();
    Node { id: id.into(), name, kind: PlaceKind::Hub, lat: Some(lat), lon: Some(lon), ..Node::default() }
}

fn edge(id: &str, from: &str, to: &str) -> Edge {
    Edge { id: id.into(), name: id.into(), mode: Mode::Rail, from: from.into(), to: to.into(), ..Edge::default() }
}

fn network(nodes: Vec<Node>, edges: Vec<Edge>) -> Network {
    Network { nodes, edges, ..Network::default() }
}

fn chart(network: &Network) -> Chart {
    Chart::of(network, Borders::Un)
}

fn named(network: &Network, class: LabelOf) -> Vec<String> {
    let labels = chart(network).labels(network, &vec![1.0; network.nodes.len()], &LEVELS, None);
    labels.into_iter().filter(|own| own.class == class).map(|own| own.text).collect()
}

#[test]
fn parallel_links_lie_beside_each_other_in_either_direction() {
    let network = network(
        vec![node("a", 50.0, 40.0), node("b", 55.0, 40.0)],
        vec![edge("one", "a", "b"), edge("two", "b", "a"), edge("three", "a", "b")],
    );
    assert_eq!(beside(&network.edges), [-APART, -0.0, APART]);
    let lines = chart(&network).lines;
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), 3, "{lines:?}");
}

#[test]
fn two_parallel_links_are_apart_whichever_way_they_run() {
    let edges = [edge("one", "a", "b"), edge("two", "b", "a")];
    // Backwards the other side is the same side: so both signs agree.
    assert_eq!(beside(&edges), [-APART / 2.0, -APART / 2.0]);
}

#[test]
fn a_place_without_position_is_off_the_map_and_so_are_its_links() {
    let mut lost = node("lost", 0.0, 0.0);
    (lost.lat, lost.lon) = (None, None);
    let network = network(vec![node("a", 50.0, 40.0), lost], vec![edge("one", "a", "lost")]);
    let chart = chart(&network);
    assert_eq!((chart.spots[1], chart.lines[0].as_str()), (None, ""));
    assert_eq!(named(&network, LabelOf::Place), ["A"]);
    assert!(named(&network, LabelOf::Country).contains(&"Kazakhstan".to_owned()));
}

#[test]
fn one_place_makes_a_map() {
    let chart = chart(&network(vec![node("a", 50.0, 40.0)], Vec::new()));
    assert_eq!(chart.spots, [Some((0, 0))]);
    assert!(chart.world[2] >= 400 && chart.world[3] >= 200, "{:?}", chart.world);
}

#[test]
fn no_place_is_no_map() {
    let empty = Answer::Network(network(Vec::new(), Vec::new()));
    let error = Svg { borders: Borders::Un }.write(&empty, &mut Vec::new()).unwrap_err();
    assert!(error.to_string().contains("no place of this network has a position"), "{error}");
}

#[test]
fn the_region_leaves_out_what_is_far_from_the_rest() {
    let mut nodes: Vec<Node> = (0..12).map(|at| node(&format!("n{at}"), 50.0 + f64::from(at), 40.0)).collect();
    nodes.push(node("far", -75.0, 40.0));
    let chart = chart(&network(nodes, Vec::new()));
    assert!(chart.region[2] * 2 < chart.world[2], "{:?} {:?}", chart.region, chart.world);
}

#[test]
fn a_lane_and_its_way_back_are_the_same_water() {
    let sea = |id: &str, from: &str, to: &str| Edge { mode: Mode::Sea, ..edge(id, from, to) };
    let nodes = vec![node("a", 26.2, 40.05), node("b", 15.2, 37.2)];
    let there = chart(&network(nodes.clone(), vec![sea("one", "a", "b")])).lines;
    let back = chart(&network(nodes, vec![sea("one", "b", "a")])).lines;
    assert!(there[0].len() > 20 && !back[0].is_empty());
    assert_eq!(there[0].matches(['l', ' ', '-']).count(), back[0].matches(['l', ' ', '-']).count());
}

#[test]
fn a_link_between_places_on_one_spot_can_be_pointed_at() {
    let network = network(vec![node("a", 50.0, 40.0), node("b", 50.0, 40.0)], vec![edge("one", "a", "b")]);
    assert_eq!(chart(&network).lines, ["M0 0l0 0"]);
}
