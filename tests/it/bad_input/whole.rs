//! Input that is well formed and out of all proportion: files without end, networks without links, masses beyond what a
//! machine counts, names of any length and script, findings by the thousand.

use std::fs;
use std::time::Duration;

use serde_json::Value;

use super::run_within;
use crate::support::{Cell as _, Line, Ran, Scratch};

/// What is asked of each of these atlases.
const QUESTIONS: &[&str] = &[
    "check",
    "list places",
    "list capacities",
    ROUTE,
    "route field abroad --cargo crude --pareto --wary country=RUS",
    "exposure --origin KAZ",
    BARRED,
    "compare --origin KAZ none none",
    "export dot",
    "show field",
];

const ROUTE: &str = "route field abroad --cargo crude -k 3";
const BARRED: &str = "reroute --origin KAZ --close country=RUS";
const REROUTE: &str = "reroute --origin KAZ --year 2023";

/// What one command of [`QUESTIONS`] gives on an atlas.
fn ask(atlas: &Scratch, question: impl Line) -> Ran {
    run_within((question, ["--atlas", &atlas.folder()]), Duration::from_secs(60))
}

/// All questions have an answer, or words that say why not.
#[track_caller]
fn survives(atlas: &Scratch) {
    for question in QUESTIONS {
        let Ran { code, stdout, stderr } = ask(atlas, question);
        assert!(matches!(code, Some(0..=2)), "{question:?}: {code:?} {stderr}");
        assert!(code != Some(2) || (stderr.contains("error: ") && stdout.is_empty()), "{question:?}: {stderr}");
        if !question.starts_with("export") {
            wide(&stdout, question);
        }
    }
}

/// A page is 140 cells wide.
#[track_caller]
fn wide(page: &str, question: &str) {
    let long = page.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > 140);
    assert!(long.is_none(), "{question:?}: {long:?}");
}

#[track_caller]
fn json(atlas: &Scratch, question: impl Line) -> Value {
    let Ran { code, stdout, stderr } = ask(atlas, (question, "--format json"));
    assert!(matches!(code, Some(0 | 1)), "{code:?} {stderr}");
    serde_json::from_str(&stdout).unwrap()
}

/// The header of a table of `data/tiny`, and these rows.
fn table(atlas: &Scratch, name: &str, rows: &str) {
    let text = atlas.read(name);
    atlas.file(name, format!("{}\n{rows}", text.lines().next().unwrap()));
}

fn put(atlas: &Scratch, name: &str, from: &str, to: &str) {
    let text = atlas.read(name);
    assert!(text.contains(from), "{name} has no {from:?}");
    atlas.file(name, text.replace(from, to));
}

const FREE: &str = "one,crude-tiny,field,abroad,,400,,,2023,,,observed,,,,true,,,,reported,tiny,\n\
                    two,crude-tiny,field,abroad,,600,,,2023,,,observed,,,,true,,,,reported,tiny,\n";

/// 200 MB are refused by what the disk says of them, unread; what grows while it is read, at the limit.
#[test]
fn a_file_of_200_mb_is_refused_at_once() {
    let atlas = Scratch::tiny();
    let file = atlas.path("mine");
    fs::File::create(&file).unwrap().set_len(200 << 20).unwrap();
    let said = "the file is larger than 8 MiB";
    for line in [["exposure", "--flows", &file], ["reroute", "--scenario", &file]] {
        let Ran { code, stdout, stderr } = ask(&atlas, line);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{line:?}");
        assert!(stderr.starts_with(&format!("error: {file}: {said}")), "{stderr}");
    }
    for name in ["flows.csv", "scenarios/west-half.toml", "datapackage.json"] {
        fs::File::create(atlas.0.join(name)).unwrap().set_len(200 << 20).unwrap();
    }
    let Ran { code, stdout, stderr } = ask(&atlas, "exposure");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    for name in ["flows.csv", "scenarios/west-half.toml", "datapackage.json"] {
        assert!(stderr.contains(&format!("error: {name}: {said}")), "{name}: {stderr}");
    }
}

