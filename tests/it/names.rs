//! Names mean the same wherever they stand: FROM and TO, selectors, flags, the ids of commands.

use crate::support::{Cell as _, Line, Scratch, bad, counted, exits, good, json};
use serde_json::Value;

const TINY: &str = "--atlas data/tiny";

/// FROM and TO of a route, as the answer has them.
fn ends(from: &str, to: &str, more: impl Line) -> [String; 2] {
    let answer = json(([["route"], [from], [to]].concat(), more));
    ["from", "to"].map(|end| answer[end]["id"].text().to_owned())
}

/// Ids of the rows.
fn ids(rows: &Value) -> Vec<String> {
    rows.list().iter().map(|row| row["id"].text().to_owned()).collect()
}

#[test]
fn an_end_is_an_id_an_iso_code_a_locode_or_a_name() {
    for turkey in ["TUR", "tur", "TR", "tr", "Türkiye", "turkiye", "TURKEY", "republic of türkiye"] {
        assert_eq!(ends("KAZ", turkey, "--cargo crude"), ["KAZ", "TUR"], "{turkey}");
    }
    for trieste in ["trieste", "Trieste", "TRIESTE SIOT", "ITTRS", "it trs"] {
        assert_eq!(ends("kz", trieste, "--cargo crude"), ["KAZ", "trieste"], "{trieste}");
    }
    for (name, code) in [
        ("Czech Republic", "CZE"),
        ("UK", "GBR"),
        ("Great Britain", "GBR"),
        ("South Korea", "KOR"),
        ("Kyrgyz Republic", "KGZ"),
        ("UAE", "ARE"),
        ("America", "USA"),
        ("islamic republic of iran", "IRN"),
    ] {
        let answer = json((vec!["show", name], ""));
        assert_eq!(answer["id"], code, "{name}");
    }
}

#[test]
fn several_are_shown_with_what_and_where_they_are() {
    let istanbul = "\"istanbul\" names several places; give the id of one: ambarli (port, TUR, \"Istanbul (Ambarli)\"), \
                    halkali (hub, TUR, \"Istanbul (Halkali)\")";
    assert_eq!(
        bad("route almaty istanbul --cargo container"),
        [format!("error: TO: {istanbul}"), counted("the route cannot be asked for", 1)]
    );
    assert_eq!(bad("show istanbul"), [format!("error: {istanbul}")]);
    assert_eq!(bad("owners istanbul"), [format!("error: {istanbul}")]);
    assert_eq!(
        bad("reroute --origin KAZ --cargo crude --close place=istanbul"),
        [format!("error: --close: \"place=istanbul\": {istanbul}"), counted("the scenario cannot be used", 1)]
    );
    assert_eq!(
        bad("exposure --destination istanbul"),
        [format!("error: --destination: {istanbul}"), counted("the flows cannot be selected", 1)]
    );
}

/// Of several places with the name those are left aside that the goods cannot leave or reach.
#[test]
fn the_only_place_that_takes_the_goods_is_taken_and_said() {
    let answer = json("route novorossiysk TUR --cargo container");
    assert_eq!(answer["from"]["id"], "novorossiysk-dry");
    assert_eq!(
        answer["notes"][1],
        "novorossiysk is taken for novorossiysk-dry, the only one of that name that sends out container"
    );
    // Two terminals load crude; the dry port is left aside.
    assert_eq!(
        bad("route novorossiysk trieste --cargo crude")[0],
        "error: FROM: \"novorossiysk\" names several places; give the id of one: \
         novorossiysk-cpc (terminal, RUS, \"Yuzhnaya Ozereyevka (CPC marine terminal)\"), \
         novorossiysk-sheskharis (terminal, RUS, \"Novorossiysk Sheskharis\")"
    );
    // Nothing fits: the name is as unclear as before.
    assert!(bad("route novorossiysk trieste --cargo lng")[0].contains("novorossiysk-dry (port, RUS"));
}

#[test]
fn selectors_know_names_codes_and_aliases() {
    let closed = |selector: &str| {
        let line = ["reroute", "--origin", "KAZ", "--cargo", "crude", "--year", "2023", "--close", selector];
        let answer = json((line, ""));
        (answer["stranded_kt"].number() * 1000.0).round()
    };
    assert_eq!(closed("country=TUR"), closed("country=Turkey"));
    assert_eq!(closed("country=TUR"), closed("country=tr"));
    assert_eq!(closed("strait=bosporus"), closed("strait=Bosphorus"));
    assert_eq!(closed("line=cpc"), closed("line=CPC"));
    assert_eq!(closed("operator=kmg"), closed("operator=KazMunayGas"));
    assert_eq!(closed("operator=cpc-consortium"), closed("operator=Caspian Pipeline Consortium"));
    assert_eq!(closed("place=novorossiysk-cpc"), closed("place=CPC terminal"));
}

