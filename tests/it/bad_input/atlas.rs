//! Faults of an atlas folder.

use std::fs;

use super::{check, checked, complete, each, ended, errors, plant, refused, refused_as_it_is};
use crate::support::{Cell as _, Scratch, exits, good, json, refusal, run};

#[test]
fn each_fault_of_an_atlas_is_named_and_nothing_else() {
    each(include_str!("atlas.txt"), check);
}

/// Faults of different kinds in different files: each is said once, all in one run.
#[test]
fn all_faults_are_named_at_once() {
    let atlas = Scratch::tiny();
    for edit in [
        "links.csv: `hub,east,pipeline` -> `hub,eats,pipeline`",
        "links.csv: `10,8,12` -> `NaN,8,12`",
        "places.csv: `terminal,AZE` -> `terminal,AZX`",
        "places.csv: `TUR,41,29` -> `TUR,141,29`",
        "flows.csv: `\\nhome,` -> `\\n,`",
        "flows.csv: `field,ITA,ocean` -> `field,ITA,oecan`",
        "history.csv: `2022-12-31` -> `2022-02-30`",
        "charges.csv: `strait=narrows` -> `strait=narrow`",
        "commodities.csv: `0.05` -> `-0.05`",
        "parties.csv: `tiny-state,Tiny` -> `tiny-pipe,Tiny`",
        "scenarios/west-half.toml: `limit = 0.5` -> `limit = 0.5, close = true`",
        "scenarios/west-closed.toml: `place =` -> `plaec =`",
        "modes.csv: `\\xff`",
        "sources.csv: `id,title` -> `id,titel`",
    ] {
        plant(&atlas, edit);
    }
    let stderr = refusal(["exposure", "--atlas", &atlas.folder()]);
    for said in [
        "links.csv:2: column to: \"eats\"",
        "links.csv:4: column cost_usd_t: \"NaN\"",
        "places.csv:5: column country: \"AZX\"",
        "places.csv:6: column lat: \"141\"",
        "flows.csv:5: column id: \"\"",
        "flows.csv:3: column market: \"oecan\"",
        "history.csv:2: column until: \"2022-02-30\"",
        "commodities.csv:2: column holding_pct_day: \"-0.05\"",
        "parties.csv:4: column id: \"tiny-pipe\"",
        "modes.csv:1: the file is not UTF-8",
        "sources.csv:1: column titel",
    ] {
        assert!(stderr.contains(&format!("error: {said}")), "{said} is not in\n{stderr}");
    }
}

#[test]
fn a_mark_of_order_and_foreign_line_ends_are_fine() {
    for ends in ["\r\n", "\r"] {
        let atlas = Scratch::tiny();
        for file in ["places.csv", "links.csv"] {
            let text = atlas.read(file).replace('\n', ends);
            atlas.file(file, format!("\u{feff}{text}"));
        }
        good(["check", &atlas.folder()]);
        atlas.replace("places.csv", "terminal,AZE", "terminal,AZX");
        let said = run(["check", &atlas.folder()]).stdout;
        assert!(said.contains("places.csv:5: column country"), "lines are counted whatever ends them: {said}");
    }
}

#[test]
fn what_is_no_atlas_is_named() {
    let scratch = Scratch::new();
    let missing = scratch.path("missing");
    let said = format!("{missing}: there is no such folder; check its name");
    refused(["exposure", "--atlas", &missing], &errors(&[&said]));
    let said = "data/tiny/places.csv: this is no compiled file; name one that `corridor compile` wrote, or a folder";
    refused("exposure --atlas data/tiny/places.csv", &errors(&[said]));
    let said = format!("{missing}: the file is missing; check its name");
    refused(["check", &missing], &errors(&[&said]));
    let (deep, parent) = (scratch.path("no/such/folder.json"), scratch.path("no/such"));
    let said = format!("cannot write {deep}: there is no folder {parent}; create it, or name one that exists");
    if cfg!(unix) {
        refused_as_it_is(["exposure", "--atlas", "data/tiny", "--output", &deep], &errors(&[&said]));
    }
    assert!(scratch.names().is_empty(), "something was written");
}

/// `check` finds this among others, with its line.
#[track_caller]
fn finds(atlas: &Scratch, expected: &str) {
    let answer = checked(atlas);
    let diagnostics = answer["diagnostics"].list();
    diagnostics.iter().for_each(complete);
    let said = diagnostics.iter().map(|diagnostic| {
        let [file, column, value, rule, hint] =
            ["file", "column", "value", "rule", "hint"].map(|key| diagnostic[key].text());
        format!("{file}:{}: column {column}: {value:?}: {rule}; {hint}", diagnostic["row"])
    });
    let found: Vec<String> = said.collect();
    assert!(found.iter().any(|found| found == expected), "{expected}\nis not in {found:#?}");
}

