//! Mistakes on the line, and in a file of flows that it names.

use std::fs;

use corridor::Session;
use corridor::query::Route;
use corridor::spec::Pareto;

use super::{Scratch, counted, each, refused, run, tiny};

const KEYS: &str = "keys on assets: place, strait, link, line, kind, mode, seaport, country, operator, owner, corridor, transfer, group; on trade: commodity, hs, hs_list, cargo, origin, destination, goods_origin, exported_from, loaded_in, final_use";
const FORM: &str =
    "a key and a value are needed; a selector is key=value, several joined by commas: country=RUS,mode=rail";
const SCENARIO: &str = "the scenario cannot be used";
const FLOWS: &str = "the flows cannot be selected";
const ROUTE: &str = "the route cannot be asked for";
const LIMIT: &str = "for example place=novorossiysk-cpc:0.5 (a share up to 1) or line=cpc:30000 (kt/y)";
const CHARGE: &str = "for example strait=bosporus:+3.9 (USD/t) or origin=KAZ:5% (of value)";
const SHARED: &str =
    "what two ways may share is a part of the shorter's length, at least 0 and below 1; for example 0.5";
const LISTED: &str = "`corridor list` shows what there is";

/// Arguments of `reroute` on `data/tiny`, what is said, and the last line without its count.
const LINES: &[(&[&str], &[&str], &str)] = &[
    (
        &["--bar", "west"],
        &["--bar: \"west\": a key and a value are needed; did you mean place=west?"],
        SCENARIO,
    ),
    (&["--bar", ""], &["--bar: \"\": {FORM}"], SCENARIO),
    (&["--bar", "place="], &["--bar: \"place=\": {FORM}"], SCENARIO),
    (
        &["--bar", "plaec=west"],
        &["--bar: \"plaec\": there is no such selector key; did you mean place? {KEYS}"],
        SCENARIO,
    ),
    (&["--bar", "colour=red"], &["--bar: \"colour\": there is no such selector key; {KEYS}"], SCENARIO),
    (
        &["--bar", "place=wets,country=RSU", "--limit", "place=eats:0.5"],
        &[
            "--bar: \"place=wets\": there is no such place; did you mean west?",
            "--bar: \"country=RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
            "--limit: \"place=eats\": there is no such place; did you mean east?",
        ],
        SCENARIO,
    ),
    (
        &["--limit", "place=west"],
        &["--limit: \"place=west\": an amount stands after the last `:`; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:"],
        &["--limit: \"place=west:\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:nan"],
        &["--limit: \"place=west:nan\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:1e400"],
        &["--limit: \"place=west:1e400\": the amount cannot be read; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--limit", "place=west:-1"],
        &["--limit: \"place=west:-1\": a number here is between 0 and 1; {LIMIT}"],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA"],
        &[
            "--quota: \"destination=ITA\": an amount stands after the last `:`; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA:-5"],
        &[
            "--quota: \"destination=ITA:-5\": a number here is 0 or more; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--quota", "destination=ITA:1e15"],
        &[
            "--quota: \"destination=ITA:1e15\": the number is too large to be computed with; for example destination=DEU,cargo=crude:1200 (kt/y)",
        ],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:3USD"],
        &["--charge: \"strait=narrows:3USD\": the amount cannot be read; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:-3"],
        &["--charge: \"strait=narrows:-3\": a number here is 0 or more; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:20000%"],
        &["--charge: \"strait=narrows:20000%\": a number here is between 0 and 100; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--charge", "strait=narrows:1e9"],
        &["--charge: \"strait=narrows:1e9\": the number is too large to be computed with; {CHARGE}"],
        SCENARIO,
    ),
    (
        &["--delay", "strait=narrows:3d"],
        &["--delay: \"strait=narrows:3d\": the amount cannot be read; for example strait=bosporus:78h"],
        SCENARIO,
    ),
    (
        &["--as-of", "2023-02-29"],
        &["--as-of: \"2023-02-29\": a day is written YYYY-MM-DD; for example 2024-06-30"],
        SCENARIO,
    ),
    (
        &["--as-of", "tomorrow"],
        &["--as-of: \"tomorrow\": a day is written YYYY-MM-DD; for example 2024-06-30"],
        SCENARIO,
    ),
    (
        &["--scenario", "west-hlaf"],
        &["--scenario: \"west-hlaf\": unknown scenario; did you mean west-half?"],
        SCENARIO,
    ),
    (
        &["--scenario", "something-else"],
        &[
            "--scenario: \"something-else\": unknown scenario; `corridor list scenarios` shows them; a file is named with its path",
        ],
        SCENARIO,
    ),
    (
        &["--actor", "eu-major"],
        &["--actor: \"eu-major\": unknown actor; `corridor list` shows what there is"],
        SCENARIO,
    ),
    (
        &["--scenario", "no/such.toml"],
        &["no/such.toml: the file is missing; check its name"],
        "a file cannot be used",
    ),
    (
        &["--scenario", "."],
        &[".: a folder stands where a file is meant; name a file in it"],
        "a file cannot be used",
    ),
    (
        &["--flows", "no-such.csv"],
        &["no-such.csv: the file is missing; check its name"],
        "a file cannot be used",
    ),
    (&["--origin", "KAX"], &["--origin: no country, bloc or place \"KAX\"; did you mean KAZ?"], FLOWS),
    (
        &["--destination", "zzzzzzzz"],
        &["--destination: no country, bloc or place \"zzzzzzzz\"; {LISTED}"],
        FLOWS,
    ),
    (
        &["--cargo", "crud", "--commodity", "crude-tny", "--flow", "zzz"],
        &[
            "--cargo: \"crud\": unknown cargo; cargoes: crude, products, gas, lng, dry_bulk, container, general, vehicles",
            "--commodity: \"crude-tny\": unknown commodity; did you mean crude-tiny?",
            "--flow: \"zzz\": unknown flow; {LISTED}",
        ],
        FLOWS,
    ),
    (&["--origin", "AZE"], &["no flow is selected; `corridor list flows` shows them all"], ""),
    (
        &["--bar", "hs=27x", "--bar", "hs=99", "--bar", "hs_list=oil"],
        &[
            "--bar: \"hs=27x\": an HS code is made of digits; write hs=2709",
            "--bar: \"hs=99\": no commodity's HS code begins so; `corridor list commodities` shows them",
            "--bar: \"hs_list=oil\": there is no such list of goods; it is one of: tiny, tiny/1",
        ],
        SCENARIO,
    ),
    (
        &["--bar", "transfer=rail:1520>sea"],
        &["--bar: \"transfer=rail:1520>sea\": there is no such gauge on any link; the atlas has none"],
        SCENARIO,
    ),
    (&["--year", "2099"], &["no flow of 2099 is selected; `corridor list flows` shows them all"], ""),
    (&["--ceiling", "-1"], &["--ceiling -1: a ceiling is a price in USD/t, 0 or more"], ""),
    (&["--ceiling", "nan"], &["--ceiling NaN: a ceiling is a price in USD/t, 0 or more"], ""),
    (&["--ceiling", "1e12"], &["--ceiling 1000000000000: a ceiling is a price in USD/t, 0 or more"], ""),
];

