//! Everything that a page about scenarios shows: each scenario is laid once, and what several commands say is told of it.

use crate::answer::{self, Command};
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::compare::{self, Column};
use super::reroute::{self, ScenarioRun};
use super::route::{self, RouteRequest};
use super::study::{BaselineRun, FlowStudy};
use crate::model::{Day, Effect, ElementKind, Id, Measure, PlaceKind};
use crate::network::{ArcKind, Network};
use assignment::{Mass, PathFlow};

/// Other ways are told of so many flows, the largest.
const TRADES: usize = 3;
/// So many ways of each.
const WAYS: usize = 4;
/// The most that two of them share.
const DIFFER: f64 = 0.6;

/// What `compare` and `reroute` say, and the pictures: the baseline's first.
pub struct Told {
    /// The baseline's figures.
    pub baseline: answer::Baseline,
    /// The scenarios' figures.
    pub scenarios: Vec<answer::Outcome>,
    /// The pictures.
    pub pictures: Vec<answer::Picture>,
}

/// What flows depend on, in the large: every single place and link would be a solve of its own, and a page has no room.
pub fn exposure(setting: &FlowStudy<'_>) -> answer::Exposure {
    super::exposure::exposure_to(setting, &|of| !matches!(of, ElementKind::Place | ElementKind::Link))
}

/// Lays the baseline and each scenario, and tells all of it.
pub fn told(setting: &FlowStudy<'_>, columns: &[Column<'_>]) -> Told {
    let based = BaselineRun::new(setting.case());
    let told = |column: &Column<'_>| match &column.own_day {
        None => scenario(column, setting, &based),
        Some(own) => {
            let own_based = BaselineRun::new(own.case());
            let (mut outcome, picture) = scenario(column, own, &own_based);
            outcome.baseline = Some(compare::baseline(own, &ScenarioRun::baseline(&own_based)));
            (outcome, picture)
        }
    };
    setting.tally.expect(columns.len() + 1);
    let scenarios: Vec<_> = columns.par_iter().map(|column| setting.tally.step(|| told(column))).collect();
    let plain = ScenarioRun::baseline(&based);
    let first = setting.tally.step(|| picture("none", setting, &plain, &[]));
    let (scenarios, pictures): (Vec<_>, Vec<_>) = scenarios.into_iter().unzip();
    Told {
        baseline: compare::baseline(setting, &plain),
        scenarios,
        pictures: std::iter::once(first).chain(pictures).collect(),
    }
}

fn scenario(
    column: &Column<'_>,
    setting: &FlowStudy<'_>,
    based: &BaselineRun<'_>,
) -> (answer::Outcome, answer::Picture) {
    let (world, laying) = based.under(&column.measures);
    let solved = ScenarioRun::new(based, &world, &laying);
    let picture = picture(&column.id, setting, &solved, &column.measures);
    (compare::outcome(column, setting, &solved), picture)
}

fn picture(
    id: &str,
    setting: &FlowStudy<'_>,
    solved: &ScenarioRun<'_>,
    measures: &[Measure],
) -> answer::Picture {
    let mut laid = reroute::told(setting, solved);
    laid.head.scenario.id = id.into();
    answer::Picture {
        id: id.into(),
        laid,
        barred: barred(setting.network, measures),
        chains: chains(solved),
        alternatives: alternatives(setting, solved, measures),
    }
}

/// Links that a bar in force chooses, or one of their ends, with the first such bar.
fn barred(network: &Network, measures: &[Measure]) -> Vec<answer::BarredLink> {
    let day = network.dated.day;
    let mut barred: BTreeMap<String, String> = BTreeMap::new();
    let bars = measures.iter().filter(|own| own.effect == Effect::Bar && own.window.holds(day));
    for (measure, on) in bars.filter_map(|own| Some((own, own.on.as_ref()?))) {
        for arc in network.barred_arcs(&network.select(on)) {
            if let ArcKind::Link(link, _) = network.arcs[arc.index()].what {
                let id = network.dated.atlas.links[link.index()].id.to_string();
                barred.entry(id).or_insert_with(|| measure.id.to_string());
            }
        }
    }
    barred.into_iter().map(|(link, measure)| answer::BarredLink { link, measure }).collect()
}

