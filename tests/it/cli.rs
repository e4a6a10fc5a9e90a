//! One good run and one bad of every command, as a user meets them: exit code, headings, error texts.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::{Cell as _, Line, Scratch, exits, good, json, parsed, program, ran, refusal, run};

/// What examples about imported networks and instances read.
fn graph() -> Scratch {
    Scratch::of([
        ("nodes.csv.gz", "id,lat,lon\na,46.1,53.4\nb,44.5,40.2\nc,37.2,15.2\n"),
        ("links.csv.gz", "source,target,km\na,b,1100\nb,c,2300\na,c,4000\n"),
        ("ports.csv", "id\na\nb\nc\n"),
        ("tonnes.csv", "from,to,kt\na,c,100\n"),
        ("closures.csv", "scenario,effect,on,amount\nb-shut,bar,place=b,\n"),
        ("network.min", include_str!("../../crates/assignment/examples/instances/small.min")),
        ("network.nod", include_str!("../../crates/assignment/examples/instances/small.nod")),
        ("network.arc", include_str!("../../crates/assignment/examples/instances/small.arc")),
        ("network.sup", include_str!("../../crates/assignment/examples/instances/small.sup")),
        ("network.mut", include_str!("../../crates/assignment/examples/instances/small.mut")),
        ("what-if.toml", WHAT_IF),
    ])
}

const FLOWS: &str = "--origin KAZ --cargo crude --year 2023";

#[test]
fn help_of_every_command_has_an_example() {
    for command in COMMANDS {
        let text = good([command, "--help"]);
        assert!(text.contains("Example") && text.contains(&format!("corridor {command}")), "{command}: {text}");
    }
}

/// The examples of a help page: lines that start with the program's name.
fn examples(command: &str) -> Vec<String> {
    let text = good((command, "--help"));
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("corridor "));
    lines.map(Into::into).collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let scratch = graph();
    // What others read is written first.
    let first = ["init", "import", "compile"];
    let others = COMMANDS.iter().filter(|command| !first.contains(command) && **command != "completions");
    let commands: Vec<_> = first.iter().chain(others).collect();
    let mut lines: Vec<String> = commands.iter().flat_map(|command| examples(command)).collect();
    lines.extend(examples(""));
    assert!(lines.len() > commands.len(), "{lines:#?}");
    // What follows a pipe draws; the shell's `&&` is two commands.
    for line in lines.iter().flat_map(|line| line.split(" && ")) {
        let own = line.split(" | ").next().unwrap();
        let words: Vec<&str> = own.split_whitespace().skip(1).collect();
        let ran = ran(program(words).current_dir(&scratch.0));
        assert_eq!(ran.code, Some(0), "{line}\n{}", ran.stderr);
    }
}

const WHAT_IF: &str = r#"
id = "what-if"
title = "CPC at half"

[[measure]]
id = "event:half"
authority = "event"
effect = { limit = 0.5 }
on = { line = ["cpc"] }
source = "what-if"
"#;

#[test]
fn ends_are_read_however_they_are_spelt() {
    for (from, to) in [("TENGIZ", "itaug"), ("KZTGZ", "Augusta"), ("'tengiz'", "àugusta"), ("tengiz", "IT AUG")] {
        let answer = json(["route", from, to, "--cargo", "crude"]);
        assert_eq!((&answer["from"]["id"], &answer["to"]["id"]), (&"tengiz".into(), &"augusta".into()));
    }
    assert_eq!(json("route kaz Turkiye --cargo crude")["to"]["id"], "TUR");
}

#[test]
fn part_of_a_name_is_answered_with_all_that_have_it() {
    let said = refusal("route Novorossiysk augusta --cargo crude");
    assert!(said.contains("names several places; give the id of one: novorossiysk-cpc (terminal, RUS, "), "{said}");
    let said = refusal("route RUNVS augusta --cargo crude");
    assert!(said.contains("novorossiysk-sheskharis (terminal, RUS, "), "{said}");
}

