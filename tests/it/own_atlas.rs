//! An atlas of a user's own: three files, what stands in for the rest, and what is said of faults.

use crate::support::{Cell as _, Ran, Scratch, bad, counted, exits, good, json, run};

const PLACES: &str = "id,lat,lon\nras-tanura,26.63,50.17\nyanbu,24.08,38.05\nsikka,,\nhormuz,,\n";
const LINKS: &str =
    "from,to,mode\nras-tanura,hormuz,sea\nhormuz,sikka,sea\nras-tanura,yanbu,pipeline\nyanbu,sikka,sea\n";
const FLOWS: &str = "commodity,origin,destination,kt_y,year\ncrude,ras-tanura,sikka,1000,2024\n";

/// Three files and these.
fn gulf(more: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::of([("places.csv", PLACES), ("links.csv", LINKS), ("flows.csv", FLOWS)]);
    more.iter().for_each(|(name, text)| {
        scratch.file(name, text);
    });
    scratch
}

/// What `check` says, unwrapped, without what is drawn.
fn said(atlas: &Scratch) -> Vec<String> {
    let answer: serde_json::Value =
        serde_json::from_str(&run(["check", &atlas.folder(), "--format", "json"]).stdout).unwrap();
    let one = |own: &serde_json::Value| {
        let place = match (own["row"].as_u64(), own["column"].as_str()) {
            (Some(row), Some(column)) => format!(":{row}: {column}"),
            (Some(row), None) => format!(":{row}"),
            (None, Some(column)) => format!(": {column}"),
            (None, None) => String::new(),
        };
        let [severity, file, rule, hint] = ["severity", "file", "rule", "hint"].map(|key| own[key].text().to_owned());
        format!("{severity}: {file}{place}: {rule}; {hint}")
    };
    answer["diagnostics"].list().iter().map(one).collect()
}

#[test]
fn three_files_are_an_atlas_and_check_names_what_stands_in() {
    let atlas = gulf(&[]);
    assert_eq!(
        said(&atlas),
        [
            "warning: capacities.csv: the file is missing: nothing limits ras-tanura-yanbu, ras-tanura, sikka and 1 more, which owe a capacity; write assets and kt_y of what is narrow",
            "warning: commodities.csv: the file is missing: values are those of the built-in atlas: crude 569 USD/t; write your own with their values",
            "warning: links.csv: length_km: a blank length is the great circle between the ends, times 1.1 for pipeline, 1.07 for sea; fill length_km where it matters",
            "warning: modes.csv: the file is missing: prices and speeds are those of the built-in atlas for pipeline, sea; `corridor list modes` shows them",
            "warning: transfers.csv: the file is missing: transfers are those of the built-in atlas: pipeline to sea at yanbu 2.0 USD/t and 30 h; `corridor list transfers` shows them all",
        ]
    );
    let answer = json(["reroute", "--atlas", &atlas.folder(), "--close", "strait=hormuz"]);
    assert_eq!(answer["delivered_kt"], 1000.0);
    let arcs = &answer["flows"][0]["routes"][0]["arcs"];
    let steps: Vec<&str> =
        arcs.list().iter().map(|step| step.as_object().unwrap().values().next().unwrap().text()).collect();
    assert_eq!(steps, ["ras-tanura-yanbu", "yanbu-pipeline-sea", "yanbu-sikka"]);
    // An answer names the atlas that it read: its folder.
    let name = atlas.0.file_name().unwrap().to_str().unwrap();
    assert_eq!((answer["atlas"]["name"].text(), answer["atlas"]["version"].text()), (name, "0"));
}

#[test]
fn a_folder_with_two_files_lacks_the_third() {
    let atlas = gulf(&[]);
    std::fs::remove_file(atlas.0.join("links.csv")).unwrap();
    let missing = "error: links.csv: the file is missing; an atlas has places.csv, links.csv and flows.csv; `corridor init DIR --template minimal` writes them";
    assert_eq!(bad(["reroute", "--atlas", &atlas.folder()]), [missing, &counted("the atlas cannot be used", 1)]);
}

/// Faults of one file, each alone.
#[test]
fn faults_are_named_with_their_line() {
    for (file, from, to, expected) in [
        (
            "links.csv",
            "from,to,mode",
            "from,to,mdoe",
            &[
                "error: links.csv:1: column mdoe: \"mdoe\": the table has no such column; did you mean mode?",
                "error: links.csv:1: column mode: a column of the table is missing; add mode to the header; its cells may be empty unless required",
            ][..],
        ),
        (
            "places.csv",
            "yanbu,24.08,38.05",
            "yanbu,24.08",
            &[
                "error: places.csv:3: the row is short: it has 2 cells, the header 3; write a comma for each cell that is blank, those at its end too",
            ],
        ),
        (
            "places.csv",
            "yanbu,24.08,38.05",
            "yanbu,24.08,38.05,",
            &[
                "error: places.csv:3: a row has as many fields as the header: 3, this one has 4; put quotes around a cell that holds a comma; end no line with one",
            ],
        ),
        (
            "links.csv",
            "yanbu,pipeline",
            "yanbu,pipe",
            &[
                "error: links.csv:4: column mode: \"pipe\": this word is not known here; it is one of: pipeline, rail, road, sea, river, ferry, swap",
            ],
        ),
        (
            "places.csv",
            "yanbu,24.08,38.05",
            "yanbu,,",
            &[
                "error: links.csv:4: column length_km: \"\": only a swap has no length; write its length in km, or lat and lon of both ends",
                "error: links.csv:5: column length_km: \"\": only a swap has no length; write its length in km, or lat and lon of both ends",
            ],
        ),
        (
            "flows.csv",
            "crude,ras",
            "crud,ras",
            &["error: flows.csv:2: column commodity: \"crud\": there is no such commodity; add it to commodities.csv"],
        ),
    ] {
        let atlas = gulf(&[]);
        atlas.replace(file, from, to);
        let mut said = bad(["reroute", "--atlas", &atlas.folder()]);
        said.pop();
        assert_eq!(said, expected, "{file}: {to}");
    }
}

