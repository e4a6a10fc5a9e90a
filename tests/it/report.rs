//! The report says what the other commands say, in one file that needs nothing and can be made again.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Cell as _, Scratch, good, json, program, ran, refusal, run};

const FLOWS: &str = "--origin KAZ --cargo crude --year 2023";
const SCENARIOS: [&str; 2] = ["cpc-closed", "bosporus-closed"];
const REPORT: &str = "report --origin KAZ --cargo crude --year 2023 --scenario cpc-closed --scenario bosporus-closed";

fn page(more: &str) -> String {
    good((REPORT, more, "--output -"))
}

/// An answer without who asked for it.
fn figures(mut answer: Value) -> Value {
    for key in ["command", "question", "notes", "scenario", "scope"] {
        answer.as_object_mut().unwrap().remove(key);
    }
    answer
}

#[test]
fn it_says_what_compare_reroute_and_exposure_say() {
    let answer = json(REPORT);
    let compare = json(("compare", FLOWS, SCENARIOS));
    for part in ["baseline", "scenarios"] {
        assert_eq!(answer[part], compare[part], "{part}");
    }
    let pictures = answer["pictures"].list();
    assert_eq!(pictures.len(), 3);
    for (picture, scenario) in pictures.iter().zip(["none"].iter().chain(&SCENARIOS)) {
        assert_eq!(picture["id"], *scenario);
        let under = if *scenario == "none" { String::new() } else { format!("--scenario {scenario}") };
        let own = json(("reroute", FLOWS, under));
        assert_eq!(figures(picture["assigned"].clone()), figures(own), "{scenario}");
        assert_eq!(picture["closed"].list().is_empty(), *scenario == "none");
    }
    let exposure = json(("exposure", FLOWS));
    let large = |answer: &Value| -> Vec<Value> {
        let rows = answer["rows"].list().iter();
        rows.filter(|row| row["of"] != "place" && row["of"] != "link").cloned().collect()
    };
    assert_eq!(answer["exposure"]["rows"].list(), &large(&exposure));
    assert_eq!(answer["exposure"]["owners"], exposure["owners"]);
}

/// Chains carry what is delivered, to the kilogram.
#[test]
fn chains_add_up_to_what_is_delivered() {
    let answer = json(REPORT);
    for picture in answer["pictures"].list() {
        let chains = picture["chains"].list();
        let sum: f64 = chains.iter().map(|chain| chain["kt"].number()).sum();
        let delivered = picture["assigned"]["delivered_kt"].number();
        assert!((sum - delivered).abs() < 1e-6, "{}: {sum} {delivered}", picture["id"]);
        assert!(chains.iter().all(|chain| !chain["line"].text().is_empty()));
    }
}

/// On `data/tiny` with the western line closed: of 1,000 kt the east takes 100 as before and 200 more, 700 have no route.
#[test]
fn a_picture_has_what_moves_and_what_has_no_route() {
    let answer = json("report --atlas data/tiny --origin KAZ --year 2023 west-closed");
    let picture = &answer["pictures"][1];
    assert_eq!(picture["rerouted_kt"], 200.0);
    assert_eq!(picture["stranded"].list().len(), 1);
    let lost = &picture["stranded"][0];
    assert_eq!((lost["origin"].text(), lost["name"].text(), lost["kt"].number()), ("field", "Field", 700.0));
    let feeder = picture["selected"].list().iter().find(|link| link["id"] == "field-hub").unwrap();
    assert_eq!((feeder["flow_kt"].number(), feeder["baseline_kt"].number()), (300.0, 1000.0));
    // Of all flows: 200 kt that stay in the country are on it too.
    let all = picture["assigned"]["links"].list().iter().find(|link| link["id"] == "field-hub").unwrap();
    assert_eq!((all["flow_kt"].number(), all["baseline_kt"].number()), (500.0, 1200.0));
    let baseline = &answer["pictures"][0];
    assert_eq!((baseline["rerouted_kt"].number(), baseline["stranded"].list().len()), (0.0, 0));
}

#[test]
fn a_page_begins_with_its_first_scenario() {
    let text = page("");
    let lead = text.split("<div class=\"lead first\" data-case=\"1\">").nth(1).unwrap();
    let (sentence, figures) = lead.split("</div></dl>").next().unwrap().split_once("</p>").unwrap();
    assert!(sentence.starts_with("<p class=\"says\">CPC stops loading: "), "{sentence}");
    let answer = json(REPORT);
    let outcome = &answer["scenarios"][0];
    let mt = |kt: f64| format!("{:.1} Mt", kt / 1000.0);
    for kt in [&outcome["stranded_kt"], &answer["pictures"][1]["rerouted_kt"]] {
        assert!(figures.contains(&mt(kt.number())), "{kt}: {figures}");
    }
    assert_eq!(figures.matches("<dt>").count(), 4);
}

/// The alternatives are those of `route`: the first costs what the cheapest route costs.
#[test]
fn other_ways_are_those_of_route() {
    let answer = json(REPORT);
    for picture in answer["pictures"].list() {
        let id = picture["id"].text();
        let under = if id == "none" { String::new() } else { format!("--scenario {id}") };
        for route in picture["alternatives"].list() {
            let end = |key: &str| route[key]["id"].text().to_owned();
            let (from, to, goods) = (end("from"), end("to"), route["commodity"].text());
            let ask = ["route", &from, &to, "--commodity", goods, "--year", "2023", "-k", "4", "--differ", "0.6"];
            let output = run((&ask, &under, "--format json"));
            let own: Value = serde_json::from_str(&output.stdout).unwrap();
            assert_eq!(route["routes"], own["routes"], "{from} {to} under {}", picture["id"]);
        }
    }
}

