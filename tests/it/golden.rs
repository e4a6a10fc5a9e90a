//! Every answer on `data/tiny`, byte by byte: what a table, a JSON object, a drawing or a CSV looks like is a promise.
//!
//! The numbers are those of `data/tiny/README.md`, worked by hand. After a change that is meant, write the files anew
//! with `CORRIDOR_BLESS=1 cargo test --test it golden::`, and read every line of the difference.

use std::fs;

use crate::support::{Line, Ran, Scratch, root, run};

/// Every format of an answer, and the ending of its files.
const FORMATS: &[(&str, &str)] = &[("table", "txt"), ("json", "json"), ("csv", "csv"), ("markdown", "md")];

/// Shown in every format: name, exit code, arguments.
const ANSWERS: &[(&str, i32, &str)] = &[
    ("route", 0, "route field abroad --cargo crude -k 4"),
    ("route-countries", 0, "route kaz Italy --commodity crude-tiny --year 2023"),
    ("route-time-via", 0, "route field abroad --cargo crude --by time --via corridor=western --via abroad"),
    ("route-wary", 0, "route field abroad --cargo crude --by exposed-km --wary country=RUS -k 2"),
    ("route-wary-place", 0, "route field abroad --cargo crude --wary strait=narrows"),
    ("route-last-year", 0, "route hub RUWES --cargo crude --avoid link=hub-west-1 --as-of 2022-06-30"),
    ("route-dear", 0, "route field abroad --cargo crude --scenario west-half-dear --delay strait=narrows:78h"),
    ("route-front", 0, "route field abroad --cargo crude --pareto --wary country=RUS"),
    ("route-differ", 0, "route field abroad --cargo crude -k 3 --differ 0.5"),
    ("route-closed", 1, "route field abroad --cargo crude --close strait=narrows --avoid country=AZE"),
    ("route-closed-twice", 1, "route field abroad --cargo crude --close place=hub --close place=abroad"),
    ("route-via-nowhere", 1, "route west abroad --cargo crude --via east-line"),
    ("route-no-start", 1, "route abroad west --cargo crude"),
    ("exposure", 0, "exposure --origin KAZ --cargo crude"),
    ("exposure-ends-value", 0, "exposure --origin KAZ --year 2023 --flow open-buyer --ends --weigh value"),
    ("exposure-closed", 0, "exposure --origin KAZ --year 2023 --scenario west-closed"),
    ("reroute", 0, "reroute --origin KAZ --year 2023"),
    ("reroute-closed", 0, "reroute --origin KAZ --year 2023 --scenario west-closed"),
    ("reroute-strict", 1, "reroute --flow west-buyer --scenario west-half --strict"),
    ("reroute-contracted", 0, "reroute --domestic --year 2023 --contracted --close place=west"),
    ("reroute-ceiling", 0, "reroute --origin KAZ --year 2023 --ceiling 30USD/t --quota strait=narrows:500kt"),
    ("compare", 0, "compare --origin KAZ --year 2023"),
    ("compare-ranges", 0, "compare --origin KAZ --year 2023 --ranges west-closed west-half --limit place=west:50%"),
    ("reroute-ranges", 0, "reroute --origin KAZ --year 2023 --ranges --scenario west-half-dear"),
    ("exposure-ranges", 0, "exposure --origin KAZ --year 2023 --ranges"),
    ("compare-own-day", 0, "compare --destination EU --year 2023 west-closed tests/golden/last-year.toml"),
    ("compare-line", 0, "compare --origin KAZ --year 2023 --weigh value --charge strait=narrows:+3.9USD/t"),
    ("list-places", 0, "list places"),
    ("list-links", 0, "list links --as-of 2022-06-30"),
    ("list-capacities", 0, "list capacities"),
    ("list-commodities", 0, "list commodities"),
    ("list-flows", 0, "list flows"),
    ("list-scenarios", 0, "list scenarios"),
    ("list-measures", 0, "list measures --scenario west-half-dear --close country=RUS"),
    ("list-actors", 0, "list actors"),
    ("list-sources", 0, "list sources"),
    ("owners", 0, "owners hub --as-of 2024-06-30"),
    (
        "legal",
        0,
        "legal field abroad --cargo crude --as-of 2024-08-01 --actor tiny-trader --party insurer=tiny-insurer --price 70USD/bbl -k 3",
    ),
    ("legal-strict", 1, "legal field abroad --cargo crude --as-of 2026-02-01 --goods-origin RUS --strict"),
    (
        "legal-flows",
        0,
        "legal --origin KAZ --year 2023 --as-of 2024-08-01 --document certificate-of-origin --assume open",
    ),
    (
        "legal-dates",
        0,
        "legal --flow west-buyer --dates 2023-06-01..2026-01-31 --actor tiny-trader --goods-owner tiny-pipe",
    ),
    (
        "route-law",
        1,
        "route field abroad --cargo crude --as-of 2024-08-01 --actor tiny-trader --party vessel=imo-1 -k 2",
    ),
    (
        "route-secondary-sanctions",
        0,
        "route field abroad --cargo crude --as-of 2024-08-01 --actor tiny-trader --by secondary-sanctions",
    ),
    (
        "route-owner",
        0,
        "route field abroad --cargo crude --as-of 2024-08-01 --avoid owner=tiny-state,line=west-line --owner-test US",
    ),
    ("reroute-law", 0, "reroute --origin KAZ --year 2023 --as-of 2024-03-01 --scenario law"),
    ("list-measures-law", 0, "list measures --as-of 2024-08-01 --on place=west --for origin=KAZ,cargo=crude"),
    ("list-measures-changed", 0, "list measures --changed 2025-06-01..2025-12-31"),
    ("show-measure", 0, "show EU:west-import --as-of 2024-08-01"),
    ("show-exception", 0, "show EU:third-origin"),
    ("show-actor", 0, "show tiny-trader"),
    ("show-vessel", 0, "show imo-1"),
    ("explain", 0, "explain field abroad --cargo crude --scenario west-closed"),
    ("explain-flow", 0, "explain west-buyer --scenario west-half"),
    (
        "explain-nothing",
        0,
        "explain field abroad --cargo crude --close place=west --close line=east-line --close country=ITA",
    ),
    ("diff", 0, "diff west-half west-half-dear --origin KAZ --year 2023"),
    ("diff-law", 0, "diff none law --origin KAZ --year 2023 --as-of 2024-03-01"),
    (
        "attribution",
        0,
        "attribution --origin KAZ --year 2023 --scenario west-half --close line=east-line --charge strait=narrows:+3.9USD/t",
    ),
    ("owners-before", 0, "owners tiny-pipe --as-of 2023-06-30"),
    ("show-place", 0, "show west"),
    ("show-link", 0, "show hub-east"),
    ("show-line", 0, "show east-line"),
    ("show-flow", 0, "show west-buyer"),
    ("show-scenario", 0, "show west-half-dear"),
    ("show-party", 0, "show tiny-pipe"),
    ("check", 0, "check"),
    ("check-scenario", 0, "check tests/golden/last-year.toml"),
];