#[test]
fn all_mistakes_of_a_line_are_told_at_once() {
    let flows = ["--origin", "KAX", "--cargo", "crud", "--as-of", "2023-13-01", "--close", "lime=cpc"];
    let said = refusal(("reroute --scenario cpc-close", &flows));
    for wrong in ["KAX", "crud", "2023-13-01", "lime", "cpc-close"] {
        assert_eq!(said.lines().filter(|line| line.contains(&format!("\"{wrong}"))).count(), 1, "{wrong}: {said}");
    }
    let said = refusal(("compare cpc-close suez-shut", &flows));
    assert!(["cpc-close", "suez-shut", "KAX", "lime"].iter().all(|wrong| said.contains(wrong)), "{said}");
    assert_eq!(said.matches("2023-13-01").count(), 1, "{said}");
    let said = refusal("route tengis augustus --cargo crud --close lime=cpc --via nowhere");
    assert!(["tengis", "augustus", "crud", "lime", "nowhere"].iter().all(|wrong| said.contains(wrong)), "{said}");
}

#[test]
fn a_price_below_nothing_is_refused_as_such() {
    assert!(refusal(("reroute", FLOWS, "--ceiling -3USD/t")).contains("a price in USD/t, 0 or more"));
}

#[test]
fn route_lists_the_ways_and_their_legs() {
    let text = good("route tengiz augusta --cargo crude -k 2");
    assert!(text.starts_with("route: ") && text.contains("Route 1: ") && text.contains("USD/t"), "{text}");
    assert!(text.contains("no law applied"), "{text}");
}

#[test]
fn route_refuses_what_it_does_not_know() {
    let said = refusal("route tengizz augusta --cargo crude");
    assert!(said.contains("tengizz") && said.contains("tengiz"), "{said}");
    refusal("route tengiz augusta");
    let said = refusal("route tengiz augusta --cargo crude --by exposed-km");
    assert!(said.contains("wary"), "{said}");
}

#[test]
fn no_route_is_a_finding() {
    let arguments = ["route", "tengiz", "augusta", "--cargo", "crude", "--close", "place=tengiz"];
    let text = exits(1, arguments);
    assert!(text.contains("No route"), "{text}");
}

#[test]
fn exposure_shows_the_triple() {
    let text = good(("exposure", FLOWS));
    assert!(text.contains("Dependence") && text.contains("Unavoidable Mt") && text.contains("RUS"), "{text}");
}

#[test]
fn exposure_refuses_an_unknown_origin() {
    let said = refusal("exposure --origin KAX --cargo crude");
    assert!(said.contains("KAX"), "{said}");
}

#[test]
fn reroute_shows_what_is_stranded_and_what_binds() {
    let text = good(("reroute", FLOWS, "--scenario cpc-closed"));
    assert!(text.contains("stranded, nameplate estimate") && text.contains("Bottlenecks"), "{text}");
    assert_eq!(run(("reroute", FLOWS, "--scenario cpc-closed --strict")).code, Some(1));
}

#[test]
fn reroute_refuses_a_misspelt_scenario_and_a_bad_measure() {
    let said = refusal(("reroute", FLOWS, "--scenario cpc-close"));
    assert!(said.contains("cpc-closed"), "the nearest id is offered: {said}");
    let said = refusal(("reroute", FLOWS, "--close lime=cpc"));
    assert!(said.contains("lime"), "{said}");
    refusal(("reroute", FLOWS, "--limit line=cpc"));
    refusal(("reroute", FLOWS, "--scenario no-such-file.toml"));
}

#[test]
fn compare_sets_scenarios_side_by_side() {
    let text = good(("compare", FLOWS, "cpc-closed bosporus-closed"));
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("{needle} in\n{text}"));
    assert!(
        at("\nbaseline ") < at("\ncpc-closed  ") && at("\ncpc-closed  ") < at("\nbosporus-closed "),
        "most damage first"
    );
}

