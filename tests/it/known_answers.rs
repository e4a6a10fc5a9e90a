//! What is known of Kazakhstan's crude, computed by the tool on its own atlas. Nothing here is written in: where the
//! model or the data change, so do these numbers, and the tolerances are those of the sources.

use std::collections::BTreeSet;

use corridor::answer::{self, ElementKind};
use corridor::spec::{By, FlowsSelection, InlineEffect, ScenarioRef, ScenarioSpec};
use corridor::{Session, query};

use crate::support::{
    FLOWS, LINKS, PLACES, Row, Scratch, ask, country_of, embedded, from_kazakhstan, inline, kazakh_crude, links,
    scenario, table, within,
};

fn exposure(year: i16) -> answer::Exposure {
    ask(&query::Exposure { flows: kazakh_crude(year), ..query::Exposure::default() })
}

fn reroute(year: i16, scenario: ScenarioSpec) -> answer::Reroute {
    ask(&query::Reroute { flows: kazakh_crude(year), scenario, ranges: false })
}

fn route(from: &str, to: &str, set: impl FnOnce(&mut query::Route)) -> Vec<answer::RouteOption> {
    let mut question = query::Route {
        from: from.into(),
        to: to.into(),
        commodity: Some("crude-cpc".into()),
        ..query::Route::default()
    };
    set(&mut question);
    ask(&question).routes
}

fn used(answer: &answer::Exposure, of: &str, id: &str) -> f64 {
    answer.rows.iter().find(|row| (row.of.as_str(), row.id.as_str()) == (of, id)).map_or(0.0, |row| row.used)
}

#[test]
fn russia_is_crossed_by_19_of_20_tonnes() {
    within("share that crosses Russia, 2023", used(&exposure(2023), "country", "RUS"), 0.935..=0.965);
}

#[test]
fn cpc_carries_four_of_five_tonnes() {
    within("share through CPC, 2023", used(&exposure(2023), "line", "cpc"), 0.794 - 0.015..=0.794 + 0.015);
    within("share through CPC, 2025", used(&exposure(2025), "line", "cpc"), 0.823 - 0.015..=0.823 + 0.015);
}

#[test]
fn without_cpc_most_of_its_oil_has_nowhere_to_go() {
    let answer = reroute(2023, scenario("cpc-closed"));
    within("stranded Mt", answer.stranded_kt / 1e3, 43.0..=49.0);
    within("nameplate stranded Mt", answer.nameplate_stranded_kt.unwrap() / 1e3, 33.0..=38.0);
    for limit in ["aktau-kto-terminal", "atyrau-kenkiyak", "bolshoi-chagan-samara"] {
        assert!(answer.bottlenecks.iter().any(|id| id.contains(limit)), "{limit} is not in {:?}", answer.bottlenecks);
    }
    let delivered = answer.delivered_kt + answer.stranded_kt + answer.uneconomic_kt + answer.unassigned_kt;
    assert!((delivered - answer.flow_kt).abs() < 1e-6, "tonnes are lost");
}

#[test]
fn the_moorings_bind_cpc_before_its_pipe_does() {
    let answer = reroute(2025, ScenarioSpec::default());
    let on_cpc = answer.capacities.iter().filter(|row| row.id.contains("cpc"));
    // The feed is not CPC's own, and a limit that nothing nears cannot be the first.
    let first = on_cpc.min_by(|a, b| (a.kt - a.flow_kt).total_cmp(&(b.kt - b.flow_kt))).expect("capacities on CPC");
    assert_eq!(first.id, "novorossiysk-cpc-moorings");
    within("moorings Mt/y", first.kt / 1e3, 73.0..=76.0);
}

