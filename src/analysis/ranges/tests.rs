//! What is left out must change nothing: every solve that is not made is made here.

use std::sync::OnceLock;

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::analysis::AssignmentOptions;
use crate::analysis::BaselineRun;
use crate::analysis::model::AssignmentModel;
use crate::analysis::sample;
use crate::input;
use crate::model::{Cargo, Day as Date, Effect, EffectKind, Ranged, Selector};
use crate::network::Network;
use crate::tables::{Atlas, Flow, HALF};
use routing::Cost;

fn tiny() -> Atlas {
    sample::read(&input::tiny())
}

/// Flows of 2023, those chosen asked about.
fn flows(atlas: &Atlas, chosen: impl Fn(&Flow) -> bool) -> Vec<(Flow, bool)> {
    let of_year = atlas.flows.iter().filter(|flow| flow.when.covers(2023));
    of_year.map(|flow| (flow.clone(), chosen(flow))).collect()
}

fn exported(atlas: &Atlas) -> Vec<(Flow, bool)> {
    flows(atlas, |flow| flow.id != *"home")
}

fn study(network: &Arc<Network>, flows: Vec<(Flow, bool)>, measures: &[Measure]) -> FlowStudy {
    FlowStudy {
        head: sample::head(),
        year: 2023,
        network: Arc::clone(network),
        flows,
        options: AssignmentOptions::default(),
        measures: measures.to_vec(),
        by_value: false,
        ends: false,
        owner_test: (HALF.into(), None),
        groups: OnceLock::new(),
        progress: Arc::default(),
    }
}

fn network(atlas: &Atlas) -> Arc<Network> {
    Network::new(atlas.on(Date::mid(2023))).into()
}

fn measures(atlas: &Atlas, id: &str) -> Vec<Measure> {
    atlas.scenarios.get(id).unwrap().measures.clone()
}

/// Both ways. Another of equally good solutions differs by kilograms of repair, and sums by their last digits.
fn check(what: &str, ranges: impl Fn(Prune) -> answer::Ranges) {
    let (some, all) = (ranges(Prune::Sound), ranges(Prune::Nothing));
    let near = |one: f64, other: f64| (one - other).abs() < 1e-4_f64.max(1e-6 * one.abs());
    assert_eq!(some.ranges.len(), all.ranges.len(), "{what}");
    for (some, all) in some.ranges.iter().zip(&all.ranges) {
        let holds = some.path == all.path && near(some.low, all.low) && near(some.high, all.high);
        assert!(holds, "{what}: {some:?} where all solves give {all:?}");
    }
    let drivers = |ranges: &answer::Ranges| -> Vec<(String, String, String)> {
        let named = |one: &answer::Driver| (one.asset.clone(), one.column.clone(), one.path.clone());
        ranges.drivers.iter().map(named).collect()
    };
    assert_eq!(drivers(&some), drivers(&all), "{what}");
    for (some, all) in some.drivers.iter().zip(&all.drivers) {
        assert!(near(some.effect, all.effect), "{what}: {some:?} where all solves give {all:?}");
    }
    assert_eq!(some.overlaps, all.overlaps, "{what}");
}

/// Likewise, where something must move.
fn check_moving(what: &str, ranges: impl Fn(Prune) -> answer::Ranges) {
    let all = ranges(Prune::Nothing);
    // Without a measure nothing is stranded and nothing goes another way, so nothing is driven.
    assert!(what.starts_with("nothing") || !all.drivers.is_empty(), "{what}: nothing moves anything");
    let wide = all.ranges.iter().filter(|range| range.low < range.high).count();
    assert!(wide > 0, "{what}: no figure has a range");
    check(what, ranges);
}

fn check_reroute(what: &str, study: &FlowStudy) {
    check_moving(what, |prune| of_days(vec![Day::new(study, reroute_scenes(study))], &[], prune));
}

