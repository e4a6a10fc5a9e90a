//! What grows: capacities that are raised, flows that are scaled, rows that a scenario brings. Numbers are worked by hand
//! on `data/tiny`, whose README has the network: 500, 400 and 100 kt are exported, 900 of them by the west.

use serde_json::Value;

use crate::support::{Cell as _, Scratch, bad, counted, exits, good, json, run};

const TINY: &str = "--atlas data/tiny";

fn reroute(line: &str) -> Value {
    json(format!("reroute {TINY} {line}"))
}

fn kt(answer: &Value) -> [f64; 3] {
    ["flow_kt", "delivered_kt", "stranded_kt"].map(|key| answer[key].number())
}

/// The pipe to the east takes 500, its berth 300: with the berth at 500 the pipe is what binds.
#[test]
fn a_capacity_is_raised() {
    assert_eq!(kt(&reroute("--scenario west-closed")), [1000.0, 300.0, 700.0]);
    let raised = reroute("--scenario west-closed --raise place=east:500kt");
    assert_eq!(kt(&raised), [1000.0, 500.0, 500.0]);
    assert_eq!(kt(&reroute("--scenario west-closed --raise place=east:0.5Mt")), [1000.0, 500.0, 500.0]);
    assert_eq!(
        kt(&reroute("--scenario west-closed --raise place=east:2Mt --raise line=east-line:2Mt")),
        [1000.0, 1000.0, 0.0]
    );
    let berth = raised["capacities"].list().iter().find(|row| row["id"] == "east-berth").unwrap();
    assert_eq!((berth["kt"].number(), berth["flow_kt"].number()), (500.0, 500.0));
}

/// Half of a berth that was raised is half of what it is now.
#[test]
fn a_share_is_one_of_what_was_raised() {
    let half = reroute("--scenario west-closed --raise place=east:500kt --limit place=east:50%");
    assert_eq!(kt(&half), [1000.0, 250.0, 750.0]);
}

#[test]
fn a_raise_below_what_there_is_raises_nothing_and_says_so() {
    let answer = reroute("--scenario west-closed --raise place=east:200kt");
    assert_eq!(kt(&answer), [1000.0, 300.0, 700.0]);
    let notes = answer["notes"].texts();
    let said = "event:raise-1 raises nothing: 300 kt a year may pass already";
    assert!(notes.iter().any(|note| note == said), "{notes:?}");
    let notes = reroute("--raise place=narrows:200kt")["notes"].texts();
    assert!(notes.iter().any(|note| note == "event:raise-1 raises nothing: nothing limits it"), "{notes:?}");
}

/// 500 more: 100 fit in the west (1000 on the pumping station), 200 in the east (300 on its berth), 200 nowhere.
#[test]
fn flows_are_scaled() {
    assert_eq!(kt(&reroute("--scale cargo=crude:110%")), [1100.0, 1100.0, 0.0]);
    let grown = reroute("--scale origin=KAZ,cargo=crude:150%");
    assert_eq!(kt(&grown), [1500.0, 1300.0, 200.0]);
    assert_eq!(kt(&reroute("--scale cargo=crude:50%")), [500.0, 500.0, 0.0]);
    assert_eq!(kt(&reroute("--scale cargo=gas:150%")), [1000.0, 1000.0, 0.0]);
    // Growth is no tonne that left its route.
    assert!(grown["nameplate_stranded_kt"].is_null());
    // What is closed besides: 1500 want the east, whose berth takes 300.
    assert_eq!(kt(&reroute("--scale cargo=crude:150% --scenario west-closed")), [1500.0, 300.0, 1200.0]);
}

#[test]
fn bare_numbers_and_what_cannot_grow_are_refused() {
    let refused = "the scenario cannot be used";
    for (line, said) in [
        ("--raise place=east:500", "error: --raise: \"place=east:500\": an amount has a unit; write 10Mt or 1500kt"),
        (
            "--raise cargo=crude:1Mt",
            "error: --raise: \"cargo=crude:1Mt\": what grows is the capacity of places, links or lines; for example place=aktau,cargo=crude:10Mt or line=cpc:72500kt (a year)",
        ),
        ("--scale cargo=crude:1.1", "error: --scale: \"cargo=crude:1.1\": an amount has a unit; write 110%"),
        (
            "--scale place=east:110%",
            "error: --scale: \"place=east:110%\": what is scaled is flows: it takes no place, link or line; for example origin=KAZ,cargo=crude:110%",
        ),
        (
            "--scale cargo=crude:-10%",
            "error: --scale: \"cargo=crude:-10%\": a share here is between 0% and 10000%; write 110%",
        ),
    ] {
        assert_eq!(bad(format!("reroute {TINY} {line}")), [said, &counted(refused, 1)], "{line}");
    }
}

