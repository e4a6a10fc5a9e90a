use super::*;
use crate::answer::Mode;
use crate::answer::{Day, Metadata, ScenarioHead};
use crate::export::ink::{CLOSED, LESS, MORE};

fn node(id: &str, name: &str, kind: PlaceKind, country: Option<&str>, lat_lon: Option<(f64, f64)>) -> Node {
    Node {
        id: id.into(),
        name: name.into(),
        kind,
        country: country.map(Into::into),
        country_name: country.map(|_| "Otherland".into()),
        lat: lat_lon.map(|at| at.0),
        lon: lat_lon.map(|at| at.1),
    }
}

fn edge(id: &str, from: &str, to: &str) -> Edge {
    Edge {
        id: id.into(),
        name: format!("Line \"{id}\""),
        mode: Mode::Pipeline,
        from: from.into(),
        to: to.into(),
        length_km: 12.0,
        ..Edge::default()
    }
}

fn network(of: NetworkContent) -> Network {
    Network {
        head: Metadata {
            scenario: ScenarioHead { id: "none".into(), as_of: Day::mid(2023), actor: None, ..ScenarioHead::default() },
            ..Metadata::default()
        },
        of,
        nodes: vec![
            node("alpha", "Alpha \"A\" \\ & co", PlaceKind::Field, Some("AAA"), Some((45.0, 50.0))),
            node("beta", "Beta", PlaceKind::Port, Some("BBB"), Some((44.0, 37.0))),
            node("gap", "Gap", PlaceKind::Strait, None, None),
        ],
        edges: vec![
            Edge { flow_kt: Some(3000.0), baseline_kt: Some(1000.0), ..edge("one", "alpha", "beta") },
            Edge { flow_kt: Some(0.0), baseline_kt: Some(500.0), ..edge("two", "alpha", "beta") },
            Edge { closed_by: Some("event:stop".into()), two_way: true, ..edge("three", "beta", "gap") },
        ],
    }
}

fn drawn(of: NetworkContent) -> String {
    written(&network(of))
}

fn written(network: &Network) -> String {
    let mut out = Vec::new();
    Dot.write(&Answer::Network(network.clone()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn parallel_links_stay_two_edges() {
    assert_eq!(drawn(NetworkContent::Reroute).matches("\"alpha\" -> \"beta\"").count(), 2);
}

#[test]
fn a_barred_link_is_dashed_in_red_and_names_its_measure() {
    let text = drawn(NetworkContent::Reroute);
    let line = text.lines().find(|line| line.contains("id=\"three\"")).unwrap();
    assert!(line.contains(CLOSED) && line.contains("style=dashed") && line.contains("event:stop"), "{line}");
    assert!(line.contains("dir=none"), "{line}");
}

#[test]
fn a_difference_has_two_colours_and_signs() {
    let text = drawn(NetworkContent::Compare);
    let of = |id: &str| text.lines().find(|line| line.contains(&format!("id=\"{id}\""))).unwrap().to_owned();
    assert!(of("one").contains(MORE) && of("one").contains("label=\"+2.0\""), "{}", of("one"));
    assert!(of("two").contains(LESS) && of("two").contains("label=\"-0.5\""), "{}", of("two"));
}

#[test]
fn names_are_escaped() {
    assert!(drawn(NetworkContent::Network).contains(r#"label="Alpha \"A\" \\ &amp;\nco""#));
}

#[test]
fn a_place_without_position_goes_to_its_neighbours() {
    let text = drawn(NetworkContent::Network);
    let pos = |id: &str| -> (f64, f64) {
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("\"{id}\" ["))).unwrap();
        let pos = line.split("pos=\"").nth(1).unwrap().split('"').next().unwrap();
        let (x, y) = pos.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let (gap, beta) = (pos("gap"), pos("beta"));
    assert!((gap.0 - beta.0).abs() < 1.0 && (gap.1 - beta.1).abs() < 20.0, "beside it: {gap:?} {beta:?}");
}

/// Seventy places from west to east: enough for ranks by region.
fn long() -> Network {
    let at = |at: u32| (40.0 + f64::from(at % 7), 20.0 + f64::from(at));
    let name = |number: u32| format!("p{number}");
    let nodes = (0..70).map(|of| node(&name(of), "Place", PlaceKind::Hub, Some("AAA"), Some(at(of))));
    let edges = (0..69).map(|of| Edge { flow_kt: Some(1000.0), ..edge(&format!("e{of}"), &name(of), &name(of + 1)) });
    let back = Edge { flow_kt: Some(500.0), ..edge("back", "p69", "p0") };
    Network { nodes: nodes.collect(), edges: edges.chain([back]).collect(), ..network(NetworkContent::Reroute) }
}

#[test]
fn many_places_stand_in_ranks_by_region_and_a_country_has_a_cluster_in_each() {
    let text = written(&long());
    assert_eq!(text.matches("rank=same").count(), 5);
    assert!(text.contains("\"cluster_AAA_0\"") && text.contains("\"cluster_AAA_4\""), "{text}");
    let line = |id: &str| text.lines().find(|line| line.contains(&format!("id=\"{id}\""))).unwrap().to_owned();
    assert!(line("back").contains("constraint=false, xlabel=\"0.5\""), "{}", line("back"));
    assert!(line("e0").contains("constraint=false"), "within a column: {}", line("e0"));
    let east = (0..69).filter(|of| line(&format!("e{of}")).contains("minlen=1, weight=0, xlabel=\"1.0\"")).count();
    assert!((4..35).contains(&east), "{east} links run a column east");
    assert!(!drawn(NetworkContent::Reroute).contains("rank=same"), "few places");
}

#[test]
fn other_answers_are_refused() {
    let error = Dot.write(&Answer::List(Default::default()), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

/// Runs only where Graphviz is installed; `.ci/run data` makes sure that it is.
#[test]
fn graphviz_takes_it_without_a_warning() {
    for (tool, arguments) in [("dot", vec![]), ("neato", vec!["-n"]), ("neato", vec![]), ("sfdp", vec![])] {
        for text in [drawn(NetworkContent::Reroute), written(&long())] {
            match said(tool, &arguments, &text) {
                Some(said) => assert!(said.is_empty(), "{tool}: {said}"),
                None => eprintln!("skipped: {tool} is not installed"),
            }
        }
    }
}

/// What a tool says of a drawing; none where it is not installed.
fn said(tool: &str, arguments: &[&str], text: &str) -> Option<String> {
    use std::process::{Command, Stdio};
    let mut child = Command::new(tool)
        .args(arguments)
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let failed = if output.status.success() { "" } else { "it failed " };
    Some(format!("{failed}{}", String::from_utf8_lossy(&output.stderr)))
}
