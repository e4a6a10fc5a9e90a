//! The record of the atlas: law, events and the market as three things, the day on which questions of law stand, and
//! whose law was searched.

use serde_json::Value;

use crate::support::{Cell as _, Scratch, bad, exits, good, json};

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.list().iter().map(|own| own[key].as_str().unwrap_or_default()).collect()
}

fn notes(answer: &Value) -> Vec<&str> {
    answer["notes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The invented atlas with an event that halves the western berth, and a premium of 5 USD/t there.
fn with_record() -> Scratch {
    let scratch = Scratch::tiny();
    scratch.file("measures/event.toml", event("until = \"2024-12-31\""));
    scratch.file("measures/market.toml", premium("confirmed = \"2024-06-30\""));
    scratch
}

fn event(last: &str) -> String {
    measure("event", "event:berth", "limit = 0.5", last)
}

fn premium(last: &str) -> String {
    measure("market", "market:premium", "charge_usd_t = 5.0", last)
}

fn measure(authority: &str, id: &str, effect: &str, last: &str) -> String {
    format!(
        "authority = \"{authority}\"\n\n[[measure]]\nid = \"{id}\"\ntitle = \"Invented\"\neffect = {{ {effect} }}\n\
         on = {{ place = \"west\" }}\nsince = \"2024-01-01\"\n{last}\nsource = [\"tiny\"]\nconf = \"H\"\ntext_seen = true\n"
    )
}

/// 900 of 1100 pass the western berth. Half of it leaves 550, so 350 are freed and 200 find the eastern berth (`data/tiny`,
/// "West half"). The law is EU:west-import: 2023's flows to Italy do not go by west at all on this day.
#[test]
fn each_layer_applies_alone_and_all_together_are_as_it_is() {
    let scratch = with_record();
    let run = |scenarios: &str| {
        let line =
            format!("--atlas {} reroute --cargo crude --year 2023 --as-of 2024-03-01 {scenarios}", scratch.folder());
        json(line)
    };
    let stranded = |answer: &Value| answer["stranded_kt"].number();
    let events = run("--scenario events");
    assert_eq!(stranded(&events), 150.0);
    assert_eq!((&events["scenario"]["events"], &events["scenario"]["law"]), (&Value::Bool(true), &Value::Null));
    let market = run("--scenario market");
    assert_eq!((stranded(&market), &market["scenario"]["market"]), (0.0, &Value::Bool(true)));
    // 900 kt pay 5 USD each.
    let more = market["cost_usd"].number() - run("")["cost_usd"].number();
    assert!((more - 4_500_000.0).abs() < 1.0, "{more}");
    let law = run("--scenario law");
    assert_eq!(stranded(&law), 700.0, "800 go to Italy by no other route than west, where 200 fit by east");
    let all = run("--scenario as-is");
    let stacked = run("--scenario law --scenario events --scenario market");
    assert_eq!(all["flows"], stacked["flows"]);
    assert_eq!(notes(&all), notes(&stacked));
}

#[test]
fn headers_name_what_was_applied() {
    let scratch = with_record();
    let header = |more: &str| {
        let line = format!("--atlas {} reroute --cargo crude --year 2023 --as-of 2024-03-01 {more}", scratch.folder());
        good(line).lines().find(|line| line.starts_with("scenario ")).unwrap().to_owned()
    };
    let of = |scenario: &str, applied: &str| {
        format!("scenario {scenario}, as of 2024-03-01, {applied}; atlas corridor-tiny 1.0.0")
    };
    assert_eq!(header(""), of("none", "no law applied"));
    assert_eq!(header("--scenario law"), of("law", "law applied"));
    assert_eq!(header("--scenario events"), of("events", "events applied"));
    assert_eq!(header("--scenario events --scenario market"), of("events+market", "events and market applied"));
    assert_eq!(header("--scenario as-is"), of("as-is", "law, events and market applied"));
    assert_eq!(
        header("--actor tiny-trader"),
        of("none", "law applied, for tiny-trader"),
        "an actor brings the law alone"
    );
    assert_eq!(header("--price 60USD/bbl"), of("none", "law applied"));
    assert_eq!(header("--lift event:berth"), of("none", "events applied"), "a lift brings what it is taken from");
}

#[test]
fn a_file_extends_a_layer_and_lifts_a_part_of_it() {
    let scratch = with_record();
    let file = |extends: &str, more: &str| {
        let text = format!("id = \"mine\"\ntitle = \"Mine\"\nextends = \"{extends}\"\n{more}");
        let path = scratch.file("mine.toml", text);
        let line = format!(
            "--atlas {} reroute --cargo crude --year 2023 --as-of 2024-03-01 --scenario {path}",
            scratch.folder()
        );
        json(line)["stranded_kt"].number()
    };
    assert_eq!(file("events", ""), 150.0);
    assert_eq!(file("as-is", "lift = [\"event:berth\"]"), file("law", ""));
    assert_eq!(file("events", "lift = [\"event:berth\"]"), 0.0);
}

#[test]
fn built_in_scenarios_are_listed_and_their_names_are_taken() {
    let all = json("list scenarios");
    assert_eq!(texts(&all["rows"], "id")[..4], ["law", "events", "market", "as-is"]);
    assert_eq!(texts(&all["rows"], "title")[3], "As it is: law, events and market");
    let unknown = bad("reroute --cargo crude --scenario evnts");
    assert!(unknown[0].contains("\"evnts\": unknown scenario; did you mean events?"), "{unknown:?}");
    let scratch = Scratch::new();
    let file = scratch.file("s.toml", "id = \"as-is\"\ntitle = \"Mine\"\n");
    let taken = bad(format!("reroute --cargo crude --scenario {file}"));
    assert!(
        taken[0].ends_with("s.toml:1: column id: \"as-is\": this word is taken; give the scenario an id of its own")
    );
    let shown = json("show market");
    assert_eq!(shown["things"][0]["id"], "market");
    assert!(shown["things"][0]["related"].to_string().contains("market:war-risk-2026"), "{shown}");
}

/// What `check` says of the invented atlas with another file of measures, which it does not take.
fn said(file: &str, text: &str) -> String {
    let scratch = Scratch::tiny();
    scratch.file(file, text);
    exits(1, format!("check {} --format csv", scratch.folder()))
}

#[test]
fn an_event_ends_or_was_confirmed_on_a_last_day() {
    let open = said("measures/event.toml", &event(""));
    let rule = "an event or what a market does has a last day, or one on which a source last confirmed it";
    let hint = "add until = \"2026-01-24\" or confirmed = \"2026-01-24\"";
    // CSV doubles quotes.
    assert!(open.contains(rule) && open.contains(&hint.replace('"', "\"\"")), "{open}");
    let state = said("measures/KAZ.toml", &measure("KAZ", "KAZ:berth", "close = true", "confirmed = \"2024-06-30\""));
    assert!(state.contains("law is in force until it is repealed: no day confirms it"), "{state}");
    let early = said("measures/event.toml", &event("confirmed = \"2023-06-30\""));
    assert!(early.contains("it was confirmed before it began"), "{early}");
}

#[test]
fn after_the_last_day_of_confirmation_the_answer_says_so() {
    let scratch = with_record();
    let on = |day: &str| {
        let line =
            format!("--atlas {} reroute --cargo crude --year 2023 --as-of {day} --scenario market", scratch.folder());
        json(line)
    };
    let note = "market:premium was last confirmed on 2024-06-30";
    assert!(!notes(&on("2024-06-30")).contains(&note));
    assert!(notes(&on("2024-07-01")).contains(&note));
    let compared =
        json(format!("--atlas {} compare --cargo crude --year 2023 --as-of 2024-07-01 market none", scratch.folder()));
    assert!(notes(&compared).contains(&note) && notes(&compared).contains(&"market: market applied"), "{compared}");
}

#[test]
fn questions_of_law_stand_on_the_last_day_that_the_law_data_cover() {
    let scratch = Scratch::tiny();
    scratch.replace("coverage.csv", "TUR,2022-01-01,2025-12-31", "TUR,2022-01-01,2024-12-31");
    let first = |line: &str| {
        let text = good(format!("--atlas {} {line}", scratch.folder()));
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        (lines[0].clone(), lines[2].clone())
    };
    let why = "2025-12-31 is the last day that the law data cover (of TUR to 2024-12-31)";
    for (line, title) in [
        ("legal field abroad --cargo crude", "legal as of 2025-12-31: 1 route"),
        ("owners tiny-state", "owners as of 2025-12-31: tiny-state: Tiny State Fund"),
        ("list measures", "list as of 2025-12-31: 10 measures"),
        ("list coverage", "list as of 2025-12-31: 7 rows of coverage"),
        ("show tiny-state", "show as of 2025-12-31: tiny-state"),
        ("show EU:third-origin", "show as of 2025-12-31: EU:third-origin"),
    ] {
        assert_eq!(first(line), (title.to_owned(), why.to_owned()), "{line}");
    }
    assert_eq!(first("owners tiny-state --as-of 2024-06-30").0, "owners as of 2024-06-30: tiny-state: Tiny State Fund");
    let year = json(format!("--atlas {} legal field abroad --cargo crude --year 2023", scratch.folder()));
    assert_eq!(year["scenario"]["as_of"], "2023-06-30");
    // A network is no question of law.
    assert_eq!(first("show west").0, "show: west");
}

#[test]
fn a_day_outside_the_flows_is_said_in_every_answer() {
    let note = "the atlas is of 2023: on 2024-03-01 a link that names no first or last day counts as open";
    for line in [
        "route field abroad --cargo crude",
        "legal field abroad --cargo crude",
        "reroute --cargo crude --year 2023",
        "exposure --cargo crude --year 2023",
        "owners tiny-state",
        "list places",
        "show west",
    ] {
        let answer = json(format!("--atlas data/tiny {line} --as-of 2024-03-01"));
        assert!(notes(&answer).contains(&note), "{line}: {answer}");
        let within = json(format!("--atlas data/tiny {line} --as-of 2023-03-01"));
        assert!(!notes(&within).iter().any(|note| note.contains("counts as open")), "{line}");
    }
}

#[test]
fn an_answer_for_an_earlier_day_names_what_changed_since() {
    let text = good("--atlas data/tiny owners tiny-state --as-of 2023-06-30");
    assert!(
        text.contains("\nListed by no authority of this atlas.\nSince then: US/tiny listed 2024-01-01.\n"),
        "{text}"
    );
    let text = good("--atlas data/tiny owners tiny-state --as-of 2024-06-30");
    assert!(text.contains("\nListed: US/tiny from 2024-01-01.\n") && !text.contains("Since then"), "{text}");
    let text = good("--atlas data/tiny legal field abroad --cargo crude --via west --as-of 2024-03-01");
    assert!(text.contains("\nSince then, up to 2025-12-31: 2024-07-01 EU:third-origin (conditional).\n"), "{text}");
    let rosneft = json("owners rosneft --as-of 2025-06-30");
    let changes: Vec<String> = rosneft["changes"]
        .list()
        .iter()
        .map(|own| format!("{} {} {}", own["date"].text(), own["change"].text(), own["by"].text()))
        .collect();
    for listed in
        ["2025-10-15 listed UK/russia", "2025-10-22 listed US/russia", "2025-10-23 named EU:full-transaction-ban"]
    {
        assert!(changes.contains(&listed.to_owned()), "{changes:?}");
    }
}

/// Only what changes, once for all routes; all acts of all days with `--full`.
#[test]
fn days_of_law_show_what_changes_alone() {
    let line = "--atlas data/tiny legal field abroad --cargo crude --via west --dates 2023-12-01..2025-12-31 \
                --actor tiny-trader";
    let changes = json(line)["changes"].list().clone();
    let told: Vec<String> = changes
        .iter()
        .map(|own| {
            let verdict = |key: &str| own[key].as_str().unwrap_or("-").to_owned();
            format!(
                "{} {} {} {} {}",
                own["date"].text(),
                own["change"].text(),
                own["id"].text(),
                verdict("was"),
                verdict("became")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "2024-01-01 applies EU:west-import - prohibited",
            "2024-01-01 applies TUR:letter - conditional",
            "2024-01-01 risk applies US:secondary - -",
            "2024-07-01 applies EU:third-origin prohibited conditional",
            "2025-07-01 risk ends US:secondary - -",
        ]
    );
    assert_eq!(changes[3]["title"], "Oil that is not of Russia");
    assert_eq!(changes[3]["routes"].list(), &["field > abroad".into()] as &[Value]);
    let text = good(line);
    assert!(text.contains("2023-12-01: 1 open. 2025-12-31: 1 conditional."), "{text}");
    assert!(!text.contains("buy "), "no acts: {text}");
    assert_eq!(good(format!("{line} --format csv")).lines().count(), 6, "a header, and a row per change");
    let full = good(format!("{line} --full"));
    assert!(full.contains("field to abroad, 2024-01-01: prohibited"), "{full}");
    let refused = bad("legal KAZ ITA --cargo crude --full");
    assert!(refused[0].contains("the following required arguments were not provided"), "{refused:?}");
}

/// Without rows for them: Azerbaijan is in no bloc, Italy is a member of the Union, Türkiye has measures.
fn searched(without: &str) -> Scratch {
    let scratch = Scratch::tiny();
    let kept: String = scratch
        .read("coverage.csv")
        .lines()
        .filter(|row| !without.split(' ').any(|own| row.starts_with(own)))
        .map(|row| format!("{row}\n"))
        .collect();
    scratch.file("coverage.csv", kept);
    scratch
}

#[test]
fn law_that_no_one_searched_is_a_verdict_of_its_own() {
    let scratch = searched("AZE ITA");
    let line = format!("--atlas {} legal field abroad --cargo crude --via east --as-of 2024-03-01", scratch.folder());
    let answer = json(&line);
    let row = &answer["rows"][0];
    assert_eq!(row["verdict"], "not_searched");
    assert!(row["law_horizon"].is_null());
    let verdicts = texts(&row["acts"], "verdict");
    assert!(verdicts.iter().all(|verdict| *verdict == "not_searched"), "never open: {verdicts:?}");
    let gap = row["acts"].list().iter().find(|act| act["authority"] == "AZE").unwrap();
    assert_eq!(gap["needs"].list(), &["a search of the law of AZE".into()] as &[Value]);
    assert!(notes(&answer).contains(&"national law beyond EU law was not searched: ITA"), "{answer}");
    let text = good(&line);
    assert!(text.contains("law not searched: AZE; a reading of sources, not advice"), "{text}");
    assert!(text.contains("field to abroad, 2024-03-01: not searched"), "{text}");
    // A finding for whoever is strict; open or prohibited where that is assumed.
    exits(1, format!("{line} --strict"));
    assert_eq!(json(format!("{line} --assume open"))["rows"][0]["verdict"], "open");
    assert_eq!(json(format!("{line} --assume prohibited"))["rows"][0]["verdict"], "prohibited");
    let closed = json(format!(
        "--atlas {} reroute --cargo crude --year 2023 --as-of 2024-03-01 --assume prohibited",
        scratch.folder()
    ));
    let reached = closed["flows"].list().iter().filter(|flow| flow["id"] == "east-buyer");
    assert!(
        reached.clone().count() == 1 && reached.into_iter().all(|flow| flow["delivered_kt"].number() == 0.0),
        "{closed}"
    );
    // With a row that ends before the day it is unknown, which is worse.
    let late = json(line.replace("2024-03-01", "2026-03-01"));
    assert_eq!(late["rows"][0]["verdict"], "unknown");
}

#[test]
fn a_route_says_what_was_not_searched_too() {
    let scratch = searched("AZE ITA");
    let line = format!(
        "--atlas {} route field abroad --cargo crude --via east --as-of 2024-03-01 --scenario law",
        scratch.folder()
    );
    let answer = json(&line);
    assert_eq!(answer["routes"][0]["verdict"], "not_searched");
    assert!(notes(&answer).contains(&"national law beyond EU law was not searched: ITA"), "{answer}");
    exits(1, format!("{line} --strict"));
}

#[test]
fn coverage_is_listed_with_what_is_not_in_it() {
    let scratch = searched("AZE ITA");
    scratch.replace("coverage.csv", "measures,,,reported", "measures,2026-11-01,a student of the house,reported");
    let answer = json(format!("--atlas {} list coverage", scratch.folder()));
    let notes = notes(&answer);
    assert!(notes.contains(&"not searched: AZE"), "{notes:?}");
    assert!(notes.contains(&"national law beyond EU law was not searched: ITA"), "{notes:?}");
    let union = answer["rows"].list().iter().find(|row| row["authority"] == "EU").unwrap();
    assert_eq!((union["searched_on"].text(), union["searched_by"].text()), ("2026-11-01", "a student of the house"));
    assert_eq!((union["law_horizon"].text(), union["holds"].text()), ("2025-12-31", "measures"));
    // Who imposes measures was searched by someone.
    let unsearched = searched("TUR");
    let warned = good(format!("check {} --format csv", unsearched.folder()));
    let rule = "this authority has measures, and no row says that its law was searched";
    assert!(warned.contains(rule), "{warned}");
}

#[test]
fn what_rules_can_be_read_somewhere() {
    let answer = json("legal novorossiysk-sheskharis trieste --commodity crude-urals --as-of 2025-11-15");
    let text = answer["texts"].list().iter().find(|own| own["id"] == "EU:crude-import").unwrap();
    assert!(text["url"].list().iter().all(|url| url.text().starts_with("https://")), "{text}");
    assert!(!text["url"].list().is_empty() && !text["source"].list().is_empty(), "{text}");
}

#[test]
fn what_was_assumed_is_one_line() {
    let assumed = |line: &str| {
        let answer = json(format!("--atlas data/tiny {line} --as-of 2024-03-01"));
        notes(&answer).into_iter().find(|note| note.starts_with("assumed: ")).map(str::to_owned)
    };
    let trade = "seller and buyer by the countries of the ends; no price; no goods owner, carrier, vessel, insurer, bank, \
                 broker, whose acts are not judged";
    assert_eq!(assumed("legal field abroad --cargo crude").unwrap(), format!("assumed: {trade}"));
    assert_eq!(assumed("route field abroad --cargo crude --scenario law").unwrap(), format!("assumed: {trade}"));
    assert_eq!(assumed("route field abroad --cargo crude"), None, "no law, no assumption about it");
    let flows = "assumed: seller and buyer by the countries of the ends; goods owner as the flow says; no carrier, vessel, \
                 insurer, bank, broker, whose acts are not judged";
    assert_eq!(assumed("reroute --cargo crude --year 2023 --price 50USD/bbl").unwrap(), flows);
    let named = "--party buyer=ITA --party seller=KAZ --goods-owner tiny-state --price 50USD/bbl --party carrier=ITA --party vessel=ITA \
                 --party insurer=ITA --party broker=ITA --currency EUR";
    assert_eq!(assumed(&format!("legal field abroad --cargo crude {named}")), None);
}

#[test]
fn an_owner_that_is_listed_is_never_just_open() {
    let line =
        "--atlas data/tiny legal field abroad --cargo crude --via east --as-of 2024-03-01 --goods-owner tiny-state";
    let answer = json(line);
    let own = answer["rows"][0]["acts"].list().iter().find(|act| act["act"] == "own").unwrap();
    assert_eq!((own["verdict"].text(), own["measure"].is_null()), ("open", true));
    assert_eq!(own["listed"][0]["authority"], "US");
    assert_eq!(own["listed"][0]["since"], "2024-01-01");
    let text = good(line);
    let row = text.lines().find(|line| line.starts_with("own ")).unwrap();
    assert!(row.contains("open, but listed") && row.contains("listed by US/tiny from 2024-01-01"), "{row}");
    let before = good(line.replace("2024-03-01", "2023-03-01"));
    assert!(!before.contains("but listed"), "{before}");
}

/// A sweep asks the law like any other question: on this day no Italian buys what goes by west.
#[test]
fn a_sweep_applies_what_its_scenarios_name() {
    let sweep = "--atlas data/tiny sweep --cargo crude --from field --to abroad --as-of 2024-03-01 --scenario law";
    let answer = json(sweep);
    assert!(notes(&answer).contains(&"law: law applied"), "{answer}");
    let swept = answer["scenarios"].list().iter().find(|own| own["scenario"] == "law").unwrap();
    assert_eq!(swept["changed"], 1, "{swept}");
}