#[test]
fn rail_and_btc_are_dearer_though_btc_is_cheaper_per_tonne_km() {
    let by_cpc = &route("tengiz", "augusta", |q| q.via = vec!["cpc".into()])[0];
    let by_btc = &route("tengiz", "augusta", |q| q.via = vec!["tengiz-rack-aktau".into(), "btc".into()])[0];
    within("by CPC USD/t", by_cpc.cost_usd_t - by_cpc.costs.inventory, 46.0..=58.0);
    within("by BTC USD/t", by_btc.cost_usd_t - by_btc.costs.inventory, 73.0..=121.0);
    let ratio = (by_btc.cost_usd_t - by_btc.costs.inventory) / (by_cpc.cost_usd_t - by_cpc.costs.inventory);
    within("ratio", ratio, 1.4..=2.4);
    let per_tkm = |route: &answer::RouteOption, line: &str| {
        let legs: Vec<&answer::Leg> = route.legs.iter().filter(|leg| leg.line.as_deref() == Some(line)).collect();
        legs.iter().map(|leg| leg.cost_usd_t).sum::<f64>() / legs.iter().map(|leg| leg.km).sum::<f64>()
    };
    assert!(per_tkm(by_btc, "btc") < per_tkm(by_cpc, "cpc"), "BTC is cheaper per tonne-kilometre");
}

#[test]
fn quality_decides_between_samara_and_cpc() {
    let by_cpc = &route("tengiz", "augusta", |q| q.via = vec!["cpc".into()])[0];
    let by_samara =
        &route("tengiz", "augusta", |q| q.via = vec!["atyrau-samara".into(), "novorossiysk-sheskharis".into()])[0];
    let cost = |route: &answer::RouteOption| route.cost_usd_t - route.costs.inventory;
    assert!(cost(by_cpc) < cost(by_samara), "{} < {}", cost(by_cpc), cost(by_samara));
    let blended = cost(by_samara) - by_samara.costs.quality;
    assert!(blended < cost(by_cpc), "{blended} < {}", cost(by_cpc));
}

#[test]
fn sea_legs_are_as_long_as_tables_say() {
    let nm = |from: &str, to: &str, by: By| -> f64 {
        let route = &route(from, to, |q| q.by = by)[0];
        route.legs.iter().filter(|leg| leg.mode == "sea").map(|leg| leg.km / 1.852).sum()
    };
    let near = |what: &str, value: f64, table: f64, share: f64| {
        within(what, value, table * (1.0 - share)..=table * (1.0 + share));
    };
    near("Aktau-Alat", nm("aktau", "alat", By::Cost), 254.0, 0.05);
    near("CPC-Augusta", nm("novorossiysk-cpc", "augusta", By::Cost), 1221.0, 0.05);
    near("Ceyhan-Trieste", nm("ceyhan", "trieste", By::Cost), 1369.0, 0.05);
    near("Ust-Luga-Rotterdam", nm("ust-luga", "rotterdam", By::Cost), 1216.0, 0.08);
}

