//! The answers of `data/tiny/README.md`, worked by hand there.

use std::path::Path;

use corridor::Engine;
use corridor::answer::{self, Answer};
use corridor::question::{self, FlowsSelection, Question, ScenarioRef, Stack};

fn ask(question: &Question) -> Answer {
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tiny");
    Engine::open(&tiny).expect("data/tiny is valid").ask(question).expect("an answer")
}

fn scenario(id: &str) -> Stack {
    Stack { scenarios: vec![ScenarioRef::Id(id.into())], ..Stack::default() }
}

fn reroute(flows: FlowsSelection, stack: Stack) -> answer::Reroute {
    match ask(&Question::Reroute(question::Reroute { flows, stack })) {
        Answer::Reroute(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn same(what: &str, value: f64, by_hand: f64) {
    assert!((value - by_hand).abs() < 1e-6 * by_hand.abs().max(1.0), "{what}: {value}, by hand {by_hand}");
}

#[track_caller]
fn conserves(answer: &answer::Reroute) {
    let told = answer.delivered_kt + answer.stranded_kt + answer.uneconomic_kt + answer.not_laid_kt;
    same("tonnes told", told, answer.flow_kt);
}

#[test]
fn the_baseline_costs_what_it_costs_by_hand() {
    let all = FlowsSelection { domestic: true, ..FlowsSelection::default() };
    let answer = reroute(all, Stack::default());
    same("cost", answer.cost_usd, 28_900e3);
    same("stranded", answer.stranded_kt, 0.0);
    conserves(&answer);
    let open: Vec<i64> = answer
        .flows
        .iter()
        .filter(|flow| flow.id.starts_with("open-buyer"))
        .flat_map(|flow| flow.routes.iter().map(|route| route.kg))
        .collect();
    assert_eq!(open, [100_000_000, 300_000_000], "the cheap pipe is full, the rest takes the other");
}

#[test]
fn three_ways_cost_what_they_cost_by_hand() {
    let question = question::Route {
        from: "field".into(),
        to: "abroad".into(),
        cargo: Some("crude".into()),
        k: 3,
        ..question::Route::default()
    };
    let Answer::Route(answer) = ask(&Question::Route(question)) else { panic!("no route") };
    let costs: Vec<f64> = answer.routes.iter().map(|way| way.cost_usd_t).collect();
    assert_eq!(costs.len(), 3);
    for (way, by_hand) in answer.routes.iter().zip([26.36, 28.56, 40.76]) {
        same("USD/t", way.cost_usd_t, by_hand);
        let parts = way.costs;
        let sum =
            parts.tariff + parts.freight + parts.handling + parts.toll + parts.insurance + parts.inventory;
        same("sum of the parts", sum, by_hand);
    }
    same("hours", answer.routes[0].hours, 186.0);
}

#[test]
fn west_closed_strands_seven_hundred() {
    let answer = reroute(FlowsSelection::default(), scenario("west-closed"));
    same("exported", answer.flow_kt, 1000.0);
    same("delivered", answer.delivered_kt, 300.0);
    same("stranded", answer.stranded_kt, 700.0);
    same("naive", answer.naive_stranded_kt, 500.0);
    same("cost", answer.cost_usd, 300.0 * 40.76 * 1e3);
    conserves(&answer);
}

#[test]
fn west_half_keeps_each_flow_the_same_share() {
    let answer = reroute(FlowsSelection::default(), scenario("west-half"));
    same("stranded", answer.stranded_kt, 150.0);
    conserves(&answer);
}

#[test]
fn russia_is_used_by_nine_tenths_and_seven_have_no_other_way() {
    let Answer::Exposure(answer) = ask(&Question::Exposure(question::Exposure::default())) else {
        panic!("no exposure")
    };
    let row = |id: &str| answer.rows.iter().find(|row| row.id == id && row.role == "transit").expect("a row");
    let russia = row("RUS");
    same("used", russia.used, 0.9);
    same("unavoidable", russia.unavoidable, 0.7);
    same("naive", russia.naive_unavoidable_kt, 500.0);
    same("reroutable", russia.reroutable_kt, 200.0);
    let azerbaijan = row("AZE");
    same("used", azerbaijan.used, 0.1);
    same("unavoidable", azerbaijan.unavoidable, 0.0);
}
