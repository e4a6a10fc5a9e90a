//! Amounts with their units, on the line and in answers: numbers worked out by hand on `data/tiny`.

use std::fs;

use serde_json::Value;

use crate::support::{Cell as _, Scratch, bad, good, json};

const TINY: &str = "--atlas data/tiny";
const FLOWS: &str = "--origin KAZ --year 2023 --atlas data/tiny";

#[track_caller]
fn near(found: &Value, expected: f64) {
    let found = found.number();
    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
}

/// 900 kt pass the narrows, 200 kt more fit in the east: a limit of 500 kt strands 200.
#[test]
fn each_unit_of_mass_says_the_same() {
    for amount in ["500kt", "0.5Mt", "500000t", "0.5Mt/y"] {
        near(&json(("reroute", FLOWS, format!("--limit strait=narrows:{amount}")))["stranded_kt"], 200.0);
        near(&json(("reroute", FLOWS, format!("--quota strait=narrows:{amount}")))["stranded_kt"], 200.0);
    }
    // Half of the berth of 1100 kt.
    near(&json(("reroute", FLOWS, "--limit place=west:50%"))["stranded_kt"], 150.0);
}

/// A year of 365 days at 7.5 barrels in a tonne: 10 kb/d are 486.67 kt, of 900 kt 413.33 are freed and 200 fit elsewhere.
#[test]
fn barrels_a_day_go_by_the_barrels_of_the_goods_and_are_said_in_tonnes() {
    let answer = json(("reroute", FLOWS, "--limit strait=narrows:10kb/d"));
    near(&answer["stranded_kt"], 900.0 - 10.0 * 365.0 / 7.5 - 200.0);
    let note = "10kb/d is 486.7 kt a year: 7.5 barrels in a tonne of crude-tiny";
    assert!(answer["notes"].list().iter().any(|own| own == note), "{}", answer["notes"]);
    near(&json(("reroute", FLOWS, "--limit strait=narrows:0.01mb/d"))["stranded_kt"], 700.0 - 3650.0 / 7.5);
}

/// 0.4 USD a barrel are 3 USD/t at 7.5 barrels; the cheapest route costs 26.36 in 186 hours.
#[test]
fn charges_and_delays_have_units() {
    let cost = |more: &str| json(("route field abroad --cargo crude", TINY, more))["routes"][0].clone();
    near(&cost("")["cost_usd_t"], 26.36);
    near(&cost("--charge strait=narrows:+3USD/t")["cost_usd_t"], 29.36);
    near(&cost("--charge strait=narrows:0.4USD/bbl")["cost_usd_t"], 29.36);
    near(&cost("--delay strait=narrows:3d")["hours"], 258.0);
    near(&cost("--delay strait=narrows:72h")["hours"], 258.0);
}

/// Two grades of 7.5 and 15 barrels: what the limit allows goes by their mean, 600 kt of one and 400 of the other.
fn two_grades() -> Scratch {
    let scratch = Scratch::tiny();
    let text = scratch.read("commodities.csv");
    let row = text.lines().nth(1).unwrap();
    let light = row
        .replace("crude-tiny,Tiny Blend", "crude-light,Light")
        .replace(",7.5,7,8,", ",15,14,16,")
        .replace(",true,", ",,");
    scratch.file("commodities.csv", format!("{text}{light}\n"));
    scratch.replace("flows.csv", "open-buyer,crude-tiny", "open-buyer,crude-light");
    scratch
}

#[test]
fn goods_that_differ_have_their_mean_and_the_answer_says_it() {
    let scratch = two_grades();
    let line = "reroute --origin KAZ --year 2023 --limit place=west,cargo=crude:10kb/d";
    let answer = json((line, ["--atlas", &scratch.folder()]));
    // No flow is pinned through the terminal, so all of crude count: 500 + 100 + 200 kt and 400 kt, 10 barrels in the mean.
    let note = "10kb/d is 365 kt a year: 10 barrels in a tonne, the mean of crude-light 15, crude-tiny 7.5 by the \
                tonnes of their flows";
    assert!(answer["notes"].list().iter().any(|own| own == note), "{}", answer["notes"]);
    // 900 - 365 freed, 200 of them fit in the east.
    near(&answer["stranded_kt"], 900.0 - 365.0 - 200.0);
}

