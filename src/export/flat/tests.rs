use super::*;
use crate::answer::*;
use crate::notice::Diagnostic;

/// No field of a row is left out but those named, which other columns or other answers hold.
#[track_caller]
fn all_fields(row: impl serde::Serialize, answer: &Answer, elsewhere: &[&str]) {
    let columns = flat(answer).unwrap().columns;
    let value = serde_json::to_value(row).unwrap();
    for name in value.as_object().unwrap().keys().filter(|name| !elsewhere.contains(&name.as_str())) {
        assert!(columns.contains(name), "{name} is not in {columns:?}");
    }
}

#[test]
fn every_field_of_a_row_has_its_column() {
    all_fields(RouteOption::default(), &Answer::Route(Route::default()), &["costs"]);
    all_fields(ExposureRow::default(), &Answer::Exposure(Exposure::default()), &[]);
    // A route has kt for kg, and corridors say what their pairs are in.
    all_fields(LaidRoute::default(), &Answer::Reroute(Reroute::default()), &["kg"]);
    // A proof is no row: JSON holds it.
    all_fields(Outcome::default(), &Answer::Compare(Compare::default()), &["corridors", "certificate"]);
    all_fields(Baseline::default(), &Answer::Compare(Compare::default()), &["corridors", "certificate"]);
    all_fields(Edge::default(), &Answer::Network(Network::default()), &[]);
    all_fields(Diagnostic::error("", "", ""), &Answer::Check(Check::default()), &[]);
}

fn column(flat: &Flat, name: &str) -> Vec<Cell> {
    let at = flat.columns.iter().position(|own| own == name).unwrap();
    flat.rows.iter().map(|row| row[at].clone()).collect()
}

#[test]
fn tonnes_of_an_assignment_add_up_to_all_of_it() {
    let laid = |kg| LaidRoute { kg, ..LaidRoute::default() };
    let flow = |id: &str, stranded_kt, routes| LaidFlow {
        id: id.into(),
        stranded_kt,
        routes,
        ..LaidFlow::default()
    };
    // 1000 kt: 300 + 200 arrive, 250 have no way, 150 are too dear, 100 are counted alone.
    let answer = Answer::Reroute(Reroute {
        flow_kt: 1000.0,
        not_laid_kt: 100.0,
        uneconomic_kt: 150.0,
        flows: vec![flow("a", 0.0, vec![laid(300_000_000), laid(200_000_000)]), flow("b", 250.0, Vec::new())],
        ..Reroute::default()
    });
    let flat = flat(&answer).unwrap();
    let sum: f64 = column(&flat, "kt")
        .into_iter()
        .map(|cell| match cell {
            Cell::Number(kt) => kt,
            other => panic!("{other:?}"),
        })
        .sum();
    assert_eq!(sum, 1000.0);
    let outcomes = ["delivered", "delivered", "stranded", "uneconomic", "never_routed"];
    assert_eq!(column(&flat, "outcome"), outcomes.map(Cell::from));
    assert_eq!(column(&flat, "route")[..2], [Cell::Integer(1), Cell::Integer(2)]);
    assert_eq!(column(&flat, "flow")[3], Cell::None);
}

#[test]
fn a_scenario_of_another_day_stands_below_its_own_baseline() {
    let baseline = |year, flow_kt| Baseline { year, flow_kt, ..Baseline::default() };
    let scenario = |id: &str, baseline| Outcome { id: id.into(), baseline, ..Outcome::default() };
    let answer = Answer::Compare(Compare {
        baseline: baseline(2023, 70.0),
        scenarios: vec![scenario("now", None), scenario("then", Some(baseline(2022, 65.0)))],
        ..Compare::default()
    });
    let flat = flat(&answer).unwrap();
    assert_eq!(column(&flat, "of"), ["baseline", "scenario", "baseline", "scenario"].map(Cell::from));
    assert_eq!(column(&flat, "flow_kt"), [70.0, 70.0, 65.0, 65.0].map(Cell::from));
}

#[test]
fn tonnes_are_told_in_the_unit_that_their_columns_name() {
    let corridors = vec![CorridorUse { id: "northern".into(), kt: 9200.0 }];
    let baseline = Baseline { flow_kt: 70_500.0, cost_usd: 5.0, corridors, ..Baseline::default() };
    let answer = Answer::Compare(Compare { baseline, ..Compare::default() });
    let table = flat(&answer).unwrap().told_in(&Unit::mt());
    assert_eq!(column(&table, "flow_mt"), [Cell::Number(70.5)]);
    assert_eq!(column(&table, "cost_usd"), [Cell::Number(5.0)], "money stays");
    assert_eq!(column(&table, "corridors_mt"), [Cell::Many(vec!["northern=9.2".into()])]);
    assert!(!table.columns.iter().any(|name| in_kt(name)), "{:?}", table.columns);
    let row = Row::default().with("id", "x").with("kt_y_low", 7.0).with("max_kt_dwt", 150.0);
    let list = Answer::List(List { rows: vec![row], ..List::default() });
    assert_eq!(flat(&list).unwrap().told_in(&Unit::mt()).columns, ["id", "mt_y_low", "max_kt_dwt"]);
}
