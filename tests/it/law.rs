//! What the law of the embedded atlas says: cases whose answers are known, and every measure at least once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{Cell as _, Scratch, json, run};

/// The first route of a trade, judged.
fn legal(line: &str) -> Value {
    json(format!("legal {line}"))["rows"][0].clone()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Verdict of an act by a party under a measure; blank: nothing of the sort is said.
fn ruled(row: &Value, act: &str, party: &str, measure: &str) -> String {
    let acts = row["acts"].list().iter();
    let mut mine =
        acts.filter(|own| text(own, "act") == act && text(own, "party") == party && text(own, "measure") == measure);
    mine.next().map(|own| text(own, "verdict").to_owned()).unwrap_or_default()
}

fn exceptions(row: &Value) -> BTreeSet<String> {
    let acts = row["acts"].list().iter();
    acts.filter_map(|own| own["exception"].as_str().map(str::to_owned)).collect()
}

/// Who threatens whom.
fn threats(row: &Value) -> BTreeSet<String> {
    let all = row["secondary_sanctions"].list().iter();
    all.map(|own| format!("{} {}", text(own, "authority"), text(own, "party"))).collect()
}

const CPC: &str = "novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --price 62USD/bbl \
                   --document certificate-of-origin --document insurance-letter";
const GREEK: &str = "--actor greek-carrier --party buyer=eu-refiner --party insurer=uk-insurer";

#[test]
fn kazakh_oil_of_cpc_is_open_or_exempt_for_each_act() {
    let row = legal(&format!("{CPC} {GREEK} --goods-owner kmg --as-of 2025-11-15"));
    assert_eq!(text(&row, "verdict"), "exempt");
    for act in row["acts"].list() {
        assert!(["open", "exempt"].contains(&text(act, "verdict")), "{act}");
    }
    assert!(row["needs"].list().contains(&"certificate-of-origin".into()), "{row}");
    let row = legal(&format!("{CPC} --goods-owner kmg --actor us-person --as-of 2025-11-15"));
    assert_eq!(text(&row, "verdict"), "exempt");
    assert!(exceptions(&row).contains("US:gl-124b"), "{row}");
    let row = legal(&format!("{CPC} --goods-owner kmg --actor us-person --as-of 2025-11-01"));
    assert!(exceptions(&row).contains("US:gl-124a") && !exceptions(&row).contains("US:gl-124b"), "{row}");
}

#[test]
fn without_the_certificate_it_is_conditional() {
    let line = CPC.replace("--document certificate-of-origin", "");
    let row = legal(&format!("{line} {GREEK} --goods-owner kmg --as-of 2025-11-15"));
    assert_eq!(text(&row, "verdict"), "conditional");
}

#[test]
fn the_same_cargo_of_a_lukoil_company_is_no_third_origin() {
    let row = legal(&format!("{CPC} {GREEK} --goods-owner lukoil --as-of 2025-11-15"));
    assert_eq!(ruled(&row, "buy", "eu-refiner", "EU:crude-import-departed"), "prohibited");
    assert!(!exceptions(&row).contains("EU:third-origin"), "{row}");
}

#[test]
fn urals_to_trieste_is_barred_for_a_seller_outside_the_union_too() {
    let line = "novorossiysk-sheskharis trieste --commodity crude-urals --as-of 2025-11-15";
    for party in ["", "--party seller=kazakh-dealer"] {
        let row = legal(&format!("{line} {party}"));
        assert_eq!(text(&row, "verdict"), "prohibited");
        assert_eq!(ruled(&row, "buy", "ITA", "EU:crude-import"), "prohibited");
        assert_eq!(ruled(&row, "buy", "ITA", "EU:port-transactions"), "prohibited");
    }
    let row = legal(&format!("{line} --actor nobody-bound"));
    assert_eq!(ruled(&row, "buy", "nobody-bound", "EU:crude-import"), "prohibited", "the import binds by territory");
}

#[test]
fn a_cap_bars_services_by_price_and_sender() {
    let insured = |price: u32, more: &str| {
        legal(&format!(
            "novorossiysk-sheskharis IND --commodity crude-urals --as-of 2025-11-15 --price {price}USD/bbl {more} \
             --party insurer=eu-insurer --party insurer=uk-insurer --party insurer=us-person"
        ))
    };
    let verdicts = |row: &Value| {
        ["eu-insurer EU", "uk-insurer UK", "us-person US"].map(|pair| {
            let (party, authority) = pair.split_once(' ').unwrap();
            ruled(row, "insure", party, &format!("{authority}:oil-services"))
        })
    };
    let new = "--contract-date 2025-11-01";
    assert_eq!(verdicts(&insured(62, new)), ["prohibited", "prohibited", "prohibited"]);
    assert_eq!(verdicts(&insured(55, new)), ["prohibited", "prohibited", "conditional"], "the US cap is 60");
    assert_eq!(verdicts(&insured(45, new)), ["conditional", "conditional", "conditional"]);
    let bar = insured(62, new)["acts"].list().iter().find(|own| text(own, "measure") == "EU:oil-services").cloned();
    assert_eq!(bar.unwrap()["replaceable"], true);
    let held = insured(45, &format!("{new} --document price-attestation"));
    assert_eq!(verdicts(&held), ["exempt", "exempt", "exempt"]);
    let row =
        legal("novorossiysk-sheskharis IND --commodity crude-urals --as-of 2025-11-15 --party insurer=eu-insurer");
    assert_eq!(ruled(&row, "insure", "eu-insurer", "EU:oil-services"), "conditional", "without a price");
}

#[test]
fn an_older_contract_keeps_the_older_cap_for_a_time() {
    let at = |contract: &str, day: &str, authority: &str, party: &str| {
        let row = legal(&format!(
            "novorossiysk-sheskharis IND --commodity crude-urals --price 55USD/bbl --as-of {day} --party insurer={party} {contract}"
        ));
        ruled(&row, "insure", party, &format!("{authority}:oil-services"))
    };
    let old = "--contract-date 2025-07-01";
    assert_eq!(at(old, "2025-10-17", "EU", "eu-insurer"), "conditional");
    assert_eq!(at(old, "2025-10-18", "EU", "eu-insurer"), "conditional");
    assert_eq!(at(old, "2025-10-19", "EU", "eu-insurer"), "prohibited");
    assert_eq!(at("--contract-date 2025-07-20", "2025-10-17", "EU", "eu-insurer"), "prohibited");
    let row = legal(
        "novorossiysk-sheskharis IND --commodity crude-urals --price 55USD/bbl --as-of 2025-10-01 --party insurer=eu-insurer",
    );
    assert!(row["needs"].to_string().contains("the day of the contract"), "{row}");
}

#[test]
fn kazakh_coal_through_ust_luga() {
    let on = |day: &str| {
        let row = legal(&format!(
            "--flow coal-ekibastuz-ust-luga-2024 --party carrier=DEU --goods-owner kazakh-state-company \
             --document certificate-of-origin --as-of {day}"
        ));
        ruled(&row, "carry", "DEU", "EU:port-transactions")
    };
    assert_eq!((on("2025-06-01").as_str(), on("2025-08-01").as_str()), ("prohibited", "exempt"));
}

#[test]
fn kazakh_oil_by_druzhba_to_schwedt() {
    let on = |day: &str, actor: &str| {
        legal(&format!(
            "--flow karachaganak-druzhba-schwedt-2025 --document certificate-of-origin --as-of {day} {actor}"
        ))
    };
    assert_eq!(text(&on("2025-11-15", ""), "verdict"), "exempt");
    let before = on("2026-04-15", "");
    assert_eq!(ruled(&before, "buy", "DEU", "EU:crude-pipeline"), "exempt");
    assert_eq!(ruled(&before, "pass", "", "RUS:druzhba-germany"), "");
    assert_eq!(text(&before, "verdict"), "unknown", "the law of Belarus and Poland is known to November 2025");
    for actor in ["", "--actor nobody-bound", "--actor kazakh-state-company", "--actor us-person"] {
        let row = on("2026-05-15", actor);
        assert_eq!(ruled(&row, "pass", "", "RUS:druzhba-germany"), "prohibited", "{actor}: {row}");
    }
}

#[test]
fn a_swap_through_neka_is_barred_open_and_secondary_sanctions_whom_one_is() {
    let row = |actor: &str| legal(&format!("KAZ IRN --cargo crude --via neka --as-of 2025-06-01 --actor {actor}"));
    let us = row("us-person");
    assert_eq!(ruled(&us, "buy", "us-person", "US:iran-dealings"), "prohibited");
    // Who is not bound is barred by no measure; whether the law of Iran itself was searched is another matter.
    let unruled = |row: &Value| row["acts"].list().iter().all(|act| act["measure"].is_null());
    let state = row("kazakh-state-company");
    assert!(unruled(&state) && text(&state, "verdict") != "prohibited", "{state}");
    assert!(threats(&state).contains("US seller=kazakh-state-company"), "{state}");
    let unbound = row("nobody-bound");
    assert!(unruled(&unbound) && text(&unbound, "verdict") != "prohibited", "{unbound}");
    assert_eq!(threats(&unbound).len(), 0);
}

#[test]
fn bearings_made_in_kazakhstan_and_bearings_of_the_union() {
    let row = legal("--flow bearings-stepnogorsk-russia-2024 --actor kazakh-dealer --currency RUB --as-of 2024-09-15");
    assert_eq!(text(&row, "verdict"), "open");
    let whom = threats(&row);
    for party in ["US seller=kazakh-dealer", "US bank=kazakh-bank", "US carrier=kazakh-carrier"] {
        assert!(whom.contains(party), "{party} is not in {whom:?}");
    }
    let union = "duisburg almaty --commodity bearings --goods-origin DEU --party seller=eu-seller --as-of 2025-06-01";
    let through_russia = legal(&format!("{union} --via country=RUS"));
    assert_eq!(ruled(&through_russia, "sell", "eu-seller", "EU:transit-russia"), "prohibited");
    let by_turkey = legal(&format!("{union} --avoid country=RUS --via country=TUR"));
    assert_eq!(text(&by_turkey, "verdict"), "conditional");
    assert_eq!(ruled(&by_turkey, "sell", "eu-seller", "EU:no-re-export"), "conditional");
}

#[test]
fn a_german_car_by_where_it_is_used() {
    let car = "--commodity vehicles --goods-origin DEU --goods engine_cm3=2000 --goods unit_price_eur=40000 --as-of 2024-06-15";
    let on = legal(&format!("duisburg almaty {car} --party seller=eu-seller --final-use RUS"));
    assert_eq!(ruled(&on, "sell", "eu-seller", "EU:cars-3k"), "prohibited");
    assert_eq!(ruled(&on, "sell", "eu-seller", "EU:no-re-export"), "", "cars are not on the lists of Article 12g");
    assert_eq!(ruled(&on, "sell", "eu-seller", "EU:cars-3h"), "", "it is not dear enough");
    let stays = legal(&format!("duisburg almaty {car} --party seller=eu-seller"));
    assert_eq!(ruled(&stays, "sell", "eu-seller", ""), "open");
    let dealer = legal(&format!("almaty moscow {car} --actor kazakh-dealer"));
    assert_eq!(text(&dealer, "verdict"), "open");
    assert!(threats(&dealer).contains("EU seller=kazakh-dealer"), "{dealer}");
}

#[test]
fn what_is_not_known_is_unknown_and_never_open() {
    let after = legal("KAZ ITA --cargo crude --as-of 2026-07-01");
    assert_eq!(text(&after, "verdict"), "unknown");
    assert!(after["law_horizon"].is_null());
    assert!(after["acts"].list().iter().all(|own| text(own, "verdict") != "open"), "{after}");
    let before = legal("KAZ ITA --cargo crude --as-of 2021-12-31");
    assert_eq!(text(&before, "verdict"), "unknown");
    let trader = legal("KAZ ITA --cargo crude --actor swiss-trader --as-of 2026-03-01");
    assert_eq!(text(&trader, "verdict"), "unknown", "the law of Switzerland is known to an earlier day");
    let open =
        legal("novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2027-01-01 --assume open");
    assert_eq!(text(&open, "verdict"), "conditional", "what is known still holds");
    let barred = legal("KAZ CHN --cargo crude --as-of 2027-01-01 --assume prohibited");
    assert_eq!(text(&barred, "verdict"), "prohibited");
    assert!(barred["law_horizon"].is_null());
}

/// Law that is not known, taken for a bar, closes routes to the solver too: by person where the law follows persons, else by
/// territory; on the days that are not known, and no others.
#[test]
fn what_is_not_known_can_be_taken_for_a_bar() {
    let delivered = |day: &str, actor: &str| {
        let line =
            format!("reroute --origin KAZ --cargo crude --year 2025 --as-of {day} --actor {actor} --assume prohibited");
        json(&line)["delivered_kt"].number()
    };
    assert!(delivered("2026-06-30", "nobody-bound") > 60_000.0, "the last day that is known");
    assert_eq!(delivered("2026-07-01", "nobody-bound"), 0.0, "nothing is known of Kazakhstan itself");
    assert_eq!(delivered("2026-03-01", "swiss-trader"), 0.0, "Swiss law binds its persons everywhere");
    let row = legal("KAZ CHN --cargo crude --actor swiss-trader --as-of 2026-03-01 --assume prohibited");
    assert_eq!(text(&row, "verdict"), "prohibited");
    let measures: BTreeSet<&str> = row["acts"].list().iter().map(|act| text(act, "measure")).collect();
    assert!(measures.contains("CHE:unknown-person-2"), "{row}");
}

#[test]
fn licences_follow_each_other_without_a_gap() {
    let days = |from: &str, to: &str| {
        let line = format!("legal {CPC} --goods-owner kmg --actor us-person --dates {from}..{to}");
        let rows = json(&line)["rows"].list().clone();
        let licence = |row: &Value| {
            let mut all: Vec<String> = exceptions(row).into_iter().filter(|id| id.starts_with("US:gl-")).collect();
            all.sort();
            (text(row, "date").to_owned(), all.join(" "))
        };
        rows.iter().map(licence).collect::<Vec<_>>()
    };
    let found = days("2025-05-01", "2025-11-30");
    let mut changes: Vec<(String, String)> = found;
    changes.dedup_by(|next, before| next.1 == before.1);
    let changes: Vec<(&str, &str)> = changes.iter().map(|(day, own)| (day.as_str(), own.as_str())).collect();
    assert_eq!(
        changes,
        [
            ("2025-05-01", "US:gl-121"),
            ("2025-06-29", "US:gl-124"),
            ("2025-10-22", "US:gl-124a"),
            ("2025-11-14", "US:gl-124b"),
        ]
    );
}

/// The Treasury's licences for Russian oil at sea ran with two gaps, and each asks of the day of loading.
#[test]
fn licences_for_oil_at_sea_have_gaps_and_a_last_day_of_loading() {
    let licence = |to: &str, loaded: &str, day: &str| {
        let row = legal(&format!(
            "novorossiysk-sheskharis {to} --commodity crude-urals --party seller=rosneft --actor us-person \
             --loaded {loaded} --as-of {day}"
        ));
        let all = exceptions(&row).into_iter().filter(|id| id.starts_with("US:gl-"));
        all.collect::<Vec<_>>().join(" ")
    };
    let days = [
        ("2026-03-11", ""),
        ("2026-03-12", "US:gl-134"),
        ("2026-03-19", "US:gl-134a"),
        ("2026-04-10", "US:gl-134a"),
        ("2026-04-11", ""),
        ("2026-04-17", "US:gl-134b"),
        ("2026-05-16", ""),
        ("2026-05-18", "US:gl-134c"),
        ("2026-06-17", ""),
    ];
    for (day, expected) in days {
        assert_eq!(licence("philadelphia", "2026-03-04", day), expected, "{day}");
    }
    assert_eq!(licence("IND", "2026-03-04", "2026-03-11"), "US:gl-133", "India had a licence a week earlier");
    assert_eq!(licence("philadelphia", "2026-04-01", "2026-03-20"), "", "loaded too late for the first");
    assert_eq!(licence("philadelphia", "2026-04-01", "2026-04-20"), "US:gl-134b");
}

/// The Union's formula would have moved its cap in July 2026; the 21st package set it aside for a year.
#[test]
fn the_cap_of_the_union_stays_in_the_summer_of_2026() {
    let at = |price: &str, contract: &str, day: &str| {
        let row = legal(&format!(
            "novorossiysk-sheskharis IND --commodity crude-urals --price {price}USD/bbl --contract-date {contract} \
             --party insurer=eu-insurer --as-of {day}"
        ));
        ruled(&row, "insure", "eu-insurer", "EU:oil-services")
    };
    assert_eq!(at("44.10", "2026-08-01", "2026-08-15"), "conditional");
    assert_eq!(at("44.20", "2026-08-01", "2026-08-15"), "prohibited");
    assert_eq!(at("47.60", "2026-01-14", "2026-04-16"), "conditional", "older contracts have until then");
    assert_eq!(at("47.60", "2026-01-14", "2026-04-17"), "prohibited");
    assert_eq!(at("47.60", "2026-01-15", "2026-04-16"), "prohibited", "a newer contract");
}

/// A measure, and a shipment that it is about. Goods that the atlas has none of are given the code of a commodity's that
/// it has.
const TOUCHED: &str = "\
BLR:eu-lorries warsaw moscow --cargo general --via mode=road,country=BLR --as-of 2026-01-15
CHE:listed-vessels novorossiysk-cpc sikka --commodity crude-cpc --party vessel=imo-9308065 --actor swiss-trader --as-of 2025-12-01
CHE:oil-services novorossiysk-sheskharis IND --commodity crude-urals --as-of 2023-06-01 --actor swiss-trader
EU:art-5aa samara rotterdam --commodity crude-urals --as-of 2024-01-01
EU:cars-3h duisburg moscow --commodity vehicles --goods unit_price_eur=60000 --as-of 2023-01-01
EU:cars-3k duisburg moscow --commodity vehicles --goods engine_cm3=2500 --as-of 2024-01-01
EU:crude-import novorossiysk-sheskharis trieste --commodity crude-urals --as-of 2024-01-01
EU:crude-import-departed novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2024-01-01
EU:crude-pipeline samara schwedt --commodity crude-urals --as-of 2024-01-01
EU:dual-use-export duisburg moscow --commodity bearings --as-of 2024-01-01
EU:full-transaction-ban novorossiysk-cpc trieste --commodity crude-cpc --party seller=rosneft --as-of 2025-12-01
EU:iran-listings KAZ IRN --cargo crude --via neka --party insurer=eu-insurer --as-of 2025-12-01
EU:iran-oil kharg sikka --commodity crude-urals --goods-origin IRN --party insurer=eu-insurer --as-of 2025-12-01
EU:listed-vessels novorossiysk-cpc sikka --commodity crude-cpc --party vessel=imo-9308065 --party insurer=eu-insurer --as-of 2025-12-01
EU:no-re-export duisburg almaty --commodity bearings --party seller=eu-seller --as-of 2025-06-01
EU:oil-services novorossiysk-sheskharis sikka --commodity crude-urals --party insurer=eu-insurer --as-of 2024-01-01
EU:port-transactions novorossiysk-cpc trieste --commodity crude-cpc --as-of 2025-06-01
EU:third-country-listing almaty moscow --commodity vehicles --actor kazakh-dealer --as-of 2024-06-01
EU:transit-russia duisburg almaty --commodity bearings --via country=RUS --party seller=eu-seller --as-of 2024-01-01
GEO:cars-eu poti moscow --commodity vehicles --goods-origin DEU --goods engine_cm3=2500 --as-of 2024-06-01
GEO:cars-us poti moscow --commodity vehicles --goods-origin USA --as-of 2024-06-01
GEO:listed-vessels batumi trieste --commodity crude-cpc --party vessel=imo-9308065 --as-of 2026-03-20
IND:wheat-export mumbai mersin --commodity wheat --as-of 2023-01-01
JPN:cars almaty moscow --commodity vehicles --goods-origin JPN --goods engine_cm3=2500 --party seller=JPN --as-of 2024-06-01
JPN:oil-services novorossiysk-sheskharis sikka --commodity crude-urals --party buyer=JPN --as-of 2024-01-01
KAZ:saryagash-2025-11 almaty tashkent --commodity coal --via saryagash --as-of 2025-11-15
KAZ:saryagash-2025-11-22 almaty tashkent --commodity wheat --via saryagash --as-of 2025-11-23
KAZ:transit-tracking urumqi moscow --cargo general --via country=KAZ --as-of 2024-06-01
KAZ:wheat-import volgograd atyrau-rail --commodity wheat --as-of 2024-09-01
NOR:oil-services novorossiysk-sheskharis sikka --commodity crude-urals --party carrier=NOR --as-of 2024-01-01
POL:belarus-border-closed moscow warsaw --cargo container --as-of 2025-09-20
RUS:cpc-court-2022 novorossiysk-cpc trieste --commodity crude-cpc --as-of 2022-07-06
RUS:druzhba-germany samara schwedt --commodity crude-kebco --goods-origin KAZ --via line=druzhba --as-of 2026-05-15
RUS:eu-lorries warsaw moscow --cargo general --via mode=road,country=RUS --as-of 2024-06-01
RUS:phytosanitary-ban kostanay chelyabinsk --commodity wheat --as-of 2025-06-01
RUS:phytosanitary-transit kostanay riga --commodity wheat --as-of 2025-06-01
RUS:port-approval-stop novorossiysk-cpc trieste --commodity crude-cpc --as-of 2025-07-23
TUR:tanker-insurance novorossiysk-cpc trieste --commodity crude-cpc --as-of 2024-01-01
TUR:dardanelles-licences novorossiysk-cpc trieste --commodity crude-cpc --as-of 2026-08-12
TUR:transit-sanctioned-goods duisburg moscow --commodity bearings --via country=TUR --as-of 2023-06-01
UK:frozen-russia novorossiysk-cpc sikka --commodity crude-cpc --party seller=lukoil --party insurer=uk-insurer --as-of 2025-12-01
UK:oil-import novorossiysk-sheskharis milford-haven --commodity crude-urals --as-of 2024-01-01
UK:oil-services novorossiysk-sheskharis sikka --commodity crude-urals --party insurer=uk-insurer --as-of 2024-01-01
UKR:lukoil-transit samara szazhalombatta --commodity crude-urals --goods-owner lukoil --as-of 2024-09-01
UN:iran-snapback turkestan tehran --commodity uranium --as-of 2025-12-01
US:bis-affiliates almaty moscow --commodity bearings --goods-origin USA --party buyer=rosneft --as-of 2025-11-01
US:blocked-russia novorossiysk-sheskharis sikka --commodity crude-urals --party seller=rosneft --actor us-person --as-of 2025-12-01
US:high-priority-goods almaty moscow --commodity bearings --goods-origin USA --party seller=kazakh-dealer --as-of 2024-06-01
US:iran-dealings KAZ IRN --cargo crude --via neka --actor us-person --as-of 2025-06-01
US:oil-services novorossiysk-sheskharis sikka --commodity crude-urals --party insurer=us-person --as-of 2024-01-01
US:petroleum-services novorossiysk-cpc trieste --commodity crude-cpc --actor us-person --as-of 2025-06-01
US:russian-oil-import novorossiysk-sheskharis philadelphia --commodity crude-urals --as-of 2024-01-01
US:secondary-banks almaty moscow --commodity bearings --actor kazakh-dealer --as-of 2024-06-01
US:secondary-blocked-russia novorossiysk-sheskharis sikka --commodity crude-urals --party seller=rosneft --actor indian-refiner --as-of 2025-12-01
US:secondary-entity-list almaty moscow --commodity bearings --actor kazakh-dealer --as-of 2024-06-01
US:secondary-iran KAZ IRN --cargo crude --via neka --actor kazakh-state-company --as-of 2025-06-01
US:secondary-military-base almaty moscow --commodity bearings --actor kazakh-dealer --as-of 2024-06-01
EU:products-import novorossiysk-sheskharis trieste --commodity crude-urals --as-of 2024-01-01 --atlas ALTERED
EU:refined-from-russian ceyhan trieste --commodity crude-btc --as-of 2026-06-01 --atlas ALTERED
EU:third-country-tool duisburg bishkek --commodity bearings --party seller=eu-seller --as-of 2026-06-01 --atlas ALTERED
UK:refined-from-russian ceyhan milford-haven --commodity crude-btc --as-of 2026-06-01 --atlas ALTERED";

/// A measure that changes times, prices or room, and a line whose answer differs when it is lifted.
const FELT: &str = "\
RUS:port-approval route novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2025-08-01
market:war-risk-2026 route novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2026-01-15
market:war-risk-2026-02 route novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2026-05-15
market:war-risk-2026-07 route novorossiysk-cpc trieste --commodity crude-cpc --goods-origin KAZ --as-of 2026-08-10
RUS:border-inspection-2025 route uralsk samara-rail --cargo general --via link=syrym-mashtakovo-road --as-of 2025-10-01
RUS:cpc-moorings-2025 reroute --origin KAZ --cargo crude --as-of 2025-04-01
market:container-lines reroute --cargo container --year 2024 --as-of 2024-06-30
event:cpc-storm-2022 reroute --origin KAZ --cargo crude --year 2023 --as-of 2022-04-01
event:cpc-mines-2022 reroute --origin KAZ --cargo crude --year 2023 --as-of 2022-06-20
event:cpc-hoses-2022 reroute --origin KAZ --cargo crude --year 2023 --as-of 2022-09-01
event:cpc-storms-2023 reroute --origin KAZ --cargo crude --year 2023 --as-of 2023-12-01
event:kropotkin-2025 reroute --origin KAZ --cargo crude --year 2025 --as-of 2025-03-01
event:novorossiysk-drones-2025 reroute --origin KAZ --cargo crude --year 2025 --as-of 2025-09-24
event:cpc-mooring-lost reroute --origin KAZ --cargo crude --year 2025 --as-of 2025-12-15
event:cpc-storm-2025 reroute --origin KAZ --cargo crude --year 2025 --as-of 2025-12-29
event:cpc-tankers-2026-01 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-01-15
event:druzhba-south-2026 route samara szazhalombatta --commodity crude-kebco --goods-origin KAZ --as-of 2026-02-15
event:cpc-no-calls-2026-07 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-07-22
event:cpc-no-calls-2026-07-30 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-07-30
event:cpc-few-calls-2026-08 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-08-10
event:sheskharis-2026-07 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-07-23
event:sheskharis-2026-08 reroute --origin KAZ --cargo crude --year 2025 --as-of 2026-08-15";

/// Measures that do not act, with a day on which they would.
const IDLE: &str = "\
EU:gas-lng aleksandrov-gai gazli-hub --commodity natural-gas --as-of 2026-06-20
EU:gas-pipeline aleksandrov-gai gazli-hub --commodity natural-gas --as-of 2026-06-20
EU:maritime-services novorossiysk-sheskharis sikka --commodity crude-urals --party insurer=eu-insurer --as-of 2026-06-01
KAZ:high-priority-export almaty moscow --commodity bearings --goods-origin DEU --as-of 2024-06-01
KAZ:us-listed-firms almaty moscow --commodity bearings --as-of 2024-10-01
US:bis-affiliates-suspended almaty moscow --commodity bearings --goods-origin USA --party buyer=rosneft --as-of 2025-12-01
US:iran-tariff KAZ IRN --cargo crude --actor kazakh-state-company --as-of 2026-06-01
US:rosneft-transit-china omsk CHN --commodity crude-urals --actor us-person --as-of 2025-12-01";

fn cases(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| line.split_once(' '))
}

