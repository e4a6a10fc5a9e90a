//! The law: verdicts over years, shares of a loss, lists of sanctioned persons.
//!
//! `cargo bench --bench law`

use std::fmt::Write as _;
use std::path::PathBuf;

use corridor::Session;
use corridor::query::{Attribution, ImportList, Legal, ListKind};
use corridor::spec::{FlowsSelection, InlineEffect, InlineMeasure, ScenarioRef, ScenarioSpec};

fn main() {
    divan::main();
}

const ACTORS: [&str; 11] = [
    "chinese-buyer",
    "eu-refiner",
    "greek-carrier",
    "indian-port-operator",
    "indian-refiner",
    "kazakh-dealer",
    "kazakh-state-company",
    "nobody-bound",
    "swiss-trader",
    "uk-insurer",
    "us-person",
];

fn engine() -> Session {
    Session::embedded().expect("the embedded atlas is valid")
}

fn kazakh(cargo: &[&str], year: i16) -> FlowsSelection {
    FlowsSelection {
        origin: vec!["KAZ".into()],
        cargo: cargo.iter().map(|own| (*own).to_owned()).collect(),
        year: Some(year.into()),
        ..FlowsSelection::default()
    }
}

/// All actors, all Kazakh flows of 2025, each day of four and a half years on which something changes.
#[divan::bench(sample_count = 10)]
fn legal_of_all_actors_and_days(bencher: divan::Bencher) {
    let engine = engine();
    let questions: Vec<Legal> = ACTORS
        .iter()
        .map(|actor| Legal {
            flows: kazakh(&[], 2025),
            dates: Some("2022-01-01..2026-06-30".into()),
            scenario: ScenarioSpec { actor: Some((*actor).into()), ..ScenarioSpec::default() },
            ..Legal::default()
        })
        .collect();
    bencher.bench(|| -> usize {
        let rows = questions.iter().map(|question| engine.ask(question).expect("an answer").rows.len());
        rows.sum()
    });
}

fn blame(bencher: divan::Bencher, stack: ScenarioSpec) {
    let engine = engine();
    let question = Attribution { flows: kazakh(&["crude"], 2025), scenario: stack };
    bencher.bench(|| engine.ask(&question).expect("an answer"));
}

/// 4,096 sets of bars.
#[divan::bench(sample_count = 10)]
fn attribution_of_twelve(bencher: divan::Bencher) {
    let bars = [
        "line=cpc",
        "line=baku-supsa",
        "line=btc",
        "strait=bosporus",
        "place=novorossiysk-sheskharis",
        "place=ust-luga",
        "line=druzhba",
        "place=aktau",
        "country=AZE",
        "country=CHN",
        "country=IRN",
        "strait=suez",
    ];
    let inline = bars.iter().map(|text| InlineMeasure { effect: InlineEffect::Close, text: (*text).into() }).collect();
    blame(bencher, ScenarioSpec { inline, ..ScenarioSpec::default() });
}

/// What the law in force does to Kazakh crude.
#[divan::bench(sample_count = 10)]
fn blame_of_the_law(bencher: divan::Bencher) {
    blame(bencher, ScenarioSpec { scenarios: vec![ScenarioRef::Id("law".into())], ..ScenarioSpec::default() });
}

/// 100,000 made-up entities, 38 MB.
#[divan::bench(sample_count = 10)]
fn list_as_json_lines(bencher: divan::Bencher) {
    let file = Entities::new();
    let engine = engine();
    let question = ImportList {
        file: file.0.display().to_string(),
        kind: ListKind::Opensanctions,
        authority: "EU".into(),
        since: None,
        least: 0.7,
    };
    let bytes = std::fs::metadata(&file.0).expect("the file is there").len();
    bencher
        .counter(divan::counter::BytesCount::new(bytes))
        .bench(|| engine.ask(&question).expect("an answer").sanctioned);
}

/// A file that is gone at the end.
struct Entities(PathBuf);

impl Entities {
    fn new() -> Self {
        let mut text = String::new();
        for at in 0..100_000 {
            let notes = "Something that is said of it at some length, as entries of such lists are. ".repeat(3);
            let _ = writeln!(
                text,
                "{{\"id\":\"made-up-{at}\",\"schema\":\"Company\",\"caption\":\"Somebody {at} Trading House LLC\",\"properties\":\
                 {{\"name\":[\"Somebody {at} Trading House LLC\"],\"topics\":[\"sanction\"],\"notes\":[\"{notes}\"],\
                 \"innCode\":[\"{at:010}\"]}}}}"
            );
        }
        let path = std::env::temp_dir().join(format!("corridor-bench-{}.json", std::process::id()));
        std::fs::write(&path, text).expect("the temporary folder can be written");
        Self(path)
    }
}

impl Drop for Entities {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