/// With the long sentences that several cases share.
fn filled(said: &str) -> String {
    let said = said
        .replace("{SHARED}", SHARED)
        .replace("{FORM}", FORM)
        .replace("{KEYS}", KEYS)
        .replace("{LIMIT}", LIMIT);
    format!("error: {}", said.replace("{CHARGE}", CHARGE).replace("{LISTED}", LISTED))
}

/// On `data/tiny` these arguments are refused with these words.
#[track_caller]
fn refused_line(name: &str, command: &[&str], more: &[&str], said: &[&str], end: &str) {
    let scratch = Scratch::new(name);
    let out = scratch.0.join("out.json");
    let tiny = tiny().display().to_string();
    let tail = ["--atlas", &tiny, "--format", "json", "--output", out.to_str().unwrap()];
    let end = if end.is_empty() { String::new() } else { counted(end, said.len()) };
    let said: Vec<String> = said.iter().map(|said| filled(said)).collect();
    refused(&[command, more, &tail].concat(), &out, &said, &end);
}

#[test]
fn each_mistake_on_the_line_is_named_and_nothing_else() {
    each(LINES, |at, (line, said, end)| refused_line(&format!("line-{at}"), &["reroute"], line, said, end));
}

/// Arguments of `route --cargo crude` on `data/tiny`.
const ROUTES: &[(&[&str], &[&str])] = &[
    (&["fild", "abroad"], &["FROM: no place, country, UN/LOCODE or name \"fild\"; did you mean Field?"]),
    (&["field", "zzzzzzzz"], &["TO: no place, country, UN/LOCODE or name \"zzzzzzzz\"; {LISTED}"]),
    (&["field", "abroad", "--via", "wets"], &["--via: no place, link or line \"wets\"; did you mean west?"]),
    (
        &["field", "abroad", "--via", "place=wets"],
        &["--via: \"place=wets\": there is no such place; did you mean west?"],
    ),
    (
        &["field", "abroad", "--avoid", "west"],
        &["--avoid: \"west\": a key and a value are needed; did you mean place=west?"],
    ),
    (
        &["field", "abroad", "--avoid", "line=wets-line"],
        &["--avoid: \"line=wets-line\": there is no such line; did you mean west-line?"],
    ),
    (
        &["field", "abroad", "--wary", "contry=RUS"],
        &["--wary: \"contry\": there is no such selector key; did you mean country? {KEYS}"],
    ),
    (
        &["field", "abroad", "--by", "exposed-km"],
        &[
            "--by: \"exposed-km\": without --wary nothing is exposed; say what counts as exposed, for example --wary country=RUS",
        ],
    ),
    (&["field", "abroad", "-k", "2", "--differ", "1"], &["--differ: \"1\": {SHARED}"]),
    (&["field", "abroad", "-k", "2", "--differ", "-0.1"], &["--differ: \"-0.1\": {SHARED}"]),
    (
        &["field", "abroad", "--differ", "nan"],
        &[
            "--differ: \"NaN\": {SHARED}",
            "--differ: \"NaN\": one way has no other to differ from; ask for more: -k 3",
        ],
    ),
    (
        &["field", "abroad", "--pareto", "--epsilon", "1.5"],
        &["--epsilon: \"1.5\": how far a front may fall short is a share from 0 to 1; for example 0.01"],
    ),
    (
        &[
            "wets",
            "eats",
            "--via",
            "zzzzzzzz",
            "--wary",
            "country=RSU",
            "--avoid",
            "place=wets",
            "--commodity",
            "nix",
        ],
        &[
            "FROM: no place, country, UN/LOCODE or name \"wets\"; did you mean west?",
            "TO: no place, country, UN/LOCODE or name \"eats\"; did you mean east?",
            "--commodity: \"nix\": unknown commodity; {LISTED}",
            "--wary: \"country=RSU\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean RUS?",
            "--avoid: \"place=wets\": there is no such place; did you mean west?",
            "--via: no place, link or line \"zzzzzzzz\"; {LISTED}",
        ],
    ),
];

