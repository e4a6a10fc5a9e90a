//! What is known of the trade that is not oil, computed by the tool on its own atlas. Tolerances are those of the sources;
//! no number here was taken from a run.

use std::collections::BTreeMap;

use corridor::spec::{FlowsSelection, InlineEffect, InlineMeasure, ScenarioSpec};
use corridor::{answer, query};

use crate::support::{FLOWS, LINKS, PLACES, Row, ask, country_of, links, scenario, table, within};

fn bars(selectors: &[&str]) -> ScenarioSpec {
    let bar = |text: &&str| InlineMeasure { effect: InlineEffect::Close, text: (*text).into() };
    ScenarioSpec { inline: selectors.iter().map(bar).collect(), ..ScenarioSpec::default() }
}

/// Ways of one commodity in 2024, the year to which the known answers belong.
fn routes(commodity: &str, ends: (&str, &str), set: impl FnOnce(&mut query::Route)) -> Vec<answer::RouteOption> {
    let mut question = query::Route {
        from: ends.0.into(),
        to: ends.1.into(),
        commodity: Some(commodity.into()),
        year: Some(2024),
        ..query::Route::default()
    };
    set(&mut question);
    ask(&question).routes
}

fn reroute(flows: FlowsSelection, scenario: ScenarioSpec) -> answer::Reroute {
    ask(&query::Reroute { flows, scenario, ranges: false })
}

fn of_2024(cargo: &str) -> FlowsSelection {
    FlowsSelection { cargo: vec![cargo.into()], year: Some(2024.into()), ..FlowsSelection::default() }
}

fn crosses(route: &answer::RouteOption, countries: &[&str]) -> bool {
    countries.iter().all(|country| route.countries.iter().any(|own| own == country))
}

fn touches(route: &answer::RouteOption, place: &str) -> bool {
    route.legs.iter().any(|leg| leg.from == place || leg.to == place)
}

/// Does the route use a link of this country's territory?
fn lies_in(route: &answer::AssignedRoute, country: &str) -> bool {
    links(route).iter().any(|id| LINKS[*id]["territory"].split(';').any(|own| own == country))
}

fn ends_at(route: &answer::AssignedRoute, place: &str) -> bool {
    links(route).iter().any(|id| [&LINKS[*id]["from"], &LINKS[*id]["to"]].contains(&&place.to_owned()))
}

fn days(route: &answer::RouteOption) -> f64 {
    route.hours / 24.0
}

/// What is paid, without the money tied up on the way.
fn paid(route: &answer::RouteOption) -> f64 {
    route.cost_usd_t - route.costs.inventory
}

#[test]
fn the_atlas_holds_what_was_asked_for() {
    let sizes = [PLACES.len(), LINKS.len(), FLOWS.len()];
    assert!(sizes[0] >= 220 && sizes[1] >= 420 && sizes[2] >= 120, "places, links, flows: {sizes:?}");
}

#[test]
fn boxes_to_duisburg_go_north_and_by_the_caspian_without_russia() {
    let north = &routes("containers", ("xian", "duisburg"), |_| ())[0];
    assert!(crosses(north, &["KAZ", "RUS", "BLR", "POL"]), "{:?}", north.countries);
    // ERAI and DHL, 2024: 12 to 15 days from terminal to terminal.
    within("days by the Northern corridor", days(north), 12.0..=15.0);

    let middle = &routes("containers", ("xian", "duisburg"), |q| q.scenario = bars(&["country=RUS"]))[0];
    assert!(crosses(middle, &["KAZ", "AZE", "GEO"]), "{:?}", middle.countries);
    assert!(touches(middle, "alat") && !crosses(middle, &["RUS"]), "{:?}", middle.countries);
    assert!(north.hours < middle.hours, "{} h north, {} h by the Caspian", north.hours, middle.hours);
    assert!(north.cost_usd_t < middle.cost_usd_t);
    assert!(paid(north) < paid(middle), "{} and {} USD/t", paid(north), paid(middle));
}

/// 9 days to Baku, 12 to Poti, 20 to 22 to Constanta in 2024, within a fifth.
#[test]
fn the_middle_corridor_takes_as_long_as_its_association_says() {
    let by = |to: &str, via: &[&str]| {
        let via = via.iter().map(|id| (*id).to_owned()).collect();
        days(&routes("containers", ("altynkol", to), |q| q.via = via)[0])
    };
    within("Altynkol-Baku", by("baku", &["aktau-dry", "alat"]), 9.0 * 0.8..=9.0 * 1.2);
    within("Altynkol-Poti", by("poti", &["aktau-dry", "alat"]), 12.0 * 0.8..=12.0 * 1.2);
    let constanta = by("constanta-dry", &["aktau-dry", "alat", "poti"]);
    within("Altynkol-Constanta", constanta, 20.0 * 0.8..=22.0 * 1.2);
}

