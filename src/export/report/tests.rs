//! Pages of made-up reports.

use super::*;
use crate::answer::{CorridorChange, Day, ElementKind, LinkFlow, Mode, Outcome, PlaceKind, SankeyChain, StrandedAt};

const HTML: Html = Html { borders: Borders::Un };

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
        picture.selected = vec![LinkFlow { id: "one".into(), flow_kt, baseline_kt: 1000.0 }];
        // Others have as much again on it.
        picture.assigned.links = vec![LinkFlow { id: "one".into(), flow_kt: flow_kt + 1000.0, baseline_kt: 2000.0 }];
        picture.assigned.flow_kt = 1000.0;
        picture.assigned.delivered_kt = flow_kt;
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
    HTML.write(&Answer::Report(report.clone()), &mut out).unwrap();
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
    assert_eq!(data["cases"][1]["links"], serde_json::json!([[0, 500.0, 1000.0, 1500.0, 2000.0]]));
    assert_eq!(data["widest"], 1000.0);
}

#[test]
fn each_scenario_has_its_section_and_its_still() {
    let text = text(&report());
    for at in 0..2 {
        assert_eq!(text.matches(&format!("id=\"case-{at}\"")).count(), 1);
    }
    assert_eq!(text.matches("<figure class=\"map\">").count(), 3, "a still each, and one at the top");
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
    let page = Page::of(&report, Borders::Un);
    let drawn = sankey::picture(&page, 0, &report.pictures[0]).into_string();
    assert!(drawn.contains("820"), "820 kt in all: {drawn}");
    assert!(drawn.matches(">other ").count() >= 3, "small ones are one in each column");
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
    let error = HTML.write(&Answer::List(answer::List::default()), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}

#[test]
fn ids_of_the_page_hold_no_space() {
    assert_eq!(links::anchor("link a:b c"), "r-link_20_a_3a_b_20_c");
}

/// The same report with 400 of 1,000 kt stranded, 300 more on other links.
fn stranded() -> ReportPage {
    let mut report = report();
    let picture = &mut report.pictures[1];
    let at = |name: &str, lon: f64, kt: f64| StrandedAt {
        origin: name.into(),
        name: name.into(),
        lat: Some(40.0),
        lon: Some(lon),
        kt,
    };
    picture.stranded = vec![at("a", 50.0, 300.0), at("c", 50.0, 100.0)];
    picture.rerouted_kt = 300.0;
    picture.assigned.stranded_kt = 400.0;
    picture.assigned.stranded_usd = 2e9;
    picture.assigned.delivered_kt = 600.0;
    picture.assigned.cost_usd = 60_000_000.0;
    let outcome = &mut report.scenarios[0];
    let corridor =
        |id: &str, change_kt: f64| CorridorChange { id: id.into(), kt: 0.0, change_kt, ..CorridorChange::default() };
    outcome.corridors = vec![corridor("east", 100.0), corridor("north", 200.0), corridor("west", -700.0)];
    outcome.extra_usd_t = Some(12.5);
    report
}

fn lead_of(report: &ReportPage) -> String {
    let page = Page::of(report, Borders::Un);
    lead::section(&page, 1, &report.pictures[1], report.scenarios.first()).into_string()
}

#[test]
fn a_scenario_begins_with_what_is_lost_and_where_the_rest_goes() {
    let said = lead_of(&stranded());
    assert!(
        said.contains(
            "Half &quot;of&quot; it: 400 kt of 1.0 Mt find no other route; 300 kt move, most by north (+200 kt)."
        ),
        "{said}"
    );
    // 60 million USD for 600 kt are 100 USD a tonne, 12.5 more than before.
    for figure in [
        "<b>400 kt</b> <span>40.0 % of 1.0 Mt</span>",
        "<b>300 kt</b>",
        "<b>2.0 bn USD</b>",
        "<b>+12.5 USD/t</b> <span>a tonne that arrives: 100.0, today 87.5</span>",
    ] {
        assert!(said.contains(figure), "{figure}: {said}");
    }
}

#[test]
fn a_scenario_that_touches_nothing_says_so() {
    let mut report = report();
    report.pictures[1].assigned.delivered_kt = 1000.0;
    assert!(lead_of(&report).contains("none of these flows is touched."));
    report.scenarios[0].extra_usd_t = Some(2.0);
    assert!(lead_of(&report).contains("all 1.0 Mt still arrive; a tonne costs +2.0 USD."));
}

#[test]
fn the_page_opens_on_the_first_scenario() {
    let mut report = report();
    assert!(text(&report).contains("<div class=\"lead first\" data-case=\"1\">"));
    report.pictures.truncate(1);
    report.scenarios.clear();
    assert!(text(&report).contains("<div class=\"lead first\" data-case=\"0\">"));
}

#[test]
fn tonnes_without_a_route_end_in_a_sink_and_are_circles_at_their_origins() {
    let report = stranded();
    let page = Page::of(&report, Borders::Un);
    let drawn = sankey::picture(&page, 1, &report.pictures[1]).into_string();
    assert_eq!(drawn.matches("class=\"band lost\"").count(), 2, "{drawn}");
    assert!(drawn.contains(">no route 400\u{a0}kt<") && drawn.contains("400 kt without a route"), "{drawn}");
    let circles = mark::marks(&page, 1, &report.pictures[1]).into_string();
    // A third of the tonnes is a third of the area: a radius of 26 / sqrt(3).
    assert!(circles.contains("r=\"26.0\"") && circles.contains("r=\"15.0\""), "{circles}");
    // Both start on one spot, so the smaller one is beside the larger: 26 + 15 + 2, and a little.
    assert!(circles.contains("translate(43.1 0.0)"), "{circles}");
}

#[test]
fn a_name_of_a_block_is_broken_and_not_cut() {
    let mut report = report();
    report.pictures[0].chains[0].line = "a line with a name that is much longer than its block".into();
    let page = Page::of(&report, Borders::Un);
    let drawn = sankey::picture(&page, 0, &report.pictures[0]).into_string();
    for line in ["a line with a name that", "is much longer than its", "block 1.0\u{a0}Mt"] {
        assert!(drawn.contains(&format!(">{line}<")), "{line}: {drawn}");
    }
}

#[test]
fn a_page_says_whose_borders_it_has() {
    let mut out = Vec::new();
    Html { borders: Borders::DeFacto }.write(&Answer::Report(report()), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("borders of whoever holds the land, disputed lines dotted"));
    assert!(text(&report()).contains("borders as the United Nations recognise them, disputed lines dotted"));
}