#[test]
fn each_mistake_in_a_route_is_named_and_nothing_else() {
    each(ROUTES, |at, (line, said)| {
        refused_line(&format!("route-{at}"), &["route", "--cargo", "crude"], line, said, ROUTE);
    });
}

/// Arguments of `legal field abroad --cargo crude` on `data/tiny`, what is said, and the last line.
const LAW: &[(&[&str], &[&str], &str)] = &[
    (
        &["--party", "nobody"],
        &["--party: \"nobody\": a party is named as ROLE=PARTY; for example insurer=uk-insurer"],
        SCENARIO,
    ),
    (
        &["--party", "buyer=tiny-trade"],
        &[
            "--party: \"buyer=tiny-trade\": there is no such party, country or bloc; did you mean tiny-trader?",
        ],
        SCENARIO,
    ),
    (
        &["--party", "king=tiny-trader", "--goods-owner", "tiny-stat"],
        &[
            "--party: \"king=tiny-trader\": there is no such role; it is one of: seller, buyer, goods_owner, carrier, vessel, flag, insurer, bank, broker, operator",
            "--party: \"goods_owner=tiny-stat\": there is no such party, country or bloc; did you mean tiny-state?",
        ],
        SCENARIO,
    ),
    (&["--actor", "tiny"], &["--actor: \"tiny\": unknown actor; {LISTED}"], SCENARIO),
    (&["--price", "-1"], &["--price: \"-1\": a price is 0 USD/bbl or more; for example 62"], SCENARIO),
    (&["--price", "nan"], &["--price: \"NaN\": a price is 0 USD/bbl or more; for example 62"], SCENARIO),
    (
        &["--contract-date", "x", "--loaded", "2025-13-01"],
        &[
            "--contract-date: \"x\": a day is written YYYY-MM-DD; for example 2024-06-30",
            "--loaded: \"2025-13-01\": a day is written YYYY-MM-DD; for example 2024-06-30",
        ],
        SCENARIO,
    ),
    (
        &["--currency", "dollars"],
        &["--currency: \"dollars\": a currency is three capital letters; for example USD"],
        SCENARIO,
    ),
    (
        &["--goods", "engine", "--goods", "engine_cm3=x"],
        &[
            "--goods: \"engine\": what is known of the goods is NAME=NUMBER; for example engine_cm3=2000",
            "--goods: \"engine_cm3=x\": what is known of the goods is NAME=NUMBER; for example engine_cm3=2000",
        ],
        SCENARIO,
    ),
    (
        &["--holds", "insurance-leter"],
        &[
            "--holds: \"insurance-leter\": there is no such paper that the law asks for; did you mean insurance-letter?",
        ],
        SCENARIO,
    ),
    (
        &["--lift", "TUR:leter"],
        &["--lift: \"TUR:leter\": there is no such measure of the law; did you mean TUR:letter?"],
        SCENARIO,
    ),
    (
        &["--lift", "event:west-close", "--scenario", "west-closed"],
        &[
            "--lift: \"event:west-close\": there is no such measure of the law or of the scenario; did you mean event:west-closed?",
        ],
        SCENARIO,
    ),
    (
        &["--dates", "2025"],
        &["--dates: \"2025\": days are written A..B; for example 2022-01-01..2026-06-30"],
        "the question cannot be asked",
    ),
    (
        &["--dates", "2025-02-01..2025-01-01"],
        &[
            "--dates: \"2025-02-01..2025-01-01\": the last day lies before the first; for example 2022-01-01..2026-06-30",
        ],
        "the question cannot be asked",
    ),
    (
        &["--dates", "x..y"],
        &["--dates: \"x..y\": a day is written YYYY-MM-DD; for example 2022-01-01..2026-06-30"],
        "the question cannot be asked",
    ),
    (
        &["--goods-origin", "Mars"],
        &[
            "--goods-origin: \"Mars\": there is no such country (ISO 3166 alpha-3); it is one of: AZE, ITA, KAZ, RUS, TUR",
        ],
        "the goods cannot be told",
    ),
];