/// Sea distances of port pairs in nautical miles: from, to, past what, plausible low and high of the survey.
const VOYAGES: [(&str, &str, &[&str], f64, f64); 26] = [
    ("novorossiysk-cpc", "bosporus", &[], 420.0, 445.0),
    ("novorossiysk-cpc", "constanta", &[], 385.0, 420.0),
    ("novorossiysk-cpc", "burgas", &[], 440.0, 485.0),
    ("novorossiysk-cpc", "augusta", &["bosporus"], 1150.0, 1230.0),
    ("novorossiysk-cpc", "trieste", &["bosporus"], 1510.0, 1640.0),
    ("novorossiysk-cpc", "fos", &["bosporus"], 1760.0, 1850.0),
    ("novorossiysk-cpc", "rotterdam", &["bosporus", "gibraltar"], 3500.0, 3650.0),
    ("novorossiysk-cpc", "sikka", &["bosporus", "suez"], 4150.0, 4350.0),
    ("novorossiysk-cpc", "ningbo", &["bosporus", "suez"], 8250.0, 8500.0),
    ("novorossiysk-cpc", "ningbo", &["bosporus", "cape"], 14600.0, 15100.0),
    ("supsa", "constanta", &[], 560.0, 620.0),
    ("supsa", "augusta", &["bosporus"], 1300.0, 1380.0),
    ("supsa", "trieste", &["bosporus"], 1640.0, 1760.0),
    ("batumi", "constanta", &[], 560.0, 620.0),
    ("ceyhan", "augusta", &[], 990.0, 1050.0),
    ("ceyhan", "trieste", &[], 1290.0, 1390.0),
    ("ceyhan", "fos", &[], 1580.0, 1680.0),
    ("ceyhan", "rotterdam", &["gibraltar"], 3330.0, 3450.0),
    ("ceyhan", "ningbo", &["suez"], 7400.0, 7700.0),
    ("ust-luga", "rotterdam", &["danish-straits"], 1200.0, 1340.0),
    ("primorsk", "rotterdam", &["danish-straits"], 1230.0, 1370.0),
    ("ust-luga", "gdansk", &[], 480.0, 530.0),
    ("ust-luga", "augusta", &["danish-straits", "gibraltar"], 3550.0, 3750.0),
    ("ust-luga", "sikka", &["suez"], 7400.0, 7700.0),
    ("ust-luga", "sikka", &["cape"], 12000.0, 12500.0),
    ("constanta", "bosporus", &[], 180.0, 200.0),
];

#[test]
fn every_surveyed_voyage_is_within_its_range() {
    for (from, to, past, low, high) in VOYAGES {
        let route = &route(from, to, |q| q.via = past.iter().map(ToString::to_string).collect())[0];
        assert!(route.legs.iter().all(|leg| leg.mode == "sea"), "{from}-{to} goes over land");
        let nm = route.legs.iter().map(|leg| leg.km / 1.852).sum();
        within(&format!("{from}-{to} by {past:?}, nm"), nm, low..=high);
    }
}

/// From, to, by what, commodity, plausible low and high.
type CostStack<'a> = (&'a str, &'a str, &'a [&'a str], &'a str, f64, f64);

/// Cost stacks to a buyer at the level of 2024, quality and the value of time left out: USD/t.
#[test]
fn delivered_costs_are_within_the_stacks() {
    let stacks: [CostStack<'_>; 8] = [
        ("tengiz", "augusta", &["cpc"], "crude-cpc", 46.0, 58.0),
        ("atyrau", "augusta", &["atyrau-samara", "novorossiysk-sheskharis"], "crude-kebco", 38.0, 62.0),
        ("atyrau", "rotterdam", &["atyrau-samara", "ust-luga"], "crude-kebco", 35.0, 60.0),
        ("mangystau", "augusta", &["makhachkala-novorossiysk"], "crude-buzachi", 45.0, 75.0),
        ("tengiz", "augusta", &["tengiz-rack-aktau", "btc"], "crude-cpc", 73.0, 121.0),
        ("mangystau", "augusta", &["aktau", "btc"], "crude-kebco", 52.0, 85.0),
        ("mangystau", "augusta", &["aktau", "baku-supsa"], "crude-kebco", 50.0, 85.0),
        ("atyrau", "alashankou", &[], "crude-kebco", 40.0, 75.0),
    ];
    for (from, to, via, commodity, low, high) in stacks {
        let route = &route(from, to, |q| {
            q.via = via.iter().map(ToString::to_string).collect();
            q.commodity = Some(commodity.into());
            q.year = Some(2024);
        })[0];
        let cost = route.cost_usd_t - route.costs.quality - route.costs.inventory;
        within(&format!("{from}-{to} by {via:?}, USD/t"), cost, low..=high);
    }
}