#[test]
fn companies_are_known_by_their_names() {
    for (name, id) in [("KazMunayGas", "kmg"), ("kazmunaigas", "kmg"), ("LUKOIL", "lukoil"), ("CNPC", "cnpc")] {
        assert_eq!(json(["owners", name])["id"], id, "{name}");
        assert_eq!(json(["show", name])["id"], id, "{name}");
    }
    let named =
        json("legal novorossiysk-cpc trieste --commodity crude-cpc --goods-owner KazMunayGas --as-of 2025-11-15");
    let by_id = json("legal novorossiysk-cpc trieste --commodity crude-cpc --goods-owner kmg --as-of 2025-11-15");
    assert_eq!(named["rows"], by_id["rows"]);
}

#[test]
fn what_is_unknown_is_refused_with_what_is_near() {
    assert_eq!(
        bad("route KAZ Rotterdamm --cargo crude")[0],
        "error: TO: no place, country, UN/LOCODE or name \"Rotterdamm\"; did you mean Rotterdam?"
    );
    assert_eq!(
        bad("reroute --origin KAZ --close country=Turkei")[0],
        "error: --close: \"country=Turkei\": there is no such country (ISO 3166 alpha-3) or bloc; did you mean Turkey?"
    );
    assert_eq!(
        bad("owners Sheskharis-Oil")[0],
        "error: \"Sheskharis-Oil\" is no party, place or link; `corridor list parties` shows them"
    );
    assert_eq!(
        bad("exposure --commodity Wheet")[0],
        "error: --commodity: \"Wheet\": unknown commodity; did you mean Wheat?"
    );
}

#[test]
fn an_alias_of_ones_own_atlas_is_known() {
    let scratch = Scratch::tiny();
    assert_eq!(ends("field", "Overseas", ("--cargo crude", TINY)), ["field", "abroad"]);
    scratch.replace("places.csv", "abroad,Refinery Abroad,Overseas,", "abroad,Refinery Abroad,Far Away;Across,");
    let folder = scratch.folder();
    assert_eq!(ends("field", "far-away", ["--cargo", "crude", "--atlas", &folder]), ["field", "abroad"]);
    // A country's alpha-2 code is two capital letters.
    scratch.replace("countries.csv", "KAZ,KZ,", "KAZ,KAZ,");
    assert!(
        exits(1, ["check", &folder])
            .contains("error: countries.csv:4: column iso2: \"KAZ\": an alpha-2 code is two capital letters; write KZ")
    );
}

#[test]
fn list_alone_says_what_can_be_listed() {
    let kinds = json(("list", TINY));
    let rows = |id: &str| {
        let row = kinds["rows"].list().iter().find(|row| row["id"] == id).unwrap();
        row["rows"].number()
    };
    assert_eq!((rows("places"), rows("straits"), rows("lines"), rows("scope")), (6.0, 1.0, 4.0, 3.0));
    // Of measures those are listed that are in force.
    for id in ids(&kinds["rows"]).into_iter().filter(|id| id != "measures") {
        let answer = json((["list", &id], TINY));
        assert_eq!(answer["rows"].list().len() as f64, rows(&id), "{id}");
    }
    assert!(good("list").contains("flows"));
}

#[test]
fn rows_are_those_that_the_flows_pass() {
    let lines = |more: &str| ids(&json(("list lines --atlas data/tiny", more))["rows"]);
    assert_eq!(lines(""), ["east-line", "feeder", "west-line", "west-old-line"]);
    let answer = json("list lines --flow west-buyer --atlas data/tiny");
    // It is pinned to the newer pipe and the strait.
    assert_eq!(ids(&answer["rows"]), ["feeder", "west-line"]);
    assert_eq!(answer["scenario"]["as_of"], "2023-06-30");
    assert_eq!(answer["notes"][0], "rows: what the flows asked about pass in the baseline");
    assert_eq!(ids(&json("list straits --flow west-buyer --atlas data/tiny")["rows"]), ["narrows"]);
    assert_eq!(ids(&json("list flows --flow west-buyer --atlas data/tiny")["rows"]), ["west-buyer"]);
    assert_eq!(ids(&json("list parties --flow west-buyer --atlas data/tiny")["rows"]), ["tiny-pipe"]);
}

#[test]
fn filters_that_choose_nothing_are_refused_with_the_mend() {
    assert_eq!(
        bad("list scenarios --origin KAZ"),
        [
            "error: flows do not narrow scenarios: leave --origin, --destination, --cargo, --commodity, --flow and --year out"
        ]
    );
    assert_eq!(
        bad("list measures --cargo crude"),
        ["error: flows do not narrow measures: write --for origin=KAZ,cargo=crude"]
    );
    assert_eq!(
        bad("list lines --cargo crud")[0],
        "error: --cargo: \"crud\": unknown cargo; cargoes: crude, products, gas, lng, dry_bulk, container, general, vehicles"
    );
}

#[test]
fn documents_come_with_who_asks_for_them() {
    let answer = json("list documents");
    let letter = answer["rows"].list().iter().find(|row| row["id"] == "insurance-letter").unwrap();
    assert_eq!(letter["asked_by"][0], "TUR:tanker-insurance");
}