#[test]
fn sums_of_goods_that_differ_are_sums_of_their_barrels() {
    let scratch = two_grades();
    let atlas = scratch.folder();
    let csv = |line: &str| -> Vec<std::collections::BTreeMap<String, String>> {
        let text = good((line, ["--unit", "kbd", "--format", "csv", "--atlas", &atlas]));
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    };
    let number = |text: &str| text.parse::<f64>().unwrap();
    let rows = csv("exposure --origin KAZ --year 2023");
    let russia = rows.iter().find(|row| row["id"] == "RUS").unwrap();
    // 500 kt of the one and 400 of the other pass Russia; 600 and 400 are asked about.
    assert!((number(&russia["used_kbd"]) - (500.0 * 7.5 + 400.0 * 15.0) / 365.0).abs() < 1e-9);
    assert!((number(&russia["flow_kbd"]) - (600.0 * 7.5 + 400.0 * 15.0) / 365.0).abs() < 1e-9);
    assert_eq!(russia["used_by_commodity"], "crude-light=400.0;crude-tiny=500.0");
    let rows = csv("compare --origin KAZ --year 2023 west-closed");
    assert!((number(&rows[0]["delivered_kbd"]) - (600.0 * 7.5 + 400.0 * 15.0) / 365.0).abs() < 1e-9);
    // What left by the western pipes: 500 and 400 kt.
    let western = (500.0 * 7.5 + 400.0 * 15.0) / 365.0;
    let corridors = rows[0]["corridors_kbd"].split(';').find_map(|own| own.strip_prefix("western=")).unwrap();
    assert!((number(corridors) - western).abs() < 1e-9, "{corridors}");
    let rows = csv("reroute --origin KAZ --year 2023");
    let sum: f64 = rows.iter().map(|row| number(&row["kbd"])).sum();
    assert!((sum - (600.0 * 7.5 + 400.0 * 15.0) / 365.0).abs() < 1e-9);
    let text = good(("reroute --origin KAZ --year 2023 --unit kbd", ["--atlas", &atlas]));
    // 28.77 kb/d in all, of which 600 kt are 12.33 and 400 kt 16.44.
    assert!(text.starts_with("reroute: 28.8 kb/d of 2023"), "{text}");
    assert!(text.contains("USD/bbl"), "{text}");
}

/// 700 kt of gas at 0.7 kg a cubic metre are a billion cubic metres; a box of 40 feet holds 12 t.
#[test]
fn gas_is_shown_in_bcm_and_boxes_in_teu() {
    let line = "exposure --origin TKM --cargo gas --year 2024";
    let kt = json(line)["flow_kt"].number();
    let text = good((line, "--unit bcm"));
    assert!(text.starts_with(&format!("exposure: {:.1} bcm of 2024", kt / 700.0)), "{kt}: {text}");
    let line = "route CHN DEU --commodity containers";
    let usd_t = json(line)["routes"][0]["cost_usd_t"].number();
    let text = good((line, "--unit teu"));
    let box_price = (usd_t * 120.0).round() / 10.0;
    let thousands = box_price.floor() as u64 / 1000;
    let shown = format!("{thousands},{:05.1} USD/box", box_price - thousands as f64 * 1000.0);
    assert!(text.contains(&shown), "{shown}: {text}");
    assert!(text.contains("Freight USD/box") && text.contains("All-in USD/box"), "{text}");
    let said = bad("exposure --origin TKM --cargo gas --year 2024 --unit kbd");
    assert_eq!(said, ["error: --unit: the atlas has no barrels in a tonne of natural-gas; take --unit mt or kt"]);
    let said = bad("list places --unit teu");
    assert_eq!(
        said,
        ["error: --unit kbd, bcm and teu are for route, exposure, reroute and compare: they follow the commodities"]
    );
}