/// Of flows that nothing can carry `check` says what they lack.
#[test]
fn a_flow_that_cannot_be_delivered_is_a_warning_with_its_reason() {
    let none = "id,place,from,to,cargo,usd_t,hours\n";
    let shut = gulf(&[("transfers.csv", none)]);
    shut.replace("links.csv", "hormuz,sikka,sea\n", "");
    let find = |atlas: &Scratch| {
        let all = said(atlas);
        all.into_iter().filter(|said| said.contains("flows.csv")).collect::<Vec<_>>()
    };
    assert_eq!(
        find(&shut),
        [
            "warning: flows.csv:2: id: no route: links exist; no transfer pipeline to sea at yanbu; add the transfer to transfers.csv"
        ]
    );
    let cut = gulf(&[]);
    cut.replace("links.csv", "hormuz,sikka,sea\n", "");
    cut.replace("links.csv", "yanbu,sikka,sea\n", "");
    assert_eq!(
        find(&cut),
        [
            "warning: flows.csv:2: id: no route: no link reaches sikka that takes crude; add the link to links.csv, or its cargo"
        ]
    );
    let gap = gulf(&[]);
    gap.replace("places.csv", "hormuz,,\n", "kharg,,\n");
    gap.file("links.csv", "from,to,mode\nras-tanura,yanbu,pipeline\nkharg,sikka,sea\n");
    assert_eq!(
        find(&gap),
        [
            "warning: flows.csv:2: id: no route: no links join ras-tanura to sikka that take crude: they end at yanbu; add the link to links.csv, or its cargo"
        ]
    );
    let stuck = gulf(&[]);
    stuck.file("flows.csv", "commodity,origin,destination,kt_y,year\ncrude,sikka,yanbu,1000,2024\n");
    assert_eq!(
        find(&stuck),
        [
            "warning: flows.csv:2: id: no route: no link leaves sikka that takes crude; add the link to links.csv, or its cargo"
        ]
    );
    // The answer is given all the same.
    let answer = json(["reroute", "--atlas", &stuck.folder()]);
    assert_eq!(answer["stranded_kt"], 1000.0);
}

#[test]
fn templates_are_atlases_without_an_error() {
    for (template, files) in [("minimal", 4), ("gulf", 7)] {
        let scratch = Scratch::new();
        let folder = scratch.path("An Atlas");
        let Ran { code, stderr, .. } = run(["init", &folder, "--template", template]);
        assert_eq!((code, stderr), (Some(0), format!("wrote {files} files to {folder}\n")));
        let answer = json(["check", &folder]);
        assert_eq!(answer["errors"], 0, "{answer}");
        let answer = json(["reroute", "--atlas", &folder]);
        assert_eq!((answer["atlas"]["name"].text(), answer["stranded_kt"].number()), ("an-atlas", 0.0));
    }
    let said = bad("init somewhere --template small");
    assert!(said[0].contains("invalid value 'small' for '--template <TEMPLATE>'"), "{said:?}");
}

/// 4.0 of Saudi Arabia's 6.78 million barrels a day can go to Yanbu, none of Iran's 2.40: 5.18 of 9.18 are stranded.
#[test]
fn the_gulf_strands_what_hormuz_alone_can_pass() {
    let scratch = Scratch::new();
    let folder = scratch.path("gulf");
    good(["init", &folder, "--template", "gulf", "--quiet"]);
    let answer = json(["reroute", "--atlas", &folder, "--scenario", "hormuz-closed"]);
    let share = answer["stranded_kt"].number() / answer["flow_kt"].number();
    assert!((share - 5.18 / 9.18).abs() < 1e-4, "{share}");
}

/// The whole embedded atlas is written as before.
#[test]
fn init_writes_the_embedded_atlas_unless_told_otherwise() {
    let scratch = Scratch::new();
    let folder = scratch.path("all");
    exits(0, ["init", &folder]);
    assert!(scratch.files().len() > 20);
}

#[test]
fn what_stands_in_is_never_taken_where_a_file_speaks() {
    let own = gulf(&[
        (
            "modes.csv",
            "id,mode,vessel,cargo,usd_per_tkm,fixed_usd_t,speed_km_h\ns,sea,ship,crude,0.001,0,20\np,pipeline,,crude,0.01,0,5\n",
        ),
        ("commodities.csv", "id,name,hs,cargo,value_usd_t,holding_pct_day\ncrude,Crude,270900,crude,500,0\n"),
        ("transfers.csv", "id,place,from,to,cargo,usd_t,hours\nload,yanbu,pipeline,sea,crude,7,10\n"),
        (
            "capacities.csv",
            "assets,kt_y\nras-tanura-yanbu;ras-tanura-hormuz,600\nras-tanura,5000\nyanbu,5000\nsikka,5000\n",
        ),
    ]);
    let answer = json(["reroute", "--atlas", &own.folder(), "--close", "strait=hormuz"]);
    assert_eq!((answer["delivered_kt"].number(), answer["stranded_kt"].number()), (600.0, 400.0));
    assert_eq!(said(&own).len(), 1, "{:?}", said(&own));
}
