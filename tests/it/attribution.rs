//! Whose is the loss? Shares against a sum over all orders in which measures may come, solved one by one.

use std::collections::BTreeMap;

use crate::support::{Cell as _, bad, json};
use serde_json::Value;

const TINY: &str = "--atlas data/tiny --origin KAZ --year 2023";

/// Measures as flags, the first of which has the first bit; bars are numbered before charges.
const MEASURES: [[&str; 2]; 5] = [
    ["--close", "link=hub-west-1"],
    ["--close", "line=east-line"],
    ["--close", "place=west"],
    ["--close", "corridor=western"],
    ["--charge", "strait=narrows:+3.9USD/t"],
];

fn flags(players: &[usize], set: usize) -> Vec<&'static str> {
    let members = players.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    members.flat_map(|(_, player)| MEASURES[*player]).collect()
}

/// Stranded kt and USD a year under a set, from `reroute`.
fn worth(players: &[usize], set: usize) -> (f64, f64) {
    let answer = json(("reroute", TINY, &flags(players, set)));
    (answer["stranded_kt"].number(), answer["cost_usd"].number())
}

/// Each order of the players.
fn orders(players: usize) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for next in 0..players {
        let grown = all.iter().flat_map(|order: &Vec<usize>| {
            (0..=order.len()).map(move |at| {
                let mut own = order.clone();
                own.insert(at, next);
                own
            })
        });
        all = grown.collect();
    }
    all
}

fn number(value: &Value) -> f64 {
    value.number()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn shares_are_what_a_measure_adds_on_average_over_all_orders() {
    for players in [&[0, 1][..], &[0, 1, 2], &[0, 1, 4], &[1, 3, 4], &[0, 2, 4], &[0, 1, 2, 4], &[0, 1, 3, 4]] {
        let n = players.len();
        let all: Vec<(f64, f64)> = (0..1 << n).map(|set| worth(players, set)).collect();
        let answer = json(("attribution", TINY, &flags(players, (1 << n) - 1)));
        let loss = (all[all.len() - 1].0 - all[0].0, all[all.len() - 1].1 - all[0].1);
        assert!(near(number(&answer["stranded_kt"]), loss.0) && near(number(&answer["extra_usd"]), loss.1));
        assert_eq!(answer["coalitions"], 1 << n);
        let orders = orders(n);
        let rows: BTreeMap<String, &Value> =
            answer["measures"].list().iter().map(|row| (row["id"].text().to_owned(), row)).collect();
        assert_eq!(rows.len(), n, "{players:?}");
        let (mut kt, mut usd) = (0.0, 0.0);
        for (at, player) in players.iter().enumerate() {
            let mut sum = (0.0, 0.0);
            for order in &orders {
                let before = order.iter().take_while(|other| **other != at).fold(0, |set, other| set | 1 << other);
                sum.0 += all[before | 1 << at].0 - all[before].0;
                sum.1 += all[before | 1 << at].1 - all[before].1;
            }
            let count = orders.len() as f64;
            let kind = MEASURES[*player][0].trim_start_matches('-');
            let row = rows[&format!("event:{kind}-{}", at + 1)];
            assert!(near(number(&row["stranded_kt"]), sum.0 / count), "{players:?} {row}");
            assert!(near(number(&row["extra_usd"]), sum.1 / count), "{players:?} {row} {}", sum.1 / count);
            assert!(near(number(&row["alone_kt"]), all[1 << at].0 - all[0].0));
            let rest = ((1 << n) - 1) & !(1 << at);
            assert!(near(number(&row["last_kt"]), all[(1 << n) - 1].0 - all[rest].0));
            kt += number(&row["stranded_kt"]);
            usd += number(&row["extra_usd"]);
        }
        assert!(near(kt, loss.0) && near(usd, loss.1), "shares add up to the loss");
        smallest(&answer, players, &all);
    }
}

/// The smallest sets that strand as much as all; where nothing is stranded, that cost as much.
fn smallest(answer: &Value, players: &[usize], all: &[(f64, f64)]) {
    let whole = all[all.len() - 1];
    let is_stranded = !near(whole.0, all[0].0);
    let causes = |set: &usize| {
        let own = all[*set];
        if is_stranded { near(own.0, whole.0) } else { near(own.1, whole.1) }
    };
    let mut sets: Vec<usize> = (0..all.len()).filter(causes).collect();
    let least = sets.iter().map(|set| set.count_ones()).min().unwrap();
    sets.retain(|set| set.count_ones() == least);
    let name = |at: usize| format!("event:{}-{}", MEASURES[players[at]][0].trim_start_matches('-'), at + 1);
    let mut expected: Vec<Vec<String>> =
        sets.into_iter().map(|set| (0..players.len()).filter(|at| set >> at & 1 == 1).map(name).collect()).collect();
    let mut found: Vec<Vec<String>> = serde_json::from_value(answer["smallest"].clone()).unwrap();
    expected.iter_mut().chain(&mut found).for_each(|set| set.sort());
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

/// Two that close the same thing share its loss equally; their sets are solved once.
#[test]
fn who_does_the_same_has_the_same_share() {
    let twice = ["--close", "place=west", "--close", "place=west", "--close", "line=east-line"];
    let answer = json(("attribution", TINY, &twice));
    let share = |id: &str| {
        let rows = answer["measures"].list().iter();
        rows.filter(|row| row["id"] == id).map(|row| number(&row["stranded_kt"])).next().unwrap()
    };
    assert!(near(share("event:close-1"), share("event:close-2")));
    assert_eq!((&answer["coalitions"], &answer["solved"]), (&8.into(), &4.into()));
}

#[test]
fn what_meets_nothing_is_idle() {
    assert_eq!(json(("attribution", TINY))["measures"], serde_json::json!([]), "without measures nothing is lost");
    let more = ["--close", "place=west", "--close", "place=narrows,cargo=gas"];
    let answer = json(("attribution", TINY, &more));
    assert_eq!(answer["idle"], serde_json::json!(["event:close-2"]));
    assert_eq!(answer["measures"].list().len(), 1);
}

#[test]
fn more_than_twelve_are_refused_with_their_names() {
    let many: Vec<&str> = std::iter::repeat_n(["--close", "place=west"], 13).flatten().collect();
    let names: Vec<String> = (1..=13).map(|at| format!("event:close-{at}")).collect();
    let rule = format!(
        "error: 13 measures act on the flows of 2023, and a loss is shared out exactly among 12 at most: {}; lift some with \
         --lift, or name a scenario of fewer",
        names.join(", ")
    );
    assert_eq!(bad(("attribution", TINY, &many)), [rule]);
}
