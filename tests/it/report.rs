//! The report says what the other commands say, in one file that needs nothing and can be made again.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Scratch, bad, good, json, run};

const FLOWS: [&str; 6] = ["--origin", "KAZ", "--cargo", "crude", "--year", "2023"];
const SCENARIOS: [&str; 2] = ["cpc-closed", "bosporus-closed"];

fn report(more: &[&str]) -> Vec<String> {
    let scenarios = SCENARIOS.iter().flat_map(|id| ["--scenario", id]);
    let all = ["report"].into_iter().chain(FLOWS).chain(scenarios).chain(more.iter().copied());
    all.map(Into::into).collect()
}

fn page(more: &[&str]) -> String {
    let arguments = report(more);
    good(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &[])
}

/// An answer without who asked for it.
fn figures(mut answer: Value) -> Value {
    for key in ["command", "question", "notes", "scenario"] {
        answer.as_object_mut().unwrap().remove(key);
    }
    answer
}

#[test]
fn it_says_what_compare_reroute_and_exposure_say() {
    let arguments = report(&[]);
    let answer = json(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    let compare = json(&[&["compare"], &FLOWS[..], &SCENARIOS[..]].concat(), &[]);
    for part in ["baseline", "scenarios"] {
        assert_eq!(answer[part], compare[part], "{part}");
    }
    let pictures = answer["pictures"].as_array().unwrap();
    assert_eq!(pictures.len(), 3);
    for (picture, scenario) in pictures.iter().zip(["none"].iter().chain(&SCENARIOS)) {
        assert_eq!(picture["id"], *scenario);
        let under: &[&str] = if *scenario == "none" { &[] } else { &["--scenario", scenario] };
        let own = json(&[&["reroute"], &FLOWS[..], under].concat(), &[]);
        assert_eq!(figures(picture["laid"].clone()), figures(own), "{scenario}");
        assert_eq!(picture["barred"].as_array().unwrap().is_empty(), *scenario == "none");
    }
    let exposure = json(&[&["exposure"], &FLOWS[..]].concat(), &[]);
    let large = |answer: &Value| -> Vec<Value> {
        let rows = answer["rows"].as_array().unwrap().iter();
        rows.filter(|row| row["of"] != "place" && row["of"] != "link").cloned().collect()
    };
    assert_eq!(answer["exposure"]["rows"].as_array().unwrap(), &large(&exposure));
    assert_eq!(answer["exposure"]["owners"], exposure["owners"]);
}

/// Chains carry what is delivered, to the kilogram.
#[test]
fn chains_add_up_to_what_is_delivered() {
    let arguments = report(&[]);
    let answer = json(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    for picture in answer["pictures"].as_array().unwrap() {
        let chains = picture["chains"].as_array().unwrap();
        let sum: f64 = chains.iter().map(|chain| chain["kt"].as_f64().unwrap()).sum();
        let delivered = picture["laid"]["delivered_kt"].as_f64().unwrap();
        assert!((sum - delivered).abs() < 1e-6, "{}: {sum} {delivered}", picture["id"]);
        assert!(chains.iter().all(|chain| !chain["line"].as_str().unwrap().is_empty()));
    }
}

/// The alternatives are those of `route`: the first costs what the cheapest way costs.
#[test]
fn other_ways_are_those_of_route() {
    let arguments = report(&[]);
    let answer = json(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
    for picture in answer["pictures"].as_array().unwrap() {
        let under: &[&str] =
            if picture["id"] == "none" { &[] } else { &["--scenario", picture["id"].as_str().unwrap()] };
        for route in picture["alternatives"].as_array().unwrap() {
            let end = |key: &str| route[key]["id"].as_str().unwrap().to_owned();
            let (from, to, goods) = (end("from"), end("to"), route["commodity"].as_str().unwrap());
            let ask =
                ["route", &from, &to, "--commodity", goods, "--year", "2023", "-k", "4", "--differ", "0.6"];
            let output = run(&[&ask[..], under, &["--format", "json"]].concat(), &[]);
            let own: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(route["routes"], own["routes"], "{from} {to} under {}", picture["id"]);
        }
    }
}

#[test]
fn a_page_is_the_same_for_every_number_of_threads() {
    let one = page(&["--threads", "1"]);
    assert!(one == page(&["--threads", "3"]) && one == page(&["--threads", "2"]));
}

/// The command on the page makes the page.
#[test]
fn the_page_says_how_to_make_it_again() {
    let text = page(&["--weigh", "value", "--charge", "strait=bosporus:+3.9"]);
    let command = text.split("id=\"command\">").nth(1).unwrap().split("</code>").next().unwrap();
    assert_eq!(
        command,
        "corridor report --origin KAZ --cargo crude --year 2023 --weigh value --scenario cpc-closed --scenario \
         bosporus-closed --charge strait=bosporus:+3.9 --output report.html"
    );
    let scratch = Scratch::new("again");
    let file = scratch.0.join("report.html");
    let words = command.split(' ').skip(1).map(|word| match word {
        "report.html" => file.to_str().unwrap(),
        word => word,
    });
    good(&words.map(|word| if word == "--output" { "-o" } else { word }).collect::<Vec<_>>(), &[]);
    assert!(fs::read_to_string(&file).unwrap() == text);
}

/// Nothing is fetched: no address but the name of SVG, which is none.
#[test]
fn the_page_needs_nothing() {
    // An address of a source is followed by whoever clicks on it, and by nobody else.
    let text = page(&[]).replace("<a href=\"https://", "").replace("<a href=\"http://", "");
    for part in ["http://", "https://", "<link", "@import", " src=", "url("] {
        assert!(!text.replace("http://www.w3.org/2000/svg", "").contains(part), "{part}");
    }
    assert_eq!(text.matches("<script").count(), 2);
    assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n"));
}

/// Every link into the page has its end, and no name of a part is given twice.
#[test]
fn links_have_ends() {
    let text = page(&[]);
    let of = |key: &str| -> Vec<String> {
        text.split(key).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let ids = of(" id=\"");
    let once: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(once.len(), ids.len());
    let missing: Vec<String> =
        of("href=\"#").into_iter().filter(|id| id != "cases" && !once.contains(id)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_name_cannot_leave_its_place() {
    let scratch = Scratch::new("odd-names");
    let atlas = scratch.0.join("atlas");
    copy("data/tiny", &atlas);
    let file = atlas.join("places.csv");
    let odd = "\"</script><script>alert(1)</script>\"";
    let places = fs::read_to_string(&file).unwrap().replace("hub,Hub,", &format!("hub,{odd},"));
    fs::write(&file, places).unwrap();
    let text = good(&["report", "--atlas", atlas.to_str().unwrap(), "--year", "2023", "west-closed"], &[]);
    assert!(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert(1)"));
    assert_eq!(text.matches("</script>").count(), 2);
    let svg = good(&["export", "svg", "--atlas", atlas.to_str().unwrap()], &[]);
    assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
}

fn copy(from: impl AsRef<std::path::Path>, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn ranges_and_overlaps_are_said_in_words() {
    let text = good(
        &[
            "report",
            "--atlas",
            "data/tiny",
            "--origin",
            "KAZ",
            "--year",
            "2023",
            "--ranges",
            "west-closed",
            "west-half",
        ],
        &[],
    );
    assert!(text.contains("Stranded tonnes as ranges") && !text.contains("these are point values"));
    let twice = [
        "report",
        "--atlas",
        "data/tiny",
        "--origin",
        "KAZ",
        "--year",
        "2023",
        "--ranges",
        "west-half",
        "west-half-dear",
    ];
    let answer = json(&twice, &[]);
    let overlaps = answer["overlaps"].as_array().unwrap().len();
    assert_eq!(good(&twice, &[]).matches("cannot be told apart").count(), overlaps);
}

#[test]
fn a_saved_report_is_verified_and_has_its_sources() {
    let scratch = Scratch::new("saved-report");
    let file = scratch.0.join("report.json");
    let file = file.to_str().unwrap();
    good(
        &[
            "report",
            "--atlas",
            "data/tiny",
            "--year",
            "2023",
            "west-closed",
            "--format",
            "json",
            "--output",
            file,
        ],
        &[],
    );
    assert!(good(&["verify", file, "--atlas", "data/tiny"], &[]).contains("holds"));
    assert!(good(&["sources", file, "--atlas", "data/tiny"], &[]).contains("tiny"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert!(bad(&["report", "no-such-scenario"], &[]).concat().contains("no-such-scenario"));
    assert!(bad(&["report", "--unit", "kt"], &[]).concat().contains("a page tells tonnes in Mt"));
    assert!(
        bad(&["compare", "--format", "html"], &[]).concat().contains("html is the page of `corridor report`")
    );
    assert!(bad(&["compare", "--format", "xlsx"], &[]).concat().contains("xlsx has a comparison"));
    assert!(bad(&["export", "xlsx"], &[]).concat().contains("export xlsx compare"));
    assert!(bad(&["export", "xlsx", "--line", "cpc", "compare"], &[]).concat().contains("written whole"));
    assert!(bad(&["report", "--format", "dot"], &[]).concat().contains("invalid value"));
    assert_eq!(
        run(&["report", "--atlas", "data/tiny", "--strict", "west-closed", "--output", "/dev/null"], &[])
            .status
            .code(),
        Some(1)
    );
}

/// A map is well-formed, and every link of the network is on it.
#[test]
fn a_map_is_one_picture_with_every_link() {
    let network = serde_json::from_str::<Value>(&good(&["export", "json"], &[])).unwrap();
    let svg = good(&["export", "svg"], &[]);
    assert!(svg.starts_with("<?xml") && svg.ends_with("</svg>\n"));
    for edge in network["edges"].as_array().unwrap() {
        let id = format!("id=\"{}\"", edge["id"].as_str().unwrap());
        assert_eq!(svg.matches(&id).count(), 1, "{id}");
    }
    let closed = good(&["export", "svg", "reroute", "--origin", "KAZ", "--scenario", "cpc-closed"], &[]);
    assert!(closed.contains("barred by event:cpc-stop") && closed.contains("stroke-dasharray"));
}