#[test]
fn compare_refuses_an_unknown_scenario() {
    assert!(refusal(("compare", FLOWS, "nothing-such")).contains("nothing-such"));
}

#[test]
fn lists_have_rows() {
    for of in ["places", "links", "capacities", "commodities", "flows", "scenarios", "sources"] {
        let answer = json(["list", of]);
        assert_eq!(answer["of"], of);
        assert!(!answer["rows"].list().is_empty(), "{of}");
    }
    for of in ["measures", "actors"] {
        assert_eq!(json(["list", of])["of"], of);
    }
}

#[test]
fn list_refuses_an_unknown_table() {
    assert!(refusal("list plces").contains("places"));
}

#[test]
fn show_tells_what_is_known() {
    let text = good("show tengiz");
    assert!(text.contains("place tengiz") && text.contains("Sources"), "{text}");
}

#[test]
fn show_offers_the_nearest_id() {
    assert!(refusal("show tengizz").contains("tengiz"));
}

#[test]
fn check_passes_the_embedded_atlas() {
    assert!(good("check").contains(" 0 errors"));
}

#[test]
fn check_finds_errors_and_says_where() {
    let scratch = Scratch::new();
    let atlas = scratch.path("atlas");
    good(["init", &atlas, "--quiet"]);
    let places = format!("{atlas}/places.csv");
    let text = fs::read_to_string(&places).unwrap().replacen(",KAZ,", ",KAX,", 1);
    fs::write(&places, text).unwrap();
    let said = exits(1, ["check", &atlas]).to_owned();
    assert!(said.contains("places.csv:") && said.contains("KAX"), "{said}");
    refusal(["check", &scratch.path("nowhere")]);
}

/// What is said about the first finding, and the lines drawn below it.
fn drawn(said: &str) -> Vec<&str> {
    said.lines().take(4).collect()
}

/// On terminals that are known to show links, or that are said to.
#[test]
fn a_source_is_a_link_to_its_address() {
    let show = |color: &str, force: &str| {
        let line = ["show", "gazprom", "--color", color];
        ran(program(line).env("FORCE_HYPERLINK", force)).stdout
    };
    let linked = show("always", "1");
    let link = "\u{1b}]8;;https://www.gazprom.com/investors/stock/\u{1b}\\gazprom-shares\u{1b}]8;;\u{1b}\\  ";
    assert!(linked.contains(link), "{linked}");
    for (color, force) in [("always", "0"), ("never", "1")] {
        assert!(!show(color, force).contains("\u{1b}]8"), "{color}, {force}");
    }
    let markdown = good("show gazprom --format markdown");
    assert!(markdown.contains("| [gazprom-shares](<https://www.gazprom.com/investors/stock/>) |"), "{markdown}");
}

#[test]
fn the_line_of_a_finding_is_drawn_with_its_cell_underlined() {
    let scratch = Scratch::new();
    let flows = scratch.path("flows.csv");
    let text = "id,commodity,origin,destination,kt_y,year\nmine,crude-cpc,tengzi,augusta,5,2023\n";
    fs::write(&flows, text).unwrap();
    let drawing = ["  |", "2 | mine,crude-cpc,tengzi,augusta,5,2023", "  |                ^^^^^^"];
    let said = refusal(["exposure", "--flows", &flows]);
    let first = format!("error: {flows}:2: column origin: \"tengzi\": there is no such place or country;");
    assert!(said.starts_with(&first), "{said}");
    assert_eq!(drawn(&said)[1..], drawing);
    assert!(refusal(["exposure", "--flows", &flows, "--color", "always"]).contains("\u{1b}["));
    // The table of an atlas has the same name and no such line: it is not taken for the user's file.
    good(["init", &scratch.path("atlas"), "--quiet"]);
    let ran = ran(program("exposure --atlas atlas --flows flows.csv").current_dir(&scratch.0));
    assert_eq!(drawn(&ran.stderr)[1..], drawing);
}

