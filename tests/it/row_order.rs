//! No answer depends on the order of rows: tables are sorted by id on loading, and ties are broken by meaning, then
//! by name. All rows of all tables are shuffled, and the same bytes come out.

use corridor::query::{Exposure, List, ListOf, Reroute, Route, Show};
use corridor::spec::{FlowsSelection, ScenarioSpec};
use corridor::{Query, Report as _, Session, embedded_files};
use rand::SeedableRng as _;
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;

use crate::support::{embedded, kazakh_crude, scenario};

fn shuffled(random: &mut ChaCha8Rng, table: &[u8]) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(table);
    let mut rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    rows.shuffle(random);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

/// The embedded atlas with other tables.
fn changed(change: impl FnMut(&str, &[u8]) -> Vec<u8>) -> Session {
    let mut change = change;
    let files: Vec<(&str, Vec<u8>)> = embedded_files()
        .into_iter()
        .map(|(name, bytes)| (name, if name.ends_with(".csv") { change(name, bytes) } else { bytes.to_vec() }))
        .collect();
    assert!(files.iter().zip(embedded_files()).any(|(own, old)| own.1 != old.1), "nothing was changed");
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    Session::of_files(&files).unwrap_or_else(|error| panic!("{error} {:?}", error.diagnostics()))
}

/// The rows of every table in another order.
fn reordered(seed: u64) -> Session {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    changed(|_, table| shuffled(&mut random, table))
}

/// The ids of all flows in the opposite order.
fn renamed() -> Session {
    changed(|name, table| {
        if name != "flows.csv" {
            return table.to_vec();
        }
        let mut reader = csv::Reader::from_reader(table);
        let mut rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        rows.sort_by(|a, b| b[0].cmp(&a[0]));
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(reader.headers().unwrap()).unwrap();
        for (at, row) in rows.iter().enumerate() {
            let id = format!("f{at:04}");
            writer.write_record(std::iter::once(id.as_str()).chain(row.iter().skip(1))).unwrap();
        }
        writer.into_inner().unwrap()
    })
}

/// The answer as JSON, less the hash of the atlas.
fn json<Q: Query>(engine: &Session, question: &Q) -> String {
    let answer = engine.ask(question).unwrap();
    let hash = answer.metadata().unwrap().atlas.sha256.clone();
    assert_eq!(hash.len(), 64);
    serde_json::to_string(&answer).unwrap().replace(&hash, "")
}

/// One question to the atlas as it is and in other orders.
fn same<Q: Query>(question: &Q) {
    let written = json(embedded(), question);
    for seed in 0..3 {
        let other = json(&reordered(seed), question);
        let at = written.bytes().zip(other.bytes()).position(|(a, b)| a != b);
        let around = |text: &str| at.map(|at| text[at.saturating_sub(200)..(at + 200).min(text.len())].to_owned());
        assert!(
            written == other,
            "rows in another order (seed {seed}) give another answer at byte {at:?}:\n{:?}\n{:?}",
            around(&written),
            around(&other)
        );
    }
}

#[test]
fn reroute_does_not_depend_on_the_order_of_rows() {
    for id in ["cpc-closed", "russia-closed", "war-risk-2026"] {
        same(&Reroute { flows: kazakh_crude(2023), scenario: scenario(id), ranges: false });
    }
}

#[test]
fn a_whole_network_laid_anew_does_not_depend_on_the_order_of_rows() {
    let flows = FlowsSelection { rebalance: true, ..kazakh_crude(2025) };
    same(&Reroute { flows, scenario: scenario("bosporus-closed"), ranges: false });
}

#[test]
fn exposure_does_not_depend_on_the_order_of_rows() {
    same(&Exposure { flows: kazakh_crude(2024), ..Default::default() });
}

#[test]
fn route_does_not_depend_on_the_order_of_rows() {
    let (from, to, cargo) = ("KAZ".into(), "ITA".into(), Some("crude".into()));
    same(&Route { from, to, cargo, k: 10, ..Route::default() });
}

#[test]
fn list_and_show_do_not_depend_on_the_order_of_rows() {
    for of in [ListOf::Links, ListOf::Capacities, ListOf::Flows, ListOf::Places] {
        same(&List::all(of, ScenarioSpec::default()));
    }
    for id in ["cpc", "tengiz", "btc"] {
        same(&Show { id: id.into(), scenario: ScenarioSpec::default() });
    }
}

/// Who of two flows on equal terms gets scarce room may follow from their names; what is stranded, and what the rest
/// costs, may not.
#[test]
fn names_of_flows_decide_only_between_equals() {
    let renamed = renamed();
    let engines = [embedded(), &renamed];
    for id in ["none", "cpc-closed", "russia-closed", "bosporus-closed", "druzhba-stopped"] {
        for rebalance in [false, true] {
            let flows = FlowsSelection { year: Some(2023_i16.into()), domestic: true, rebalance, ..Default::default() };
            let question = Reroute { flows, scenario: scenario(id), ranges: false };
            let [own, other] = engines.map(|engine| engine.ask(&question).unwrap());
            assert!(
                (own.stranded_kt - other.stranded_kt).abs() < 1e-4,
                "{id}: {} {}",
                own.stranded_kt,
                other.stranded_kt
            );
            assert!((own.cost_usd / other.cost_usd - 1.0).abs() < 1e-9, "{id}: {} {}", own.cost_usd, other.cost_usd);
        }
    }
}
