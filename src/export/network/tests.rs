use crate::export::geometry::{cut, great_circle};

use crate::answer::{Edge, Mode, Network, Node, PlaceKind};
use crate::export::FORMATS;
use crate::query::Answer;

const FORMATS_HERE: [&str; 5] = ["geojson", "gexf", "graphml", "kml", "mermaid"];

fn written(format: &str, network: &Network) -> String {
    let (_, make) = FORMATS.iter().find(|(name, _)| *name == format).unwrap();
    let mut out = Vec::new();
    make(crate::export::RenderOptions::default()).write(&Answer::Network(network.clone()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Names that end a quotation, a tag or a script, that turn the direction of writing, or that no XML may hold.
fn wild() -> Network {
    let names = ["</script><b>&amp;\"'`#]]>", "\u{202e}\u{5e9}\u{5dc}", "a\u{1b}[2J\u{0}b\nc", &"long ".repeat(40)];
    let node = |(at, name): (usize, &&str)| Node {
        id: format!("end-{at}"),
        name: (*name).into(),
        kind: PlaceKind::Port,
        lat: (at < 3).then_some(45.0),
        lon: (at < 3).then_some(179.0 - 358.0 * (at % 2) as f64),
        ..Node::default()
    };
    let edge = |at: usize, to: usize| Edge {
        id: format!("link-{at}"),
        name: names[at].into(),
        mode: Mode::Sea,
        from: "end-0".into(),
        to: format!("end-{to}"),
        flow_kt: Some(1500.0),
        closed_by: (at == 2).then(|| "EU:\"x\"".into()),
        ..Edge::default()
    };
    let edges = vec![edge(0, 1), edge(1, 1), edge(2, 2), edge(3, 3)];
    Network { nodes: names.iter().enumerate().map(node).collect(), edges, ..Network::default() }
}

/// Two parallel links over the antimeridian, a loop, and one whose end is nowhere.
#[test]
fn geojson_has_every_place_and_link_and_cuts_at_the_antimeridian() {
    let file: serde_json::Value = serde_json::from_str(&written("geojson", &wild())).unwrap();
    let features = file["features"].as_array().unwrap();
    assert_eq!(features.len(), 8);
    let kinds: Vec<&str> = features.iter().map(|own| own["geometry"]["type"].as_str().unwrap_or("none")).collect();
    let line = ["MultiLineString", "MultiLineString", "LineString", "none"];
    assert_eq!(kinds, [&["Point", "Point", "Point", "none"], &line[..]].concat());
    assert_eq!(features[0]["properties"]["name"], wild().nodes[0].name.as_str());
    assert_eq!(features[6]["properties"]["status"], "closed");
    for part in features[4]["geometry"]["coordinates"].as_array().unwrap() {
        let lons: Vec<f64> = part.as_array().unwrap().iter().map(|own| own[0].as_f64().unwrap()).collect();
        assert!(lons.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 180.0), "{lons:?}");
    }
}

#[test]
fn xml_is_well_formed_whatever_a_name_holds() {
    for format in ["gexf", "graphml", "kml"] {
        let text = written(format, &wild());
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut seen = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{format}: {error}\n{text}")) {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    seen.push(tag.name().0.to_owned());
                }
                _ => {}
            }
        }
        let count = |name: &str| seen.iter().filter(|own| *own == name).count();
        match format {
            "kml" => {
                assert_eq!((count("Placemark"), count("LineString")), (6, 5), "what is nowhere is left out")
            }
            _ => assert_eq!((count("node"), count("edge")), (4, 4), "{text}"),
        }
        assert!(!text.contains(['\u{0}', '\u{1b}']), "{text}");
        assert!(text.contains("&lt;/script&gt;"), "{text}");
    }
}