/// Ids of all measures in the files of the law.
fn measures() -> Vec<String> {
    let files = corridor::embedded_files().into_iter().filter(|(name, _)| name.starts_with("measures/"));
    let of = |(_, bytes)| -> Vec<String> {
        let file: toml::Table = toml::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
        let all = file.get("measure").and_then(toml::Value::as_array).into_iter().flatten();
        all.map(|measure| measure["id"].as_str().unwrap().to_owned()).collect()
    };
    files.flat_map(of).collect()
}

/// Measures that a row names, threats among them.
fn named(row: &Value) -> BTreeSet<String> {
    let acts = row["acts"].as_array().into_iter().flatten();
    let threats = row["secondary_sanctions"].as_array().into_iter().flatten();
    acts.chain(threats).filter_map(|own| own["measure"].as_str().map(str::to_owned)).collect()
}

#[test]
fn every_measure_is_met_by_a_shipment_or_felt_by_tonnes() {
    let altered = Scratch::embedded();
    for (goods, code) in
        [("urals,Urals,270900", "urals,Urals,271019"), ("BTC Blend,270900", "BTC Blend,271019"), (",848210", ",845811")]
    {
        altered.replace("commodities.csv", goods, code);
    }
    let mut left: BTreeMap<String, String> = BTreeMap::new();
    for (measure, line) in cases(TOUCHED) {
        let line = line.replace("ALTERED", &altered.folder());
        let rows = json(format!("legal {line}"));
        let all: BTreeSet<String> = rows["rows"].list().iter().flat_map(named).collect();
        if !all.contains(measure) {
            left.insert(measure.to_owned(), format!("{line}: {all:?}"));
        }
    }
    for (measure, line) in cases(FELT) {
        let under = |more: &str| {
            let mut answer = json(format!("{line} --scenario as-is {more}"));
            let own = answer.as_object_mut().unwrap();
            ["question", "scenario", "notes"].iter().for_each(|key| _ = own.remove(*key));
            answer
        };
        if under("") == under(&format!("--lift {measure}")) {
            left.insert(measure.to_owned(), format!("{line}: nothing is felt"));
        }
    }
    // No flow of the atlas rides on the road that it narrows, so a share of its tonnes is a share of nothing.
    let stay = json("show RUS:driver-stay --as-of 2025-10-01");
    assert!(stay["things"][0]["related"].to_string().contains("syrym-mashtakovo-road"), "{stay}");
    for (measure, line) in cases(IDLE) {
        let all: BTreeSet<String> = json(format!("legal {line}"))["rows"].list().iter().flat_map(named).collect();
        if all.contains(measure) {
            left.insert(measure.to_owned(), format!("{line}: it acts"));
        }
    }
    assert!(left.is_empty(), "{left:#?}");
    let tested = [TOUCHED, FELT, IDLE].into_iter().flat_map(cases).map(|(measure, _)| measure);
    let tested: BTreeSet<&str> = tested.chain(["RUS:driver-stay"]).collect();
    let untested: Vec<String> = measures().into_iter().filter(|id| !tested.contains(id.as_str())).collect();
    assert_eq!(untested, [""; 0], "no test touches these");
}

