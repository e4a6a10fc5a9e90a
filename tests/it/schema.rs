//! Every JSON answer is as `corridor man --json-schema` says, and the schema refuses what is not; what was written is read into
//! the typed answer and comes out the same.

use std::process::{Command, Stdio};

use boon::{Compiler, SchemaIndex, Schemas};
use corridor::{Answer, answer};
use serde_json::Value;

fn printed(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    String::from_utf8(output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{said}"))
}

fn json(arguments: &[&str]) -> Value {
    let text = printed(arguments);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{text}"))
}

/// Read into the typed answer of its command, and written again.
fn again(text: &str) -> String {
    let value: Value = serde_json::from_str(text).unwrap();
    let command = answer::Command::parse(value["command"].as_str().unwrap()).unwrap();
    let read = Answer::read(command, &mut serde_json::Deserializer::from_str(text));
    let read = read.unwrap_or_else(|error| panic!("{command}: {error}"));
    serde_json::to_string_pretty(&read).unwrap() + "\n"
}

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.add_resource("answers.json", json(&["man", "--json-schema"])).unwrap();
        let index = compiler.compile("answers.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn refusal(&self, answer: &Value) -> Option<String> {
        self.schemas.validate(answer, self.index).err().map(|error| error.to_string())
    }
}

const FLOWS: [&str; 6] = ["--origin", "KAZ", "--cargo", "crude", "--year", "2023"];

fn with<'a>(command: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [command, &FLOWS, more, &["--format", "json"]].concat()
}

fn answers() -> Vec<Vec<&'static str>> {
    let plain = |command: &[&'static str]| [command, &["--format", "json"]].concat();
    let tiny = |command: &[&'static str]| [command, &["--atlas", "data/tiny", "--format", "json"]].concat();
    vec![
        plain(&["route", "KAZ", "ITA", "--cargo", "crude", "-k", "3"]),
        plain(&["route", "tengiz", "augusta", "--cargo", "crude", "--bar", "mode=pipeline"]),
        plain(&["route", "KAZ", "ITA", "--cargo", "crude", "-k", "3", "--differ", "0.5"]),
        plain(&["route", "tengiz", "augusta", "--cargo", "crude", "--pareto", "--wary", "country=RUS"]),
        with(&["exposure"], &["--ends"]),
        with(&["reroute"], &["--scenario", "cpc-closed"]),
        with(&["reroute"], &["--scenario", "russia-closed", "--ceiling", "60", "--sinks", "market"]),
        with(&["compare"], &["cpc-closed", "war-risk-2026"]),
        tiny(&["exposure", "--ranges", "--origin", "KAZ", "--year", "2023"]),
        tiny(&["reroute", "--ranges", "--origin", "KAZ", "--year", "2023", "--bar", "place=west"]),
        tiny(&["compare", "--ranges", "--origin", "KAZ", "--year", "2023"]),
        tiny(&["report", "--ranges", "--origin", "KAZ", "--year", "2023", "west-closed", "west-half"]),
        plain(&["owners", "cpc-consortium"]),
        plain(&["list", "places"]),
        plain(&["list", "links"]),
        plain(&["list", "capacities"]),
        plain(&["list", "flows"]),
        plain(&["list", "scenarios"]),
        plain(&["list", "measures"]),
        plain(&["list", "actors"]),
        plain(&["list", "measures", "--scenario", "law", "--on", "place=novorossiysk-cpc"]),
        plain(&["list", "sources"]),
        plain(&["show", "tengiz"]),
        plain(&["show", "cpc"]),
        plain(&["show", "cpc-consortium"]),
        plain(&["show", "EU:crude-import"]),
        plain(&["show", "EU:third-origin"]),
        plain(&["show", "eu-refiner"]),
        plain(&["show", "imo-9329760"]),
        plain(&["route", "novorossiysk-sheskharis", "trieste", "--cargo", "crude", "--actor", "eu-refiner"]),
        plain(&["route", "KAZ", "IND", "--cargo", "crude", "--actor", "us-person", "--by", "threat"]),
        plain(&["legal", "novorossiysk-cpc", "trieste", "--cargo", "crude", "--actor", "eu-refiner"]),
        with(&["legal"], &["--dates", "2022-01-01..2023-12-31", "--actor", "uk-insurer"]),
        with(&["exposure"], &["--scenario", "law", "--actor", "us-person"]),
        plain(&["explain", "KAZ", "ITA", "--cargo", "crude", "--scenario", "cpc-closed"]),
        tiny(&["explain", "west-buyer", "--scenario", "west-half"]),
        tiny(&["explain", "field", "abroad", "--cargo", "crude", "--bar", "country=ITA"]),
        with(&["diff", "law", "cpc-closed"], &[]),
        with(&["blame"], &["--scenario", "cpc-closed", "--bar", "line=baku-supsa"]),
        plain(&["check"]),
        plain(&["solve", "mincost", "crates/assignment/examples/instances/small.min", "--flows"]),
        plain(&["solve", "multicommodity", "crates/assignment/examples/instances/small", "--flows"]),
        vec!["export", "json", "reroute", "--origin", "KAZ", "--year", "2023", "--scenario", "cpc-closed"],
        vec!["export", "json", "--around", "tengiz", "--hops", "2"],
    ]
}

#[test]
fn every_answer_is_as_the_schema_says() {
    let schema = Schema::new();
    for arguments in &answers() {
        let text = printed(arguments);
        let refusal = schema.refusal(&serde_json::from_str(&text).unwrap());
        assert_eq!(refusal, None, "{arguments:?}");
        assert!(again(&text) == text, "{arguments:?} is not what was read");
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
    let answer = json(&with(&["reroute"], &["--scenario", "cpc-closed"]));
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
    same(&answer::Route::default());
    same(&answer::Mincost { cost: Some(i128::MAX), ..answer::Mincost::default() });
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