#[test]
fn mermaid_quotes_what_would_end_a_label() {
    let text = written("mermaid", &wild());
    assert!(text.contains("[\"#lt;/script#gt;#lt;b#gt;#amp;amp;#quot;'#96;#35;]]#gt;\"]"), "{text}");
    assert!(text.contains("-.->|\"EU:#quot;x#quot;\"|"), "{text}");
    assert_eq!(
        text.lines().filter(|line| line.contains(" --> ") || line.contains("-->|") || line.contains("-.->")).count(),
        4
    );
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn an_empty_network_is_an_empty_file_of_its_format() {
    for format in FORMATS_HERE {
        let text = written(format, &Network::default());
        assert!(!text.contains("NaN") && text.ends_with('\n'), "{format}: {text}");
    }
}

/// Other answers have no network.
#[test]
fn other_answers_are_refused() {
    for format in FORMATS_HERE {
        let (_, make) = FORMATS.iter().find(|(name, _)| *name == format).unwrap();
        let look = crate::export::RenderOptions::default();
        let refused = make(look).write(&Answer::Check(crate::answer::Check::default()), &mut Vec::new());
        let said = refused.unwrap_err().to_string();
        assert_eq!(said, format!("{format} has the network, a route, an assignment or a difference"));
    }
}

#[test]
fn a_great_circle_rises_towards_the_pole_and_is_symmetric() {
    let there = great_circle((-30.0, 50.0), (30.0, 50.0));
    assert_eq!((there[0], there[there.len() - 1]), ((-30.0, 50.0), (30.0, 50.0)));
    let middle = there[there.len() / 2];
    // tan(lat) = tan(50) / cos(30) on the meridian between.
    let top = (50_f64.to_radians().tan() / 30_f64.to_radians().cos()).atan().to_degrees();
    assert!(there.iter().all(|point| point.1 <= top + 1e-4), "{there:?}");
    assert!((middle.1 - top).abs() < 0.05, "{middle:?} {top}");
    let back: Vec<_> = great_circle((30.0, 50.0), (-30.0, 50.0)).into_iter().rev().collect();
    let near = |(a, b): (&(f64, f64), &(f64, f64))| (a.0 - b.0).abs() < 2e-5 && (a.1 - b.1).abs() < 2e-5;
    assert!(there.len() == back.len() && there.iter().zip(&back).all(near));
}

#[test]
fn short_equal_and_opposite_ends_are_joined_directly() {
    for (from, to) in [((50.0, 45.0), (50.2, 45.1)), ((50.0, 45.0), (50.0, 45.0)), ((0.0, 0.0), (180.0, 0.0))] {
        assert_eq!(great_circle(from, to), [from, to]);
    }
}

#[test]
fn a_line_over_the_antimeridian_is_cut_there() {
    let parts = cut(&[(170.0, 10.0), (-170.0, 20.0)]);
    assert_eq!(parts, [[(170.0, 10.0), (180.0, 15.0)], [(-180.0, 15.0), (-170.0, 20.0)]]);
    let parts = cut(&[(-170.0, 20.0), (170.0, 10.0)]);
    assert_eq!(parts, [[(-170.0, 20.0), (-180.0, 15.0)], [(180.0, 15.0), (170.0, 10.0)]]);
    assert_eq!(cut(&[(170.0, 10.0), (175.0, 20.0)]).len(), 1);
    let pacific = cut(&great_circle((140.0, 35.0), (-122.0, 37.0)));
    assert_eq!(pacific.len(), 2);
    assert!(pacific.iter().flatten().all(|point| point.0.abs() <= 180.0 && point.1 > 35.0 - 1e-9));
    assert!(pacific[0].iter().all(|point| point.0 > 0.0) && pacific[1].iter().all(|point| point.0 < 0.0));
    // A place on the antimeridian is met from either side without a line of no length.
    assert_eq!(cut(&[(170.0, 0.0), (180.0, 0.0)]), [[(170.0, 0.0), (180.0, 0.0)]]);
    assert_eq!(cut(&[(-170.0, 0.0), (180.0, 0.0)]), [[(-170.0, 0.0), (-180.0, 0.0)]]);
    assert_eq!(cut(&[(50.0, 45.0), (50.0, 45.0)]), [[(50.0, 45.0), (50.0, 45.0)]], "a loop keeps its two ends");
}
