use super::*;
use crate::validate::tests::tiny;

const GOOD: &str = r#"
id = "west-closed"
title = "West is closed"
extends = "none"
as_of = "2023-06-30"

[[measure]]
id = "event:west"
authority = "event"
effect = { close = true }
on = { line = ["west-line"], not = { country = "KAZ" } }
source = "what-if"
"#;

fn read(text: &str) -> Result<Scenario, Vec<Diagnostic>> {
    one("s.toml", text, &tiny())
}

/// The one finding in a scenario that differs from a good one.
#[track_caller]
fn bad(from: &str, to: &str, expected: &str) {
    assert!(GOOD.contains(from), "{from}");
    let diagnostics = read(&GOOD.replacen(from, to, 1)).unwrap_err();
    let all: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    assert!(all.iter().any(|diagnostic| diagnostic.contains(expected)), "{expected}\nin {all:#?}");
}

#[test]
fn a_scenario_is_read() {
    let scenario = read(GOOD).unwrap();
    assert_eq!(scenario.id, "west-closed");
    assert_eq!(scenario.as_of.unwrap().to_string(), "2023-06-30");
    assert_eq!(scenario.measures.len(), 1);
    assert_eq!(scenario.measures[0].effect, crate::model::Effect::Close);
    assert!(scenario.measures[0].on.as_ref().unwrap().not.is_some());
}

#[test]
fn mistakes_are_named_with_their_lines() {
    bad("extends = \"none\"", "extends = \"west-hlaf\"", "no such scenario; did you mean west-half?");
    bad("extends = \"none\"", "extends = \"west-closed\"", "in a circle: west-closed > west-closed");
    bad("extends", "extend", "s.toml:4: column extend: there is no such key; did you mean extends?");
    bad("2023-06-30", "2023-06-31", "s.toml:5: column as_of: \"2023-06-31\": there is no such day");
    bad(
        "close = true",
        "close = true, delay_h = 3",
        "s.toml:10: column effect: \"close, delay_h\": a measure has one effect",
    );
    bad("close = true", "close = false", "what closes is `true` or left out");
    bad("close = true", "bat = true", "column bat: there is no such effect; one of:");
    bad("close = true", "require = \"A Paper\"", "an id is made of a-z, 0-9 and -");
    bad(
        "close = true",
        "secondary_sanctions = \"war\"",
        "there is no such kind of secondary sanctions; it is one of: designation, ",
    );
    bad("close = true", "limit = 1.5", "column limit: \"1.5\": a number here is between 0 and 1");
    bad("close = true", "charge_usd_t = [3, 2, 1]", "a range is [low, value, high] in this order");
    bad("close = true", "delay_h = nan", "this is a finite number");
    bad("close = true", "delay_h = -1", "a number here is 0 or more");
    bad("close = true", "", "a measure has an effect");
    bad("\"event:west\"", "\"west\"", "column id: \"west\": a measure's id is AUTHORITY:name");
    bad("\"event:west\"", "\"RUS:west\"", "a measure's id begins with its authority");
    bad("authority = \"event\"", "authority = \"evnt\"", "an authority is a state or bloc, event or market");
    bad("line =", "lien =", "s.toml:11: column lien: there is no such selector key; did you mean line?");
    bad(
        "[\"west-line\"]",
        "[\"wets-line\"]",
        "column line: \"wets-line\": there is no such line; did you mean west-line?",
    );
    bad("[\"west-line\"]", "[3]", "a list here is of text, not a number");
    bad("on =", "for =", "`for` chooses trade");
    bad("line = [\"west-line\"]", "cargo = \"crude\"", "`on` chooses assets; write keys on trade in `for`");
    bad(
        "\"KAZ\"",
        "\"KAX\"",
        "column country: \"KAX\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean KAZ?",
    );
    bad("source =", "sauce =", "column source: this key is missing");
    bad("title = \"West is closed\"", "title = 3", "column title: \"3\": this is text, not a number");
    bad("[[measure]]", "[measure]", "this is a list of tables; write [[measure]]");
    bad("effect = {", "effect = ", "s.toml:10: not TOML");
    bad("id = \"west-closed\"", "id = \"none\"", "this word is taken");
}

#[test]
fn a_limit_needs_assets_and_a_quota_does_not() {
    let without = |effect: &str| {
        let text = GOOD.replace("close = true", effect);
        read(&text.lines().filter(|line| !line.starts_with("on")).collect::<Vec<_>>().join("\n"))
    };
    assert!(without("quota_kt_y = 5").is_ok());
    assert!(without("close = true").is_ok());
    assert!(without("limit = 0.5").unwrap_err()[0].rule.contains("limit needs `on`"));
}

#[test]
fn scenarios_extend_each_other_but_not_in_a_circle() {
    let file = |id: &str, extends: &str| RawFile {
        name: format!("scenarios/{id}.toml"),
        text: GOOD
            .replace("west-closed", id)
            .replace("\"none\"", &format!("\"{extends}\""))
            .replace("event:west", &format!("event:{id}")),
    };
    let (scenarios, diagnostics) = all(&[file("a", "b"), file("b", "none")], ScenariosRead::All, &tiny());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let ids: Vec<_> = scenarios[0].measures.iter().map(|measure| measure.id.to_string()).collect();
    assert_eq!(ids, ["event:b", "event:a"]);
    let (scenarios, diagnostics) = all(&[file("a", "b"), file("b", "c"), file("c", "b")], ScenariosRead::All, &tiny());
    assert!(scenarios.is_empty());
    let rules: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.rule.as_str()).collect();
    assert_eq!(
        rules,
        ["scenarios extend each other in a circle: b > c > b", "scenarios extend each other in a circle: c > b > c"]
    );
    let (_, diagnostics) = all(
        &[file("a", "none"), RawFile { name: "scenarios/z.toml".into(), ..file("a", "none") }],
        ScenariosRead::All,
        &tiny(),
    );
    assert_eq!(
        diagnostics[0].to_string(),
        "error: scenarios/z.toml:2: column id: \"a\": scenarios/a.toml has this id already; give it another"
    );
}
