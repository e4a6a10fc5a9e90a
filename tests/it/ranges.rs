//! `--ranges` on `data/tiny`, worked by hand: no number here comes from the program.
//!
//! The numbers at their point values are worked in its README. One number is moved at a time.

use corridor::answer::{Driver, Ranges};
use corridor::query;
use corridor::spec::{FlowsSelection, InlineEffect, ScenarioRef, ScenarioSpec};

use crate::support::{from_kazakhstan, inline, scenario, tiny};

fn exported() -> FlowsSelection {
    from_kazakhstan(2023)
}

fn reroute(id: &str) -> Ranges {
    let question = query::Reroute { flows: exported(), scenario: scenario(id), ranges: true };
    tiny().ask(&question).unwrap().ranges.unwrap()
}

fn compare(scenarios: &[&str]) -> Ranges {
    compare_with(scenarios, ScenarioSpec::default())
}

fn compare_with(scenarios: &[&str], scenario: ScenarioSpec) -> Ranges {
    let scenarios = scenarios.iter().map(|id| ScenarioRef::Id((*id).into())).collect();
    let question = query::Compare { flows: exported(), scenarios, scenario, ranges: true, ..query::Compare::default() };
    let answer = tiny().ask(&question).unwrap();
    answer.ranges.unwrap()
}

#[track_caller]
fn reaches(ranges: &Ranges, path: &str, low: f64, high: f64) {
    let found = ranges.ranges.iter().find(|range| range.path == path);
    let found = found.unwrap_or_else(|| panic!("no {path} in {:?}", ranges.ranges));
    let near = |one: f64, hand: f64| (one - hand).abs() < 1e-6 * (1.0 + hand.abs());
    assert!(near(found.low, low) && near(found.high, high), "{found:?}, by hand {low} to {high}");
}

#[track_caller]
fn driven(ranges: &Ranges, asset: &str, column: &str) -> Driver {
    let found = ranges.drivers.iter().find(|driver| driver.asset == asset && driver.column == column);
    found.unwrap_or_else(|| panic!("no {asset} {column} in {:?}", ranges.drivers)).clone()
}

/// 300 of 1000 are delivered by the eastern berth (250 to 350), so 650 to 750 are stranded: with `west-buyer` or
/// `open-buyer` at 50 less or more likewise, with `east-buyer` at 90 or 110 from 690 to 710. Tonnes that arrive are as
/// many as the berth takes, whoever sends them.
///
/// Naively the pipe's nameplate of 500 (400 to 600), less the 100 on it, is spare, and 900 are freed: 500 stranded;
/// 600 to 400 with the pipe, 450 to 550 with either flow of the west, 490 to 510 with `east-buyer`.
#[test]
fn a_closed_terminal_strands_what_the_eastern_berth_does_not_take() {
    let found = reroute("west-closed");
    reaches(&found, "delivered_kt", 250.0, 350.0);
    reaches(&found, "stranded_kt", 650.0, 750.0);
    reaches(&found, "nameplate_stranded_kt", 400.0, 600.0);
    reaches(&found, "uneconomic_kt", 0.0, 0.0);
    reaches(&found, "other_exporters_stranded_kt", 0.0, 0.0);
    // The berth: 250 x 40.76 to 350 x 40.76, in thousand USD. The tariff of the line east: 15 to 30 instead of 20 for 300.
    // Of these the least is 300 x 35.76 = 10,728 against 10,190; the most 300 x 50.76 = 15,228 against 14,266.
    reaches(&found, "cost_usd", 10_190_000.0, 15_228_000.0);
}

/// The berth moves what is stranded most: by 100, and down as it rises. The flows of the west come next, each by 100 as
/// well, up as they rise; `east-buyer` moves it by 20.
#[test]
fn the_berth_and_the_flows_drive_what_is_stranded() {
    let found = reroute("west-closed");
    let drivers = [
        ("east-berth", 250.0, 350.0, -100.0),
        ("open-buyer", 350.0, 450.0, 100.0),
        ("west-buyer", 450.0, 550.0, 100.0),
        ("east-buyer", 90.0, 110.0, 20.0),
    ];
    for (at, (asset, low, high, effect)) in drivers.into_iter().enumerate() {
        let driver = &found.drivers[at];
        assert_eq!((driver.asset.as_str(), driver.column.as_str()), (asset, "kt_y"));
        assert_eq!((driver.low, driver.high), (low, high), "{driver:?}");
        assert!((driver.effect - effect).abs() < 1e-3, "{driver:?}, by hand {effect}");
        assert_eq!(driver.path, "stranded_kt");
    }
    assert!(found.drivers.len() <= 10);
    assert!(found.overlaps.is_empty());
}