/// In October 2025 grain was closed for 15 days, with 700 wagons (about 49 kt) held.
#[test]
fn two_weeks_without_grain_at_aktau_hold_some_fifty_kilotonnes() {
    let answer = reroute(of_2024("dry_bulk"), bars(&["place=aktau-dry,cargo=dry_bulk"]));
    let hit = answer.flows.iter().filter(|flow| flow.hit).map(|flow| {
        let row = &FLOWS[&flow.id];
        assert!(["wheat", "barley"].contains(&row["commodity"].as_str()), "{} is no grain", flow.id);
        row["kt_y"].parse::<f64>().unwrap()
    });
    within("kt held in 15 days", hit.sum::<f64>() * 15.0 / 365.0, 25.0..=60.0);
}

#[test]
fn russias_grain_ban_leaves_the_caspian_to_iran() {
    let ban = || scenario("russia-grain-transit-ban");
    let route = &routes("wheat", ("kostanay", "IRN"), |q| q.scenario = ban())[0];
    assert!(touches(route, "aktau-dry") && route.legs.iter().any(|leg| leg.mode == "sea"), "{:?}", route.legs);
    assert!(!crosses(route, &["RUS"]), "{:?}", route.countries);

    let wheat = FlowsSelection { commodity: vec!["wheat".into()], ..of_2024("dry_bulk") };
    let answer = reroute(FlowsSelection { origin: vec!["KAZ".into()], ..wheat }, ban());
    let hit: Vec<&str> = answer.flows.iter().filter(|flow| flow.hit).map(|flow| flow.id.as_str()).collect();
    assert!(hit.contains(&"wheat-kostanay-riga-2024"), "what crosses Russia is hit: {hit:?}");
    for flow in &answer.flows {
        assert!(flow.routes.iter().all(|route| !lies_in(route, "RUS")), "{}", flow.id);
        if FLOWS[&flow.id]["destination"] == "tehran" {
            assert!(!flow.hit && flow.stranded_kt == 0.0, "{} is open", flow.id);
        }
    }
}

#[test]
fn uranium_goes_west_by_st_petersburg_or_the_middle_corridor() {
    let west = |barred: &[&str]| {
        routes("uranium", ("turkestan", "le-havre"), |q| {
            q.k = 4;
            q.scenario = bars(barred);
        })
    };
    let middle = |route: &answer::RouteOption| touches(route, "alat") && crosses(route, &["KAZ", "AZE", "GEO"]);
    let open = west(&[]);
    assert!(open.iter().all(|route| touches(route, "st-petersburg") || middle(route)), "{open:?}");
    let without_russia = west(&["country=RUS"]);
    assert!(!without_russia.is_empty() && without_russia.iter().all(middle), "{without_russia:?}");
    let without_baku = west(&["country=AZE"]);
    assert!(without_baku.iter().all(|route| touches(route, "st-petersburg")), "{without_baku:?}");
    assert!(!without_baku.is_empty());
    let neither = west(&["country=RUS", "country=AZE"]);
    assert!(neither.is_empty(), "there is no third way: {neither:?}");
}

/// Kazakhstan's trade of 2024 by partner in billions of USD, both ways, as the rows of the atlas add up.
fn trade() -> BTreeMap<&'static str, f64> {
    let goods = table("commodities.csv").into_iter();
    let usd_t: BTreeMap<String, f64> =
        goods.map(|row| (row["id"].clone(), row["value_usd_t"].parse().unwrap())).collect();
    let mut trade = BTreeMap::new();
    for flow in FLOWS.values().filter(|flow| flow["year"] == "2024") {
        let partner = match [&flow["origin"], &flow["destination"]].map(|end| country_of(end)) {
            ["KAZ", "KAZ"] => continue,
            ["KAZ", other] | [other, "KAZ"] => other,
            _ => continue,
        };
        let usd = flow["kt_y"].parse::<f64>().unwrap() * 1e3 * usd_t[&flow["commodity"]];
        *trade.entry(partner).or_default() += usd / 1e9;
    }
    trade
}

