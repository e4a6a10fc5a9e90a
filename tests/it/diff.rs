//! Two scenarios side by side: which measures one has and the other not, and what that changes, as `reroute` has each.

use std::collections::BTreeSet;

use crate::support::{Cell as _, Scratch, bad, json};
use serde_json::Value;

const TINY: &str = "--atlas data/tiny --origin KAZ --year 2023";

fn names(answer: &Value) -> BTreeSet<String> {
    let measures = answer["measures"].list().iter();
    measures.map(|own| format!("{} {}", own["id"].text(), own["in"].text())).collect()
}

#[test]
fn tonnes_are_those_that_reroute_has_of_each() {
    for (one, other) in [("none", "west-half"), ("west-half", "west-closed"), ("west-half", "west-half-dear")] {
        let answer = json((["diff", one, other], TINY));
        for (side, scenario) in [("one", one), ("other", other)] {
            let own = json((["reroute", "--scenario", scenario], TINY));
            for (said, key) in [("stranded_SIDE_kt", "stranded_kt"), ("cost_SIDE_usd", "cost_usd")] {
                let said = said.replace("SIDE", side);
                assert_eq!(answer["tonnes"][said], own[key], "{one} {other}: {scenario} {key}");
            }
        }
    }
}

#[test]
fn the_law_without_a_programme_differs_by_its_measures() {
    let line = ["diff", "law", "iran-open", "--as-of", "2025-06-01", "--origin", "KAZ", "--year", "2023"];
    let answer = json(line);
    let found = names(&answer);
    assert!(!found.is_empty(), "{answer}");
    for name in &found {
        assert!(name.ends_with(" one"), "what is lifted is in the law alone: {name}");
    }
    let same = json("diff law law --as-of 2025-06-01 --origin KAZ --year 2023");
    assert!(names(&same).is_empty());
    assert_eq!((&same["tonnes"]["moved_kt"], &same["links"]), (&0.0.into(), &serde_json::json!([])));
}

#[test]
fn scenarios_of_different_days_need_one() {
    let scratch = Scratch::new();
    let file = |day: &str| {
        scratch.file(&format!("{day}.toml"), format!("id = \"d{day}\"\ntitle = \"A day\"\nas_of = \"{day}\"\n"))
    };
    let (one, other) = (file("2023-03-01"), file("2023-09-01"));
    assert_eq!(
        bad((["diff", &one, &other], TINY)),
        ["error: the scenarios are of different days: say which with --as-of"]
    );
    let answer = json((["diff", &one, &other, "--as-of", "2023-05-01"], TINY));
    assert_eq!(answer["scenario"]["as_of"], "2023-05-01");
    assert_eq!(
        bad(("diff west-half nothing", TINY))[0],
        "error: --scenario: \"nothing\": unknown scenario; `corridor list scenarios` shows them; a file is named with its path"
    );
}