#[test]
fn a_page_is_the_same_for_every_number_of_threads() {
    let one = page("--threads 1");
    assert!(one == page("--threads 3") && one == page("--threads 2"));
}

/// The command on the page makes the page.
#[test]
fn the_page_says_how_to_make_it_again() {
    let text = page("--weigh value --charge strait=bosporus:+3.9USD/t");
    let command = text.split("id=\"command\">").nth(1).unwrap().split("</code>").next().unwrap();
    assert_eq!(
        command,
        "corridor report --origin KAZ --cargo crude --year 2023 --weigh value --scenario cpc-closed --scenario \
         bosporus-closed --charge strait=bosporus:+3.9USD/t --output report.html"
    );
    let scratch = Scratch::new();
    let again = command.strip_prefix("corridor ").unwrap().strip_suffix("--output report.html").unwrap();
    good((again, ["-o", &scratch.path("report.html")]));
    assert!(scratch.read("report.html") == text);
}

/// Nothing is fetched: no address but the name of SVG, which is none.
#[test]
fn the_page_needs_nothing() {
    // An address of a source is followed by whoever clicks on it, and by nobody else.
    let text = page("").replace("<a href=\"https://", "").replace("<a href=\"http://", "");
    for part in ["http://", "https://", "<link", "@import", " src=", "url("] {
        assert!(!text.replace("http://www.w3.org/2000/svg", "").contains(part), "{part}");
    }
    assert_eq!(text.matches("<script").count(), 2);
    assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n"));
}

/// Every link into the page has its end, and no name of a part is given twice.
#[test]
fn links_have_ends() {
    let text = page("");
    let of = |key: &str| -> Vec<String> {
        text.split(key).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let ids = of(" id=\"");
    let once: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(once.len(), ids.len());
    let missing: Vec<String> = of("href=\"#").into_iter().filter(|id| id != "cases" && !once.contains(id)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn a_name_cannot_leave_its_place() {
    let atlas = Scratch::tiny();
    atlas.replace("places.csv", "hub,Hub,", "hub,\"</script><script>alert(1)</script>\",");
    let text = good((["report", "--atlas", &atlas.folder()], "--year 2023 west-closed --output -"));
    assert!(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert(1)"));
    assert_eq!(text.matches("</script>").count(), 2);
    let svg = good(["export", "svg", "--atlas", &atlas.folder()]);
    assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
}

#[test]
fn ranges_and_overlaps_are_said_in_words() {
    let text = good("report --atlas data/tiny --origin KAZ --year 2023 --ranges west-closed west-half --output -");
    assert!(text.contains("Stranded tonnes as ranges") && !text.contains("these are point values"));
    let twice = "report --atlas data/tiny --origin KAZ --year 2023 --ranges west-half west-half-dear";
    let overlaps = json(twice)["overlaps"].list().len();
    assert_eq!(good((twice, "--output -")).matches("cannot be distinguished").count(), overlaps);
}

#[test]
fn a_saved_report_is_verified_and_has_its_sources() {
    let scratch = Scratch::new();
    let file = scratch.path("report.json");
    let tiny = "--atlas data/tiny";
    good(("report --year 2023 west-closed --format json", tiny, ["--output", &file]));
    assert!(good((["verify", &file], tiny)).contains("holds"));
    assert!(good((["sources", &file], tiny)).contains("tiny"));
}

#[test]
fn a_report_without_a_name_is_a_file_and_says_so() {
    let scratch = Scratch::new();
    let tiny = Scratch::tiny();
    let line = ["report", "--atlas", &tiny.folder(), "west-closed"];
    let said = ran(program(line).current_dir(&scratch.0));
    assert_eq!((said.stdout.as_str(), said.stderr.as_str()), ("", "the page is in report.html\n"));
    assert_eq!(scratch.read("report.html"), good((line, "--output -")));
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert!(refusal("report no-such-scenario").contains("no-such-scenario"));
    assert!(refusal("report --unit kt").contains("a page shows tonnes in Mt"));
    assert!(refusal("compare --format html").contains("html is the page of `corridor report`"));
    assert!(refusal("compare --format xlsx").contains("xlsx has a comparison"));
    assert!(refusal("export xlsx").contains("export xlsx compare"));
    assert!(refusal("export xlsx --line cpc compare").contains("written whole"));
    assert!(refusal("report --format dot").contains("invalid value"));
    assert_eq!(run("report --atlas data/tiny --strict west-closed --output /dev/null").code, Some(1));
}

/// A map is well-formed, and every link of the network is on it.
#[test]
fn a_map_is_one_picture_with_every_link() {
    let network = serde_json::from_str::<Value>(&good("export json")).unwrap();
    let svg = good("export svg");
    assert!(svg.starts_with("<?xml") && svg.ends_with("</svg>\n"));
    for edge in network["edges"].list() {
        let id = format!("id=\"{}\"", edge["id"].text());
        assert_eq!(svg.matches(&id).count(), 1, "{id}");
    }
    let closed = good("export svg reroute --origin KAZ --scenario cpc-closed");
    assert!(closed.contains("closed by event:cpc-stop") && closed.contains("stroke-dasharray"));
}