#[test]
fn each_mistake_about_parties_papers_and_days_is_named_and_nothing_else() {
    let command = ["legal", "field", "abroad", "--cargo", "crude"];
    each(LAW, |at, (line, said, end)| refused_line(&format!("law-{at}"), &command, line, said, end));
}

/// Arguments of `list measures` on `data/tiny`.
const MEASURES: &[(&[&str], &[&str])] = &[
    (
        &["--changed", "2025"],
        &["--changed: \"2025\": days are written A..B; for example 2022-01-01..2026-06-30"],
    ),
    (
        &["--changed", "2025-02-01..2025-01-01"],
        &[
            "--changed: \"2025-02-01..2025-01-01\": the last day lies before the first; for example 2022-01-01..2026-06-30",
        ],
    ),
    (&["--on", "nothing=1"], &["--on: \"nothing\": there is no such selector key; {KEYS}"]),
    (
        &["--for", "place=west"],
        &["--for: \"place=west\": --for chooses trade; keys on assets go to --on, keys on trade to --for"],
    ),
    (
        &["--on", "origin=KAZ"],
        &["--on: \"origin=KAZ\": --on chooses assets; keys on assets go to --on, keys on trade to --for"],
    ),
];

#[test]
fn each_mistake_in_choosing_measures_is_named_and_nothing_else() {
    let end = "the measures cannot be chosen";
    each(MEASURES, |at, (line, said)| {
        let end = if line[0] == "--changed" { "the question cannot be asked" } else { end };
        refused_line(&format!("measures-{at}"), &["list", "measures"], line, said, end);
    });
}

