//! Why this way and no other: each change that is named is made, and the way is taken.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod scratch;

use std::collections::BTreeSet;

use corridor::Engine;
use corridor::question::{Explain, FlowsSelection, Question};
use scratch::{Scratch, bad, json};
use serde_json::Value;

const TINY: [&str; 2] = ["--atlas", "data/tiny"];

fn links(way: &Value) -> Vec<String> {
    serde_json::from_value(way["links"].clone()).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

/// Links of the best route.
fn best(line: &[&str], more: &[&str]) -> Vec<String> {
    let answer = json(&[&["route"], line].concat(), more);
    let legs = list(&list(&answer, "routes")[0], "legs");
    let link = |leg: &Value| leg["link"].as_str().map(str::to_owned);
    legs.iter().filter_map(link).collect()
}

/// The first dearer way becomes the choice when what only the taken one passes is charged more than the break-even, not
/// when it is charged less.
#[test]
fn a_break_even_holds_on_both_sides() {
    let cases: [&[&str]; 4] = [
        &["field", "abroad", "--cargo", "crude", "--atlas", "data/tiny"],
        &["KAZ", "ITA", "--cargo", "crude", "--scenario", "cpc-closed"],
        &["KAZ", "DEU", "--cargo", "crude"],
        &["KAZ", "TUR", "--cargo", "dry_bulk"],
    ];
    for line in cases {
        let answer = json(&[&["explain"], line].concat(), &[]);
        let taken = links(&list(&answer, "taken")[0]);
        assert_eq!(taken, best(line, &[]), "{line:?}");
        let dearer = list(&answer, "alternatives").iter().find(|way| way["why"] == "dearer").unwrap();
        assert_eq!(dearer["change"]["kind"], "cheaper");
        let (even, other) = (dearer["change"]["amount"].as_f64().unwrap(), links(dearer));
        // Ways that differ in their first or last leg alone are told as one.
        let own = taken[1..].iter().find(|link| !other.contains(link)).unwrap();
        let charged = |usd: f64| best(line, &["--charge", &format!("link={own}:+{usd:.2}")]);
        assert_eq!(charged(even - 0.02), taken, "{line:?}");
        assert_ne!(charged(even + 0.02), taken, "{line:?}");
        assert_eq!(charged(even + 0.02), other, "{line:?}");
    }
}

/// Each measure that is named is lifted, and the way is the choice.
#[test]
fn a_measure_to_lift_makes_the_way_the_choice() {
    let cases: [(&[&str], &str, &str); 2] = [
        (&["KAZ", "ITA", "--cargo", "crude"], "cpc-closed", "event:cpc-stop"),
        (
            &["field", "abroad", "--cargo", "crude", "--atlas", "data/tiny"],
            "west-closed",
            "event:west-closed",
        ),
    ];
    for (line, scenario, measure) in cases {
        let line = [line, &["--scenario", scenario]].concat();
        let answer = json(&[&["explain"], &line[..]].concat(), &[]);
        let liftable: Vec<&Value> =
            list(&answer, "alternatives").iter().filter(|way| way["change"]["kind"] == "lift").collect();
        assert_eq!(liftable.len(), 1, "{answer}");
        assert_eq!(
            (&liftable[0]["change"]["what"], &liftable[0]["why"]),
            (&measure.into(), &"barred".into())
        );
        assert_eq!(best(&line, &["--lift", measure]), links(liftable[0]));
        assert_ne!(best(&line, &[]), links(liftable[0]));
    }
}

/// Sets that open a way are those that `route` opens one by lifting, and no part of one does.
#[test]
fn for_no_route_all_least_sets_are_named_and_each_opens_one() {
    let bars = ["place=west", "line=east-line", "country=ITA", "link=east-abroad"];
    let line: Vec<&str> = ["field", "abroad", "--cargo", "crude"].into_iter().chain(TINY).collect();
    let flags: Vec<&str> = bars.iter().flat_map(|bar| ["--bar", bar]).collect();
    let answer = json(&[&["explain"], &line[..], &flags[..]].concat(), &[]);
    assert_eq!(answer["taken"], serde_json::json!([]));
    let found: BTreeSet<BTreeSet<String>> =
        serde_json::from_value(answer["no_route"]["would_open"].clone()).unwrap();
    let opens = |set: usize| {
        let kept = bars.iter().enumerate().filter(|(at, _)| set >> at & 1 == 0);
        let flags: Vec<&str> = kept.flat_map(|(_, bar)| ["--bar", bar]).collect();
        let output = scratch::run(&[&["route"], &line[..]].concat(), &flags);
        output.status.success()
    };
    let mut least: Vec<usize> = Vec::new();
    let mut all: Vec<usize> = (0..1 << bars.len()).collect();
    all.sort_by_key(|set| set.count_ones());
    for set in all.into_iter().filter(|set| set.count_ones() <= 3) {
        if !least.iter().any(|part| part & set == *part) && opens(set) {
            least.push(set);
        }
    }
    let named = |set: usize| -> BTreeSet<String> {
        (0..bars.len()).filter(|at| set >> at & 1 == 1).map(|at| format!("event:bar-{}", at + 1)).collect()
    };
    assert_eq!(found, least.into_iter().map(named).collect());
    assert_eq!(found.len(), 2, "{found:?}");
}

/// Half of the west: the flow that goes by both ways would go by the west alone if it took so much more. The old pipe of the
/// west passes what is full too, and is dearer than the new one: more room would not go to it.
#[test]
fn where_it_is_full_is_told_from_where_it_is_dearer() {
    let line = ["explain", "west-buyer", "--scenario", "west-half"];
    let answer = json(&line, &TINY);
    let other = &list(&answer, "alternatives")[0];
    assert_eq!(links(other)[1], "hub-west-2");
    assert_eq!((&other["why"], &other["full"]), (&"dearer".into(), &serde_json::json!([])));
    assert_eq!((&other["change"]["kind"], &other["change"]["amount"]), (&"cheaper".into(), &2.2.into()));
}

/// A flow that has only the east, since the west takes nothing more: with so many kt more it goes by the west.
#[test]
fn more_room_makes_a_full_way_the_choice() {
    let scratch = Scratch::new("explain-full");
    let file = |kt: f64| {
        let text = format!(
            "id = \"full\"\ntitle = \"The west is full\"\n\n[[measure]]\nid = \"event:full\"\nsender = \"event\"\n\
             on = {{ place = \"west\" }}\neffect = {{ limit_kt_y = {kt} }}\nsource = \"made up\"\n"
        );
        scratch.file("full.toml", &text)
    };
    let ask = |kt: f64| {
        let file = file(kt);
        json(&["explain", "east-buyer", "--scenario", &file], &TINY)
    };
    let answer = ask(500.0);
    let full = list(&answer, "alternatives").iter().find(|way| way["why"] == "full").unwrap().clone();
    assert_eq!(full["change"]["kind"], "more");
    let amount = full["change"]["amount"].as_f64().unwrap();
    let taken = list(&ask(500.0 + amount), "taken").clone();
    assert!(taken.iter().any(|way| links(way) == links(&full)), "{answer} {taken:?}");
    assert!(amount > 100.0, "others take of it first: {amount}");
}

#[test]
fn what_cannot_be_explained_is_said() {
    assert_eq!(
        bad(&["explain", "nothing"], &TINY),
        [
            "error: --flow: \"nothing\": unknown flow; `corridor list` shows what there is",
            "error: the flows cannot be selected (1 error)"
        ]
    );
    assert_eq!(
        bad(&["explain", "west-buyer", "--year", "2020"], &TINY),
        ["error: no flow of 2020 is selected; `corridor list flows` shows them all"]
    );
    let many = Explain {
        flows: FlowsSelection { origin: vec!["KAZ".into()], ..FlowsSelection::default() },
        ..Explain::default()
    };
    let refused = Engine::embedded().unwrap().ask(&Question::Explain(many)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "one flow that is laid is explained at a time; `corridor list flows` shows them"
    );
}
