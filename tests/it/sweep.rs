//! `sweep` and `critical` on an atlas without an imported network: row by row against `route`, thing by thing against `exposure`.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Cell as _, Line, Scratch, bad, good, json, run};
use serde_json::Value;

const TINY: &str = "--atlas data/tiny";

fn rows(path: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Cost, hours and what is touched, as a row of `--rows` has them.
fn by_route(line: impl Line) -> Vec<String> {
    let output = run(("route", line, "--format json"));
    let answer: Value = serde_json::from_str(&output.stdout).unwrap();
    let Some(route) = answer["routes"].get(0) else { return vec![String::new(); 6] };
    let ids = |value: &Value| {
        let mut ids = value.texts();
        ids.sort();
        ids
    };
    let number = |value: &Value| format!("{:?}", value.number());
    let legs = route["legs"].list();
    let mut lines: Vec<String> = legs.iter().filter_map(|leg| leg["line"].as_str().map(str::to_owned)).collect();
    lines.sort();
    lines.dedup();
    vec![
        number(&route["cost_usd_t"]),
        number(&route["hours"]),
        ids(&route["countries"]).join(";"),
        ids(&route["straits"]).join(";"),
        lines.join(";"),
    ]
}

/// Its ends, and the scenario of a row that has one.
fn under(row: &[String]) -> String {
    let scenario = if row[0] == "baseline" { String::new() } else { format!("--scenario {}", row[0]) };
    format!("{} {} {scenario}", row[1], row[2])
}

#[track_caller]
fn is_routed(row: &[String], line: impl Line) {
    assert_eq!([&row[3..7], &row[8..]].concat(), by_route(line)[..5], "{row:?}");
}

/// Every pair of the tiny atlas under every scenario, and pairs of the embedded one.
#[test]
fn each_row_of_a_sweep_is_what_route_says() {
    let scratch = Scratch::new();
    let file = scratch.path("rows.csv");
    let scenarios = "--scenario west-closed --scenario west-half-dear";
    for by in ["cost", "time"] {
        let all = ["sweep", "--cargo", "crude", "--all", "--rows", &file, "--by", by, "--check-rows", "30"];
        let ends = ["--from", "field", "--from", "KAZ", "--to", "abroad", "--to", "ITA", "--to", "hub"];
        let answer = json(((&all, TINY), (scenarios, &ends)));
        assert_eq!([&answer["verified"]["rows"], &answer["capacity"]], [&Value::from(30), &Value::from("ignored")]);
        assert_eq!(answer["verified"]["differ"].list().len(), 0);
        assert_eq!(
            answer["notes"][0],
            "each pair takes its cheapest route: limits and quotas of scenarios are ignored"
        );
        let rows = rows(&file);
        let pairs = answer["from"].as_u64().unwrap() * answer["to"].as_u64().unwrap();
        assert_eq!(rows.len() as u64, 3 * pairs);
        assert!(rows.iter().filter(|row| !row[3].is_empty()).count() > 3, "{rows:?}");
        for row in rows {
            is_routed(&row, format!("{} --cargo crude --by {by} {TINY}", under(&row)));
        }
    }
    let line = ["sweep", "--cargo", "crude", "--from", "KAZ", "--from", "atyrau", "--to", "ITA", "--to", "CHN"];
    let more = ["--scenario", "russia-closed", "--scenario", "suez-closed", "--as-of", "2024-06-30", "--all"];
    good((&line, &more, ["--rows", &file]));
    for row in rows(&file) {
        is_routed(&row, format!("{} --commodity crude-cpc --as-of 2024-06-30", under(&row)));
    }
}

#[test]
fn rows_of_changes_are_measures_on_the_atlas() {
    let scratch = Scratch::new();
    let (file, out) = (scratch.path("changes.csv"), scratch.path("rows.csv"));
    let text = "scenario,effect,on,amount\nshut,bar,place=west,\ntaxed,charge_usd_t,strait=narrows,5\ntaxed,delay_h,line=west-line,10\n";
    fs::write(&file, text).unwrap();
    let line = ["sweep", "--cargo", "crude", "--from", "field", "--to", "abroad", "--changes", &file];
    good((&line, TINY, ["--rows", &out, "--all"]));
    let rows = rows(&out);
    assert_eq!(rows.len(), 3);
    let flags = ["", "--close place=west", "--charge strait=narrows:5USD/t --delay line=west-line:10h"];
    for (row, flags) in rows.iter().zip(flags) {
        is_routed(row, ("field abroad --cargo crude", flags, TINY));
    }
}

#[test]
fn what_an_atlas_cannot_be_asked_is_said_at_once() {
    let scratch = Scratch::new();
    let changes = scratch.file(
        "changes.csv",
        "scenario,effect,on,amount\na,bar,place=wes,\nb,charge_usd_t,place=west,x\nc,rate_share,place=west,2\nbaseline,foo,place=west,2\n",
    );
    let plain = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().map(|line| line.replace(&changes, "changes.csv")).collect()
    };
    let line = ["sweep", "--cargo", "crud", "--from", "nowhere", "--as-of", "x", "--changes", &changes];
    assert_eq!(
        plain(bad((&line, TINY))),
        [
            "error: --cargo: \"crud\": unknown cargo; cargoes: crude, products, gas, lng, dry_bulk, container, general, vehicles",
            "error: --as-of: \"x\": a day is written YYYY-MM-DD; for example 2024-06-30",
            "error: changes.csv:2: column on: \"place=wes\": there is no such place; did you mean west?",
            "error: changes.csv:3: column amount: \"x\": an amount is a number; 25 is 25 USD/t, or 25 hours",
            "error: changes.csv:4: column effect: \"rate_share\": an atlas has tariffs, tolls and freight, not one rate; use charge_usd_t; rate_share is for an imported network",
            "error: changes.csv:5: column scenario: \"baseline\": this is what no scenario is called; give each scenario a name of its own",
            "error: changes.csv:5: column effect: \"foo\": there is no such effect; it is one of: close, charge_usd_t, delay_h",
            "error: the sweep cannot be asked for (7 errors)",
        ]
    );
    assert_eq!(
        bad(("sweep --from field --to abroad", TINY))[0],
        "error: --cargo: \"\": a cargo or a commodity is needed; for example --cargo crude"
    );
    assert_eq!(
        bad(("sweep --cargo crude --from field", TINY))[0],
        "error: a sweep needs a start and an end: --from and --to, --among or --demand"
    );
    assert_eq!(
        bad(("critical --from field", TINY)),
        ["error: this atlas has no imported network to ask; `corridor import graph` gives it one"]
    );
    assert_eq!(
        bad(("critical --from field --origin KAZ", TINY)),
        ["error: pairs of an imported network and flows of the atlas are two questions: ask one of them"]
    );
    let rule = "things are ranked by all tonnes on them, wherever their flows end";
    assert_eq!(
        bad(("critical --ends --weigh value", TINY)),
        [
            format!("error: --ends: \"true\": {rule}; leave --ends out, or ask `corridor exposure`"),
            format!("error: --weigh: \"value\": {rule}; leave --weigh out, or ask `corridor exposure`"),
            "error: this cannot be asked (2 errors)".into(),
        ]
    );
}

