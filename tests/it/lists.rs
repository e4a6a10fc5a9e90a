//! Lists of sanctioned persons in: what is sure becomes a measure, what is near a table, what is broken nothing.
//! Entities are made up; a published list is read where there is one.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::support::{Cell as _, Line, Scratch, bad, good, json, run};
use serde_json::Value;

const TINY: &str = "--atlas data/tiny";

/// Twelve cells as the Treasury publishes them: number, name, kind, remarks; the others are blank.
fn sdn(rows: &[(&str, &str, &str, &str)]) -> String {
    let blank = "\"-0- \"";
    let mut text = String::new();
    for (number, name, kind, remarks) in rows {
        let cells: Vec<String> = std::iter::once((*number).to_owned())
            .chain([*name, *kind, "X"].map(|cell| format!("\"{cell}\"")))
            .chain(std::iter::repeat_n(blank.to_owned(), 7))
            .chain([format!("\"{remarks}\"")])
            .collect();
        writeln!(text, "{}", cells.join(",")).unwrap();
    }
    // The published file ends with this byte.
    text + "\u{1a}\n"
}

fn made_up_sdn() -> String {
    sdn(&[
        ("101", "OTHER NAME PJSC", "-0- ", "Tax ID No. 1234567890 (Kazakhstan)."),
        ("102", "TINY STATE FUND OF SOMEWHERE", "-0- ", "-0- "),
        ("103", "TINY STATE FUND", "individual", "-0- "),
        ("104", "ANOTHER TANKER", "vessel", "Vessel Registration Identification IMO 1."),
        ("105", "SOMEBODY ELSE", "-0- ", "a.k.a. 'JSC TINY STATE FUND'."),
        ("106", "NOBODY AT ALL", "-0- ", "Tax ID No. 99 (Nowhere)."),
    ])
}

fn import(kind: &str, file: &str, out: &str, more: impl Line) -> Value {
    json((["import", kind, file, "--output", out], TINY, more))
}

/// `party tiny-pipe inn:1234567890`.
fn hits(answer: &Value, of: &str) -> Vec<String> {
    let text = |hit: &Value, key: &str| hit[key].text().to_owned();
    let all = answer[of].list().iter();
    all.map(|hit| [text(hit, "of"), text(hit, "id"), text(hit, "by")].join(" ")).collect()
}

const SURE: [&str; 3] = ["party tiny-pipe inn:1234567890", "party tiny-state name", "vessel imo-1 imo:1"];

#[test]
fn sure_hits_become_a_scenario_and_near_ones_a_table() {
    let scratch = Scratch::new();
    let file = scratch.file("sdn.csv", made_up_sdn());
    let (out, review) = (scratch.path("listed.toml"), scratch.path("review.csv"));
    let answer = import("ofac-sdn", &file, &out, ["--review", &review, "--since", "2024-01-01"]);
    assert_eq!((&answer["entries"], &answer["sanctioned"]), (&6.into(), &6.into()));
    assert_eq!(hits(&answer, "exact"), SURE);
    assert_eq!(hits(&answer, "near"), ["party tiny-state name"], "the person of that name is no one here");
    assert_eq!(answer["near"][0]["entry"], "102");
    assert_eq!(answer["near"][0]["score"], 0.875);
    let scenario = fs::read_to_string(&out).unwrap();
    assert!(scenario.contains("parties = { party = [\"tiny-pipe\", \"tiny-state\", \"imo-1\"] }"), "{scenario}");
    assert!(scenario.contains("since = \"2024-01-01\"") && scenario.contains("source = \"sdn.csv\""));
    let table = fs::read_to_string(&review).unwrap();
    assert_eq!(table.lines().filter(|line| line.starts_with("near,")).count(), 1);
    assert_eq!(table.lines().filter(|line| line.starts_with("exact,")).count(), 3);
    let near: Vec<&str> = table.lines().filter(|line| line.starts_with("near,")).collect();
    assert_eq!(near, ["near,0.875,party,tiny-state,Tiny State Fund,102,TINY STATE FUND OF SOMEWHERE,name"]);
    let few = import("ofac-sdn", &file, &out, "--least 0.9");
    assert_eq!(hits(&few, "near"), [""; 0]);
    assert_eq!(hits(&few, "exact"), SURE, "what is sure does not hang on nearness");
}

/// What was imported is law like any other: who is listed cannot be dealt with, from the day on.
#[test]
fn an_imported_scenario_judges() {
    let scratch = Scratch::new();
    let file = scratch.file("sdn.csv", sdn(&[("105", "TINY STATE FUND JSC", "-0- ", "-0- ")]));
    let out = scratch.path("listed.toml");
    import("ofac-sdn", &file, &out, "--authority EU --since 2024-01-01");
    assert_eq!(good((["check", &out], TINY)), format!("{out}: 1 measure, 0 errors, 0 warnings\n"));
    let verdict = |day: &str, seller: &str| {
        let line = ["legal", "field", "abroad", "--cargo", "crude", "--scenario", &out, "--as-of", day];
        let answer = json((&line, TINY, ["--party", seller]));
        let acts = answer["rows"][0]["acts"].list().clone();
        acts.iter().any(|act| act["measure"] == "EU:imported-parties" && act["verdict"] == "prohibited")
    };
    assert!(verdict("2024-01-01", "seller=tiny-state"));
    assert!(!verdict("2023-12-31", "seller=tiny-state"));
    assert!(!verdict("2024-01-01", "seller=tiny-trader"));
}

