//! Answers are proved: `--verify`, `corridor verify` on a saved answer, `corridor sources`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_corridor")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// A file that is gone at the end.
struct Saved(PathBuf);

impl Saved {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("corridor-proof-{name}-{}.json", std::process::id()));
        fs::write(&path, text).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Saved {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn answer(arguments: &[&str]) -> String {
    let output = run(&[arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

const CLOSED: [&str; 7] = ["reroute", "--origin", "KAZ", "--year", "2023", "--scenario", "cpc-closed"];

#[test]
fn answers_hold_when_they_are_asked_again() {
    let questions: [&[&str]; 6] = [
        &CLOSED,
        &["reroute", "--origin", "KAZ", "--year", "2023", "--bar", "country=RUS", "--ceiling", "70"],
        &["reroute", "--year", "2024", "--rebalance", "--limit", "line=cpc:0.5"],
        &[
            "compare",
            "--origin",
            "KAZ",
            "--cargo",
            "crude",
            "--year",
            "2023",
            "cpc-closed",
            "bosporus-closed",
        ],
        &["route", "KAZ", "ITA", "--cargo", "crude", "-k", "3"],
        &["exposure", "--atlas", "data/tiny", "--scenario", "west-half"],
    ];
    for (at, question) in questions.iter().enumerate() {
        let saved = Saved::new(&format!("holds-{at}"), &answer(question));
        let atlas: &[&str] = if question.contains(&"--atlas") { &["--atlas", "data/tiny"] } else { &[] };
        let output = run(&[&["verify", saved.path()], atlas].concat());
        assert_eq!(output.status.code(), Some(0), "{question:?}: {}", said(&output));
        let laid = !question.contains(&"route");
        assert_eq!(said(&output).contains(" assignments were checked"), laid, "{}", said(&output));
    }
}

/// Any digit of any figure of the answer, changed, is found.
#[test]
fn a_changed_digit_is_found() {
    let text = answer(&["reroute", "--atlas", "data/tiny", "--scenario", "west-closed"]);
    let head = text.find("\"question\"").unwrap();
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .filter(|at| *at > head)
        .collect();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for round in 0..60 {
        let at = digits[rng.random_range(0..digits.len())];
        let old = text.as_bytes()[at] - b'0';
        let new = (old + rng.random_range(1..10_u8)) % 10;
        let spoilt = format!("{}{new}{}", &text[..at], &text[at + 1..]);
        let saved = Saved::new(&format!("digit-{round}"), &spoilt);
        let output = run(&["verify", saved.path(), "--atlas", "data/tiny"]);
        let line = text[..at].lines().last().unwrap_or_default();
        // A changed question is another question: it has another answer, or none at all.
        assert_ne!(output.status.code(), Some(0), "{line} {old} -> {new}: {}", said(&output));
    }
}

#[test]
fn another_atlas_another_version_and_what_is_no_answer_are_refused() {
    let text = answer(&["reroute", "--atlas", "data/tiny", "--scenario", "west-closed"]);
    let refused = |text: &str, name: &str, told: &str| {
        let saved = Saved::new(name, text);
        let output = run(&["verify", saved.path()]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(told), "{}", said(&output));
    };
    refused(&text, "atlas", "name the atlas that it was asked of with --atlas DIR");
    let version = format!("\"corridor\": \"{}\"", env!("CARGO_PKG_VERSION"));
    refused(&text.replacen(&version, "\"corridor\": \"0.0.1\"", 1), "version", "it is of version \"0.0.1\"");
    refused("{\"a\": 1", "broken", "not JSON");
    refused("{}", "empty", "the question cannot be read");
    refused(&answer(&["list", "scenarios"]), "list", "the question cannot be read");
}

#[test]
fn verify_on_the_line_says_what_was_checked() {
    let output = run(&[&CLOSED[..], &["--verify"]].concat());
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("verified: "), "{}", said(&output));
    let output = run(&["list", "places", "--verify"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("only route, exposure, reroute, compare and sweep have something to verify")
    );
}

/// The bound is near the cost, and what is stranded in each tier is what its weights prove.
#[test]
fn certificates_are_tight() {
    let found: Value = serde_json::from_str(&answer(&CLOSED)).unwrap();
    let proof = &found["certificate"];
    assert!(proof["gap"].as_f64().unwrap() <= 1e-6, "{proof}");
    assert!(proof["bound_usd"].as_f64().unwrap() > 0.0);
    let stranding = proof["stranding"].as_array().unwrap();
    assert!(!stranding.is_empty());
    let mut proved = 0;
    for tier in stranding {
        let of = |key: &str| tier[key].as_i64().unwrap();
        let short = of("demand_kg") - of("bound_kg");
        assert!((of("stranded_kg") - short).abs() < 1000, "{tier}");
        assert!(of("stranded_kg") == 0 || !tier["weights"].as_array().unwrap().is_empty(), "{tier}");
        proved += of("stranded_kg");
    }
    assert!(proved > 40_000_000_000, "45 Mt have nowhere to go: {proved}");
}

/// Of every scenario of the atlas.
#[test]
fn certificates_of_all_scenarios_are_tight() {
    let text = answer(&["compare", "--origin", "KAZ", "--cargo", "crude", "--year", "2023", "--verify"]);
    let found: Value = serde_json::from_str(&text).unwrap();
    let scenarios = found["scenarios"].as_array().unwrap();
    assert!(scenarios.len() >= 14, "{}", scenarios.len());
    for one in scenarios.iter().chain([&found["baseline"]]) {
        let proof = &one["certificate"];
        assert!(proof["gap"].as_f64().unwrap() <= 1e-6, "{}: {}", one["id"], proof["gap"]);
        for tier in proof["stranding"].as_array().unwrap() {
            let of = |key: &str| tier[key].as_i64().unwrap();
            let short = of("demand_kg") - of("bound_kg");
            assert!((of("stranded_kg") - short).abs() < 1000, "{}: {tier}", one["id"]);
        }
    }
}

/// One for the baseline and one for each set of things that bar the same; each row's thing is in one of them.
#[test]
fn every_assignment_of_an_exposure_is_proved() {
    let text = answer(&["exposure", "--origin", "KAZ", "--cargo", "crude", "--year", "2023", "--verify"]);
    let found: Value = serde_json::from_str(&text).unwrap();
    let proofs = found["certificates"].as_array().unwrap();
    let barred = |proof: &Value| -> Vec<String> {
        let things = proof["barred"].as_array().unwrap();
        things.iter().map(|thing| thing.as_str().unwrap().to_owned()).collect()
    };
    assert!(barred(&proofs[0]).is_empty(), "the baseline comes first");
    let all: Vec<String> = proofs.iter().flat_map(barred).collect();
    for row in found["rows"].as_array().unwrap() {
        let thing = format!("{}:{}", row["of"].as_str().unwrap(), row["id"].as_str().unwrap());
        assert_eq!(all.iter().filter(|one| **one == thing).count(), 1, "{thing}");
    }
    for proof in proofs {
        let gap = proof["certificate"]["gap"].as_f64().unwrap();
        assert!(gap <= 1e-6, "{:?}: {gap}", barred(proof));
    }
}

#[test]
fn sources_name_what_an_answer_rests_on() {
    let saved = Saved::new("sources", &answer(&CLOSED));
    let found: Value = serde_json::from_str(&answer(&["sources", saved.path()])).unwrap();
    let rows = |id: &str| -> Vec<String> {
        let all = found["sources"].as_array().unwrap();
        let own = all.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("no {id}"));
        own["rows"].as_array().unwrap().iter().map(|row| row.as_str().unwrap().to_owned()).collect()
    };
    assert!(rows("kmg-ar-2024").contains(&"capacity aktau-kto-terminal".to_owned()));
    assert!(rows("what-if").contains(&"measure event:cpc-stop".to_owned()));
    assert!(rows("kaztransoil").iter().any(|row| row.starts_with("transfer ")));
    let untitled = found["sources"].as_array().unwrap().iter().filter(|one| one["title"] == "");
    assert_eq!(untitled.count(), 0, "what no table of sources has is what a scenario says");
    let text = run(&["sources", saved.path()]);
    assert!(said(&text).contains("kmg-ar-2024"), "{}", said(&text));
}