#[test]
fn check_draws_for_people_and_not_for_programs() {
    let scratch = Scratch::new();
    let file = scratch.file("what-if.toml", WHAT_IF.replace("\"cpc\"", "\"c\tpcc\u{9b}2J\""));
    let said = exits(1, ["check", &file]);
    assert!(!said.chars().any(|letter| letter.is_control() && letter != '\n'), "{said:?}");
    fs::write(&file, WHAT_IF.replace("\"cpc\"", "\"cpcc\"")).unwrap();
    let said = exits(1, ["check", &file]);
    assert_eq!(drawn(&said)[2..], ["9 | on = { line = [\"cpcc\"] }", "  |                 ^^^^"]);
    assert!(said.ends_with(": 0 measures, 1 error, 0 warnings\n"), "{said}");
    let said = exits(1, ["check", &file, "--format", "markdown"]);
    assert!(said.contains("````text\n  |\n9 | on = "), "{said}");
    for format in ["json", "csv"] {
        assert!(!exits(1, ["check", &file, "--format", format]).contains("^^"));
    }
}

#[test]
fn a_table_by_itself_is_not_taken_for_a_scenario() {
    let said = refusal("check data/tiny/places.csv");
    assert!(said.contains("name the folder of its atlas") && !said.contains("TOML"), "{said}");
    assert!(refusal("check data/tiny/no-such.csv").contains("the file is missing"));
}

#[test]
fn init_writes_an_atlas_that_checks() {
    let scratch = Scratch::new();
    let atlas = scratch.path("new");
    good(["init", &atlas]);
    good(["check", &atlas]);
    let own = json(["list", "places", "--atlas", &atlas]);
    assert_eq!(own["atlas"]["sha256"], json("list places")["atlas"]["sha256"]);
}

#[test]
fn init_refuses_what_it_would_not_heed() {
    let scratch = Scratch::new();
    let atlas = scratch.path("new");
    for more in [["--atlas", "data/tiny"], ["--output", "x"], ["--format", "json"]] {
        assert!(refusal((["init", &atlas], &more)).contains("init"));
    }
    assert!(!scratch.0.join("new").exists());
}

#[test]
fn init_leaves_a_full_folder_alone() {
    let scratch = Scratch::new();
    fs::write(scratch.path("mine"), "x").unwrap();
    let said = refusal(["init", &scratch.0.display().to_string()]);
    assert!(said.contains("not empty"), "{said}");
    assert_eq!(scratch.names().len(), 1);
}

#[test]
fn export_dot_draws_all_four() {
    let assigned = format!("export dot reroute {FLOWS} --scenario cpc-closed");
    let difference = format!("export dot compare {FLOWS} cpc-closed");
    for arguments in ["export dot", "export dot route tengiz augusta --cargo crude", &assigned, &difference] {
        let text = good(arguments);
        assert!(text.starts_with("digraph corridor {") && text.contains(" -> "), "{arguments:?}");
    }
    let barred = good(&assigned);
    assert!(barred.contains("style=dashed") && barred.contains("penwidth"), "closed links are drawn");
}

#[test]
fn a_comparison_is_drawn_as_one() {
    let text = good(("export dot compare", FLOWS, "cpc-closed"));
    assert!(text.contains("label=\"compare | scenario cpc-closed,"), "{text:.400}");
    // More and less have a colour each, and no link has that of its mode.
    let edges: Vec<&str> = text.lines().filter(|line| line.contains(" -> ")).collect();
    let coloured = |colour: &str| edges.iter().filter(|line| line.contains(&format!("[color=\"{colour}\""))).count();
    let (more, less, same, barred) =
        (coloured("#1b9e77"), coloured("#d95f02"), coloured("#999999"), coloured("#d7191c"));
    assert!(more > 0 && less > 0 && barred > 0);
    assert_eq!(more + less + same + barred, edges.len());
    let answer = parsed(("export json compare", FLOWS, "cpc-closed"));
    assert_eq!((&answer["command"], &answer["of"]), (&"export".into(), &"compare".into()));
    assert_eq!(answer["scenario"]["id"], "cpc-closed");
}

