//! Why this way and no other: each change that is named is made, and the route is taken.

use std::collections::BTreeSet;

use crate::support::{Cell as _, Line, Scratch, bad, good, json, run};
use corridor::Session;
use corridor::query::Explain;
use corridor::spec::FlowsSelection;
use serde_json::Value;

const TINY: &str = "--atlas data/tiny";

fn links(route: &Value) -> Vec<String> {
    serde_json::from_value(route["links"].clone()).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].list()
}

/// Links of the best route.
fn best(line: &str, more: impl Line) -> Vec<String> {
    let answer = json(("route", line, more));
    let legs = list(&list(&answer, "routes")[0], "legs");
    let link = |leg: &Value| leg["link"].as_str().map(str::to_owned);
    legs.iter().filter_map(link).collect()
}

/// The first more expensive route becomes the choice when what only the taken one passes is charged more than the break-even, not
/// when it is charged less.
#[test]
fn a_break_even_holds_on_both_sides() {
    let cases = [
        "field abroad --cargo crude --atlas data/tiny",
        "tengiz augusta --cargo crude --scenario cpc-closed",
        "CHN KAZ --cargo container",
        "CHN DEU --cargo container",
    ];
    for line in cases {
        let answer = json(("explain", line));
        let taken = links(&list(&answer, "taken")[0]);
        assert_eq!(taken, best(line, ""), "{line:?}");
        let costlier = list(&answer, "alternatives").iter().find(|route| route["why"] == "more expensive").unwrap();
        assert_eq!(costlier["change"]["kind"], "cheaper");
        let (even, other) = (costlier["change"]["amount"].number(), links(costlier));
        // Ways that differ in their first or last leg alone are told as one.
        let own = taken[1..].iter().find(|link| !other.contains(link)).unwrap();
        let charged = |usd: f64| best(line, format!("--charge link={own}:+{usd:.2}USD/t"));
        assert_eq!(charged(even - 0.02), taken, "{line:?}");
        assert_ne!(charged(even + 0.02), taken, "{line:?}");
        assert_eq!(charged(even + 0.02), other, "{line:?}");
    }
}

/// Each measure that is named is lifted, and the route is the choice.
#[test]
fn a_measure_to_lift_makes_the_way_the_choice() {
    let cases = [
        ("KAZ ITA --cargo crude --scenario cpc-closed", "event:cpc-stop"),
        ("field abroad --cargo crude --scenario west-closed --atlas data/tiny", "event:west-closed"),
    ];
    for (line, measure) in cases {
        let answer = json(("explain", line));
        let liftable: Vec<&Value> =
            list(&answer, "alternatives").iter().filter(|route| route["change"]["kind"] == "lift").collect();
        assert_eq!(liftable.len(), 1, "{answer}");
        assert_eq!((&liftable[0]["change"]["what"], &liftable[0]["why"]), (&measure.into(), &"closed".into()));
        assert_eq!(best(line, ["--lift", measure]), links(liftable[0]));
        assert_ne!(best(line, ""), links(liftable[0]));
    }
}

/// Sets that open a route are those that `route` opens one by lifting, and no part of one does.
#[test]
fn for_no_route_all_least_sets_are_named_and_each_opens_one() {
    let bars = ["place=west", "line=east-line", "country=ITA", "link=east-abroad"];
    let line = ("field abroad --cargo crude", TINY);
    let flags: Vec<&str> = bars.iter().flat_map(|bar| ["--close", bar]).collect();
    let answer = json(("explain", line, &flags));
    assert_eq!(answer["taken"], serde_json::json!([]));
    let found: BTreeSet<BTreeSet<String>> = serde_json::from_value(answer["no_route"]["would_open"].clone()).unwrap();
    let opens = |set: usize| {
        let kept = bars.iter().enumerate().filter(|(at, _)| set >> at & 1 == 0);
        let flags: Vec<&str> = kept.flat_map(|(_, bar)| ["--close", bar]).collect();
        let ran = run(("route", line, &flags));
        ran.code == Some(0)
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
        (0..bars.len()).filter(|at| set >> at & 1 == 1).map(|at| format!("event:close-{}", at + 1)).collect()
    };
    assert_eq!(found, least.into_iter().map(named).collect());
    assert_eq!(found.len(), 2, "{found:?}");
}