/// Answers that were saved when flags took plain numbers are still asked again.
#[test]
fn a_saved_question_without_units_is_asked_again() {
    let scratch = Scratch::new();
    for (now, then) in [("place=west:50%", "place=west:0.5"), ("place=west:500kt", "place=west:500")] {
        let file = scratch.path("answer.json");
        good(("reroute", FLOWS, ["--limit", now, "--format", "json", "--output", &file]));
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(now));
        fs::write(&file, text.replace(now, then)).unwrap();
        good(("verify", [&file], TINY));
        good(("sources", [&file], TINY));
    }
}

/// The berth takes 1100 kt.
#[test]
fn what_changes_nothing_is_said() {
    let notes = |more: &str| {
        let answer = json(("reroute --year 2023", TINY, more));
        // Without any the field is left out.
        let notes = answer["notes"].as_array().cloned().unwrap_or_default();
        notes.iter().map(|note| note.text().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        notes("--limit place=west:30Mt"),
        ["event:limit-1: a limit of 30000 kt is no less than the 1100 kt that can pass: it changes nothing"]
    );
    assert_eq!(
        notes("--limit place=west:100%"),
        ["event:limit-1: a limit of 100% is what can pass already: it changes nothing"]
    );
    assert_eq!(
        notes("--flow west-buyer --close line=east-line"),
        ["event:close-1 meets no tonne asked about on its route of today"]
    );
    assert_eq!(notes("--flow west-buyer --close line=west-line"), Vec::<String>::new());
}

/// By cost the slow strait is left, by freight it is not: 24.5 is 26.36 less 186 hours at 0.01 USD/t.
#[test]
fn freight_is_the_cost_without_the_value_of_time() {
    let line = ("route field abroad --cargo crude --delay strait=narrows:5000h", TINY);
    let (cost, freight) = (json((line, "--by cost")), json((line, "--by freight")));
    assert_eq!(cost["routes"][0]["legs"][1]["link"], "hub-east");
    assert_eq!(freight["routes"][0]["legs"][1]["link"], "hub-west-1");
    near(&freight["routes"][0]["freight_usd_t"], 24.5);
    near(&freight["routes"][0]["cost_usd_t"], 76.36);
    let text = good((line, "--by freight"));
    assert!(text.contains("Freight USD/t  All-in USD/t"), "{text}");
}

/// 100 kt go by the east, which is 40.76; the pipe of the west that has room is 28.56, and the cheapest of all is 26.36.
#[test]
fn a_new_route_that_costs_less_is_explained() {
    let answer = json(("exposure", FLOWS));
    let row = answer["rows"].list().iter().find(|row| row["id"] == "AZE").unwrap();
    near(&row["today_usd_t"], 40.76);
    near(&row["new_usd_t"], 28.56);
    near(&row["extra_usd_t"], -12.2);
    // (600 x 0 + 300 x 2.2 + 100 x 14.4) / 1000 kt.
    let note = "today's routes cost 2.1 USD/t more than the cheapest that exist, since flows are pinned to what was observed: \
                a new route may cost less";
    assert!(answer["notes"].list().iter().any(|own| own == note), "{}", answer["notes"]);
    assert!(good(("exposure", FLOWS)).contains("Today USD/t  New USD/t"));
    // Where none is cheaper nothing needs to be explained: 200 kt go from 28.02 to 40.76.
    assert!(json(("reroute", FLOWS, "--close strait=narrows")).get("notes").is_none());
}

/// Of the flow by the east alone its exit is closed and has no other beside it: 100 kt by the estimate, and none is stranded.
#[test]
fn a_nameplate_estimate_above_what_is_stranded_has_its_reason() {
    let line = ("exposure --flow east-buyer --year 2023", TINY);
    let answer = json(line);
    let row = answer["rows"].list().iter().find(|row| row["id"] == "AZE").unwrap();
    near(&row["nameplate_unavoidable_kt"], 100.0);
    near(&row["unavoidable_kt"], 0.0);
    assert_eq!(row["nameplate_above"], "new-exits");
    let text = good(line);
    let reason = "tonnes leave by exits that carry none of them today";
    assert!(text.contains("Nameplate above what is stranded (") && text.contains(reason), "{text}");
}

/// The strait is no exit, so no nameplate of an exit says what its closure strands.
#[test]
fn the_nameplate_estimate_is_of_closed_exits_alone() {
    let answer = json(("reroute", FLOWS, "--close strait=narrows"));
    assert_eq!(answer["nameplate_stranded_kt"], Value::Null);
    let closed = json(("reroute", FLOWS, "--scenario west-closed"));
    near(&closed["nameplate_stranded_kt"], 500.0);
    let text = good(("reroute", FLOWS, "--close strait=narrows"));
    let line = text.lines().find(|line| line.starts_with("stranded, nameplate estimate")).unwrap();
    assert_eq!(line.split_whitespace().skip(3).collect::<Vec<_>>(), ["-", "-"]);
}

/// All 1200 kt of the field pass the feeder: with one less one is stranded, with one more nothing is gained.
#[test]
fn a_full_capacity_of_which_more_relieves_nothing_is_no_bottleneck() {
    let line = ("reroute --domestic --origin KAZ --year 2023 --limit link=field-hub:1200kt", TINY);
    let answer = json(line);
    let full = answer["capacities"].list().iter().find(|own| own["id"] == "event:limit-1@field-hub").unwrap();
    near(&full["shadow_down"], 1.0);
    near(&full["shadow_up"], 0.0);
    assert_eq!(full["relieves"], Value::Null);
    assert!(!answer["bottlenecks"].list().contains(&full["id"]), "{}", answer["bottlenecks"]);
    assert!(!good(line).contains("event:limit-1@field-hub"));
}

/// One flow of 500 kt is asked about; 700 kt are of others.
#[test]
fn what_others_strand_has_a_total_of_its_own() {
    let line = ("reroute --flow west-buyer --year 2023 --scenario west-closed", TINY);
    let answer = json(line);
    near(&answer["other_exporters_kt"], 700.0);
    let stranded = answer["other_exporters_stranded_kt"].number();
    // 200 kt fit in the east, whosever they are: of 900 freed 700 are stranded.
    assert!((answer["stranded_kt"].number() + stranded - 700.0).abs() < 1e-6, "{answer}");
    let share = stranded / 7.0;
    let text = good(line);
    let said =
        format!("Other exporters stranded: {stranded:.1} kt of their 700.0 kt ({share:.1} %), beyond the baseline.");
    assert!(text.contains(&said), "{said}\n{text}");
}

/// 900 kt are on the strait, 699.99 kt may pass and 200 kt fit in the east: 10 t are stranded.
#[test]
fn no_tonne_is_shown_as_nothing() {
    let text = good(("reroute", FLOWS, "--unit mt --limit strait=narrows:699.99kt"));
    let line = text.lines().find(|line| line.starts_with("stranded ")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["stranded", "0.00001", "0.001", "%"]);
    // Of 0.01 kt by 480 USD/t.
    assert!(text.contains("Stranded value 4,800 USD;"), "{text}");
    let text = good(("reroute", FLOWS, "--limit strait=narrows:699.99kt"));
    let line = text.lines().find(|line| line.starts_with("stranded ")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["stranded", "0.01", "0.001", "%"]);
}

/// 60 kt are asked on a link of 50.
#[test]
fn a_table_takes_the_unit_that_fits_its_largest_mass() {
    let scratch = Scratch::of([
        ("nodes.csv", "id,lat,lon\na,46,53\nb,47,52\n"),
        ("links.csv", "source,target,km,cap\na,b,135,50\n"),
        ("demand.csv", "from,to,kt\na,b,60\n"),
    ]);
    let [nodes, links, demand, out] = ["nodes.csv", "links.csv", "demand.csv", "out"].map(|name| scratch.path(name));
    let line = ["import", "graph", "--rate", "road=0.1:50", "--nodes", &nodes, "--links", &links, "--link-kt-y", "cap"];
    good((line, ["--output", &out], TINY));
    let text = good(["compare", "--imported", "--atlas", &out, "--demand", &demand]);
    assert!(text.contains("Delivered kt  Stranded kt"), "{text}");
    let row = text.lines().find(|line| line.starts_with("baseline")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells[2..4], ["50.0", "10.0"], "{row}");
}