/// Written as they are: name with its extension, arguments.
const DRAWINGS: &[(&str, &str)] = &[
    ("drawn-network.dot", "export dot"),
    ("drawn-network-closed.json", "export json --around west --close strait=narrows"),
    ("drawn-route.dot", "export dot route field abroad --cargo crude -k 3"),
    ("drawn-reroute.dot", "export dot reroute --origin KAZ --year 2023 --scenario west-closed"),
    ("drawn-compare.dot", "export dot --corridor western compare --origin KAZ --year 2023 west-half"),
    ("drawn-compare.csv", "export csv --line east-line compare --origin KAZ --year 2023 west-half"),
    ("drawn-compare.tex", "compare --origin KAZ --year 2023 --format latex"),
    ("drawn-network.geojson", "export geojson --close strait=narrows"),
    ("drawn-reroute.kml", "export kml reroute --origin KAZ --year 2023 --scenario west-closed"),
    ("drawn-compare.graphml", "export graphml compare --origin KAZ --year 2023 west-half"),
    ("drawn-compare.gexf", "export gexf compare --origin KAZ --year 2023 west-half"),
    ("drawn-route.mmd", "export mermaid route field abroad --cargo crude -k 3"),
    ("drawn-compare.json", "export json --line east-line compare --origin KAZ --year 2023 west-half"),
];

