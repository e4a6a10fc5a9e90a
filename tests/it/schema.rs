//! Every JSON answer is as `corridor man --json-schema` says, and the schema refuses what is not; what was written is read into
//! the typed answer and comes out the same.

use corridor::{Answer, answer};
use serde_json::Value;

use crate::support::{Schema, json, run};

/// Read into the typed answer of its command, and written again.
fn again(text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    let command = answer::Command::parse(value["command"].as_str().unwrap()).unwrap();
    let read = Answer::read(command, &mut serde_json::Deserializer::from_str(text));
    let read = read.unwrap_or_else(|error| panic!("{command}: {error}"));
    serde_json::to_string_pretty(&read).unwrap() + "\n"
}

const FLOWS: &str = "--origin KAZ --cargo crude --year 2023";

/// Lines that ask for JSON; `FLOWS` and `TINY` stand for more words.
const ANSWERS: &[&str] = &[
    "route KAZ ITA --cargo crude -k 3",
    "route tengiz augusta --cargo crude --close mode=pipeline",
    "route KAZ ITA --cargo crude -k 3 --differ 0.5",
    "route tengiz augusta --cargo crude --pareto --wary country=RUS",
    "exposure --ends FLOWS",
    "reroute --scenario cpc-closed FLOWS",
    "reroute --scenario russia-closed --ceiling 60USD/t --destinations market FLOWS",
    "compare cpc-closed war-risk-2026 FLOWS",
    "exposure --ranges --origin KAZ --year 2023 TINY",
    "reroute --ranges --origin KAZ --year 2023 --close place=west TINY",
    "compare --ranges --origin KAZ --year 2023 TINY",
    "report --ranges --origin KAZ --year 2023 west-closed west-half TINY",
    "owners cpc-consortium",
    "list places",
    "list links",
    "list capacities",
    "list flows",
    "list scenarios",
    "list measures",
    "list actors",
    "list measures --scenario law --on place=novorossiysk-cpc",
    "list sources",
    "show tengiz",
    "show cpc",
    "show cpc-consortium",
    "show EU:crude-import",
    "show EU:third-origin",
    "show eu-refiner",
    "show imo-9308065",
    "route novorossiysk-sheskharis trieste --cargo crude --actor eu-refiner",
    "route KAZ IND --cargo crude --actor us-person --by secondary-sanctions",
    "legal novorossiysk-cpc trieste --cargo crude --actor eu-refiner",
    "legal --dates 2022-01-01..2023-12-31 --actor uk-insurer FLOWS",
    "exposure --scenario law --actor us-person FLOWS",
    "explain KAZ ITA --cargo crude --scenario cpc-closed",
    "explain west-buyer --scenario west-half TINY",
    "explain field abroad --cargo crude --close country=ITA TINY",
    "diff law cpc-closed FLOWS",
    "attribution --scenario cpc-closed --close line=baku-supsa FLOWS",
    "check",
    "solve mincost crates/assignment/examples/instances/small.min --flows",
    "solve multicommodity crates/assignment/examples/instances/small --flows",
    "export json reroute --origin KAZ --year 2023 --scenario cpc-closed",
    "export json --around tengiz --hops 2",
];

#[test]
fn every_answer_is_as_the_schema_says() {
    let schema = Schema::new();
    for line in ANSWERS {
        let format = if line.starts_with("export") { "" } else { "--format json" };
        let line = format!("{line} {format}").replace("FLOWS", FLOWS).replace("TINY", "--atlas data/tiny");
        let text = run(&line).stdout;
        let refusal = schema.refusal(&serde_json::from_str(&text).unwrap());
        assert_eq!(refusal, None, "{line}");
        assert!(again(&text) == text, "{line} is not what was read");
    }
}

#[test]
fn every_golden_answer_is_read_and_written_as_it_was() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|own| own == "json")).collect();
    assert!(paths.len() > 60, "{} files", paths.len());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(again(&text), text, "{}", path.display());
    }
}

#[test]
fn a_field_that_is_missing_misnamed_or_of_another_kind_is_refused() {
    let schema = Schema::new();
    let answer = json(("reroute --scenario cpc-closed", FLOWS));
    let spoilt = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
        let mut own = answer.clone();
        change(own.as_object_mut().unwrap());
        schema.refusal(&own).is_some()
    };
    assert!(spoilt(&|map| drop(map.remove("stranded_kt"))));
    assert!(spoilt(&|map| drop(map.insert("strandd_kt".into(), 1.into()))));
    assert!(spoilt(&|map| drop(map.insert("stranded_kt".into(), "many".into()))));
    assert!(spoilt(&|map| drop(map.insert("flows".into(), Value::Null))));
}

#[test]
fn what_no_golden_answer_has_is_read_too() {
    fn same<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(one: &T) {
        let text = serde_json::to_string(one).unwrap();
        assert_eq!(serde_json::from_str::<T>(&text).unwrap(), *one, "{text}");
    }
    // On an imported network no cargo is named.
    let command = answer::Command::parse("route").unwrap();
    let head = answer::Metadata { command, ..answer::Metadata::default() };
    same(&answer::Route { head, ..answer::Route::default() });
    same(&answer::Mincost { command, cost: Some(i128::MAX), ..answer::Mincost::default() });
    let hit = |by| answer::ListHit { by, ..answer::ListHit::default() };
    same(&hit(answer::MatchedBy::Name));
    same(&hit(answer::MatchedBy::Identifier("imo:9329760".into())));
    let amount = |amount| answer::EffectAmount { kind: answer::EffectKind::LimitShare, amount };
    same(&[amount(None), amount(Some(0.5)), amount(Some(1.0 / 3.0))].to_vec());
    let countries = answer::Joined("KAZ;RUS".into());
    let pair = |countries| answer::PairRow {
        scenario: "baseline".into(),
        from: "a".into(),
        to: "b".into(),
        cost_usd_t: None,
        hours: Some(0.1),
        countries,
        straits: answer::Joined::default(),
        corridors: answer::Joined::default(),
        lines: answer::Joined::default(),
    };
    same(&pair(countries));
}
