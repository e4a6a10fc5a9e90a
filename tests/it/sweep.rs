//! `sweep` on an atlas without an imported network, row by row against `route`; `exposure` of some kinds, and of years.

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
        bad(("exposure --imported --from field", TINY)),
        ["error: this atlas has no imported network to ask; `corridor import graph` gives it one"]
    );
    assert_eq!(bad(("exposure --from field", TINY)), ["error: pairs are those of an imported network: add --imported"]);
    assert_eq!(
        bad(("exposure --imported --from field --origin KAZ", TINY)),
        ["error: an imported network has no flows of the atlas, scenarios or ranges: leave them or --imported out"]
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

/// The form that closes some kinds alone gives the same rows.
#[test]
fn kinds_that_are_asked_for_alone_have_the_same_figures() {
    for (line, atlas) in [("--year 2023 --ends", TINY), ("--origin KAZ --cargo crude --year 2023", "")] {
        let rows = |more: &str| json((("exposure", line), (atlas, more)))["rows"].list().clone();
        let all = rows("");
        let few = rows("--each country,strait --each operator");
        let wanted = |row: &&Value| ["country", "strait", "operator"].contains(&row["of"].text());
        assert_eq!(few, all.iter().filter(wanted).cloned().collect::<Vec<_>>());
        assert!(!few.is_empty() && few.len() < all.len());
    }
    let said = bad(("exposure --each nothing", TINY));
    assert_eq!(said[0], "error: invalid value 'nothing' for '--each <KIND>'");
}

/// Each year of a trend is what that year alone says.
#[test]
fn a_trend_is_its_years() {
    let line = ("exposure --origin KAZ --cargo crude --each country,line", "");
    let trend = json((line, "--year 2023..2024"));
    for (at, year) in [2023, 2024].into_iter().enumerate() {
        let alone = json((line, &format!("--year {year}")));
        assert_eq!(trend["years"][at]["flow_kt"], alone["flow_kt"]);
        for row in alone["rows"].list() {
            let same = |own: &&Value| ["of", "id", "role"].iter().all(|name| own[*name] == row[*name]);
            let own = &trend["rows"].list().iter().find(same).unwrap()["figures"][at];
            assert_eq!(own["year"], year);
            for figure in ["used_kt", "used", "unavoidable_kt", "unavoidable"] {
                assert_eq!(own[figure], row[figure], "{row}");
            }
        }
    }
    assert_eq!(
        bad("exposure --year 2025..2023")[0],
        "error: invalid value '2025..2023' for '--year <YEAR>': the last year lies before the first"
    );
    assert_eq!(
        bad("exposure --year 2023..twenty")[0],
        "error: invalid value '2023..twenty' for '--year <YEAR>': a year is a number from 1 to 9999, several are written \
         A..B, for example 2023..2025"
    );
    assert_eq!(
        bad("reroute --origin KAZ --year 2023..2024 cpc-closed")[0],
        "error: --year: \"2023..2024\": several years are asked of exposure alone: name one year"
    );
    assert_eq!(
        bad("exposure --year 2023..2024 --ranges")[0],
        "error: ranges are those of one year: name one --year, or leave --ranges out"
    );
}
