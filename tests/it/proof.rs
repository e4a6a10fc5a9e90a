//! Answers are proved: `--verify`, `corridor verify` on a saved answer, `corridor sources`.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use crate::support::{Cell as _, Ran, Scratch, good, json, refusal, run};

const CLOSED: &str = "reroute --origin KAZ --year 2023 --scenario cpc-closed";
const TINY: &str = "--atlas data/tiny";

fn saved(text: &str) -> (Scratch, String) {
    let scratch = Scratch::new();
    let file = scratch.file("saved.json", text);
    (scratch, file)
}

/// An answer as it is written to a file.
fn written(line: &str) -> String {
    good((line, "--format json"))
}

#[test]
fn answers_hold_when_they_are_asked_again() {
    for question in [
        CLOSED,
        "reroute --origin KAZ --year 2023 --close country=RUS --ceiling 70USD/t",
        "reroute --year 2024 --rebalance --limit line=cpc:50%",
        "compare --origin KAZ --cargo crude --year 2023 cpc-closed bosporus-closed",
        "route KAZ ITA --cargo crude -k 3",
        "exposure --atlas data/tiny --scenario west-half",
    ] {
        let (_scratch, file) = saved(&written(question));
        let atlas = if question.contains(TINY) { TINY } else { "" };
        let Ran { code, stdout, stderr } = run((["verify", &file], atlas));
        assert_eq!(code, Some(0), "{question}: {stdout}{stderr}");
        let is_assigned = !question.starts_with("route");
        assert_eq!(stdout.contains(" assignments were checked"), is_assigned, "{stdout}{stderr}");
    }
}

/// Any digit of any figure of the answer, changed, is found.
#[test]
fn a_changed_digit_is_found() {
    let text = written("reroute --atlas data/tiny --scenario west-closed");
    let head = text.find("\"question\"").unwrap();
    let digits = text.char_indices().filter(|(at, c)| c.is_ascii_digit() && *at > head);
    let digits: Vec<usize> = digits.map(|(at, _)| at).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..60 {
        let at = digits[rng.random_range(0..digits.len())];
        let old = text.as_bytes()[at] - b'0';
        let new = (old + rng.random_range(1..10_u8)) % 10;
        let (_scratch, file) = saved(&format!("{}{new}{}", &text[..at], &text[at + 1..]));
        let ran = run((["verify", &file], TINY));
        let line = text[..at].lines().last().unwrap_or_default();
        // A changed question is another question: it has another answer, or none at all.
        assert_ne!(ran.code, Some(0), "{line} {old} -> {new}: {ran:?}");
    }
}

#[test]
fn another_atlas_another_version_and_what_is_no_answer_are_refused() {
    let text = written("reroute --atlas data/tiny --scenario west-closed");
    let refused = |text: &str, told: &str| {
        let (_scratch, file) = saved(text);
        let said = refusal(["verify", &file]);
        assert!(said.contains(told), "{said}");
    };
    refused(&text, "name the atlas that it was asked of with --atlas DIR");
    let version = format!("\"corridor\": \"{}\"", env!("CARGO_PKG_VERSION"));
    refused(&text.replacen(&version, "\"corridor\": \"0.0.1\"", 1), "it is of version \"0.0.1\"");
    refused("{\"a\": 1", "not JSON");
    refused("{}", "the question cannot be read");
    refused(&written("list scenarios"), "the question cannot be read");
}

#[test]
fn verify_on_the_line_says_what_was_checked() {
    let ran = run((CLOSED, "--verify"));
    assert!(ran.code == Some(0) && ran.stderr.starts_with("verified: "), "{ran:?}");
    let said = refusal("list places --verify");
    assert!(said.contains("only route, exposure, reroute, compare and sweep have something to verify"), "{said}");
}

/// What is stranded in each tier is what its weights prove; in kg, all together.
fn stranded(proof: &Value) -> i64 {
    assert!(proof["gap"].number() <= 1e-6, "{proof}");
    let tier = |tier: &Value| {
        let of = |key: &str| tier[key].as_i64().unwrap();
        let short = of("demand_kg") - of("bound_kg");
        assert!((of("stranded_kg") - short).abs() < 1000, "{tier}");
        of("stranded_kg")
    };
    proof["stranding"].list().iter().map(tier).sum()
}

#[test]
fn certificates_are_tight() {
    let proof = &json(CLOSED)["certificate"];
    assert!(proof["bound_usd"].number() > 0.0);
    let tiers = proof["stranding"].list();
    let is_weighed = |tier: &&Value| tier["stranded_kg"] == 0 || !tier["weights"].list().is_empty();
    assert!(!tiers.is_empty() && tiers.iter().all(|tier| is_weighed(&tier)), "{proof}");
    let proved = stranded(proof);
    assert!(proved > 40_000_000_000, "45 Mt have nowhere to go: {proved}");
}

/// Of every scenario of the atlas.
#[test]
fn certificates_of_all_scenarios_are_tight() {
    let found = json("compare --origin KAZ --cargo crude --year 2023 --verify");
    let scenarios = found["scenarios"].list();
    assert!(scenarios.len() >= 14, "{}", scenarios.len());
    for one in scenarios.iter().chain([&found["baseline"]]) {
        stranded(&one["certificate"]);
    }
}

/// One for the baseline and one for each set of things that bar the same; each row's thing is in one of them.
#[test]
fn every_assignment_of_an_exposure_is_proved() {
    let found = json("exposure --origin KAZ --cargo crude --year 2023 --verify");
    let proofs = found["certificates"].list();
    let barred = |proof: &Value| proof["closed"].texts();
    assert!(barred(&proofs[0]).is_empty(), "the baseline comes first");
    let all: Vec<String> = proofs.iter().flat_map(barred).collect();
    for row in found["rows"].list() {
        let thing = format!("{}:{}", row["of"].text(), row["id"].text());
        assert_eq!(all.iter().filter(|one| **one == thing).count(), 1, "{thing}");
    }
    for proof in proofs {
        let gap = proof["certificate"]["gap"].number();
        assert!(gap <= 1e-6, "{:?}: {gap}", barred(proof));
    }
}

#[test]
fn sources_name_what_an_answer_rests_on() {
    let (_scratch, file) = saved(&written(CLOSED));
    let found = json(["sources", &file]);
    let sources = found["sources"].list();
    let rows = |id: &str| {
        let own = sources.iter().find(|one| one["id"] == id);
        own.unwrap_or_else(|| panic!("no {id}"))["rows"].texts()
    };
    assert!(rows("kmg-ar-2024").contains(&"capacity aktau-kto-terminal".to_owned()));
    assert!(rows("what-if").contains(&"measure event:cpc-stop".to_owned()));
    assert!(rows("kaztransoil").iter().any(|row| row.starts_with("transfer ")));
    assert!(sources.iter().all(|one| one["title"] != ""), "what no table of sources has is what a scenario says");
    assert!(good(["sources", &file]).contains("kmg-ar-2024"));
}