#[test]
fn a_folder_where_a_file_is_meant_is_named() {
    let atlas = Scratch::tiny();
    let folder = atlas.path("scenarios");
    for line in [["exposure", "--flows", &folder], ["reroute", "--scenario", &folder]] {
        let Ran { code, stderr, .. } = ask(&atlas, line);
        assert_eq!(code, Some(2), "{line:?}");
        assert!(stderr.starts_with(&format!("error: {folder}: a folder stands where a file is meant")), "{stderr}");
    }
    let before = atlas.files();
    let Ran { code, stderr, .. } = ask(&atlas, ["list", "places", "--output", &folder]);
    assert_eq!((code, stderr.contains(&folder)), (Some(2), true), "{stderr}");
    assert_eq!(atlas.files(), before);
}

/// All flows lie on nothing: all are stranded, and nothing that is closed strands more.
#[test]
fn a_network_without_a_link_strands_everything() {
    let atlas = Scratch::tiny();
    for name in ["links.csv", "capacities.csv", "history.csv", "holdings.csv", "observed.csv"] {
        table(&atlas, name, "");
    }
    table(&atlas, "flows.csv", FREE);
    fs::remove_dir_all(atlas.0.join("scenarios")).unwrap();
    survives(&atlas);
    let assigned = json(&atlas, REROUTE);
    assert_eq!((&assigned["flow_kt"], &assigned["stranded_kt"]), (&1000.0.into(), &1000.0.into()), "{assigned}");
    let route = json(&atlas, ROUTE);
    assert_eq!(route["routes"], Value::Array(Vec::new()));
    assert!(route["no_route"]["reason"].is_string());
}

/// Nothing is a share of nothing: no number is missing.
#[test]
fn flows_of_nothing_have_shares_that_are_numbers() {
    let atlas = Scratch::tiny();
    table(&atlas, "flows.csv", &FREE.replace(",400,", ",0,").replace(",600,", ",0,"));
    survives(&atlas);
    let assigned = json(&atlas, REROUTE);
    assert_eq!((&assigned["flow_kt"], &assigned["stranded_kt"]), (&0.0.into(), &0.0.into()), "{assigned}");
    let exposure = json(&atlas, "exposure --origin KAZ --year 2023");
    for row in exposure["rows"].list() {
        assert!(row["used"].is_number() && row["unavoidable"].is_number(), "{row}");
    }
}

/// The feeder takes nothing, so nothing arrives; what is open has still a route.
#[test]
fn a_capacity_of_nothing_lets_nothing_pass() {
    let atlas = Scratch::tiny();
    table(&atlas, "flows.csv", FREE);
    table(&atlas, "observed.csv", "");
    put(&atlas, "capacities.csv", "field-hub,field-hub,crude,,2000,1900,2100", "field-hub,field-hub,crude,,0,,");
    survives(&atlas);
    let assigned = json(&atlas, REROUTE);
    assert_eq!((&assigned["flow_kt"], &assigned["stranded_kt"]), (&1000.0.into(), &1000.0.into()), "{assigned}");
    assert_eq!(json(&atlas, ROUTE)["routes"].list().len(), 3);
    let why = json(&atlas, "explain one")["no_route"].clone();
    assert!(why["reason"].text().ends_with("is full") && why["would_open"].list().is_empty(), "{why}");
}

/// No row has more than 2^43 kg, 8,796,093.02 kt, and no file of 8 MiB has 2^20 rows: so no total comes to 2^63 kg. What
/// would alone is refused by name.
#[test]
fn masses_up_to_the_limit_add_up_and_those_beyond_are_refused_by_name() {
    let atlas = Scratch::tiny();
    let rows: String = ["a", "b", "c"].map(|id| FREE.lines().next().unwrap().replace("one", id) + "\n").concat();
    let heavy = |kt: &str| table(&atlas, "flows.csv", &rows.replace(",400,", &format!(",{kt},")));
    heavy("8796093");
    survives(&atlas);
    // Barred are the pipes in Russia; the eastern berth takes 300.
    let assigned = json(&atlas, BARRED);
    assert_eq!((&assigned["flow_kt"], &assigned["stranded_kt"]), (&26_388_279.0.into(), &26_387_979.0.into()));
    // 2^63 kg are 9,223,372,036,854.775807 kt.
    for kt in ["8796094", "9223372036854.8", "99999999999999999999999"] {
        heavy(kt);
        survives(&atlas);
        let Ran { code, stderr, .. } = ask(&atlas, BARRED);
        let said: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error:")).collect();
        assert_eq!((code, said.len()), (Some(2), 4), "{stderr}");
        for (line, said) in (2..).zip(&said[..3]) {
            let start = format!("error: flows.csv:{line}: column kt_y: \"{kt}\": the number is too large");
            assert!(said.starts_with(&start), "{said}");
        }
    }
}