#[test]
fn export_json_has_nodes_and_edges() {
    let answer = parsed("export json --around tengiz --hops 1");
    let nodes = answer["nodes"].list();
    assert!(nodes.iter().any(|node| node["id"] == "tengiz") && nodes.len() < 20, "{answer}");
}

#[test]
fn export_arcs_fills_a_folder() {
    let scratch = Scratch::new();
    let folder = scratch.path("arcs");
    good((["export", "arcs", "--output", &folder, "reroute"], FLOWS, "--scenario cpc-closed"));
    for (file, header) in [
        ("classes.csv", "class,"),
        ("arcs.csv", "class,arc,tail,head,link,transfer,cost,hours,closed\n"),
        ("bundles.csv", "bundle,class,arc,limit_kg\n"),
        ("demand.csv", "flow,class,from,to,kg,tier,ceiling\n"),
        ("fixed.csv", "bundle,kg\n"),
    ] {
        let text = scratch.read(&format!("arcs/{file}"));
        assert!(text.starts_with(header), "{file}: {text:.80}");
    }
}

#[test]
fn export_refuses_what_makes_no_sense() {
    assert!(refusal("export arcs").contains("export arcs route"));
    assert!(refusal("export arcs route tengiz augusta --cargo crude").contains("--output"));
    assert!(refusal("export dot --format json").contains("first word"));
    assert!(refusal("export dot --close line=cpc reroute").contains("stand after"));
    refusal("export png");
    let staged = "export arcs --output arcs route tengiz augusta --cargo crude --via cpc";
    assert!(refusal(staged).contains("--via"));
}

