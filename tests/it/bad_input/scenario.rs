//! Mistakes in a scenario file.

use std::fs;

use serde_json::Value;

use super::{Scratch, counted, each, refused, run, tiny};

const GOOD: &str = r#"id = "mine"
title = "Mine"
extends = "none"
as_of = "2023-06-30"

[[measure]]
id = "event:mine"
sender = "event"
effect = { limit = 0.5 }
on = { place = ["west"] }
source = "what-if"
"#;

/// In a good scenario what stands there becomes this; the findings, without the file.
const MISTAKES: &[(&str, &str, &[&str])] = &[
    (
        "title",
        "titel",
        &[
            "1: column title: this key is missing; add title = \"...\"",
            "2: column titel: there is no such key; did you mean title?",
        ],
    ),
    (
        "as_of",
        "colour",
        &[
            "4: column colour: there is no such key; keys here: id, title, extends, as_of, lift, measure, exception",
        ],
    ),
    ("source = \"what-if\"\n", "", &["6: column source: this key is missing; add source = \"...\""]),
    ("\"Mine\"", "3", &["2: column title: \"3\": this is text, not a number; put it in quotes"]),
    (
        "\"Mine\"",
        "\" \"",
        &["2: column title: \"\\\" \\\"\": this text is blank or holds control characters; write what it is"],
    ),
    (
        "\"mine\"",
        "\"My Own\"",
        &["1: column id: \"My Own\": an id is made of a-z, 0-9 and -; write cpc-closed"],
    ),
    (
        "\"mine\"",
        "\"law\"",
        &["1: column id: \"law\": this word is taken; give the scenario an id of its own"],
    ),
    ("\"none\"", "\"lwa\"", &["3: column extends: \"lwa\": there is no such scenario; did you mean law?"]),
    (
        "\"none\"",
        "\"mine\"",
        &[
            "3: column extends: \"mine\": scenarios extend each other in a circle: mine > mine; let one of them extend none",
        ],
    ),
    (
        "\"none\"",
        "\"west-hlaf\"",
        &["3: column extends: \"west-hlaf\": there is no such scenario; did you mean west-half?"],
    ),
    (
        "\"none\"",
        "\"something-else\"",
        &[
            "3: column extends: \"something-else\": there is no such scenario; extend none or the id of another scenario",
        ],
    ),
    (
        "\"none\"",
        "[\"none\"]",
        &["3: column extends: \"[\\\"none\\\"]\": this is text, not a list; put it in quotes"],
    ),
    (
        "\"2023-06-30\"",
        "\"2023-06-31\"",
        &["4: column as_of: \"2023-06-31\": there is no such day; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "12:30:00",
        &["4: column as_of: \"12:30:00\": there is no such day; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "2023",
        &["4: column as_of: \"2023\": this is a day, not a number; write \"2024-06-30\""],
    ),
    (
        "\"2023-06-30\"",
        "2023-02-29",
        &["4: not TOML: invalid date, expected day between 01 and 28; mend this line"],
    ),
    ("\"Mine\"", "\"Mine", &["2: not TOML: invalid basic string, expected `\"`; mend this line"]),
    ("title = \"Mine\"", "id = \"mine\"", &["2: not TOML: duplicate key; mend this line"]),
    (
        "[[measure]]",
        "[measure]",
        &["6: column measure: \"[measure]\": this is a list of tables; write [[measure]]"],
    ),
    (
        "\"event:mine\"",
        "\"mine\"",
        &["7: column id: \"mine\": a measure's id is SENDER:name; write event:what-happens"],
    ),
    (
        "\"event:mine\"",
        "\"event:Mine\"",
        &["7: column id: \"event:Mine\": an id is made of a-z, 0-9 and -; write event:what-happens"],
    ),
    (
        "\"event:mine\"",
        "\"RUS:mine\"",
        &["7: column id: \"RUS:mine\": a measure's id begins with its sender; write event:what-happens"],
    ),
    (
        "sender = \"event\"",
        "sender = \"evnt\"",
        &["8: column sender: \"evnt\": a sender is a state or bloc, event or market; write RUS, EU or event"],
    ),
    (
        "effect = { limit = 0.5 }\n",
        "",
        &["6: column effect: a measure has an effect; add effect = { bar = true }"],
    ),
    (
        "limit = 0.5",
        "",
        &[
            "9: column effect: a measure has an effect; one of: limit, limit_kt_y, quota_kt_y, charge_usd_t, charge_share, delay_h, bar, require, threat",
        ],
    ),
    (
        "{ limit = 0.5 }",
        "0.5",
        &["9: column effect: \"0.5\": this is a table, not a number; write effect = { key = value }"],
    ),
    ("limit = 0.5", "limti = 0.5", &["9: column limti: there is no such effect; did you mean limit?"]),
    (
        "limit = 0.5",
        "embargo = 0.5",
        &[
            "9: column embargo: there is no such effect; one of: limit, limit_kt_y, quota_kt_y, charge_usd_t, charge_share, delay_h, bar, require, threat",
        ],
    ),
    (
        "limit = 0.5",
        "require = \"A Paper\"",
        &[
            "9: column require: \"A Paper\": an id is made of a-z, 0-9 and -; write require = \"certificate-of-origin\"",
        ],
    ),
    (
        "limit = 0.5",
        "bar = true, limit = 0.5",
        &["9: column effect: \"bar, limit\": a measure has one effect; write a measure for each"],
    ),
    (
        "limit = 0.5",
        "bar = false",
        &["9: column bar: \"false\": a bar is `true` or left out; write bar = true"],
    ),
    (
        "limit = 0.5",
        "limit = 1.5",
        &["9: column limit: \"1.5\": a number here is between 0 and 1; check its unit"],
    ),
    (
        "limit = 0.5",
        "charge_share = [0, 1, 101]",
        &["9: column charge_share: \"[0, 1, 101]\": a number here is between 0 and 100; check its unit"],
    ),
    (
        "limit = 0.5",
        "delay_h = -1",
        &["9: column delay_h: \"-1\": a number here is 0 or more; check its unit"],
    ),
    (
        "limit = 0.5",
        "delay_h = nan",
        &["9: column delay_h: \"nan\": this is a finite number, or [low, value, high]; write delay_h = 0.5"],
    ),
    (
        "limit = 0.5",
        "delay_h = 1e400",
        &[
            "9: column delay_h: \"1e400\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "delay_h = \"3\"",
        &[
            "9: column delay_h: \"\\\"3\\\"\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "delay_h = [1, 2]",
        &[
            "9: column delay_h: \"[1, 2]\": this is a finite number, or [low, value, high]; write delay_h = 0.5",
        ],
    ),
    (
        "limit = 0.5",
        "charge_usd_t = [3, 2, 1]",
        &[
            "9: column charge_usd_t: \"[3, 2, 1]\": a range is [low, value, high] in this order; put them in order",
        ],
    ),
    (
        "limit = 0.5",
        "charge_usd_t = 1e12",
        &["9: column charge_usd_t: \"1e12\": the number is too large to be computed with; check its unit"],
    ),
    (
        "on = { place = [\"west\"] }\n",
        "",
        &[
            "6: column on: limit needs `on`: the assets it is about; add on = { line = [\"...\"] }; only bar and quota_kt_y go without",
        ],
    ),
    (
        "on = {",
        "for = {",
        &[
            "10: column for: `for` chooses trade; write keys on assets in `on`",
            "6: column on: limit needs `on`: the assets it is about; add on = { line = [\"...\"] }; only bar and quota_kt_y go without",
        ],
    ),
    (
        "place = [\"west\"]",
        "cargo = \"crude\"",
        &["10: column on: `on` chooses assets; write keys on trade in `for`"],
    ),
    (
        "place = [\"west\"]",
        "",
        &["10: column on: a selector that says nothing selects nothing; name what it is about"],
    ),
    (
        "{ place = [\"west\"] }",
        "\"west\"",
        &["10: column on: \"\\\"west\\\"\": this is a table, not text; write on = { key = value }"],
    ),
    (
        "place = [\"west\"]",
        "place = [\"wets\", \"nowhere-at-all\"]",
        &[
            "10: column place: \"nowhere-at-all\": there is no such place; it is one of: abroad, east, field, hub, narrows, west",
            "10: column place: \"wets\": there is no such place; did you mean west?",
        ],
    ),
    ("place = [\"west\"]", "place = []", &["10: column place: a key needs a value; a place by its id"]),
    (
        "place = [\"west\"]",
        "place = 3",
        &["10: column place: \"3\": a value here is text or a list of text, not a number; put it in quotes"],
    ),
    (
        "place = [\"west\"]",
        "place = [3]",
        &["10: column place: \"3\": a list here is of text, not a number; put it in quotes"],
    ),
    (
        "place = [\"west\"]",
        "country = \"RSU\"",
        &[
            "10: column country: \"RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
        ],
    ),
    (
        "place = [\"west\"]",
        "kind = \"harbour\"",
        &[
            "10: column kind: \"harbour\": there is no such kind of place; it is one of: country, field, refinery, terminal, port, border, strait, rack, hub, junction",
        ],
    ),
    (
        "place = [\"west\"]",
        "owner = \"tiny-stat\"",
        &["10: column owner: \"tiny-stat\": there is no such party; did you mean tiny-state?"],
    ),
    (
        "place = [\"west\"]",
        "transfer = \"rail\"",
        &[
            "10: column transfer: \"rail\": a transfer is written FROM>TO; a side is `mode`, `mode:way` or `*`: rail>sea",
        ],
    ),
    (
        "place = [\"west\"]",
        "place = \"west\", not = 3",
        &[
            "10: column not: `not` holds a table of keys, and is not nested deeply; write not = { key = value }",
        ],
    ),
    (
        "place = [\"west\"]",
        "kind = \"port\", not = { country = \"RUS\", cargo = \"crude\" }",
        &[
            "10: column country: `not` speaks of assets or of trade, never of both; write the assets in `on` and the trade in `for`",
        ],
    ),
    (
        "source =",
        "since = 2024-01-02\nuntil = 2024-01-01\nsource =",
        &["12: column until: \"2024-01-01\": the last day lies before the first; swap them, or mend one"],
    ),
    (
        "source = \"what-if\"\n",
        "source = \"what-if\"\n[[measure]]\nid = \"event:mine\"\nsender = \"event\"\neffect = { bar = true }\nsource = \"x\"\n",
        &[
            "12: column id: \"event:mine\": this measure is in the scenario already; give it another id; what is extended brings its measures along",
        ],
    ),
];

/// `check` finds it (1), `reroute` cannot run (2) and writes nothing; both say the same.
#[test]
fn each_mistake_in_a_scenario_is_named_and_nothing_else() {
    let tiny = tiny().display().to_string();
    each(MISTAKES, |at, (from, to, said)| {
        assert!(GOOD.contains(from), "no {from:?}");
        let scratch = Scratch::new(&format!("scenario-{at}"));
        let (file, out) = (scratch.path("s.toml"), scratch.0.join("out.json"));
        fs::write(&file, GOOD.replacen(from, to, 1)).unwrap();
        let said: Vec<String> = said.iter().map(|said| format!("error: {file}:{said}")).collect();
        let arguments = [
            "reroute",
            "--atlas",
            &tiny,
            "--scenario",
            &file,
            "--format",
            "json",
            "--output",
            out.to_str().unwrap(),
        ];
        let mut ordered = said.clone();
        ordered.sort_by_key(|said| said[file.len() + 8..].split(':').next().unwrap().parse::<u64>().unwrap());
        refused(&arguments, &out, &ordered, &counted("the scenario cannot be used", said.len()));
        let (code, stdout, _) = run(&["check", "--atlas", &tiny, &file, "--format", "json"]);
        assert_eq!(code, Some(1));
        let answer: Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(answer["errors"], said.len(), "{stdout}");
    });
}

#[test]
fn a_scenario_with_a_mark_of_order_and_foreign_line_ends_is_fine() {
    let scratch = Scratch::new("bom-scenario");
    let file = scratch.path("s.toml");
    fs::write(&file, format!("\u{feff}{}", GOOD.replace('\n', "\r\n"))).unwrap();
    let tiny = tiny().display().to_string();
    assert_eq!(run(&["check", "--atlas", &tiny, &file]).0, Some(0));
    assert_eq!(run(&["reroute", "--atlas", &tiny, "--scenario", &file]).0, Some(0));
}

/// A file of 20,000 measures, each of them wrong, is read in a moment, not in square time.
#[test]
fn a_long_scenario_is_read_in_a_moment() {
    let scratch = Scratch::new("long");
    let file = scratch.path("s.toml");
    let measure = |at| {
        format!(
            "[[measure]]\nid = \"event:m{at}\"\nsender = \"event\"\neffect = {{ bar = true }}\non = {{ place = \"wets\" }}\nsource = \"x\"\n"
        )
    };
    let text: String = (0..20_000).map(measure).collect();
    fs::write(&file, format!("id = \"mine\"\ntitle = \"Mine\"\n{text}")).unwrap();
    let start = std::time::Instant::now();
    let (code, _, stderr) = run(&["reroute", "--atlas", tiny().to_str().unwrap(), "--scenario", &file]);
    let said = stderr.lines().filter(|line| !super::is_drawn(line)).count();
    assert_eq!((code, said, stderr.matches("^^^^").count()), (Some(2), 102, 100));
    assert!(
        stderr.contains(":7: column place: \"wets\": there is no such place; did you mean west?"),
        "{stderr:.500}"
    );
    assert!(
        stderr.ends_with("and 19900 more\nerror: the scenario cannot be used (20000 errors)\n"),
        "{stderr}"
    );
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

/// Where brackets nest without end the reader gives up with a sentence, not with the stack.
#[test]
fn what_nests_without_end_is_refused() {
    let scratch = Scratch::new("deep");
    let file = scratch.path("s.toml");
    let tiny = tiny().display().to_string();
    for text in [
        format!("id = {}", "[".repeat(100_000)),
        format!("id = {}1", "{ a = ".repeat(100_000)),
        format!("{} = 1", ["a"; 50_000].join(".")),
    ] {
        fs::write(&file, text).unwrap();
        let (code, stdout, stderr) = run(&["check", "--atlas", &tiny, &file]);
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{stdout}");
        assert!(stdout.contains("s.toml:1: not TOML: "), "{stdout}");
    }
    let atlas = Scratch::atlas("deep-package");
    fs::write(atlas.0.join("datapackage.json"), "[".repeat(100_000)).unwrap();
    let (code, stdout, _) = run(&["check", &atlas.path("")]);
    assert_eq!(code, Some(1));
    assert!(stdout.contains("datapackage.json:1: not JSON: recursion limit exceeded"), "{stdout}");
}

/// Columns, sheets and views of the page are called by the ids of scenarios.
#[test]
fn scenarios_that_are_called_the_same_are_refused() {
    let scratch = Scratch::new("same-id");
    let (own, base, out) = (scratch.path("own.toml"), scratch.path("base.toml"), scratch.0.join("out.html"));
    let text = fs::read_to_string(tiny().join("scenarios/west-closed.toml")).unwrap();
    fs::write(&own, &text).unwrap();
    fs::write(&base, text.replacen("\"west-closed\"", "\"baseline\"", 1)).unwrap();
    let tiny = tiny().display().to_string();
    let cases = ["west-closed", &own, &base];
    let said = [
        "error: baseline: this is what no scenario is called; give each scenario a name of its own",
        "error: west-closed: two scenarios have this id; give each scenario a name of its own",
    ]
    .map(str::to_owned);
    for command in ["compare", "report"] {
        let line = [&[command, "--atlas", &tiny][..], &cases, &["--output", out.to_str().unwrap()]].concat();
        refused(&line, &out, &said, &counted("these scenarios cannot be told apart", 2));
    }
}