/// The eastern tariff at 15 instead of 20 makes 300 tonnes cheaper by 5, but the 100 that went east before are cheaper by
/// as much before; 200 of 300 delivered move, so a tonne delivered costs 200 x 5 / 300 less: 10/3. At 30 it is 200 x 10 /
/// 300 = 20/3 more. Together 10.
#[test]
fn the_eastern_tariff_moves_what_a_detour_costs() {
    let found = reroute("west-closed");
    let driver = driven(&found, "hub-east", "cost_usd_t");
    assert_eq!(driver.path, "extra_usd_t");
    assert!((driver.effect - 10.0).abs() < 1e-6, "{driver:?}");
}

/// 350 freed, 200 of them find the berth: 150 stranded. The terminal takes half of its berth (1000 to 1200): 500 to 600, so
/// 100 to 200; the eastern berth at 250 to 350 likewise; each flow of the west at 50 less or more likewise; `east-buyer`
/// leaves 210 or 190 of the berth: 140 to 160.
///
/// The charge at the narrows (2 to 5, not 3) is paid by the 550 of 850 delivered that go west: 1 x 550 / 850 less, 2 x 550
/// / 850 more. All else is as in `west-half`.
#[test]
fn half_a_terminal_is_told_from_a_closed_one_and_from_a_dear_one() {
    let found = compare(&["west-closed", "west-half", "west-half-dear"]);
    reaches(&found, "baseline.delivered_kt", 950.0, 1050.0);
    reaches(&found, "baseline.stranded_kt", 0.0, 0.0);
    reaches(&found, "scenarios[0].stranded_kt", 650.0, 750.0);
    for at in [1, 2] {
        reaches(&found, &format!("scenarios[{at}].stranded_kt"), 100.0, 200.0);
        reaches(&found, &format!("scenarios[{at}].delivered_kt"), 800.0, 900.0);
    }
    let driver = driven(&found, "market:war-risk", "charge_usd_t");
    assert_eq!((driver.low, driver.high, driver.path.as_str()), (2.0, 5.0, "scenarios[2].extra_usd_t"));
    // What a few kilograms of rounding move is far below this.
    assert!((driver.effect - 3.0 * 550.0 / 850.0).abs() < 1e-5, "{driver:?}");
    // The one that is dear strands as much as the other in every solve, and is dearer in every solve.
    assert_eq!(found.overlaps, []);
}

/// Two names of one thing cannot be distinguished, and what strands more in every solve can.
#[test]
fn a_scenario_overlaps_with_what_says_the_same() {
    let same = inline(InlineEffect::Limit, "place=west:50%");
    // Half of what is closed is closed; what the line builds is added to each scenario.
    let found = compare_with(&["west-half", "west-closed"], same);
    let both = "west-closed+limit:place=west:50%";
    assert_eq!(found.overlaps, [("west-closed".to_owned(), both.to_owned())]);
}

/// Russia is crossed by 900 of 1000, of which 700 have no other route. The berth at 250 (350) leaves 750 (650); a flow of the
/// west at 50 less (more): 850 of 950 cross it (950 of 1050), and 650 (750) have no route, so 650 / 950 = 0.684 and
/// 750 / 1050 = 0.714; `east-buyer` at 90 (110): 900 of 990 (1010), and 690 of 990 or 710 of 1010.
#[test]
fn the_dependence_on_russia_has_a_range() {
    let question =
        query::Exposure { flows: exported(), scenario: ScenarioSpec::default(), ranges: true, ..Default::default() };
    let answer = tiny().ask(&question).unwrap();
    let row =
        answer.rows.iter().position(|row| row.of == corridor::answer::ElementKind::Country && row.id == "RUS").unwrap();
    let found = answer.ranges.unwrap();
    reaches(&found, &format!("rows[{row}].used"), 900.0 / 1010.0, 900.0 / 990.0);
    reaches(&found, &format!("rows[{row}].unavoidable"), 0.65, 0.75);
    assert_eq!(found.drivers[0].asset, "east-berth");
    assert!((found.drivers[0].effect + 0.1).abs() < 1e-9, "{:?}", found.drivers[0]);
    // Three indices, and four figures for each of ten rows but what is not defined: nothing moves where all is stranded.
    let concentration = found.ranges.iter().filter(|range| range.path.starts_with("concentration."));
    assert_eq!(concentration.count(), 3);
}

#[test]
fn without_the_option_nothing_is_added() {
    let question = query::Reroute { flows: exported(), ..query::Reroute::default() };
    let answer = tiny().ask(&question).unwrap();
    assert_eq!(answer.ranges, None);
}