/// A demand on an atlas: all of it is on something, and a closure cuts or moves what `route` says.
#[test]
fn tonnes_lie_on_the_cheapest_ways_of_an_atlas() {
    let scratch = Scratch::new();
    let demand = scratch.file("demand.csv", "from,to,kt\nfield,abroad,100\nfield,ITA,50\nfield,abroad,20\n");
    let line = ["sweep", "--cargo", "crude", "--demand", &demand, "--scenario", "west-closed"];
    let answer = json((&line, TINY));
    let on = |swept: &Value, kind: &str, id: &str| -> f64 {
        let all = swept["tonnes"]["traversed"].list();
        all.iter().find(|one| one["kind"] == kind && one["id"] == id).map_or(0.0, |one| one["kt"].number())
    };
    let [baseline, closed] = [0, 1].map(|at| &answer["scenarios"][at]);
    assert_eq!([on(baseline, "country", "KAZ"), on(baseline, "country", "ITA")], [170.0, 170.0]);
    let tonnes = &closed["tonnes"];
    let [cut, moved] = ["cut_kt", "rerouted_kt"].map(|name| tonnes[name].number());
    assert_eq!(cut + moved, 170.0);
}

/// Used, unavoidable and reroutable of each thing and role, to the last digit: one figure for one question.
#[test]
fn what_is_critical_is_what_exposure_says() {
    for (more, atlas) in [("--year 2023", TINY), ("--origin KAZ --cargo crude --year 2023", "")] {
        let line = (more, atlas);
        let critical = json(("critical", &line));
        let exposure = json(("exposure", &line));
        let name = |row: &Value, of: &str| [of, "id", "role"].map(|key| row[key].text().to_owned());
        let names = ["used_kt", "unavoidable_kt", "reroutable_kt", "new_usd_t", "today_usd_t"];
        let figures = |row: &Value| names.map(|name| row[name].clone());
        let rows = exposure["rows"].list().iter();
        let rows: BTreeMap<_, _> = rows.map(|row| (name(row, "of"), figures(row))).collect();
        let found = critical["rows"].list();
        assert_eq!(found.len(), rows.len());
        let mut last = f64::INFINITY;
        for row in found {
            let tonnes = &row["removed"]["tonnes"];
            let own =
                [&row["used_kt"], &tonnes["cut_kt"], &tonnes["rerouted_kt"], &row["new_usd_t"], &row["today_usd_t"]];
            assert_eq!(own.map(Value::clone), rows[&name(row, "kind")], "{row}");
            let cut = tonnes["cut_kt"].number();
            assert!(cut <= last, "{row}");
            last = cut;
        }
    }
    let few = json(("critical --year 2023 --each link --each operator --busiest 2", TINY));
    let kinds: Vec<&str> = few["rows"].list().iter().map(|row| row["kind"].text()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "link").count(), 2);
    assert!(kinds.iter().all(|kind| ["link", "operator"].contains(kind)), "{kinds:?}");
}