/// Rows by column name.
fn csv(line: impl Line) -> Vec<BTreeMap<String, String>> {
    let text = good((line, "--format csv"));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn tonnes_of_the_csv_add_up_to_those_of_the_json() {
    let arguments = ("reroute", FLOWS, "--scenario cpc-closed --ceiling 60USD/t");
    let (rows, answer) = (csv(arguments), json(arguments));
    let sum = |outcome: &str| {
        let own = rows.iter().filter(|row| outcome.is_empty() || row["outcome"] == outcome);
        own.map(|row| row["kt"].parse::<f64>().unwrap()).sum::<f64>()
    };
    for (outcome, field) in [
        ("", "flow_kt"),
        ("delivered", "delivered_kt"),
        ("stranded", "stranded_kt"),
        ("uneconomic", "uneconomic_kt"),
        ("unassigned", "unassigned_kt"),
    ] {
        let all = answer[field].number();
        assert!(all > 0.0 && (sum(outcome) - all).abs() < 1e-6, "{outcome}: {} is not {all}", sum(outcome));
    }
}

#[test]
fn csv_has_the_numbers_of_the_json() {
    let arguments = ("compare cpc-closed", FLOWS);
    let (rows, answer) = (csv(arguments), json(arguments));
    assert_eq!(rows.iter().map(|row| row["of"].as_str()).collect::<Vec<_>>(), ["baseline", "scenario"]);
    let number = |text: &String| text.parse::<f64>().unwrap();
    assert_eq!(number(&rows[1]["stranded_kt"]), answer["scenarios"][0]["stranded_kt"].number());
    assert_eq!(number(&rows[0]["cost_usd"]), answer["baseline"]["cost_usd"].number());
    let places = json("list places");
    assert_eq!(csv("list places").len(), places["rows"].list().len());
}

#[test]
fn tonnes_are_told_in_the_unit_asked_for() {
    let own = "reroute --origin KAZ --commodity crude-cpc --year 2023 --scenario cpc-closed";
    let answer = json(own);
    // 7.85 barrels in a tonne of CPC Blend; a year of 365 days.
    let barrels = answer["flow_kt"].number() * 7.85 / 365.0;
    let rows = csv((own, "--unit kbd"));
    let sum: f64 = rows.iter().map(|row| row["kbd"].parse::<f64>().unwrap()).sum();
    assert!((sum - barrels).abs() < 1e-6 && !rows[0].contains_key("kt"), "{sum} is not {barrels}");
    let text = good((own, "--unit kbd"));
    assert!(text.contains("kb/d of 2023") && text.contains("Loses kb/d"), "{text}");
    assert!(text.contains("Limit Mt"), "other goods share a limit: {text}");
    let text = good((own, "--unit kt --format markdown"));
    assert!(text.contains("| Loses kt |") && !text.contains(" Mt |"), "{text}");
}

#[test]
fn barrels_are_refused_where_they_would_be_guessed() {
    let dry = refusal("exposure --origin KAZ --cargo dry_bulk --unit kbd");
    assert!(dry.contains("no barrels in a tonne of") && dry.contains("wheat"), "{dry}");
    assert!(refusal("list capacities --unit kbd").contains("they follow the commodities"));
    assert!(refusal("list places --unit mt --format json").contains("JSON is in kt"));
    assert!(refusal("export dot --unit mt").contains("export writes kt"));
}

#[test]
fn json_starts_with_the_same_head() {
    let route = "route tengiz augusta --cargo crude".to_owned();
    let of = |command: &str| format!("{command} {FLOWS}");
    for line in [route, of("reroute"), of("exposure"), of("compare cpc-closed")] {
        let text = good((&line, "--format json"));
        let names = ["\"corridor\":", "\"command\":", "\"atlas\":", "\"scenario\":"];
        let at: Vec<_> = names.iter().map(|name| text.find(name).unwrap()).collect();
        assert!(at.is_sorted(), "{line}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["corridor"], env!("CARGO_PKG_VERSION"));
        assert!(line.starts_with(answer["command"].text()));
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let arguments = ("reroute --scenario cpc-closed --format json", FLOWS);
    let one = good((arguments, "--threads 1"));
    assert_eq!(one, good((arguments, "--threads 8")));
}

#[test]
fn output_goes_to_a_file_whole() {
    let scratch = Scratch::new();
    let file = scratch.path("places.json");
    let said = good(["list", "places", "--format", "json", "--output", &file]);
    assert_eq!(said, "");
    assert_eq!(scratch.read("places.json"), good("list places --format json"));
    assert_eq!(scratch.names(), ["places.json"], "nothing is left beside it");
}

#[test]
fn where_nothing_can_be_written_the_mend_is_said() {
    let scratch = Scratch::new();
    let said = |file: &str| refusal(["list", "places", "--output", &scratch.path(file)]);
    let missing = said("no/such/out.txt");
    let folder = scratch.path("no/such");
    assert!(
        missing.ends_with(&format!("there is no folder {folder}; create it, or name one that exists\n")),
        "{missing}"
    );
    assert!(said("").contains("a folder stands there; name a file in it"));
    fs::write(scratch.path("file"), "").unwrap();
    assert!(said("file/out.txt").contains("a file stands where a folder is meant"));
    assert!(
        refusal(["init", &scratch.path("no/atlas")]).contains(&format!("there is no folder {}", scratch.path("no")))
    );
    assert_eq!(scratch.names().len(), 1, "nothing was written");
}

#[test]
fn a_bad_question_leaves_an_old_file_as_it_was() {
    let scratch = Scratch::new();
    let file = scratch.file("old.json", "old");
    refusal(["show", "no-such-thing", "--output", &file]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut list = program("list links --format json");
    let mut child = list.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn tables_on_a_page_have_no_colour_unless_asked() {
    assert!(!good("list places").contains('\u{1b}'));
    assert!(good("list places --color always").contains('\u{1b}'));
}

#[test]
fn tables_are_never_wider_than_a_page() {
    for of in ["places", "links", "capacities", "flows", "sources"] {
        let text = good(["list", of]);
        assert!(text.lines().all(|line| line.chars().count() <= 140), "{of}");
    }
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_its_line() {
    let scratch = Scratch::new();
    let file = scratch.file("bad.toml", b"id = \"x\"\ntitle = \"\xff\"\n");
    let said = refusal(("reroute", FLOWS, ["--scenario", &file]));
    assert!(said.contains("bad.toml:2") && said.contains("UTF-8"), "{said}");
}

const COMMANDS: [&str; 16] = [
    "report",
    "sweep",
    "import",
    "compile",
    "solve",
    "route",
    "exposure",
    "reroute",
    "compare",
    "export",
    "list",
    "show",
    "check",
    "init",
    "completions",
    "man",
];

#[test]
fn each_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = good(["completions", shell]);
        for word in COMMANDS.iter().chain(&["--format", "--unit", "--scenario", "markdown", "kbd"]) {
            // Elvish, fish and PowerShell name flags, not what they take.
            let bare = word.trim_start_matches("--");
            let flags_alone = matches!(shell, "elvish" | "powershell") && matches!(*word, "markdown" | "kbd");
            assert!(flags_alone || script.contains(bare), "{shell}: no {word}");
        }
    }
    assert!(refusal("completions bsh").contains("bash"));
}

#[test]
fn the_manual_describes_every_command() {
    let whole = good("man");
    assert!(whole.starts_with(".ie") && whole.contains(".TH corridor 1"), "{whole:.200}");
    for command in COMMANDS {
        assert!(whole.contains(&format!("corridor\\-{command}(1)")), "{command} is not in the manual");
        let page = good(["man", command]);
        assert!(page.contains(".SH OPTIONS") && page.contains(command), "{command}: {page:.200}");
    }
    assert!(refusal("man exposre").contains("exposure"));
}

#[test]
fn a_mistyped_command_or_flag_is_answered_with_the_nearest() {
    for (line, meant) in [
        (&["exposurre"][..], "exposure"),
        (&["exprt", "dot"], "export"),
        (&["reroute", "--originn", "KAZ"], "--origin"),
        (&["compare", "--forma", "csv"], "--format"),
        (&["list", "places", "--format", "markdwn"], "markdown"),
        (&["list", "place"], "places"),
    ] {
        let said = refusal(line);
        assert!(said.contains(&format!("'{meant}'")) && said.contains("tip:"), "{line:?}: {said}");
    }
}

#[test]
fn an_actor_is_refused_while_none_is_known() {
    let said = refusal("route tengiz augusta --cargo crude --actor eu-major");
    assert!(said.contains("actor"), "{said}");
}

/// What a terminal shows of a line; none without script(1), which gives its command one on all three streams.
fn on_a_terminal(line: &str) -> Option<String> {
    let command = format!("{} {line}", env!("CARGO_BIN_EXE_corridor"));
    let script = Command::new("script").args(["-qec", &command, "/dev/null"]).stdin(Stdio::null()).output();
    if script.is_err() {
        eprintln!("skipped: no script(1) to give a terminal");
    }
    script.ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn no_terminal_is_given_a_workbook() {
    for line in ["report --atlas data/tiny --format xlsx", "export xlsx compare --atlas data/tiny"] {
        let Some(said) = on_a_terminal(line) else { return };
        assert_eq!(said.trim_end(), "error: this is no text for a terminal: name a file with --output", "{line}");
    }
}

/// On a pipe there is no bar, however long an answer takes; on a terminal there is one, and the answer is the same.
#[test]
fn a_long_answer_shows_a_bar_on_a_terminal_only() {
    let line = "exposure --year 2023 --format csv";
    let piped = run(line);
    assert_eq!(piped.stderr, "");
    let scratch = Scratch::new();
    let file = scratch.path("bar.csv");
    let shown = |more: &str| on_a_terminal(&format!("{line} --output {file} {more}"));
    let Some(bar) = shown("") else { return };
    assert!(bar.contains(" of "), "{bar:?}");
    assert_eq!(scratch.read("bar.csv"), piped.stdout);
    let quiet = shown("--quiet").unwrap();
    assert!(!quiet.contains(" of "), "{quiet:?}");
}

/// Of the places about the Caspian that lie two degrees apart, few stand the wrong way round: on one of two axes 3.5
/// of 100 before boxes grew while they are pushed apart.
#[test]
fn the_drawing_for_neato_is_a_map() {
    let nodes = parsed("export json")["nodes"].list().clone();
    let text = good("export dot");
    let drawn = |id: &str| -> (f64, f64) {
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("\"{id}\" [label="))).unwrap();
        let pos = line.split("pos=\"").nth(1).unwrap().split('"').next().unwrap();
        let (x, y) = pos.split_once(',').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let at = |node: &Value| Some((node["lon"].as_f64()?, node["lat"].as_f64()?, node["id"].as_str()?.to_owned()));
    let near = |(lon, lat, _): &(f64, f64, String)| (25.0..90.0).contains(lon) && (25.0..60.0).contains(lat);
    let places: Vec<_> =
        nodes.iter().filter_map(at).filter(near).map(|(lon, lat, id)| (lon, lat, drawn(&id))).collect();
    let (mut pairs, mut turned) = (0, 0);
    for (number, a) in places.iter().enumerate() {
        for b in &places[..number] {
            for (before, after) in [(a.0 - b.0, a.2.0 - b.2.0), (a.1 - b.1, a.2.1 - b.2.1)] {
                pairs += u32::from(before.abs() > 2.0);
                turned += u32::from(before.abs() > 2.0 && before * after < 0.0);
            }
        }
    }
    assert!(pairs > 20_000 && turned * 100 < pairs * 3, "{turned} of {pairs}");
}

#[test]
fn names_of_the_version_before_are_still_read() {
    let same = |now: &str, old: &str| assert_eq!(good(old), good(now), "{old}");
    let reroute = "reroute --atlas data/tiny --origin KAZ --format json";
    same(&format!("{reroute} --close place=east"), &format!("{reroute} --bar place=east"));
    let flows = "--atlas data/tiny --origin KAZ --scenario west-closed";
    same(&format!("attribution {flows}"), &format!("blame {flows}"));
    let law = "legal field abroad --atlas data/tiny --cargo crude --actor tiny-trader";
    same(&format!("{law} --document certificate-of-origin"), &format!("{law} --holds certificate-of-origin"));
    same(&format!("{law} --assume prohibited"), &format!("{law} --assume barred"));
    let route = "route field abroad --atlas data/tiny --cargo crude --actor tiny-trader --format json";
    same(&format!("{route} --by secondary-sanctions"), &format!("{route} --by threat"));
    same(&format!("{reroute} --destinations market"), &format!("{reroute} --sinks market"));
    // The flag is read: it is the atlas that has no such network.
    assert_eq!(refusal("route a b --imported"), refusal("route a b --mesh"));
    let scratch = Scratch::tiny();
    let list = |what: &str| good(["list", what, "--atlas", &scratch.folder()]);
    let before = [list("measures"), list("flows")];
    scratch.replace("measures/US.toml", "authority = ", "sender = ");
    scratch.replace("measures/US.toml", "close = true", "bar = true");
    scratch.replace("measures/US.toml", "secondary_sanctions = ", "threat = ");
    scratch.replace("listings.csv", "authority,", "sender,");
    scratch.replace("flows.csv", ",assigned,", ",laid,");
    // The atlas is another by its bytes alone.
    assert_eq!([list("measures"), list("flows")], before);
}
