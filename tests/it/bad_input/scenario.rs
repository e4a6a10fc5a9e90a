//! Mistakes in a scenario file.

use super::{TINY, checked, each, ended, errors, refused};
use crate::support::{Ran, Scratch, exits, good, run};

const GOOD: &str = r#"id = "mine"
title = "Mine"
extends = "none"
as_of = "2023-06-30"

[[measure]]
id = "event:mine"
authority = "event"
effect = { limit = 0.5 }
on = { place = ["west"] }
source = "what-if"
"#;

/// `check` finds it (1), `reroute` cannot run (2) and writes nothing; both say the same.
#[test]
fn each_mistake_in_a_scenario_is_named_and_nothing_else() {
    each(include_str!("scenario.txt"), |done, said| {
        let scratch = Scratch::of([("s.toml", GOOD)]);
        done.iter().for_each(|edit| super::plant(&scratch, edit));
        let file = scratch.path("s.toml");
        let said: Vec<String> = said.iter().map(|said| said.replacen("s.toml", &file, 1)).collect();
        let reroute = ["reroute", "--scenario", &file, "--format", "json"];
        refused((reroute, TINY), &ended(&said, "the scenario cannot be used"));
        let found = exits(1, (["check", &file, "--format", "csv"], TINY));
        assert_eq!(csv::Reader::from_reader(found.as_bytes()).records().count(), said.len(), "{found}");
    });
}

#[test]
fn a_scenario_with_a_mark_of_order_and_foreign_line_ends_is_fine() {
    let scratch = Scratch::new();
    let file = scratch.file("s.toml", format!("\u{feff}{}", GOOD.replace('\n', "\r\n")));
    good((["check", &file], TINY));
    good((["reroute", "--scenario", &file], TINY));
}

/// A file of 20,000 measures, each of them wrong, is read in a moment, not in square time.
#[test]
fn a_long_scenario_is_read_in_a_moment() {
    let measure = |at| {
        format!(
            "[[measure]]\nid = \"event:m{at}\"\nauthority = \"event\"\neffect = {{ close = true }}\non = {{ place = \"wets\" }}\nsource = \"x\"\n"
        )
    };
    let text: String = (0..20_000).map(measure).collect();
    let scratch = Scratch::of([("s.toml", format!("id = \"mine\"\ntitle = \"Mine\"\n{text}"))]);
    let start = std::time::Instant::now();
    let Ran { code, stderr, .. } = run((["reroute", "--scenario", &scratch.path("s.toml")], TINY));
    let said = stderr.lines().filter(|line| !super::is_drawn(line)).count();
    assert_eq!((code, said, stderr.matches("^^^^").count()), (Some(2), 102, 100));
    assert!(stderr.contains(":7: column place: \"wets\": there is no such place; did you mean west?"), "{stderr:.500}");
    assert!(stderr.ends_with("and 19900 more\nerror: the scenario cannot be used (20000 errors)\n"), "{stderr}");
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// Where brackets nest without end the reader gives up with a sentence, not with the stack.
#[test]
fn what_nests_without_end_is_refused() {
    for text in [
        format!("id = {}", "[".repeat(100_000)),
        format!("id = {}1", "{ a = ".repeat(100_000)),
        format!("{} = 1", ["a"; 50_000].join(".")),
    ] {
        let scratch = Scratch::of([("s.toml", text)]);
        let Ran { code, stdout, stderr } = run((["check", &scratch.path("s.toml")], TINY));
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{stdout}");
        assert!(stdout.contains("s.toml:1: not TOML: "), "{stdout}");
    }
    let atlas = Scratch::tiny();
    atlas.file("datapackage.json", "[".repeat(100_000));
    let found = checked(&atlas)["diagnostics"].to_string();
    assert!(found.contains("recursion limit exceeded"), "{found}");
}

/// Columns, sheets and views of the page are called by the ids of scenarios.
#[test]
fn scenarios_that_are_called_the_same_are_refused() {
    let own = Scratch::tiny();
    let base = Scratch::tiny();
    base.replace("scenarios/west-closed.toml", "\"west-closed\"", "\"baseline\"");
    let [own, base] = [&own, &base].map(|folder| folder.path("scenarios/west-closed.toml"));
    let said = errors(&[
        "baseline: this is what no scenario is called; give each scenario a name of its own",
        "west-closed: two scenarios have this id; give each scenario a name of its own",
    ]);
    for command in ["compare", "report"] {
        let line = [command, "west-closed", &own, &base];
        refused((line, TINY), &ended(&said, "these scenarios cannot be distinguished"));
    }
}