/// Folders of CSV: name, arguments after `export arcs`.
const ARCS: &[(&str, &str)] = &[
    ("arcs-route", "route field abroad --cargo crude --close place=west --avoid link=hub-east"),
    ("arcs-reroute", "reroute --origin KAZ --year 2023 --scenario west-half"),
];

/// The answer, without what changes with each release of the program and each edit of the atlas.
fn said(code: i32, arguments: &str, more: impl Line) -> String {
    let Ran { code: found, stdout, stderr } = run(("--atlas data/tiny", arguments, more));
    assert_eq!((found, stderr.as_str()), (Some(code), ""), "{arguments}: an answer says nothing on stderr");
    let version = format!("\"corridor\": {:?}", env!("CARGO_PKG_VERSION"));
    let text = stdout.replace(&version, "\"corridor\": \"VERSION\"");
    let lines = text.lines().map(|line| match line.split_once("\"sha256\": ") {
        Some((before, _)) => format!("{before}\"sha256\": \"CHECKSUM\"\n"),
        None => format!("{line}\n"),
    });
    lines.collect()
}

/// What differs from the files, by name.
#[derive(Default)]
struct Golden {
    wrong: Vec<String>,
}

impl Golden {
    fn hold(&mut self, file: &str, found: &str) {
        let path = root().join("tests/golden").join(file);
        if std::env::var_os("CORRIDOR_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, found).unwrap();
            return;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            let pairs = expected.lines().zip(found.lines()).position(|(own, now)| own != now);
            let at = pairs.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
            let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
            self.wrong.push(format!("{file}:{}\n- {}\n+ {}", at + 1, line(&expected), line(found)));
        }
    }

    fn done(self) {
        assert!(self.wrong.is_empty(), "{} files differ:\n{}", self.wrong.len(), self.wrong.join("\n"));
    }
}

#[test]
fn answers_are_as_they_were() {
    let mut golden = Golden::default();
    for (name, code, arguments) in ANSWERS {
        for (format, ending) in FORMATS {
            golden.hold(&format!("{name}.{ending}"), &said(*code, arguments, ["--format", format]));
        }
    }
    golden.done();
}

#[test]
fn drawings_are_as_they_were() {
    let mut golden = Golden::default();
    for (name, arguments) in DRAWINGS {
        golden.hold(name, &said(0, arguments, ""));
    }
    golden.done();
}

#[test]
fn arcs_are_as_they_were() {
    let mut golden = Golden::default();
    for (name, arguments) in ARCS {
        let scratch = Scratch::new();
        said(0, &format!("export arcs {arguments}"), ["--output", &scratch.folder()]);
        for file in ["classes.csv", "arcs.csv", "bundles.csv", "demand.csv", "fixed.csv"] {
            golden.hold(&format!("{name}/{file}"), &scratch.read(file));
        }
        assert_eq!(scratch.names().len(), 5, "{name}");
    }
    golden.done();
}

#[test]
fn every_file_has_its_case() {
    let answers =
        ANSWERS.iter().flat_map(|(name, ..)| FORMATS.iter().map(move |(_, ending)| format!("{name}.{ending}")));
    let drawings = DRAWINGS.iter().map(|(name, _)| (*name).to_owned());
    let folders = ARCS.iter().map(|(name, _)| (*name).to_owned());
    let known: Vec<String> = answers.chain(drawings).chain(folders).chain(["last-year.toml".to_owned()]).collect();
    for entry in fs::read_dir(root().join("tests/golden")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "no case writes tests/golden/{name}");
    }
}
