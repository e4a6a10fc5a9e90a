//! Which trade an atlas holds, and what answers say of it; scenarios that touch nothing.

use crate::support::{Cell as _, Scratch, exits, good, json};
use serde_json::Value;

fn scope(answer: &Value) -> Vec<String> {
    // An answer of which nothing is said has no such field.
    let Some(lines) = answer.get("scope") else { return Vec::new() };
    lines.list().iter().map(|line| line.text().to_owned()).collect()
}

#[test]
fn an_answer_says_what_the_atlas_holds_of_what_was_named() {
    let tiny = |line: &str| scope(&json(format!("{line} --atlas data/tiny")));
    assert_eq!(tiny("exposure --origin KAZ"), ["crude exports of Kazakhstan 2023: complete"]);
    assert_eq!(
        tiny("reroute --origin KAZ --destination ITA"),
        ["crude exports of Kazakhstan 2023: complete", "crude imports of Italy 2023: a part (Kazakhstan's alone)"]
    );
    // Of a country without a row the row of every other speaks.
    assert_eq!(tiny("route hub east --cargo crude"), ["crude exports of Kazakhstan 2023: complete"]);
    assert_eq!(tiny("route east abroad --cargo crude")[0], "crude exports of Azerbaijan: none");
    assert_eq!(tiny("exposure"), [""; 0]);
}

/// Question 15 of those that people ask.
#[test]
fn what_hungary_gets_by_druzhba_is_not_here_and_that_is_said() {
    let answer = json("exposure --destination Hungary --cargo crude");
    assert_eq!(
        scope(&answer),
        [
            "crude imports of Hungary 2023-2025: a part (Kazakhstan's alone, and that of 2023; Russia's by Druzhba is not here)"
        ]
    );
}

/// Question 14 of those that people ask.
#[test]
fn a_scenario_that_touches_nothing_says_so_first() {
    let line = "reroute --origin KAZ --cargo crude --year 2025 --scenario hormuz-closed";
    let text = good(line);
    assert_eq!(
        text.lines().nth(1),
        Some("hormuz-closed touches none of these flows: no crude of KAZ passes hormuz; no Gulf exports in this atlas")
    );
    assert!(!text.contains("Tonnes"), "no table of zeros: {text}");
    assert_eq!(
        scope(&json(line)),
        [
            "crude exports of Kazakhstan 2023-2025: complete (0.3 to 0.7 Mt a year is counted, not assigned)",
            "transit through Strait of Hormuz: a part (no Gulf exports in this atlas)"
        ]
    );
    assert!(json(line)["untouched"].text().starts_with("hormuz-closed touches none of these flows"));
    assert!(json("reroute --origin KAZ --cargo crude --year 2025 --scenario cpc-closed").get("untouched").is_none());
}

/// By hand: the flow is pinned to the west, so closing the eastern line is nothing to it, and closing its own is.
#[test]
fn what_is_touched_and_what_is_not() {
    let untouched = |close: &str| {
        let answer = json(format!("reroute --flow west-buyer --close {close} --atlas data/tiny"));
        answer.get("untouched").map(|sentence| sentence.text().to_owned())
    };
    assert_eq!(
        untouched("line=east-line").as_deref(),
        Some("close:line=east-line touches none of these flows: no crude of KAZ passes east-line")
    );
    assert_eq!(untouched("line=west-line"), None);
    assert_eq!(untouched("strait=narrows"), None);
    // It has room to spare: touched, though nothing moves.
    let limited = json("reroute --flow west-buyer --limit strait=narrows:1kt --atlas data/tiny");
    assert!(limited.get("untouched").is_none());
    let exposed = json("exposure --flow west-buyer --close line=east-line --atlas data/tiny");
    assert!(exposed["untouched"].text().starts_with("close:line=east-line touches none"));
}

#[test]
fn scenarios_that_move_nothing_are_one_line() {
    let line = "compare --origin KAZ --cargo crude --year 2023 hormuz-closed cpc-closed";
    let text = good(line);
    assert!(text.contains("Nothing moves under: hormuz-closed.\n"), "{text}");
    assert!(!text.contains("hormuz-closed: The Strait of Hormuz is closed"), "{text}");
    let answer = json(line);
    assert_eq!(answer["scenarios"][0]["moves_nothing"], true);
    assert!(answer["scenarios"][1].get("moves_nothing").is_none());
    let swept = json("sweep --cargo crude --from KAZ --to ITA --scenario hormuz-closed --scenario cpc-closed");
    assert!(swept["notes"].texts().contains(&"moves nothing: hormuz-closed".to_owned()), "{swept}");
}

#[test]
fn an_atlas_may_be_without_a_scope_and_says_so() {
    let scratch = Scratch::tiny();
    std::fs::remove_file(scratch.path("scope.csv")).unwrap();
    let folder = scratch.folder();
    assert_eq!(
        scope(&json(["exposure", "--origin", "KAZ", "--atlas", &folder])),
        ["this atlas does not state its scope"]
    );
    let listed = json(["list", "scope", "--atlas", &folder]);
    assert_eq!(listed["notes"][0], "this atlas does not state its scope");
    assert!(good(["list", "scope", "--atlas", &folder]).contains("this atlas does not state its scope"));
}

#[test]
fn a_scope_is_of_something_that_the_atlas_knows() {
    let scratch = Scratch::tiny();
    scratch.replace("scope.csv", "ITA,crude,import,2023,2023", "ITTA,crude,import,2024,2023");
    let said = exits(1, ["check", &scratch.folder()]);
    assert!(
        said.contains(
            "error: scope.csv:3: column area: \"ITTA\": there is no such country, bloc or strait; did you mean ITA?"
        ),
        "{said}"
    );
    assert!(
        said.contains(
            "error: scope.csv:3: column until_year: \"2023\": the last year lies before the first; exchange them"
        ),
        "{said}"
    );
}

#[test]
fn the_scope_is_listed() {
    let answer = json("list scope --atlas data/tiny");
    let rows = answer["rows"].list();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().any(|row| row["area"] == "ITA" && row["extent"] == "partial"));
    assert!(good("list scope").contains("47 rows of the scope"));
}