/// 8 to 15 USD/t to the Mediterranean; 6.4 to 8.5 m USD for 135 kt to the Far East through Suez.
#[test]
fn suezmax_freight_is_what_was_quoted() {
    let freight = |to: &str, past: &str| {
        let route = &route("novorossiysk-cpc", to, |q| q.via = vec![past.into()])[0];
        assert!(route.legs.iter().all(|leg| leg.vessel.as_deref() == Some("sea-suezmax")), "{to}");
        route.costs.freight + route.costs.handling
    };
    within("to Augusta, USD/t", freight("augusta", "bosporus"), 8.0..=15.0);
    within("to Ningbo, USD/t", freight("ningbo", "suez"), 6.4e6 / 135e3..=8.5e6 / 135e3);
}

/// The flows that a closed Bosporus does not touch, by what their `via` and destination say, and no other.
#[test]
fn a_closed_bosporus_hits_exactly_what_has_to_pass_it() {
    let answer = reroute(2023, scenario("bosporus-closed"));
    let black_sea = ["constanta", "midia", "burgas"];
    for flow in &answer.flows {
        let id = &flow.id;
        let spared = id.contains("-btc-")
            || id.contains("-china-")
            || id.contains("-druzhba-")
            || id.contains("-ust-luga-")
            || black_sea.contains(&FLOWS[id]["destination"].as_str());
        assert_eq!(flow.hit, !spared, "{id}");
    }
    assert!(answer.flows.iter().any(|flow| flow.hit) && answer.flows.iter().any(|flow| !flow.hit));
}

#[test]
fn a_closed_strait_is_never_crossed() {
    let routes = route("novorossiysk-cpc", "augusta", |q| q.scenario = inline(InlineEffect::Close, "strait=bosporus"));
    assert!(routes.iter().all(|route| !route.straits.contains(&"bosporus".to_owned())), "{routes:?}");
    assert!(routes.is_empty(), "the Black Sea has no other route out: {routes:?}");
}

/// Points that someone measured, by year. For MunaiTas and Kenkiyak-Kumkol in 2025 no figure was found.
const MEASURED: [(i16, &str); 3] = [
    (
        2023,
        "cpc-kropotkin-novorossiysk cpc-atyrau-komsomolskaya cpc-tengiz-atyrau kashagan-atyrau \
         karachaganak-bolshoi-chagan bolshoi-chagan-atyrau bolshoi-chagan-samara adamowo-schwedt aktau \
         aktau-alat aktau-makhachkala btc-tbilisi-ceyhan atasu-alashankou pavlodar-atasu atyrau-kenkiyak \
         kenkiyak-kumkol primorsk ust-luga novorossiysk-sheskharis",
    ),
    (
        2024,
        "cpc-kropotkin-novorossiysk cpc-atyrau-komsomolskaya bolshoi-chagan-samara adamowo-schwedt aktau \
         btc-tbilisi-ceyhan atasu-alashankou pavlodar-atasu atyrau-kenkiyak kenkiyak-kumkol",
    ),
    (
        2025,
        "cpc-kropotkin-novorossiysk cpc-atyrau-komsomolskaya cpc-tengiz-atyrau bolshoi-chagan-atyrau \
         bolshoi-chagan-samara adamowo-schwedt aktau aktau-alat aktau-makhachkala btc-tbilisi-ceyhan \
         atasu-alashankou pavlodar-atasu",
    ),
];

/// All flows of the year as they are assigned, from every origin, those inside one country too.
fn all_laid(year: i16) -> answer::Reroute {
    let flows = FlowsSelection { year: Some(year.into()), domestic: true, ..FlowsSelection::default() };
    ask(&query::Reroute { flows, ..query::Reroute::default() })
}

/// Does the route pass this place, link or line?
fn passes(route: &answer::AssignedRoute, at: &str) -> bool {
    links(route).into_iter().any(|id| {
        let link = &LINKS[id];
        [id, &link["from"], &link["to"], &link["line"]].contains(&at)
    })
}

