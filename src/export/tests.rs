use super::*;
use crate::answer::*;
use crate::diagnostic::Diagnostic;
use crate::export::Style;

fn head(command: Command) -> Metadata {
    Metadata {
        corridor: "0.1.0".into(),
        command,
        atlas: AtlasHead { name: "tiny".into(), version: "1".into(), sha256: "0".into() },
        scenario: ScenarioHead { id: "none".into(), as_of: Day::mid(2023), actor: None, ..ScenarioHead::default() },
        notes: vec!["Year 2023, the newest of the selected flows.".into()],
        ..Metadata::default()
    }
}

fn drawn(answer: &Answer, look: RenderOptions) -> String {
    let mut out = Vec::new();
    screen::Terminal { look }.write(answer, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn plain(answer: &Answer) -> String {
    drawn(answer, RenderOptions::default())
}

fn route() -> Answer {
    let leg = |from: &str, to: &str, vessel: Option<&str>| Leg {
        link: format!("{from}-{to}"),
        mode: "pipeline".into(),
        vessel: vessel.map(Into::into),
        from: from.into(),
        to: to.into(),
        km: 1510.0,
        hours: 200.0,
        cost_usd_t: 38.0,
        territory: vec!["KAZ".into(), "RUS".into()],
        ..Leg::default()
    };
    let transfer = TransferStep {
        place: "port".into(),
        from: "pipeline:x".into(),
        to: "sea:aframax".into(),
        usd_t: 2.0,
        hours: 24.0,
    };
    let option = RouteOption {
        rank: 1,
        cost_usd_t: 78.0,
        hours: 424.0,
        km: 3020.0,
        costs: Costs { tariff: 38.0, freight: 38.0, handling: 2.0, ..Costs::default() },
        legs: vec![leg("field", "port", None), leg("port", "buyer", Some("aframax"))],
        transfers: vec![transfer],
        countries: vec!["KAZ".into(), "RUS".into()],
        ..RouteOption::default()
    };
    Answer::Route(Route {
        head: head(Command::new("route")),
        commodity: "crude".into(),
        by: By::Cost,
        routes: vec![option],
        ..Route::default()
    })
}

fn exposure() -> Answer {
    let row = |id: &str| ExposureRow {
        of: ElementKind::Country,
        id: id.into(),
        role: DependenceRole::Transit,
        used_kt: 66_700.0,
        used: 0.953,
        ..ExposureRow::default()
    };
    let rows = (0..45).map(|at| row(&format!("c{at}"))).collect();
    Answer::Exposure(Exposure {
        head: head(Command::new("exposure")),
        flow_kt: 70_000.0,
        rows,
        weigh: Weigh::Tonnes,
        ..Exposure::default()
    })
}

fn reroute() -> Answer {
    let link = |id: &str, flow_kt, baseline_kt| LinkFlow { id: id.into(), flow_kt, baseline_kt };
    Answer::Reroute(Reroute {
        head: head(Command::new("reroute")),
        flow_kt: 70_000.0,
        stranded_kt: 45_900.0,
        nameplate_stranded_kt: Some(34_800.0),
        links: vec![link("little", 1_000.0, 900.0), link("lot", 0.0, 55_000.0), link("same", 5.0, 5.0)],
        capacities: vec![
            CapacityUse { id: "free".into(), ..CapacityUse::default() },
            CapacityUse { id: "full".into(), shadow_up: Some(1.0), ..CapacityUse::default() },
        ],
        bottlenecks: vec!["full".into()],
        ..Reroute::default()
    })
}

fn compare() -> Answer {
    let outcome = Outcome {
        id: "cpc-closed".into(),
        corridors: vec![CorridorChange {
            id: "northern".into(),
            kt: 12_000.0,
            change_kt: -53_000.0,
            ..CorridorChange::default()
        }],
        bottlenecks: vec!["old".into(), "new".into()],
        ..Outcome::default()
    };
    let baseline = Baseline { bottlenecks: vec!["old".into()], ..Baseline::default() };
    Answer::Compare(Compare { head: head(Command::new("compare")), baseline, scenarios: vec![outcome], ranges: None })
}

fn list() -> Answer {
    let row =
        |id: &str, kt: f64| Row::default().with("id", id).with("kt_y", kt).with("two_way", true).with("lat", 45.123);
    Answer::List(List {
        head: head(Command::new("list")),
        of: ListOf::Capacities,
        rows: vec![row("a", 53_700.0), row("b", 500.0)],
    })
}

fn show() -> Answer {
    let fact = Fact { name: "kt_y".into(), value: Cell::Number(53_700.0), low: Some(53_000.0), ..Fact::default() };
    let related = vec![Row::default().with("of", "capacities").with("id", "x")];
    let thing = Thing {
        of: ThingKind::Link,
        id: "cpc-1".into(),
        name: "CPC".into(),
        facts: vec![fact],
        related,
        ..Thing::default()
    };
    Answer::Show(Show { head: head(Command::new("show")), id: "cpc-1".into(), things: vec![thing] })
}

fn check() -> Answer {
    let diagnostics = vec![Diagnostic::error("places.csv", "unknown country", "did you mean KAZ?").row(14); 130];
    Answer::Check(Check::new("data", CheckedKind::Atlas, 500, diagnostics))
}

#[test]
fn every_answer_keeps_to_every_width() {
    for answer in [route(), exposure(), reroute(), compare(), list(), show(), check()] {
        for width in [20, 40, 80, 132] {
            let text = drawn(&answer, RenderOptions { width, ..RenderOptions::default() });
            let worst = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(worst <= width, "{worst} > {width}:\n{text}");
        }
    }
}

#[test]
fn plain_has_no_escapes_and_colour_adds_nothing_else() {
    let colour = drawn(&reroute(), RenderOptions { style: Style::Colour, ..RenderOptions::default() });
    assert!(colour.contains('\u{1b}'));
    let mut bare = colour;
    for code in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m"] {
        bare = bare.replace(code, "");
    }
    assert_eq!(bare, plain(&reroute()));
}

#[test]
fn notes_stand_before_the_numbers() {
    let text = plain(&exposure());
    assert_eq!(text.lines().nth(3), Some("Year 2023, the newest of the selected flows."));
    assert!(text.lines().nth(2).unwrap().contains("no law applied"), "{text}");
}

#[test]
fn a_route_shows_its_transfer_between_its_legs() {
    let text = plain(&route());
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle} in\n{text}"));
    assert!(at("field-port") < at("pipeline:x > sea:aframax") && at("sea:aframax") < at("port-buyer"));
    assert!(text.contains("USD/t: tariff 38.00, freight 38.00, handling 2.00\n"), "{text}");
}