#[test]
fn a_reroute_on_tiny_has_the_ranges_of_all_solves() {
    let atlas = tiny();
    let network = network(&atlas);
    let narrows = || Some(Selector::of("strait", "narrows"));
    let on_narrows = |kind, value, low, high| {
        vec![Measure::what_if("event:narrows", Effect::Amount(kind, Ranged { value, low, high }), narrows())]
    };
    let cases = [
        ("nothing", Vec::new()),
        ("closed", measures(&atlas, "west-closed")),
        ("half", measures(&atlas, "west-half")),
        ("half-dear", measures(&atlas, "west-half-dear")),
        // The strait has no limit of its own, so the share is one of what passes it in the baseline.
        ("share of the baseline", on_narrows(EffectKind::LimitShare, 0.4, Some(0.3), Some(0.6))),
        ("share of the value", on_narrows(EffectKind::ChargeShare, 0.05, None, Some(0.06))),
        ("share of its own cost", on_narrows(EffectKind::RateShare, 0.5, Some(0.3), Some(0.7))),
        ("wait", on_narrows(EffectKind::Delay, 78.0, Some(24.0), Some(200.0))),
        ("quota", on_narrows(EffectKind::Quota, 500.0, Some(400.0), Some(650.0))),
    ];
    for (what, measures) in &cases {
        let plain = study(&network, exported(&atlas), measures);
        check_reroute(what, &plain);
        for options in [
            AssignmentOptions { rebalance: true, ..AssignmentOptions::default() },
            AssignmentOptions { contracted: true, ..AssignmentOptions::default() },
            AssignmentOptions { free_destinations: true, ..AssignmentOptions::default() },
            AssignmentOptions { ceiling: Cost::from_usd_t(30.0), ..AssignmentOptions::default() },
        ] {
            let told = format!("{what}, {options:?}");
            check_reroute(&told, &FlowStudy { options, ..study(&network, exported(&atlas), measures) });
        }
        let one = flows(&atlas, |flow| flow.id == *"west-buyer");
        check_reroute(&format!("{what}, one flow"), &study(&network, one, measures));
    }
}

#[test]
fn flows_without_a_pin_have_the_ranges_of_all_solves() {
    let atlas = tiny();
    let network = network(&atlas);
    let mut free = exported(&atlas);
    free.iter_mut().for_each(|(flow, _)| flow.via.clear());
    for id in ["west-closed", "west-half"] {
        check_reroute(id, &study(&network, free.clone(), &measures(&atlas, id)));
    }
}

#[test]
fn an_exposure_on_tiny_has_the_ranges_of_all_solves() {
    let atlas = tiny();
    let network = network(&atlas);
    for (what, measures) in [("plain", Vec::new()), ("half", measures(&atlas, "west-half"))] {
        for (by_value, ends) in [(false, false), (true, true)] {
            let own = FlowStudy { by_value, ends, ..study(&network, exported(&atlas), &measures) };
            let rows = crate::analysis::exposure::exposure(&own, &|_| true).rows;
            check_moving(&format!("{what}, by value: {by_value}"), |prune| {
                of_days(vec![Day::new(&own, exposure_scenes(&own, &rows))], &[], prune)
            });
        }
    }
}

#[test]
fn a_comparison_on_tiny_has_the_ranges_of_all_solves() {
    let atlas = tiny();
    let (now, before) = (network(&atlas), Arc::new(Network::new(atlas.on(Date::mid(2022)))));
    let base = study(&now, exported(&atlas), &[]);
    let column =
        |id: &str, own_day| ScenarioColumn { id: id.into(), title: id.into(), measures: measures(&atlas, id), own_day };
    let columns = [
        column("west-closed", None),
        column("west-half", Some(study(&before, exported(&atlas), &[]))),
        column("west-half-dear", None),
    ];
    let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    check_moving("compare", |prune| of_days(compare_days(&base, &columns), &ids, prune));
}

/// Both ends of every number in every scene: no tonne is lost or made, no limit exceeded.
#[test]
fn every_solve_on_tiny_conserves_and_keeps_limits() {
    let atlas = tiny();
    let network = network(&atlas);
    // By hand: 7 capacities, 4 flows, 3 tariffs, 2 rates a tkm, a transfer's price and hours, a toll, a demand and a value.
    for (id, numbers) in [("west-closed", 21), ("west-half", 21), ("west-half-dear", 22)] {
        let own = study(&network, exported(&atlas), &measures(&atlas, id));
        let mut solves = 0;
        for input in inputs(&own, own.measures.iter()) {
            for side in RangeEnd::BOTH.into_iter().filter(|side| input.has(*side)) {
                let mut snapshot = network.snapshot.clone();
                input.number.put(&mut snapshot.atlas, side);
                let moved = Network::new(snapshot);
                let mut flows = own.flows.clone();
                input.number.put_flow(&mut flows, side);
                let baseline = BaselineRun::new(AssignmentModel::new(&moved, flows, AssignmentOptions::default()));
                let run = baseline.under(&input.number.put_measures(&own.measures, side));
                let what = format!("{input:?}");
                sample::holds(&baseline.model, &baseline.inputs, &baseline.assignment, &what);
                sample::holds(&baseline.model, &run.inputs, &run.assignment, &what);
                solves += 1;
            }
        }
        assert_eq!(solves, 2 * numbers, "{id}");
    }
}

/// Tiny with other numbers: ranges as wide, or as narrow, as they come.
struct Drawn {
    atlas: Atlas,
    measures: Vec<Measure>,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let limits = self.atlas.capacities.iter().map(|row| (&row.id, row.nameplate));
        let costs = self.atlas.links.iter().map(|row| (&row.id, row.cost, row.time, row.length));
        let flows = self.atlas.flows.iter().map(|row| (&row.id, row.mass, row.via.len(), row.ceiling));
        f.debug_struct("Drawn")
            .field("limits", &limits.collect::<Vec<_>>())
            .field("links", &costs.collect::<Vec<_>>())
            .field("flows", &flows.collect::<Vec<_>>())
            .field("measures", &self.measures.iter().map(|measure| &measure.effect).collect::<Vec<_>>())
            .finish()
    }
}