/// What the answer assigns where the row measures, in kt.
fn laid_where(answer: &answer::Reroute, row: &Row) -> f64 {
    let counts = |id: &str| {
        let flow = &FLOWS[id];
        let made_in = &flow["goods_origin"];
        let origin = if made_in.is_empty() { country_of(&flow["origin"]) } else { made_in };
        ["", &flow["commodity"]].contains(&row["commodity"].as_str()) && ["", origin].contains(&row["origin"].as_str())
    };
    let flows = answer.flows.iter().filter(|flow| counts(&flow.id));
    let routes = flows.flat_map(|flow| &flow.routes).filter(|route| passes(route, &row["asset"]));
    routes.map(|route| route.kg).sum::<i64>() as f64 / 1e6
}

#[test]
fn every_year_balances() {
    let check = Session::without_atlas().ask(&query::Check::default()).expect("the embedded atlas can be read");
    assert_eq!(check.diagnostics, [], "every flow has its route, no capacity is below them, observed points agree");
}

/// The same without the code behind `check`: tonnes on the routes of an answer against what was measured.
#[test]
fn what_is_laid_is_what_was_measured() {
    let observed = table("observed.csv");
    for (year, measured) in MEASURED {
        let answer = all_laid(year);
        assert_eq!((answer.stranded_kt, answer.uneconomic_kt), (0.0, 0.0), "{year}");
        let rows: Vec<&Row> = observed.iter().filter(|row| row["year"] == year.to_string()).collect();
        let ids: BTreeSet<&str> = rows.iter().map(|row| row["asset"].as_str()).collect();
        let missing: Vec<_> = measured.split(' ').filter(|id| !ids.contains(id)).collect();
        assert!(missing.is_empty(), "{year}: no measured row of {missing:?}");
        for row in rows {
            let [low, high] = ["kt_low", "kt_high"].map(|column| row[column].parse::<f64>().unwrap());
            let what = format!("{} in {year} ({}), kt", row["asset"], row["scope"]);
            within(&what, laid_where(&answer, row), low..=high);
        }
        assert!(answer.capacities.len() > 60, "{year}: {} capacities carry something", answer.capacities.len());
        for capacity in &answer.capacities {
            assert!(capacity.flow_kt <= capacity.kt, "{year}: {capacity:?}");
        }
    }
}

/// `check` on a copy of the atlas in which one text was replaced: the files and ids that it complains of.
fn complaints(file: &str, from: &str, to: &str) -> Vec<(String, Option<String>)> {
    let copy = Scratch::embedded();
    copy.replace(file, from, to);
    let check = query::Check { target: Some(copy.folder()), atlas: None };
    let check = Session::without_atlas().ask(&check).unwrap();
    check.diagnostics.into_iter().map(|diagnostic| (diagnostic.file, diagnostic.value)).collect()
}

#[test]
fn a_year_that_does_not_balance_is_found() {
    let more = complaints(
        "flows.csv",
        "tengiz-cpc-augusta-2023,crude-cpc,tengiz,augusta,,5005,",
        "tengiz-cpc-augusta-2023,crude-cpc,tengiz,augusta,,6005,",
    );
    for id in ["cpc-kropotkin-novorossiysk", "cpc-atyrau-komsomolskaya", "cpc-tengiz-atyrau"] {
        assert!(more.contains(&("observed.csv".into(), Some(id.into()))), "{id}: {more:?}");
    }
    let smaller = complaints(
        "capacities.csv",
        "atyrau-kenkiyak-pipe,atyrau-kenkiyak,crude,,6000,6000,6000,",
        "atyrau-kenkiyak-pipe,atyrau-kenkiyak,crude,,5500,5500,5500,",
    );
    assert!(smaller.contains(&("capacities.csv".into(), Some("atyrau-kenkiyak-pipe".into()))), "{smaller:?}");
}