/// `data/tiny` with a strait whose id has so many letters, as have the names of its two links; all names have 5,000.
fn long(letters: usize) -> (Scratch, String) {
    let atlas = Scratch::tiny();
    let id = format!("n{}", "x".repeat(letters - 1));
    for file in ["places.csv", "links.csv", "charges.csv", "flows.csv", "scenarios/west-half-dear.toml"] {
        put(&atlas, file, "narrows", &id);
    }
    put(&atlas, "places.csv", ",The Narrows,", &format!(",{},", "N".repeat(5000)));
    (atlas, id)
}

/// An id has at most 100 letters, of which the longest here takes 7 more for `-abroad`.
#[test]
fn long_ids_are_ids_and_those_of_5000_letters_are_refused_by_name() {
    let (atlas, id) = long(93);
    survives(&atlas);
    let route = json(&atlas, ROUTE);
    assert_eq!(route["routes"][0]["straits"], Value::from(vec![id.clone()]));
    let shown = json(&atlas, ["show", &id]);
    assert!(shown.to_string().contains(&"N".repeat(5000)));
    for letters in [94, 5000] {
        let (atlas, _) = long(letters);
        survives(&atlas);
        let Ran { code, stderr, .. } = ask(&atlas, "exposure");
        assert_eq!(code, Some(2));
        let link = |line: &str| line.starts_with("error: links.csv:7: column id: \"");
        let said = |line: &str| link(line) && line.contains("an id has at most 100 characters");
        assert!(stderr.lines().any(said), "{stderr}");
        assert!(stderr.lines().all(|line| line.len() < 500), "a value is shown whole: {stderr}");
    }
}

/// Names from right to left and of two cells a letter: columns stand under each other.
#[test]
fn names_of_any_script_keep_the_columns_of_a_table() {
    let atlas = Scratch::tiny();
    put(&atlas, "places.csv", "field,Field,", "field,حقل تنكيز,");
    put(&atlas, "places.csv", "hub,Hub,", "hub,阿拉山口口岸换装站,");
    put(&atlas, "places.csv", "west,West Terminal,", "west,נמל המערב,");
    survives(&atlas);
    let Ran { code, stdout: page, .. } = ask(&atlas, "list places");
    assert_eq!(code, Some(0));
    let cells = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let rows: Vec<&str> = page.lines().filter(|line| line.contains("tiny") || line.contains("KAZ")).collect();
    let country: Vec<usize> = rows.iter().filter_map(|row| row.find("KAZ").map(|at| cells(&row[..at]))).collect();
    assert!(country.len() >= 2 && country.windows(2).all(|pair| pair[0] == pair[1]), "{country:?}\n{page}");
    for name in ["حقل تنكيز", "阿拉山口口岸换装站", "נמל המערב"] {
        assert!(page.contains(name), "{page}");
    }
    let named = json(&atlas, ["route", "حقل تنكيز", "abroad", "--cargo", "crude"]);
    assert_eq!(named["from"]["id"], "field");
}

#[test]
fn of_10000_findings_a_hundred_are_shown_and_all_are_counted() {
    let atlas = Scratch::tiny();
    let rows: String = (0..10_000)
        .map(|at| format!("f{at},crude-tiny,fild,abroad,,1,,,2023,,,observed,,,,true,,,,reported,tiny,\n"))
        .collect();
    table(&atlas, "flows.csv", &rows);
    let Ran { code, stdout, stderr } = ask(&atlas, "exposure");
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    let shown = stderr.lines().filter(|line| line.starts_with("error: flows.csv:")).count();
    let told = |line: &&str| line.starts_with("error:") || line.starts_with("and ");
    let tail: Vec<&str> = stderr.lines().filter(told).skip(100).collect();
    assert_eq!((shown, tail), (100, vec!["and 9900 more", "error: the atlas cannot be used (10000 errors)"]));
    let Ran { code, stdout: page, .. } = ask(&atlas, "check");
    assert_eq!(code, Some(1));
    assert_eq!(page.matches("error: flows.csv:").count(), 100);
    assert!(page.contains("10,000 errors") && page.contains("and 9900 more"), "{page}");
    let all = json(&atlas, "check");
    assert_eq!((&all["errors"], all["diagnostics"].list().len()), (&10_000.into(), 10_000));
}