/// One entity as a line of JSON.
fn entity(id: &str, schema: &str, name: &str, topic: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"schema\":\"{schema}\",\"caption\":\"{name}\",\"properties\":{{\"topics\":[\"{topic}\"]{more}}}}}"
    )
}

fn made_up_entities() -> Vec<String> {
    vec![
        entity("a", "Company", "Other name", "sanction", ",\"innCode\":[\"1234567890\"]"),
        entity("b", "Company", "Tiny State Fund of Somewhere", "sanction.linked", ""),
        entity("c", "Person", "Tiny State Fund", "sanction", ""),
        entity("d", "Vessel", "Another \\u0074anker", "sanction", ",\"imoNumber\":[\"IMO1\"]"),
        entity("e", "Company", "Someone", "sanction", ",\"alias\":[\"Tiny State Fund JSC\"]"),
        entity("f", "Company", "Tiny Pipelines", "role.pep", ""),
    ]
}

#[test]
fn json_lines_and_simple_tables_say_the_same_plain_and_gzipped() {
    let scratch = Scratch::new();
    let lines = made_up_entities().join("\n");
    let file = scratch.file("entities.ftm.json", &lines);
    let out = scratch.path("listed.toml");
    let answer = import("opensanctions", &file, &out, "--authority EU");
    assert_eq!((&answer["entries"], &answer["sanctioned"]), (&6.into(), &5.into()), "one is no target");
    assert_eq!(hits(&answer, "exact"), SURE);
    assert_eq!(hits(&answer, "near"), ["party tiny-state name"]);
    let plain = fs::read_to_string(&out).unwrap();

    let zipped = scratch.path("entities.ftm.json.gz");
    let mut gzip = flate2::write::GzEncoder::new(fs::File::create(&zipped).unwrap(), flate2::Compression::fast());
    gzip.write_all(lines.as_bytes()).unwrap();
    gzip.finish().unwrap();
    import("opensanctions", &zipped, &out, "--authority EU");
    assert_eq!(fs::read_to_string(&out).unwrap(), plain.replace("ftm.json", "ftm.json.gz"));

    let table = "id,schema,name,aliases,identifiers\n\
                 a,Company,Other name,,9;1234567890\n\
                 b,Company,Tiny State Fund of Somewhere,,\n\
                 c,Person,Tiny State Fund,,\n\
                 d,Vessel,Another tanker,,IMO1\n\
                 e,Company,Someone,x;Tiny State Fund JSC,\n";
    let file = scratch.file("targets.simple.csv", table);
    let simple = import("opensanctions", &file, &out, "--authority EU");
    assert_eq!((&simple["exact"], &simple["near"]), (&answer["exact"], &answer["near"]));
}

/// More than is read at a time: no one is lost between two blocks, and a broken line has its number.
#[test]
fn a_long_list_is_read_to_its_end_whatever_the_threads() {
    let scratch = Scratch::new();
    let mut lines: Vec<String> =
        (0..60_000).map(|at| entity(&format!("n{at}"), "Company", &format!("Someone {at}"), "sanction", "")).collect();
    for at in [0, 30_000, 59_999] {
        lines[at] = entity(&format!("hit{at}"), "Company", "Tiny Pipelines", "sanction", "");
    }
    let text = lines.join("\n");
    assert!(text.len() > 2 << 21, "more than two blocks");
    let file = scratch.file("entities.json", &text);
    let out = scratch.path("listed.toml");
    let one = import("opensanctions", &file, &out, "--authority EU --threads 1");
    let two = import("opensanctions", &file, &out, "--authority EU --threads 2");
    assert_eq!(one, two);
    assert_eq!(one["entries"], 60_000);
    let entries: Vec<&str> = one["exact"].list().iter().map(|hit| hit["entry"].text()).collect();
    assert_eq!(entries, ["hit0", "hit30000", "hit59999"]);

    lines[55_555] = "{\"id\":\"a\",\"sch".into();
    let file = scratch.file("entities.json", lines.join("\n"));
    fs::remove_file(&out).unwrap();
    let said = bad((["import", "opensanctions", &file, "--authority", "EU", "--output", &out], TINY));
    assert!(said[0].starts_with(&format!("error: {file}:55556: not an entity: EOF while parsing")), "{said:?}");
    assert!(!Path::new(&out).exists());
}