/// An owner's row is the answer to all of its operators being closed at once, however deep they are held.
#[test]
fn without_an_owner_all_that_it_has_half_of_is_barred() {
    let rows = exposure(2023).rows;
    for (owner, some) in [("kmg", "kaztransoil"), ("kazakhstan", "ktz"), ("russian-federation", "transneft")] {
        let own: Vec<&answer::ExposureRow> =
            rows.iter().filter(|row| (row.of.as_str(), row.id.as_str()) == ("owner", owner)).collect();
        let used: f64 = own.iter().map(|row| row.used_kt).sum();
        let lost: f64 = own.iter().map(|row| row.unavoidable_kt).sum();
        let scenario = inline(InlineEffect::Close, &format!("owner={owner}"));
        let barred = reroute(2023, ScenarioSpec { owner_test: Some("half".into()), ..scenario });
        assert!((barred.stranded_kt - lost).abs() < 1.0, "{owner}: {lost} and {}", barred.stranded_kt);
        let file = ScenarioRef::File {
            name: "owner.toml".into(),
            text: format!(
                "id = \"without\"\ntitle = \"Without\"\n[[measure]]\nid = \"event:without\"\nauthority = \"event\"\n\
                 effect = {{ close = true }}\non = {{ owner = [\"{owner}\"] }}\nowner_test = \"half\"\nsource = \"what-if\"\n"
            ),
            rows: Vec::new(),
        };
        let of_file = reroute(2023, ScenarioSpec { scenarios: vec![file], ..ScenarioSpec::default() });
        assert_eq!(of_file.stranded_kt, barred.stranded_kt, "a scenario file says the same");
        let operator = rows.iter().filter(|row| (row.of.as_str(), row.id.as_str()) == ("operator", some));
        let least: f64 = operator.map(|row| row.used_kt).sum();
        assert!(used >= least && least > 0.0, "{owner} has {some}: {used} and {least}");
    }
    let chevron = rows.iter().filter(|row| row.of == ElementKind::Owner && row.id == "chevron");
    assert_eq!(chevron.map(|row| row.used_kt).sum::<f64>(), 28_517.0, "half of Tengizchevroil is enough");
    assert!(!rows.iter().any(|row| row.of == ElementKind::Owner && row.id == "lukoil"), "12.5 % of CPC are not");
}

/// Without the note on routes that are not the cheapest, which is not of owners.
fn of_owners(mut notes: Vec<String>) -> Vec<String> {
    notes.retain(|note| !note.starts_with("today's routes"));
    notes
}

/// At the low end of its half of KCP, CNPC has no half; no row of an export flow hangs on another share.
#[test]
fn owners_that_hang_on_a_range_are_named() {
    let notes = of_owners(exposure(2023).head.notes);
    assert_eq!(notes, ["shares known only as ranges decide who owns these: kcp (china, cnpc)"]);
}

/// A test tells of owners only while it is in force, and an answer says where it is not.
#[test]
fn a_test_that_is_not_in_force_has_no_owners() {
    let asked = |day: &str| {
        let scenario = ScenarioSpec {
            as_of: Some(day.into()),
            owner_test: Some("EU/russia-art-5aa".into()),
            ..ScenarioSpec::default()
        };
        let answer = ask(&query::Exposure { flows: from_kazakhstan(2023), scenario, ..Default::default() });
        // That no flow is of 2022 is said besides.
        let notes =
            of_owners(answer.head.notes).into_iter().filter(|note| !note.starts_with("the atlas is of 2023 to 2025"));
        (answer.rows.iter().filter(|row| row.of == ElementKind::Owner).count(), notes.collect::<Vec<_>>())
    };
    let (rows, notes) = asked("2022-03-14");
    let note = "the ownership test EU/russia-art-5aa is not in force on 2022-03-14: by it nothing belongs to an owner";
    assert_eq!((rows, notes), (0, vec![note.to_owned()]));
    let (rows, notes) = asked("2022-03-15");
    assert!(rows > 5 && notes.is_empty(), "{rows} rows, {notes:?}");
}

