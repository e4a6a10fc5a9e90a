//! What is known of Kazakhstan's crude, computed by the tool on its own atlas. Nothing here is written in: where the
//! model or the data change, so do these numbers, and the tolerances are those of the sources.

use corridor::Engine;
use corridor::answer::{self, Answer};
use corridor::question::{self, FlowsSelection, InlineEffect, InlineMeasure, Question, ScenarioRef, Stack};

fn engine() -> Engine {
    Engine::embedded().expect("the embedded atlas is valid")
}

fn kazakh_crude(year: i16) -> FlowsSelection {
    FlowsSelection {
        origin: vec!["KAZ".into()],
        cargo: vec!["crude".into()],
        year: Some(year),
        ..FlowsSelection::default()
    }
}

fn scenario(id: &str) -> Stack {
    Stack { scenarios: vec![ScenarioRef::Id(id.into())], ..Stack::default() }
}

fn exposure(year: i16) -> answer::Exposure {
    let question = question::Exposure { flows: kazakh_crude(year), stack: Stack::default() };
    match engine().ask(&Question::Exposure(question)).expect("an answer") {
        Answer::Exposure(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn reroute(year: i16, stack: Stack) -> answer::Reroute {
    let question = question::Reroute { flows: kazakh_crude(year), stack };
    match engine().ask(&Question::Reroute(question)).expect("an answer") {
        Answer::Reroute(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn route(from: &str, to: &str, set: impl FnOnce(&mut question::Route)) -> Vec<answer::Way> {
    let mut question = question::Route {
        from: from.into(),
        to: to.into(),
        commodity: Some("crude-cpc".into()),
        ..question::Route::default()
    };
    set(&mut question);
    match engine().ask(&Question::Route(question)).expect("an answer") {
        Answer::Route(answer) => answer.routes,
        other => panic!("{other:?}"),
    }
}

fn used(answer: &answer::Exposure, of: &str, id: &str) -> f64 {
    answer.rows.iter().find(|row| (row.of.as_str(), row.id.as_str()) == (of, id)).map_or(0.0, |row| row.used)
}

#[track_caller]
fn within(what: &str, value: f64, range: std::ops::RangeInclusive<f64>) {
    assert!(range.contains(&value), "{what}: {value} is not within {range:?}");
}

#[test]
fn russia_is_crossed_by_19_of_20_tonnes() {
    within("share that crosses Russia, 2023", used(&exposure(2023), "country", "RUS"), 0.935..=0.965);
}

#[test]
fn cpc_carries_four_of_five_tonnes() {
    within("share through CPC, 2023", used(&exposure(2023), "line", "cpc"), 0.794 - 0.015..=0.794 + 0.015);
    within("share through CPC, 2025", used(&exposure(2025), "line", "cpc"), 0.823 - 0.015..=0.823 + 0.015);
}

#[test]
fn without_cpc_most_of_its_oil_has_nowhere_to_go() {
    let answer = reroute(2023, scenario("cpc-closed"));
    within("stranded Mt", answer.stranded_kt / 1e3, 43.0..=49.0);
    within("naive stranded Mt", answer.naive_stranded_kt / 1e3, 33.0..=38.0);
    for limit in ["aktau-kto-terminal", "atyrau-kenkiyak", "bolshoi-chagan-samara"] {
        assert!(answer.binding.iter().any(|id| id.contains(limit)), "{limit} is not in {:?}", answer.binding);
    }
    let delivered = answer.delivered_kt + answer.stranded_kt + answer.uneconomic_kt + answer.not_laid_kt;
    assert!((delivered - answer.flow_kt).abs() < 1e-6, "tonnes are lost");
}

#[test]
fn the_moorings_bind_cpc_before_its_pipe_does() {
    let answer = reroute(2025, Stack::default());
    let on_cpc = answer.capacities.iter().filter(|row| row.id.contains("cpc"));
    // The feed is not CPC's own, and a limit that nothing nears cannot be the first.
    let first =
        on_cpc.min_by(|a, b| (a.kt - a.flow_kt).total_cmp(&(b.kt - b.flow_kt))).expect("capacities on CPC");
    assert_eq!(first.id, "novorossiysk-cpc-moorings");
    within("moorings Mt/y", first.kt / 1e3, 73.0..=76.0);
}

#[test]
fn rail_and_btc_are_dearer_though_btc_is_cheaper_per_tonne_km() {
    let by_cpc = &route("tengiz", "augusta", |q| q.via = vec!["cpc".into()])[0];
    let by_btc = &route("tengiz", "augusta", |q| q.via = vec!["tengiz-rack-aktau".into(), "btc".into()])[0];
    within("by CPC USD/t", by_cpc.cost_usd_t - by_cpc.costs.inventory, 46.0..=58.0);
    within("by BTC USD/t", by_btc.cost_usd_t - by_btc.costs.inventory, 73.0..=121.0);
    let ratio = (by_btc.cost_usd_t - by_btc.costs.inventory) / (by_cpc.cost_usd_t - by_cpc.costs.inventory);
    within("ratio", ratio, 1.4..=2.4);
    let per_tkm = |way: &answer::Way, line: &str| {
        let legs: Vec<&answer::Leg> =
            way.legs.iter().filter(|leg| leg.line.as_deref() == Some(line)).collect();
        legs.iter().map(|leg| leg.cost_usd_t).sum::<f64>() / legs.iter().map(|leg| leg.km).sum::<f64>()
    };
    assert!(per_tkm(by_btc, "btc") < per_tkm(by_cpc, "cpc"), "BTC is cheaper per tonne-kilometre");
}

#[test]
fn quality_decides_between_samara_and_cpc() {
    let by_cpc = &route("tengiz", "augusta", |q| q.via = vec!["cpc".into()])[0];
    let by_samara = &route("tengiz", "augusta", |q| {
        q.via = vec!["atyrau-samara".into(), "novorossiysk-sheskharis".into()]
    })[0];
    let cost = |way: &answer::Way| way.cost_usd_t - way.costs.inventory;
    assert!(cost(by_cpc) < cost(by_samara), "{} < {}", cost(by_cpc), cost(by_samara));
    let blended = cost(by_samara) - by_samara.costs.quality;
    assert!(blended < cost(by_cpc), "{blended} < {}", cost(by_cpc));
}

#[test]
fn sea_legs_are_as_long_as_tables_say() {
    let nm = |from: &str, to: &str, by: question::By| -> f64 {
        let way = &route(from, to, |q| q.by = by)[0];
        way.legs.iter().filter(|leg| leg.mode == "sea").map(|leg| leg.km / 1.852).sum()
    };
    let near = |what: &str, value: f64, table: f64, share: f64| {
        within(what, value, table * (1.0 - share)..=table * (1.0 + share));
    };
    near("Aktau-Alat", nm("aktau", "alat", question::By::Cost), 254.0, 0.05);
    near("CPC-Augusta", nm("novorossiysk-cpc", "augusta", question::By::Cost), 1221.0, 0.05);
    near("Ceyhan-Trieste", nm("ceyhan", "trieste", question::By::Cost), 1369.0, 0.05);
    near("Ust-Luga-Rotterdam", nm("ust-luga", "rotterdam", question::By::Cost), 1216.0, 0.08);
}

/// The flows that a closed Bosporus does not touch, by what their `via` and destination say, and no other.
#[test]
fn a_closed_bosporus_hits_exactly_what_has_to_pass_it() {
    let answer = reroute(2023, scenario("bosporus-closed"));
    let engine = engine();
    let atlas = engine.atlas();
    let black_sea = ["constanta", "midia", "burgas"];
    for flow in &answer.flows {
        let row = atlas.flows.get(&flow.id).expect("a flow of the atlas");
        let id = &flow.id;
        let spared = id.contains("-btc-")
            || id.contains("-china-")
            || id.contains("-druzhba-")
            || id.contains("-ust-luga-")
            || black_sea.contains(&atlas.end_id(row.destination).as_str());
        assert_eq!(flow.hit, !spared, "{id}");
    }
    assert!(answer.flows.iter().any(|flow| flow.hit) && answer.flows.iter().any(|flow| !flow.hit));
}

#[test]
fn a_closed_strait_is_never_crossed() {
    let bar = |text: &str| InlineMeasure { effect: InlineEffect::Bar, text: text.into() };
    let ways = route("novorossiysk-cpc", "augusta", |q| q.stack.inline = vec![bar("strait=bosporus")]);
    assert!(ways.iter().all(|way| !way.straits.contains(&"bosporus".to_owned())), "{ways:?}");
    assert!(ways.is_empty(), "the Black Sea has no other way out: {ways:?}");
}

#[test]
fn every_year_balances() {
    let check = corridor::check(None, None).expect("the embedded atlas can be read");
    assert_eq!(check.notices, [], "every flow has its way, no capacity is below them, observed points agree");
}
