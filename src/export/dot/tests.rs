use super::*;
use crate::answer::{Head, ScenarioHead};

fn node(id: &str, name: &str, kind: &str, country: Option<&str>, lat_lon: Option<(f64, f64)>) -> Node {
    Node {
        id: id.into(),
        name: name.into(),
        kind: kind.into(),
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
        mode: "pipeline".into(),
        from: from.into(),
        to: to.into(),
        length_km: 12.0,
        ..Edge::default()
    }
}

fn network(of: &str) -> Network {
    Network {
        head: Head {
            scenario: ScenarioHead { id: "none".into(), as_of: "2023-06-30".into(), actor: None, law: false },
            ..Head::default()
        },
        of: of.into(),
        nodes: vec![
            node("alpha", "Alpha \"A\" \\ & co", "field", Some("AAA"), Some((45.0, 50.0))),
            node("beta", "Beta", "port", Some("BBB"), Some((44.0, 37.0))),
            node("gap", "Gap", "strait", None, None),
        ],
        edges: vec![
            Edge { flow_kt: Some(3000.0), baseline_kt: Some(1000.0), ..edge("one", "alpha", "beta") },
            Edge { flow_kt: Some(0.0), baseline_kt: Some(500.0), ..edge("two", "alpha", "beta") },
            Edge { closed_by: Some("event:stop".into()), two_way: true, ..edge("three", "beta", "gap") },
        ],
    }
}

fn drawn(of: &str) -> String {
    let mut out = Vec::new();
    Dot.write(&Answer::Network(network(of)), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn parallel_links_stay_two_edges() {
    assert_eq!(drawn("reroute").matches("\"alpha\" -> \"beta\"").count(), 2);
}

#[test]
fn a_barred_link_is_dashed_in_red_and_names_its_measure() {
    let text = drawn("reroute");
    let line = text.lines().find(|line| line.contains("id=\"three\"")).unwrap();
    assert!(line.contains(BARRED) && line.contains("style=dashed") && line.contains("event:stop"), "{line}");
    assert!(line.contains("dir=none"), "{line}");
}

#[test]
fn a_difference_has_two_colours_and_signs() {
    let text = drawn("compare");
    let of = |id: &str| text.lines().find(|line| line.contains(&format!("id=\"{id}\""))).unwrap().to_owned();
    assert!(of("one").contains(MORE) && of("one").contains("label=\"+2.0\""), "{}", of("one"));
    assert!(of("two").contains(LESS) && of("two").contains("label=\"-0.5\""), "{}", of("two"));
}

#[test]
fn names_are_escaped() {
    assert!(drawn("network").contains(r#"label="Alpha \"A\" \\ &amp; co""#));
}

#[test]
fn a_place_without_position_goes_to_its_neighbours() {
    let text = drawn("network");
    let pos = |id: &str| -> (f64, f64) {
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("\"{id}\" ["))).unwrap();
        let pos = line.split("pos=\"").nth(1).unwrap().split('"').next().unwrap();
        let (x, y) = pos.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let (gap, beta) = (pos("gap"), pos("beta"));
    assert!((gap.0 - beta.0).abs() < 1.0 && (gap.1 - beta.1).abs() < 20.0, "beside it: {gap:?} {beta:?}");
}

#[test]
fn other_answers_are_refused() {
    let error = Dot.write(&Answer::List(Default::default()), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

/// Runs only where Graphviz is installed; `.ci/run data` makes sure that it is.
#[test]
fn graphviz_takes_it_without_a_warning() {
    use std::process::{Command, Stdio};
    for (tool, arguments) in [("dot", vec![]), ("neato", vec!["-n"]), ("neato", vec![]), ("sfdp", vec![])] {
        let child = Command::new(tool)
            .args(arguments)
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("skipped: {tool} is not installed");
            continue;
        };
        child.stdin.take().unwrap().write_all(drawn("reroute").as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{tool}: {said}");
    }
}