/// The selected flows by where they start, what they pass and where they end; largest first.
fn chains(solved: &ScenarioRun<'_>) -> Vec<answer::Chain> {
    let case = &solved.based.case;
    let mut sums: BTreeMap<(String, String, Vec<String>, String), Mass> = BTreeMap::new();
    for path in solved.laying.paths.iter().filter(|path| case.flows[path.demand].selected) {
        let atlas = &case.network.dated.atlas;
        let row = &case.flows[path.demand].row;
        let country = atlas.country_of(row.destination).map(|at| atlas.countries[at.index()].id.to_string());
        let key = (
            atlas.end_id(row.origin).to_string(),
            farthest(case.network, path),
            straits(case.network, path),
            country.unwrap_or_else(|| atlas.end_id(row.destination).to_string()),
        );
        *sums.entry(key).or_default() += path.mass;
    }
    let chain = |((origin, line, straits, destination), mass): (_, Mass)| answer::Chain {
        origin,
        line,
        straits,
        destination,
        kt: mass.kt(),
    };
    let mut chains: Vec<answer::Chain> = sums.into_iter().map(chain).collect();
    chains.sort_by(|a, b| b.kt.total_cmp(&a.kt));
    chains
}

/// The line on which a path goes farthest, else the mode.
fn farthest(network: &Network, path: &PathFlow) -> String {
    let atlas = &network.dated.atlas;
    let mut by_line: BTreeMap<&Id, i64> = BTreeMap::new();
    let mut by_mode: BTreeMap<&str, i64> = BTreeMap::new();
    for arc in &path.arcs {
        if let ArcKind::Link(link, _) = network.arcs[arc.index()].what {
            let link = &atlas.links[link.index()];
            *by_mode.entry(link.mode.as_str()).or_default() += link.length.value.0;
            if let Some(line) = link.line {
                *by_line.entry(&atlas.lines[line.index()]).or_default() += link.length.value.0;
            }
        }
    }
    let longest = by_line.into_iter().max_by_key(|(_, length)| *length).map(|(line, _)| line.to_string());
    let by_mode = || by_mode.into_iter().max_by_key(|(_, length)| *length).map(|(mode, _)| mode.to_owned());
    longest.or_else(by_mode).unwrap_or_default()
}

fn straits(network: &Network, path: &PathFlow) -> Vec<String> {
    let mut straits: Vec<String> = Vec::new();
    for arc in &path.arcs {
        let place = &network.dated.atlas.places[network.head_place(*arc).index()];
        if place.kind == PlaceKind::Strait && straits.last().is_none_or(|last| *last != place.id.as_str()) {
            straits.push(place.id.to_string());
        }
    }
    straits
}

/// Ways of the largest flows that differ in ends or goods.
fn alternatives(
    setting: &FlowStudy<'_>,
    solved: &ScenarioRun<'_>,
    measures: &[Measure],
) -> Vec<answer::Route> {
    let case = &solved.based.case;
    let mut flows: Vec<usize> = case.selected().collect();
    flows.sort_by_key(|flow| (std::cmp::Reverse(case.flows[*flow].row.mass.value), *flow));
    let mut seen = BTreeSet::new();
    let new = |flow: &usize| {
        let row = &case.flows[*flow].row;
        let atlas = &case.network.dated.atlas;
        let ends = (atlas.end_id(row.origin).clone(), atlas.end_id(row.destination).clone());
        seen.insert((ends, row.commodity))
    };
    let flows: Vec<usize> = flows.into_iter().filter(new).take(TRADES).collect();
    let ways = |flow: &usize| {
        let trade = case.flows[*flow].trade.trade;
        let mut head = setting.head.clone();
        head.command = Command::Route;
        route::route(&RouteRequest {
            k: WAYS,
            differ: Some(DIFFER),
            measures: measures.to_vec(),
            year: Some(setting.year),
            ..RouteRequest::cheapest(head, setting.network, trade)
        })
    };
    flows.par_iter().map(ways).collect()
}

/// When the measures of scenarios are in force; each measure once, with the scenarios that have it.
pub fn spans(columns: &[Column<'_>]) -> Vec<answer::MeasureSpan> {
    let mut spans: BTreeMap<(Option<Day>, String), answer::MeasureSpan> = BTreeMap::new();
    for column in columns {
        for measure in &column.measures {
            let since = measure.window.since;
            let key = (since, measure.id.to_string());
            let span = spans.entry(key).or_insert_with(|| answer::MeasureSpan {
                id: measure.id.to_string(),
                sender: measure.sender.clone(),
                title: measure.legal.title.clone(),
                effect: measure.effect.kind(),
                since,
                until: measure.window.until,
                source: measure.source.clone(),
                scenarios: Vec::new(),
            });
            if !span.scenarios.contains(&column.id) {
                span.scenarios.push(column.id.clone());
            }
        }
    }
    spans.into_values().collect()
}