#[test]
fn no_route_says_why_and_what_would_open_one() {
    let no_route = NoRoute {
        reason: "Every route is closed.".into(),
        blocked_by: vec![Blocked { at: BlockedAt::Link("cpc-1".into()), measure: "event:stop".into() }],
        would_open: vec![vec!["event:stop".into(), "event:more".into()]],
    };
    let text = plain(&Answer::Route(Route {
        head: head(Command::new("route")),
        no_route: Some(no_route),
        ..Route::default()
    }));
    assert!(text.contains("Every route is closed."), "{text}");
    assert!(text.contains("event:stop and event:more"), "{text}");
}

#[test]
fn long_exposure_is_cut_and_says_so() {
    let text = plain(&exposure());
    assert!(text.contains("95.3 %") && text.contains("and 39 more rows; --full shows all"), "{text}");
}

#[test]
fn reroute_shows_what_binds_and_what_moves_most_first() {
    let text = plain(&reroute());
    assert!(text.contains("full") && !text.contains("free"), "{text}");
    assert!(text.find("lot ").unwrap() < text.find("little").unwrap() && !text.contains("same"), "{text}");
    assert!(text.contains("stranded, nameplate estimate") && text.contains("34.8"), "{text}");
}

#[test]
fn compare_names_what_binds_newly() {
    let text = plain(&compare());
    assert!(text.contains("northern -53.0") && text.contains("baseline: new\n"), "{text}");
}

#[test]
fn lists_show_mt_for_kt() {
    let text = plain(&list());
    assert!(text.contains("Mt/y") && text.contains("53.7") && text.contains("yes"), "{text}");
}

#[test]
fn facts_show_their_range() {
    let text = plain(&show());
    assert!(text.contains("53.7") && text.contains("53.0 to ?"), "{text}");
}

#[test]
fn a_hundred_findings_are_shown_and_all_counted() {
    let text = plain(&check());
    assert_eq!(text.matches("unknown country").count(), 100);
    assert!(text.contains("data: 500 rows, 130 errors, 0 warnings"), "{text}");
}