#[test]
fn partners_have_the_shares_that_statistics_give_them() {
    let trade = trade();
    let all: f64 = trade.values().sum();
    // 2024: exports of about 81 and imports of about 59 billion USD.
    within("trade, bn USD", all, 134.0..=146.0);
    let countries = table("countries.csv");
    let share = |code: &str| {
        let holds = |row: &&Row| row["iso3"] == code || row["blocs"].split(';').any(|bloc| bloc == code);
        let of = |row: &Row| trade.get(row["iso3"].as_str());
        countries.iter().filter(holds).filter_map(of).sum::<f64>() / all
    };
    within("EU", share("EU"), 0.35..=0.37);
    within("Russia", share("RUS"), 0.17..=0.19);
    within("China", share("CHN"), 0.20..=0.25);
}

#[test]
fn barred_from_the_north_boxes_take_other_ways() {
    let china_eu = FlowsSelection {
        origin: vec!["CHN".into()],
        destination: vec!["EU".into()],
        commodity: vec!["containers".into()],
        ..of_2024("container")
    };
    let answer = reroute(china_eu, scenario("northern-corridor-closed"));
    assert!(answer.flows.iter().any(|flow| flow.hit) && answer.delivered_kt > 0.0);
    let routes: Vec<_> = answer.flows.iter().flat_map(|flow| &flow.routes).collect();
    for country in ["RUS", "BLR"] {
        assert!(routes.iter().all(|route| !lies_in(route, country)), "{country} is crossed");
    }
    let caspian = routes.iter().filter(|route| ends_at(route, "alat"));
    // More than the 67 kt that TITR took to Constanta before.
    assert!(caspian.map(|route| route.kg).sum::<i64>() > 67_000_000);
}

#[test]
fn a_closed_polish_border_is_not_crossed() {
    let answer = reroute(of_2024("container"), scenario("poland-belarus-closed"));
    let hit = answer.flows.iter().filter(|flow| flow.hit).count();
    // Four of the China-Europe flows of a year pass Malaszewicze.
    assert_eq!(hit, 4);
    let routes = answer.flows.iter().flat_map(|flow| &flow.routes);
    assert!(!routes.into_iter().any(|route| ends_at(route, "malaszewicze")));
}

/// 5.5 of 6.5 kt a ship: 677 of the grain terminal's 800 kt.
#[test]
fn low_water_takes_grain_from_aktau() {
    let grain = |scenario| {
        let answer = reroute(of_2024("dry_bulk"), scenario);
        let routes = answer.flows.iter().flat_map(|flow| &flow.routes);
        let at_aktau = routes.filter(|route| ends_at(route, "aktau-dry"));
        at_aktau.map(|route| route.kg).sum::<i64>()
    };
    let (usual, low) = (grain(ScenarioSpec::default()), grain(scenario("caspian-low-water")));
    assert!(low <= 677_000_000 && low < usual, "{low} of {usual} kg");
}

#[test]
fn what_carries_dry_goods_opens_no_way_for_crude() {
    for (id, link) in LINKS.iter().filter(|(_, link)| link["cargo"].split(';').any(|cargo| cargo == "crude")) {
        let dry = link["cargo"].split(';').any(|cargo| !["crude", "products"].contains(&cargo));
        assert!(!dry, "{id} carries crude and dry goods");
        let is_rack = PLACES[&link["from"]]["kind"] == "rack";
        assert!(link["mode"] != "rail" || is_rack, "{id} starts at no rack");
    }
}

/// 78 hours into Kazakhstan against 7 out of it: crossings differ by direction.
#[test]
fn crossings_are_slower_one_way() {
    let hours = |ends: (&str, &str)| routes("manufactures", ends, |_| ())[0].hours;
    let (into, out) = (hours(("alashankou-rail", "aktogay")), hours(("aktogay", "alashankou-rail")));
    assert!(into > out, "{into} h into Kazakhstan, {out} h out of it");
}

/// A pin that asks for a place off the route makes a flow go there and back.
#[test]
fn no_flow_passes_a_place_twice() {
    for year in [2023, 2024] {
        let all = FlowsSelection { year: Some(year.into()), domestic: true, ..FlowsSelection::default() };
        for flow in reroute(all, ScenarioSpec::default()).flows {
            for route in &flow.routes {
                let mut ends: BTreeMap<&str, u32> = BTreeMap::new();
                for link in links(route).into_iter().map(|id| &LINKS[id]) {
                    *ends.entry(&link["from"]).or_default() += 1;
                    *ends.entry(&link["to"]).or_default() += 1;
                }
                let crowded = ends.iter().find(|(_, count)| **count > 2);
                assert_eq!(crowded, None, "{} {year}", flow.id);
            }
        }
    }
}