/// Half of the west: the flow that goes by both ways would go by the west alone if it took so much more. The old pipe of the
/// west passes what is full too, and is more expensive than the new one: more room would not go to it.
#[test]
fn where_it_is_full_is_told_from_where_it_is_dearer() {
    let line = ["explain", "west-buyer", "--scenario", "west-half"];
    let answer = json((&line, TINY));
    let other = &list(&answer, "alternatives")[0];
    assert_eq!(links(other)[1], "hub-west-2");
    assert_eq!((&other["why"], &other["full"]), (&"more expensive".into(), &serde_json::json!([])));
    assert_eq!((&other["change"]["kind"], &other["change"]["amount"]), (&"cheaper".into(), &2.2.into()));
}

/// With so much more room, all flows reassigned, the route that was full is taken; without it, it is not.
#[test]
fn more_room_makes_a_full_way_the_choice() {
    let cases = [
        ("karachaganak-cpc-singapore-2023", "cpc-one-mooring", "bolshoi-chagan-samara-pipe"),
        ("kashagan-cpc-rotterdam-2023", "cpc-closed", "bolshoi-chagan-samara-pipe"),
        ("mangystau-makhachkala-izmit-2023", "russia-ports-closed", "aktau-kto-terminal"),
    ];
    for (flow, scenario, capacity) in cases {
        let scratch = Scratch::new();
        // Whichever routes are alike.
        let line = ["explain", flow, "--scenario", scenario, "--differ", "1"];
        let answer = json(line);
        let full = list(&answer, "alternatives").iter().find(|route| route["change"]["kind"] == "more").unwrap();
        assert_eq!((&full["why"], &full["full"]), (&"full".into(), &serde_json::json!([capacity])));
        let atlas = scratch.path("atlas");
        good(["init", &atlas]);
        widen(&format!("{atlas}/capacities.csv"), capacity, full["change"]["amount"].number());
        let taken = list(&json((&line, ["--atlas", &atlas])), "taken").clone();
        assert!(taken.iter().any(|route| links(route) == links(full)), "{flow} {scenario}: {taken:?}");
        assert!(list(&answer, "taken").iter().all(|route| links(route) != links(full)));
    }
}

/// Adds kt a year to a capacity of a file.
fn widen(file: &str, capacity: &str, kt: f64) {
    let mut rows = csv::Reader::from_path(file).unwrap();
    let header = rows.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|own| own == name).unwrap();
    let numbers = ["kt_y", "kt_y_high"].map(at);
    let mut written = csv::Writer::from_writer(Vec::new());
    written.write_record(&header).unwrap();
    for row in rows.records() {
        let row = row.unwrap();
        let widened = |(column, cell): (usize, &str)| {
            let is_wider = &row[at("id")] == capacity && numbers.contains(&column);
            if is_wider { (cell.parse::<f64>().unwrap() + kt).to_string() } else { cell.to_owned() }
        };
        written.write_record(row.iter().enumerate().map(widened)).unwrap();
    }
    std::fs::write(file, written.into_inner().unwrap()).unwrap();
}

#[test]
fn what_cannot_be_explained_is_said() {
    assert_eq!(
        bad(("explain nothing", TINY)),
        [
            "error: --flow: \"nothing\": unknown flow; `corridor list` shows what there is",
            "error: the flows cannot be selected (1 error)"
        ]
    );
    assert_eq!(
        bad(("explain west-buyer --year 2020", TINY)),
        ["error: no flow of 2020 is selected; `corridor list flows` shows them all"]
    );
    let many = Explain {
        flows: FlowsSelection { origin: vec!["KAZ".into()], ..FlowsSelection::default() },
        ..Explain::default()
    };
    let refused = Session::embedded().unwrap().ask(&many).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "one flow that is assigned is explained at a time; `corridor list flows` shows them"
    );
}