const SCENARIO: &str = "id = \"east-grows\"\ntitle = \"The east grows\"\nextends = \"west-closed\"\nrows = \"east\"\n";
const LINKS: &str = "id,from,to,mode,length_km,cost_usd_t,hours\nhub-east-2,hub,east,pipeline,400,20,80\n";
const CAPACITIES: &str = "assets,cargo,kt_y\nhub-east-2,crude,500\neast,crude,1000\n";

/// A second pipe of 500 to a berth of 1000 instead of 300.
fn east(more: &[(&str, &str)]) -> Scratch {
    let scratch =
        Scratch::of([("east.toml", SCENARIO), ("east/links.csv", LINKS), ("east/capacities.csv", CAPACITIES)]);
    more.iter().for_each(|(name, text)| {
        scratch.file(name, text);
    });
    scratch
}

/// All of the 1000 go by the east, half by each pipe, and today's network is as it was.
#[test]
fn a_scenario_brings_rows_of_its_own() {
    let scratch = east(&[]);
    let file = scratch.path("east.toml");
    let answer = reroute(&format!("--scenario {file}"));
    assert_eq!(kt(&answer), [1000.0, 1000.0, 0.0]);
    let link = |id: &str| answer["links"].list().iter().find(|row| row["id"] == id).unwrap().clone();
    assert_eq!((link("hub-east-2")["flow_kt"].number(), link("hub-east-2")["baseline_kt"].number()), (500.0, 0.0));
    assert_eq!(link("hub-east")["flow_kt"], 500.0);
    // Side by side with what the atlas has alone.
    let both = json(format!("compare {TINY} west-closed {file}"));
    let alone = json(format!("compare {TINY} west-closed"));
    assert_eq!((&both["baseline"], &both["scenarios"][0]), (&alone["baseline"], &alone["scenarios"][0]));
    assert_eq!(both["scenarios"][1]["stranded_kt"], 0.0);
    let diff = json(format!("diff {TINY} west-closed {file}"));
    assert_eq!(diff["tonnes"]["stranded_one_kt"], 700.0);
    assert_eq!(diff["tonnes"]["stranded_other_kt"], 0.0);
    let exposure = json(format!("exposure {TINY} --scenario {file}"));
    assert_eq!(exposure["flow_kt"], 1000.0);
    let check = good(format!("check {TINY} {file}"));
    assert_eq!(check, format!("{file}: 1 measure, 0 errors, 0 warnings\n"));
}

/// The rows are in the answer as text: it is asked again without the files.
#[test]
fn a_saved_answer_has_the_rows() {
    let scratch = east(&[]);
    let (file, saved) = (scratch.path("east.toml"), scratch.path("saved.json"));
    good(format!("reroute {TINY} --scenario {file} --format json --output {saved}"));
    std::fs::remove_dir_all(scratch.path("east")).unwrap();
    let said = exits(0, format!("verify {saved} {TINY}"));
    assert!(said.contains("the answer to reroute holds"), "{said}");
    good(format!("report {TINY} --scenario west-closed --output {}", scratch.path("page.html")));
}

/// 300 kt of 2030: 100 of them fit in the west, 200 in the east; without the scenario they are not there, and no year is
/// another than before.
#[test]
fn flows_that_a_scenario_brings_are_compared_with_today() {
    let flows = "id,commodity,origin,destination,kt_y,year,basis\nof-2030,crude-tiny,field,abroad,300,2030,plan\n";
    let scratch = Scratch::of([
        ("more.toml", "id = \"more\"\ntitle = \"Output of 2030\"\nrows = \"more\"\n"),
        ("more/flows.csv", flows),
    ]);
    let file = scratch.path("more.toml");
    let answer = reroute(&format!("--scenario {file}"));
    assert_eq!((kt(&answer), answer["year"].as_i64()), ([1300.0, 1300.0, 0.0], Some(2023)));
    let compared = json(format!("compare {TINY} {file}"));
    assert_eq!(
        (compared["baseline"]["flow_kt"].number(), compared["baseline"]["delivered_kt"].number()),
        (1000.0, 1000.0)
    );
    scratch.replace("more/flows.csv", "300", "500");
    assert_eq!(kt(&reroute(&format!("--scenario {file}"))), [1500.0, 1300.0, 200.0]);
}