/// Links of each route with its verdict, from `legal`, which looks at the cheapest routes whatever the law.
fn judged(line: &str) -> Vec<(Vec<String>, String)> {
    let answer = json(format!("legal {line} -k 12"));
    let rows = answer["rows"].list().iter();
    let links = |row: &Value| serde_json::from_value(row["links"].clone()).unwrap();
    rows.map(|row| (links(row), text(row, "verdict").to_owned())).collect()
}

/// Links of each route with its verdict, from `route`, whose solver sees what the law closes.
fn routed(line: &str) -> Vec<(Vec<String>, String)> {
    let ran = run(format!("route {line} -k 40 --format json"));
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{line}"));
    let links = |route: &Value| -> Vec<String> {
        let legs = route["legs"].list().iter();
        legs.filter_map(|leg| leg["link"].as_str().map(str::to_owned)).collect()
    };
    let routes = answer["routes"].list().iter();
    routes.map(|route| (links(route), text(route, "verdict").to_owned())).collect()
}

/// The judge reads a whole route, the solver closes arcs before it looks for one: they say the same of every route.
#[test]
fn the_solver_takes_the_cheapest_ways_that_the_judge_does_not_bar() {
    let trades = [
        "KAZ IND --cargo crude",
        "KAZ ITA --cargo crude",
        "KAZ CHN --cargo crude",
        "novorossiysk-sheskharis IND --commodity crude-urals",
        "novorossiysk-sheskharis trieste --commodity crude-urals",
        "KAZ DEU --cargo crude",
        "KAZ TUR --cargo crude",
        "CHN KAZ --cargo container",
    ];
    let (mut seen, mut closed) = (0, 0);
    for trade in trades {
        for actor in ["us-person", "eu-refiner", "uk-insurer", "kazakh-state-company", "greek-carrier", "nobody-bound"]
        {
            for day in ["2022-01-01", "2023-06-30", "2025-11-15", "2026-05-15"] {
                let line = format!("{trade} --actor {actor} --as-of {day}");
                let all = judged(&line);
                closed += all.iter().filter(|route| route.1 == "prohibited").count();
                let found = routed(&line);
                seen += found.len();
                assert!(found.iter().all(|route| route.1 != "prohibited"), "{line}: {found:?}");
                for route in &all {
                    let same = found.iter().find(|own| own.0 == route.0);
                    assert_eq!(same.is_some(), route.1 != "prohibited", "{line}: {route:?}");
                    assert!(same.is_none_or(|own| own.1 == route.1), "{line}: {route:?}");
                }
            }
        }
    }
    println!("{seen} routes, {closed} routes closed");
    assert!(seen > 200 && closed > 100, "{seen} routes, {closed} routes closed");
}

/// The ownership test on the line is that of a scenario file's measures too, with the law and without.
#[test]
fn an_ownership_test_on_the_line_reaches_the_measures_of_files() {
    let scratch = Scratch::new();
    let file = scratch.file(
        "mine.toml",
        "id = \"mine\"\ntitle = \"Mine\"\n[[measure]]\nid = \"event:mine\"\nauthority = \"event\"\n\
         effect = { close = true }\non = { owner = [\"russian-federation\"] }\nsource = \"what-if\"\n",
    );
    let flows = "reroute --origin KAZ --cargo crude --year 2023 --owner-test half";
    for law in ["", "--scenario law"] {
        let by_file = json(format!("{flows} {law} --scenario {file}"));
        let by_flag = json(format!("{flows} {law} --close owner=russian-federation"));
        assert!(by_flag["stranded_kt"].number() > 0.0, "{law}");
        assert_eq!(by_file["stranded_kt"], by_flag["stranded_kt"], "{law}");
    }
}