/// What an authority's test counts of a company on a day: verdict, percent, low, high, all listed together.
fn owned(id: &str, day: &str, authority: &str, programme: &str) -> (&'static str, [f64; 4], answer::OwnershipVerdict) {
    let scenario = ScenarioSpec { as_of: Some(day.into()), ..ScenarioSpec::default() };
    let answer = ask(&query::Owners { id: id.into(), scenario });
    let test = answer.tests.into_iter().find(|test| test.authority == authority && test.programme == programme);
    let test = test.expect("the test is in force");
    let counted = [test.counted, test.counted_low, test.counted_high, test.summed];
    (test.verdict.as_str(), counted, test)
}

/// After the designations of October 2025 no authority's test makes CPC a listed party's.
#[test]
fn cpc_belongs_to_no_listed_party() {
    let (verdict, counted, _) = owned("cpc-consortium", "2025-11-15", "US", "russia");
    assert_eq!((verdict, counted), ("not", [20.0, 12.5, 20.0, 20.0]), "12.5 if Rosneft held 49 %");
    let (verdict, counted, test) = owned("cpc-consortium", "2025-11-15", "EU", "russia-art-5aa");
    assert_eq!((verdict, counted[0], counted[3]), ("not", 38.5, 38.5));
    assert_eq!(test.counted_beneficiary, 14.5, "were the 24 % the state's alone");
    let (verdict, counted, test) = owned("cpc-consortium", "2026-03-01", "UK", "russia");
    assert_eq!((verdict, counted[0], counted[3]), ("not", 31.0, 51.0), "no single person above 31.0");
    assert_eq!(test.missed_by, 19.0);
    let (verdict, counted, _) = owned("cpc-consortium", "2025-10-21", "US", "russia");
    assert_eq!((verdict, counted[3]), ("not", 0.0), "a day before");
}

#[test]
fn whoever_has_no_owner_to_ask_for_is_told() {
    let refused = |id: &str| {
        let question = query::Owners { id: id.into(), ..query::Owners::default() };
        embedded().ask(&question).expect_err("no one is meant").to_string()
    };
    assert_eq!(refused("cpc-consortiu"), "\"cpc-consortiu\" is no party, place or link; did you mean cpc-consortium?");
    assert_eq!(refused("qqqqqq"), "\"qqqqqq\" is no party, place or link; `corridor list parties` shows them");
    let (lone, _) = PLACES.iter().find(|(_, place)| place["operator"].is_empty()).unwrap();
    assert_eq!(refused(lone), format!("no one is known to run {lone}: name a party"));
}

#[test]
fn the_holders_of_cpc_are_judged_too() {
    let (verdict, _, test) = owned("lukarco", "2025-11-15", "US", "russia");
    assert_eq!((verdict, test.uncertain.len()), ("owned", 0), "half is enough, so its range decides nothing");
    let (verdict, _, test) = owned("rosneft-shell-cv", "2025-11-15", "US", "russia");
    assert_eq!((verdict, test.uncertain), ("owned", vec!["rosneft > rosneft-shell-cv".to_owned()]));
    let (verdict, ..) = owned("tco", "2025-11-15", "US", "russia");
    assert_eq!(verdict, "not");
    let (verdict, ..) = owned("rosneft", "2025-11-15", "UK", "russia");
    assert_eq!(verdict, "listed");
    let (verdict, ..) = owned("tco", "2025-11-15", "EU", "russia");
    assert_eq!(verdict, "unknown", "the atlas has none of these listings");
    let (verdict, ..) = owned("ktz", "2025-11-15", "US", "russia");
    assert_eq!(verdict, "not", "all of it is the republic's");
    let (verdict, ..) = owned("uty", "2025-11-15", "US", "russia");
    assert_eq!(verdict, "unknown", "the atlas knows no one who holds it");
    let (verdict, ..) = owned("kazakhstan", "2025-11-15", "US", "russia");
    assert_eq!(verdict, "not", "a state is no one's");
}