/// A pinned flow with no route, a capacity below what was observed, an observation that flows do not add up to (500, 400,
/// 100 and 200 kt leave by the feeder): `check` alone assigns flows, so it alone says so.
#[test]
fn what_only_paths_tell_is_said_with_its_line() {
    let pinned = Scratch::tiny();
    plant(&pinned, "flows.csv: `hub-west-1;narrows` -> `narrows;hub-west-1`");
    plant(&pinned, "capacities.csv: `\\neast-berth,east,crude,,300,250,350` -> `\\neast-berth,east,crude,,50,40,60`");
    finds(
        &pinned,
        "flows.csv:2: column id: \"west-buyer\": no route through its via on the network of 2023; check that the links join, that the grade is accepted, and that each line is entered by a transfer",
    );
    finds(
        &pinned,
        "capacities.csv:9: column id: \"east-berth\": the pinned flows of 2023 put 100 kt/y on 50 kt/y; a year's capacity is never below that year's observed flow",
    );
    let observed = Scratch::tiny();
    plant(&observed, "observed.csv: `2023,1200,1190,1210` -> `2023,500,490,510`");
    plant(&observed, "observed.csv: `\\nfeeder,` -> `\\nfeeder,,,2022,1,,,all oil,reported,tiny,\\nfeeder,`");
    finds(
        &observed,
        "observed.csv:4: column asset: \"feeder\": 1200 kt assigned in 2023, observed 490 to 510; flows of a year add up to what was observed",
    );
}

/// A warning is shown and stops no one.
#[test]
fn warnings_stop_nobody() {
    let atlas = Scratch::tiny();
    atlas.file("link.csv", "id\n");
    plant(&atlas, "sources.csv: `\\ntiny,` -> `\\nspare,Spare,Corridor,2026,,\\ntiny,`");
    let answer = json(["check", &atlas.folder()]);
    assert_eq!((&answer["errors"], &answer["warnings"]), (&0.into(), &2.into()), "{answer}");
    assert_eq!(answer["diagnostics"][0]["hint"], "did you mean links.csv?");
    assert_eq!(answer["diagnostics"][1]["rule"], "no row names this source");
    assert_eq!(run(["exposure", "--atlas", &atlas.folder()]).code, Some(0));
}

/// Without a flow there is no year, and without a year no day.
#[test]
fn an_atlas_without_flows_has_no_day_of_its_own() {
    let atlas = Scratch::tiny();
    let text = atlas.read("flows.csv");
    atlas.file("flows.csv", text.lines().next().unwrap());
    let folder = atlas.folder();
    let list = ["list", "places", "--atlas", &folder];
    let said = "the atlas has no flow of any year, so a day must be given: --as-of YYYY-MM-DD";
    refused(list, &errors(&[said]));
    good((list, "--as-of 2023-06-30"));
}

#[test]
fn what_lies_in_the_folder_by_mistake_is_a_warning() {
    let atlas = Scratch::tiny();
    atlas.file("wages-and-hours.csv", "id\n");
    let stdout = exits(0, ["check", &atlas.folder()]);
    let said = "warning: wages-and-hours.csv: no table has this name: the file is not read; take it out of the folder, or name it after a table";
    assert_eq!(stdout.split_whitespace().collect::<Vec<_>>().join(" ").split(" /").next(), Some(said));
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_refused() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let atlas = Scratch::tiny();
    let folder = atlas.folder();
    let refused = |said: &str| {
        refused(["exposure", "--atlas", &folder], &ended(&errors(&[said]), "the atlas cannot be used"));
    };
    let modes = atlas.0.join("modes.csv");
    fs::remove_file(&modes).unwrap();
    symlink("/dev/zero", &modes).unwrap();
    refused("modes.csv: this is no regular file; put a plain file there");
    fs::remove_file(&modes).unwrap();
    fs::write(&modes, "").unwrap();
    fs::set_permissions(&modes, fs::Permissions::from_mode(0o000)).unwrap();
    // For the superuser every file can be read.
    if fs::read(&modes).is_err() {
        refused("modes.csv: the file cannot be read: Permission denied (os error 13); check who may read it");
    }
}

/// A folder that holds something is not written into.
#[test]
fn init_writes_into_no_full_folder() {
    let atlas = Scratch::tiny();
    let before = atlas.files();
    let said = format!("{} is not empty; name a new folder", atlas.folder());
    refused_as_it_is(["init", &atlas.folder()], &errors(&[&said]));
    assert_eq!(atlas.files(), before);
}