impl Drawn {
    fn of(tiny: &Atlas, random: &mut ChaCha8Rng) -> Self {
        let mut atlas = tiny.clone();
        for row in atlas.capacities.iter_mut() {
            row.nameplate = drawn(row.nameplate.value, random, |mass| &mut mass.0);
        }
        for row in atlas.links.iter_mut() {
            row.cost = row.cost.map(|cost| drawn(cost.value, random, |cost| &mut cost.0));
            row.time = row.time.map(|time| drawn(time.value, random, |time| &mut time.0));
            row.length = drawn(row.length.value, random, |length| &mut length.0);
            if random.random_range(0..4) == 0 {
                row.cost = None;
            }
        }
        for row in atlas.flows.iter_mut() {
            row.mass = drawn(row.mass.value, random, |mass| &mut mass.0);
            if random.random_range(0..3) == 0 {
                row.via.clear();
            }
            if random.random_range(0..8) == 0 {
                row.ceiling = Cost::from_usd_t(f64::from(random.random_range(20..40)));
            }
        }
        let ids = ["west-closed", "west-half", "west-half-dear"];
        let measures = measures(&atlas, ids[random.random_range(0..ids.len())]);
        Self { atlas, measures }
    }
}

/// A value and its ends, half to twice of what it was: odd amounts, so that ties are rare.
fn drawn<T: Copy>(value: T, random: &mut ChaCha8Rng, inside: fn(&mut T) -> &mut i64) -> crate::model::Ranged<T> {
    let mut parts = [500, 500, 500].map(|least| random.random_range(least..2000_i64));
    parts.sort_unstable();
    let [low, value, high] = parts.map(|part| {
        let mut own = value;
        *inside(&mut own) = *inside(&mut own) / 1000 * part + random.random_range(0..997);
        own
    });
    crate::model::Ranged { value, low: Some(low), high: Some(high) }
}

#[test]
fn drawn_numbers_have_the_ranges_of_all_solves() {
    let whole = tiny();
    oracle::run(
        "ranges against all solves",
        |random| Drawn::of(&whole, random),
        |model| {
            let network = network(&model.atlas);
            let own = study(&network, exported(&model.atlas), &model.measures);
            check("drawn", |prune| of_days(vec![Day::new(&own, reroute_scenes(&own))], &[], prune));
        },
    );
}

/// On the real atlas, every so many numbers: `CORRIDOR_RANGES_STEP=1` tries them all.
#[test]
fn numbers_of_the_real_atlas_move_what_all_solves_move() {
    let atlas = sample::read(&input::embedded());
    let network = network(&atlas);
    let home = atlas.country("KAZ");
    let crude = |flow: &Flow| {
        atlas.country_of(flow.origin) == home && atlas.commodities[flow.commodity.index()].cargo == Cargo::Crude
    };
    let base = study(&network, flows(&atlas, crude), &[]);
    let columns: Vec<ScenarioColumn> = ["bosporus-closed", "caspian-low-water", "russia-ports-closed"]
        .map(|id| ScenarioColumn { id: id.into(), title: id.into(), measures: measures(&atlas, id), own_day: None })
        .into();
    let days = compare_days(&base, &columns);
    let day = &days[0];
    let step = std::env::var("CORRIDOR_RANGES_STEP").ok().and_then(|step| step.parse().ok()).unwrap_or(97);
    let all = inputs(&base, day.measures());
    let (mut left_out, mut tried) = (0, 0);
    for input in all.iter().step_by(step) {
        for side in RangeEnd::BOTH.into_iter().filter(|side| input.has(*side)) {
            let some = day.trial(Some((input, side)), Prune::Sound);
            tried += 1;
            left_out += usize::from(some.len() < day.scenes.len());
            for (scene, figures) in day.trial(Some((input, side)), Prune::Nothing) {
                let found = some.iter().find(|(own, _)| *own == scene);
                let found = found.map_or(&day.figures[scene], |(_, figures)| figures);
                for (at, (one, other)) in figures.iter().zip(found).enumerate() {
                    // Of equally good solutions another one may be found: kilograms of repair, in figures that count kt,
                    // USD a year and USD a tonne.
                    let off = (one.unwrap_or(0.0) - other.unwrap_or(0.0)).abs();
                    let least = 1e-3_f64.max(1e-6 * one.unwrap_or(0.0).abs());
                    let path = &day.scenes[scene].shows.paths()[at];
                    assert!(off < least, "{input:?} {side:?}, {path}: {one:?} is left at {other:?}");
                }
            }
        }
    }
    assert!(left_out * 2 > tried, "only {left_out} of {tried} solves are left out");
}
