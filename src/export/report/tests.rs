//! Pages of made-up reports.

use super::*;
use crate::answer::{Day, ElementKind, LinkFlow, Mode, Outcome, PlaceKind, SankeyChain};

fn report() -> ReportPage {
    let node = |id: &str, lon: f64| Node {
        id: id.into(),
        name: format!("Place <{id}>"),
        kind: PlaceKind::Port,
        lat: Some(40.0),
        lon: Some(lon),
        ..Node::default()
    };
    let edge = Edge {
        id: "one".into(),
        name: "One & only".into(),
        mode: Mode::Rail,
        from: "a".into(),
        to: "b".into(),
        ..Edge::default()
    };
    let picture = |id: &str, flow_kt: f64| {
        let chain = SankeyChain {
            origin: "a".into(),
            line: "rail".into(),
            straits: Vec::new(),
            destination: "b".into(),
            kt: flow_kt,
        };
        let mut picture = Picture { id: id.into(), chains: vec![chain], ..Picture::default() };
        picture.assigned.links = vec![LinkFlow { id: "one".into(), flow_kt, baseline_kt: 1000.0 }];
        picture
    };
    let mut report = ReportPage {
        nodes: vec![node("a", 50.0), node("b", 55.0)],
        edges: vec![edge],
        scenarios: vec![Outcome { id: "half".into(), title: "Half \"of\" it".into(), ..Outcome::default() }],
        pictures: vec![picture("none", 1000.0), picture("half", 500.0)],
        ..ReportPage::default()
    };
    report.baseline.as_of = Day::mid(2023);
    report
}

fn text(report: &ReportPage) -> String {
    let mut out = Vec::new();
    Html.write(&Answer::Report(report.clone()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn names_are_texts_and_never_markup() {
    let text = text(&report());
    assert!(text.contains("Place &lt;a&gt;") && !text.contains("Place <a>"));
    assert!(text.contains("One &amp; only") && text.contains("Half &quot;of&quot; it"));
}

#[test]
fn data_of_the_script_is_json_that_cannot_end_it() {
    let mut report = report();
    report.edges[0].name = "</script>".into();
    let text = text(&report);
    let data = text.split("id=\"data\" type=\"application/json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["links"][0][1], "</script>");
    assert_eq!(data["cases"][1]["links"], serde_json::json!([[0, 500.0, 1000.0]]));
    assert_eq!(data["widest"], 1000.0);
}

#[test]
fn each_scenario_has_its_section_and_its_still() {
    let text = text(&report());
    for at in 0..2 {
        assert_eq!(text.matches(&format!("id=\"case-{at}\"")).count(), 1);
    }
    assert_eq!(text.matches("<figure class=\"map\">").count(), 2, "a still each");
    assert!(text.contains("class=\"l less\""), "what falls is painted so");
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let text = text(&ReportPage { pictures: vec![Picture::default()], ..ReportPage::default() });
    assert!(text.contains("Nothing is delivered.") && text.contains("No scenario has a measure."));
}

#[test]
fn bands_of_a_sankey_keep_their_tonnes() {
    let mut report = report();
    let many = (0..40u32).map(|at| SankeyChain {
        origin: format!("o{}", at % 13),
        line: format!("l{}", at % 11),
        straits: Vec::new(),
        destination: format!("d{at}"),
        kt: f64::from(at + 1),
    });
    report.pictures[0].chains = many.collect();
    let page = Page::of(&report);
    let drawn = sankey::picture(&page, 0, &report.pictures[0].chains).into_string();
    assert!(drawn.contains("baseline: 0.8 Mt"), "820 kt in all");
    assert!(drawn.matches(">other<").count() >= 3, "small ones are one in each column");
}

#[test]
fn words_to_type_are_code_and_a_gap_of_nothing_is_nothing() {
    let mut report = report();
    report.exposure.rows = vec![answer::ExposureRow { of: ElementKind::Owner, ..answer::ExposureRow::default() }];
    report.pictures[1].assigned.certificate.gap = 2.1e-9;
    let text = text(&report);
    assert!(text.contains("<code>--owner-test</code>") && !text.contains("`--"));
    assert!(text.contains(">2e-9<") && !text.contains("0e0"), "gaps are far below any percentage");
}

#[test]
fn other_answers_are_refused() {
    let error = Html.write(&Answer::List(answer::List::default()), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn ids_of_the_page_hold_no_space() {
    assert_eq!(links::anchor("link a:b c"), "r-link_20_a_3a_b_20_c");
}