/// What is planned was not there when a year was observed: 1200 kt leave by the feeder with or without it.
#[test]
fn a_planned_flow_does_not_break_the_balance() {
    let atlas = Scratch::tiny();
    let text = atlas.read("flows.csv");
    let row = text.lines().find(|line| line.starts_with("open-buyer")).unwrap();
    let planned = row.replacen("open-buyer", "plan", 1).replace(",observed,", ",plan,");
    atlas.file("flows.csv", format!("{text}{planned}\n"));
    assert_eq!(json(["check", &atlas.folder()])["diagnostics"].list().len(), 0);
    atlas.replace("flows.csv", ",plan,", ",observed,");
    assert_eq!(run(["check", &atlas.folder()]).code, Some(1));
}

#[test]
fn faults_of_rows_are_named_with_their_file_and_line() {
    let refused = "the rows of a scenario cannot be used";
    for (name, text, said) in [
        (
            "links.csv",
            "id,from,to,mode,length_km,cost_usd_t,hours\nhub-east-2,hub,eats,pipeline,400,20,80\n",
            "links.csv:2: column to: \"eats\": there is no such place; did you mean east?",
        ),
        (
            "links.csv",
            "id,from,to,mode,length_km,cost_usd_t,hours\nhub-east,hub,east,pipeline,400,20,80\n",
            "links.csv:2: column id: \"hub-east\": this id stands in line 2 already; give one of them another id",
        ),
        (
            "links.csv",
            "id,from,to,mode,length_km,cost_usd_t,hours\nhub-east-2,hub,east\n",
            "links.csv:2: the row is short: it has 3 cells, the header 7; write a comma for each cell that is blank, those at its end too",
        ),
        (
            "capacities.csv",
            "assets,cargo,kt\nhub-east,crude,500\n",
            "capacities.csv:1: column kt_y: a column of the table is missing; add kt_y to the header; its cells may be empty unless required",
        ),
    ] {
        let scratch = east(&[(&format!("east/{name}"), text)]);
        let path = scratch.path("east");
        let found = bad(format!("reroute {TINY} --scenario {}", scratch.path("east.toml")));
        assert!(found.contains(&format!("error: {path}/{said}")), "{found:?}");
        assert!(found.last().unwrap().starts_with(&format!("error: {refused} (")), "{found:?}");
    }
    let scratch = Scratch::of([("none.toml", "id = \"none-there\"\ntitle = \"x\"\nrows = \"nowhere\"\n")]);
    let file = scratch.path("none.toml");
    let beside = scratch.path("nowhere");
    let stderr = run(format!("reroute {TINY} --scenario {file}")).stderr;
    let said = format!(
        "error: {file}: column rows: \"nowhere\": there is no table of rows in {beside}; a folder beside the file has one or more of: places.csv, links.csv, transfers.csv, capacities.csv, flows.csv\n"
    );
    assert!(stderr.contains(&said), "{said}\nis not in\n{stderr}");
}

/// The same in a scenario file; and both ends of the questions that people ask, each one command.
#[test]
fn scenario_files_raise_and_scale() {
    let scratch = Scratch::of([(
        "grow.toml",
        "id = \"grow\"\ntitle = \"Grow\"\nextends = \"west-closed\"\n
[[measure]]\nid = \"event:berth\"\nauthority = \"event\"\neffect = { capacity_kt_y = 500 }\non = { place = [\"east\"] }\nsource = \"what-if\"\n
[[measure]]\nid = \"event:output\"\nauthority = \"event\"\neffect = { scale = 1.10 }\nfor = { cargo = [\"crude\"] }\nsource = \"what-if\"\n",
    )]);
    let file = scratch.path("grow.toml");
    assert_eq!(kt(&reroute(&format!("--scenario {file}"))), [1100.0, 500.0, 600.0]);
    scratch.replace("grow.toml", "for = { cargo = [\"crude\"] }", "on = { place = [\"east\"] }");
    let said = bad(format!("reroute {TINY} --scenario {file}"));
    assert_eq!(
        said[0],
        format!(
            "error: {file}:12: column on: what is scaled is flows: it takes no place, link or line; write `for` instead"
        )
    );
    // Aktau's oil terminal grows to 10 Mt a year: how much less is lost when CPC stops?
    let line = "compare --origin KAZ --cargo crude --year 2023 cpc-closed --raise place=aktau:10Mt";
    let answer = json(line);
    let stranded = |at: usize| answer["scenarios"][at]["stranded_kt"].number();
    assert!(stranded(1) < stranded(0), "{} {}", stranded(0), stranded(1));
    // Kazakh crude output grows by 10 %: what stops first?
    let answer = json("reroute --origin KAZ --cargo crude --scale origin=KAZ,cargo=crude:110%");
    assert!(
        answer["bottlenecks"].texts().contains(&"novorossiysk-cpc-moorings".to_owned()),
        "{}",
        answer["bottlenecks"]
    );
}