/// Each mistake with what is said of it; nothing is written.
#[test]
fn a_broken_list_is_named_by_line_and_nothing_is_written() {
    let scratch = Scratch::new();
    let (out, review) = (scratch.path("listed.toml"), scratch.path("review.csv"));
    let fine = entity("a", "Company", "Tiny Pipelines", "sanction", "");
    let cases = [
        ("ofac-sdn", String::new(), ": the list is empty: it has no entry"),
        ("opensanctions", String::new(), ": the list is empty: it has no entry"),
        ("opensanctions", "\n\n".into(), ":1: the columns id, schema and name are needed: is it targets.simple.csv?"),
        ("opensanctions", "id,schema,name\n".into(), ": the list is empty: it has no entry"),
        (
            "ofac-sdn",
            sdn(&[("1", "TINY PIPELINES", "-0- ", "-0- ")]).replace('\u{1a}', "2,\"A\""),
            ":2: a row of the SDN list has 12 cells, this one 2; is it sdn.csv? Nothing of it is used",
        ),
        (
            "opensanctions",
            format!("{fine}\n{{\"id\":\"b\",\"sch"),
            ":2: not an entity: EOF while parsing a string at line 1 column 14; nothing of the list is used",
        ),
        (
            "opensanctions",
            format!("{fine}\n{{\"schema\":\"Company\"}}\n"),
            ":2: not an entity: missing field `id` at line 1 column 20; nothing of the list is used",
        ),
        (
            "opensanctions",
            "id,schema,name\na,Company,Tiny Pipelines\nb,Company\n".into(),
            ":3: not a row of targets.simple.csv: a row has 3 cells, this one 2; nothing of the list is used",
        ),
        (
            "opensanctions",
            "id,name\na,Tiny Pipelines\n".into(),
            ":1: the columns id, schema and name are needed: is it targets.simple.csv?",
        ),
    ];
    for (kind, text, what) in cases {
        let file = scratch.file("list", &text);
        let line = ["import", kind, &file, "--authority", "EU", "--output", &out, "--review", &review];
        assert_eq!(bad((&line, TINY)), [format!("error: {file}{what}")]);
        assert!(!Path::new(&out).exists() && !Path::new(&review).exists(), "{what}");
    }
}

#[test]
fn questions_that_cannot_be_are_refused_before_the_list_is_read() {
    let scratch = Scratch::new();
    let file = scratch.file("list", made_up_sdn());
    let out = scratch.path("listed.toml");
    let said = |more: &[&str]| bad((["import", "ofac-sdn", &file, "--output", &out], TINY, more));
    assert_eq!(
        said(&["--authority", "x y", "--since", "yesterday", "--least", "2"])[..3],
        [
            "error: --authority: \"x y\": an authority is a state or bloc; for example US",
            "error: --since: \"yesterday\": a day is written YYYY-MM-DD; for example 2024-06-30",
            "error: --least: \"2\": how near names are is a number from 0 to 1; for example 0.7",
        ]
    );
    assert_eq!(
        bad((["import", "ofac-sdn", &file], TINY)),
        ["error: an import of a list writes a scenario file: name it with --output"]
    );
    assert_eq!(
        bad((["import", "opensanctions", &file, "--output", &out], TINY)),
        ["error: which authority published the list? --authority EU, or US, UK"]
    );
    assert!(!Path::new(&out).exists());
    let nowhere = scratch.path("none/review.csv");
    let review = said(&["--review", &nowhere]);
    assert!(review[0].starts_with(&format!("error: cannot write {nowhere}: there is no folder")), "{review:?}");
    assert!(!Path::new(&out).exists(), "of two files both are written, or none");
    let none = scratch.path("none");
    let missing = bad((["import", "ofac-sdn", &none, "--output", &out], TINY));
    assert!(missing[0].starts_with(&format!("error: {none}: cannot be read: ")), "{missing:?}");
}

/// A published SDN list: `CORRIDOR_SDN`, else where the project's public data lie. There are thousands on it, and none of
/// the operators of Kazakh routes surely.
#[test]
fn the_published_list_is_read_where_it_is_present() {
    let lying = "../shared/reference/sanctions/ofac_sdn_2023-11.csv.gz";
    let file = std::env::var_os("CORRIDOR_SDN").map_or_else(|| PathBuf::from(lying), PathBuf::from);
    if !file.exists() {
        println!("skipped: there is no {}; CORRIDOR_SDN names one", file.display());
        return;
    }
    let scratch = Scratch::new();
    let (file, out) = (file.display().to_string(), scratch.path("listed.toml"));
    let answer = json(["import", "ofac-sdn", &file, "--output", &out]);
    assert!(answer["entries"].as_u64().unwrap() > 10_000, "{answer}");
    let ids: Vec<&str> = answer["exact"].list().iter().map(|hit| hit["id"].text()).collect();
    assert!(!ids.contains(&"cpc-consortium") && !ids.contains(&"tengizchevroil"), "{ids:?}");
    assert_eq!(run(["check", &out]).code, Some(0));
}