/// What the reader of arguments lets nobody ask can be asked of the library.
#[test]
fn the_library_refuses_what_the_line_cannot_say() {
    let engine = Session::open(&tiny()).unwrap();
    let ask = |edit: fn(&mut Route)| {
        let (from, to, cargo) = ("field".into(), "abroad".into(), Some("crude".into()));
        let mut route = Route { from, to, cargo, ..Route::default() };
        edit(&mut route);
        let error = engine.ask(&route).unwrap_err();
        error.notices().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    for (edit, said) in [
        (
            (|route| route.k = 0) as fn(&mut Route),
            "error: --k: \"0\": at least one route is asked for; write 1 or more",
        ),
        (
            |route| (route.pareto, route.k) = (Some(Pareto::default()), 3),
            "error: --pareto: \"\": a front is all ways that no other beats in cost, time and exposed km; leave out k, by and differ",
        ),
        (
            |route| route.cargo = None,
            "error: --cargo: \"\": a cargo or a commodity is needed; for example --cargo crude",
        ),
        (
            |route| route.cargo = Some("gas".into()),
            "error: --cargo: \"gas\": the atlas has no commodity of this cargo; `corridor list commodities` shows them",
        ),
    ] {
        assert_eq!(ask(edit), [said]);
    }
}

#[test]
fn export_refuses_what_makes_no_sense() {
    const EXPORTS: &[(&[&str], &str)] = &[
        (&["dot", "--format", "json"], "export takes its format as its first word, without --format"),
        (
            &["dot", "--bar", "place=west", "reroute"],
            "the scenario's options stand after route, reroute or compare",
        ),
        (&["dot", "compare"], "a picture compares exactly one scenario with the baseline"),
        (&["arcs", "--line", "x"], "arcs are written whole: --around, --corridor and --line cut drawings"),
        (&["arcs"], "arcs are those of a question: export arcs route ... or reroute ..."),
    ];
    each(EXPORTS, |at, (line, said)| {
        let scratch = Scratch::new(&format!("export-{at}"));
        let out = scratch.0.join("out");
        let tiny = tiny().display().to_string();
        let tail = ["--atlas", &tiny, "--output", out.to_str().unwrap()];
        refused(&[&["export"], *line, &tail].concat(), &out, &[format!("error: {said}")], "");
    });
    let scratch = Scratch::new("export-cut");
    let (out, tiny) = (scratch.0.join("out"), tiny().display().to_string());
    let line = ["export", "dot", "--line", "wets-line", "--around", "wets", "--atlas", &tiny, "--output"];
    let said = [
        "error: --line: nothing is called \"wets-line\" in this network; did you mean west-line?".to_owned(),
        "error: --around: nothing is called \"wets\" in this network; did you mean west?".to_owned(),
    ];
    let end = counted("the network cannot be cut so", 2);
    refused(&[&line[..], &[out.to_str().unwrap()]].concat(), &out, &said, &end);
    let (code, stdout, stderr) = run(&["export", "arcs", "reroute"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert_eq!(stderr, "error: arcs are several files: name a folder with --output\n");
}

/// A device may never end, and a table is never that large.
#[test]
fn a_file_without_end_is_refused() {
    let scratch = Scratch::new("endless");
    let (file, out) = (scratch.path("large.csv"), scratch.0.join("out.json"));
    fs::File::create(&file).unwrap().set_len((8 << 20) + 1).unwrap();
    let said = "the file is larger than 8 MiB; split it, or take out what is not data";
    let files = if cfg!(unix) { vec![file.as_str(), "/dev/zero"] } else { vec![file.as_str()] };
    for file in files {
        let arguments = ["exposure", "--flows", file, "--output", out.to_str().unwrap()];
        refused(&arguments, &out, &[format!("error: {file}: {said}")], &counted("a file cannot be used", 1));
    }
}

/// A UN/LOCODE of two terminals, in the atlas that ships.
#[test]
fn an_end_that_means_several_things_is_refused_with_them() {
    let scratch = Scratch::new("ambiguous");
    let out = scratch.0.join("out.json");
    let said =
        "error: FROM: \"RUNVS\" means several things: give one of novorossiysk-cpc, novorossiysk-sheskharis";
    let arguments = ["route", "RUNVS", "augusta", "--cargo", "crude", "--output", out.to_str().unwrap()];
    refused(&arguments, &out, &[said.to_owned()], &counted(ROUTE, 1));
}

/// What the reader of arguments says is its own; that it refuses, with the value, is ours.
#[test]
fn arguments_that_cannot_be_read_are_refused() {
    for (line, word) in [
        (&["reroute", "--year", "abc"][..], "'abc' for '--year"),
        (&["reroute", "--year", "-5"], "'-5' for '--year"),
        (&["reroute", "--year", "99999"], "'99999' for '--year"),
        (&["reroute", "--ceiling", "cheap"], "'cheap' for '--ceiling"),
        (&["reroute", "--output", ""], "'--output <FILE>'"),
        (&["reroute", "--format", "xml"], "'xml' for '--format"),
        (&["route", "a", "b", "--cargo", "crude", "-k", "0"], "'0' for '-k"),
        (&["route", "a"], "<TO>"),
        (
            &["route", "a", "b", "--cargo", "crude", "--pareto", "-k", "2"],
            "'--pareto' cannot be used with '-k",
        ),
        (
            &["route", "a", "b", "--cargo", "crude", "--pareto", "--by", "time"],
            "'--pareto' cannot be used with '--by",
        ),
        (
            &["route", "a", "b", "--cargo", "crude", "--pareto", "--differ", "0"],
            "'--pareto' cannot be used with '--differ",
        ),
        (&["route", "a", "b", "--cargo", "crude", "--epsilon", "0"], "--pareto"),
        (&["route", "a", "b", "--cargo", "crude", "--differ", "half"], "'half' for '--differ"),
        (&["list", "plces"], "places"),
    ] {
        let (code, stdout, stderr) = run(line);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{line:?}\n{stderr}");
        assert!(stderr.contains(word), "{line:?}\n{stderr}");
    }
}

/// A file of flows: its own name and lines, all findings at once, nothing written.
#[test]
fn a_file_of_flows_is_judged_like_the_table() {
    const HEADER: &str = "id,commodity,origin,destination,kt_y,year\n";
    let refuse = |at: &str, bytes: &[u8], said: &[&str]| {
        let scratch = Scratch::new(&format!("flows-{at}"));
        let (file, out) = (scratch.path("mine.csv"), scratch.0.join("out.json"));
        fs::write(&file, bytes).unwrap();
        let tiny = tiny().display().to_string();
        let arguments = ["exposure", "--atlas", &tiny, "--flows", &file, "--output", out.to_str().unwrap()];
        let said: Vec<_> = said.iter().map(|said| format!("error: {file}{said}")).collect();
        let end =
            if at == "utf8" { "a file cannot be used".into() } else { format!("{file} cannot be used") };
        refused(&arguments, &out, &said, &counted(&end, said.len()));
    };
    refuse(
        "empty",
        b"",
        &[
            ": the file is empty; its first line is: id,commodity,origin,destination,market,kt_y,kt_y_low,kt_y_high,year,from,until,basis,via,priority,ceiling_usd_t,laid,goods_origin,goods_owner,loaded_in,evidence,source,note",
        ],
    );
    refuse(
        "utf8",
        &[HEADER.as_bytes(), b"a,\xFF\n"].concat(),
        &[":2: the file is not UTF-8: byte 0xFF at position 3; save it as UTF-8"],
    );
    refuse(
        "many",
        format!("{HEADER}mine,crude-tny,fild,abroad,-1,2023\nmine,crude-tiny,field,abroad,x,\nround,crude-tiny,field,field,1,2023\n").as_bytes(),
        &[
            ":2: column commodity: \"crude-tny\": there is no such commodity; did you mean crude-tiny?",
            ":2: column kt_y: \"-1\": a number here is not negative; write 0 or more",
            ":2: column origin: \"fild\": there is no such place or country; did you mean field?",
            ":3: column id: \"mine\": this id stands in line 2 already; give one of them another id",
            ":3: column kt_y: \"x\": this is not a number; write 1234.5",
            ":3: column year: \"\": a flow has a year, or from and until; fill one, leave the other blank",
            ":4: column destination: \"field\": a flow ends where it does not start; give it another end",
        ],
    );
    refuse(
        "columns",
        b"id,commodity,origin,kt_y,yaer\n",
        &[
            ":1: column destination: a column of the table is missing; add destination to the header; its cells may be empty unless required",
            ":1: column yaer: \"yaer\": the table has no such column; did you mean year?",
        ],
    );
}
