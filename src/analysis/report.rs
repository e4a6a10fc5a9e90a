//! Everything that a page about scenarios shows: each scenario is assigned once, and what several commands say is shown
//! of it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::compare::{self, ScenarioColumn};
use super::reroute;
use super::route::{self, RouteRequest};
use super::run::{BaselineRun, ScenarioRun};
use super::study::FlowStudy;
use crate::answer;
use crate::model::{Day, Effect, ElementKind, Id, Measure, PlaceKind};
use crate::network::Network;
use assignment::{Mass, PathFlow};

/// Other routes are shown of so many flows, the largest.
const TRADES: usize = 3;
// Routes shown of each of these flows.
const WAYS: usize = 4;
/// The most that two of them share.
const DIFFER: f64 = 0.6;

/// What `compare` and `reroute` say, and the pictures: the baseline's first.
pub struct Compared {
    pub baseline: answer::Baseline,
    pub scenarios: Vec<answer::Outcome>,
    pub pictures: Vec<answer::Picture>,
}

/// What flows depend on, in the large: every single place and link would be a solve of its own, and a page has no room.
pub fn exposure(study: &FlowStudy) -> answer::Exposure {
    super::exposure::exposure(study, &|of| !matches!(of, ElementKind::Place | ElementKind::Link))
}

/// Assigns the baseline and each scenario, and shows all of it.
pub fn compared(study: &FlowStudy, columns: &[ScenarioColumn]) -> Compared {
    let baseline = BaselineRun::new(study.model());
    study.progress.add_total(1);
    let of_column = |column: &ScenarioColumn, study: &FlowStudy, run: &ScenarioRun<'_>| {
        picture(&column.id, study, run, &column.measures)
    };
    let scenarios = compare::outcomes(study, &baseline, columns, of_column);
    let plain = baseline.unchanged();
    let first = study.progress.step(|| picture("none", study, &plain, &[]));
    let (scenarios, pictures): (Vec<_>, Vec<_>) = scenarios.into_iter().unzip();
    Compared {
        baseline: compare::of_baseline(study, &plain),
        scenarios,
        pictures: std::iter::once(first).chain(pictures).collect(),
    }
}

fn picture(id: &str, study: &FlowStudy, run: &ScenarioRun<'_>, measures: &[Measure]) -> answer::Picture {
    let mut assigned = reroute::to_answer(study, run);
    // The study's head names no scenario: each picture is of another one.
    assigned.head.scenario.id = id.into();
    answer::Picture {
        id: id.into(),
        assigned,
        closed: closed(&study.network, measures),
        chains: chains(run),
        alternatives: alternatives(study, run, measures),
    }
}

/// Links that a bar in force chooses, or one of their ends, with the first such bar.
fn closed(network: &Network, measures: &[Measure]) -> Vec<answer::ClosedLink> {
    let day = network.snapshot.day;
    let mut closed: BTreeMap<String, String> = BTreeMap::new();
    let closings = measures.iter().filter(|own| own.effect == Effect::Close && own.window.holds(day));
    for (measure, on) in closings.filter_map(|own| Some((own, own.on.as_ref()?))) {
        for link in network.link_ids(&network.closed_arcs(&network.select(on))) {
            closed.entry(link).or_insert_with(|| measure.id.to_string());
        }
    }
    closed.into_iter().map(|(link, measure)| answer::ClosedLink { link, measure }).collect()
}

/// The selected flows by where they start, what they pass and where they end; largest first.
fn chains(run: &ScenarioRun<'_>) -> Vec<answer::SankeyChain> {
    let model = &run.baseline.model;
    let mut sums: BTreeMap<(String, String, Vec<String>, String), Mass> = BTreeMap::new();
    for path in model.selected_of(&run.assignment.paths) {
        let atlas = &model.network.snapshot.atlas;
        let row = &model.flows[path.demand].row;
        // Ports of one country are one destination.
        let country = atlas.country_of(row.destination).map(|at| atlas.countries[at.index()].id.to_string());
        let key = (
            atlas.end_id(row.origin).to_string(),
            farthest(model.network, path),
            straits(model.network, path),
            country.unwrap_or_else(|| atlas.end_id(row.destination).to_string()),
        );
        *sums.entry(key).or_default() += path.mass;
    }
    let chain = |((origin, line, straits, destination), mass): (_, Mass)| answer::SankeyChain {
        origin,
        line,
        straits,
        destination,
        kt: mass.kt(),
    };
    let mut chains: Vec<answer::SankeyChain> = sums.into_iter().map(chain).collect();
    // The sort is stable: of equal masses the order of the keys stays.
    chains.sort_by(|a, b| b.kt.total_cmp(&a.kt));
    chains
}

/// The line on which a path goes farthest, else the mode.
fn farthest(network: &Network, path: &PathFlow) -> String {
    let atlas = &network.snapshot.atlas;
    let mut by_line: BTreeMap<&Id, i64> = BTreeMap::new();
    let mut by_mode: BTreeMap<&str, i64> = BTreeMap::new();
    for link in path.arcs.iter().filter_map(|arc| network.link_of(*arc)) {
        let link = &atlas.links[link.index()];
        *by_mode.entry(link.mode.as_str()).or_default() += link.length.value.0;
        if let Some(line) = link.line {
            *by_line.entry(&atlas.lines[line.index()]).or_default() += link.length.value.0;
        }
    }
    // Of equal lengths `max_by_key` takes the last, so the last id: no order of rows matters.
    let longest = by_line.into_iter().max_by_key(|(_, length)| *length).map(|(line, _)| line.to_string());
    let by_mode = || by_mode.into_iter().max_by_key(|(_, length)| *length).map(|(mode, _)| mode.to_owned());
    longest.or_else(by_mode).unwrap_or_default()
}

fn straits(network: &Network, path: &PathFlow) -> Vec<String> {
    let mut straits: Vec<String> = Vec::new();
    for arc in &path.arcs {
        let place = &network.snapshot.atlas.places[network.head_place(*arc).index()];
        // Several arcs of one passage end in the same strait.
        if place.kind == PlaceKind::Strait && straits.last().is_none_or(|last| *last != place.id.as_str()) {
            straits.push(place.id.to_string());
        }
    }
    straits
}

/// Routes of the largest flows that differ in ends or goods.
fn alternatives(study: &FlowStudy, run: &ScenarioRun<'_>, measures: &[Measure]) -> Vec<answer::Route> {
    let model = &run.baseline.model;
    let mut flows: Vec<usize> = model.selected().collect();
    flows.sort_by_key(|flow| (std::cmp::Reverse(model.flows[*flow].row.mass.value), *flow));
    let mut seen = BTreeSet::new();
    let new = |flow: &usize| {
        let row = &model.flows[*flow].row;
        let atlas = &model.network.snapshot.atlas;
        let ends = (atlas.end_id(row.origin).clone(), atlas.end_id(row.destination).clone());
        seen.insert((ends, row.commodity))
    };
    // `new` is true once for each pair of ends and commodity, so the largest of these flows is taken.
    let flows: Vec<usize> = flows.into_iter().filter(new).take(TRADES).collect();
    let routes = |flow: &usize| {
        let trade = model.flows[*flow].trade.trade;
        // The answer is read as one of `route`, so its head has to say so.
        let mut head = study.head.clone();
        head.command = answer::Route::COMMAND;
        route::route(&RouteRequest {
            k: WAYS,
            differ: Some(DIFFER),
            measures: measures.to_vec(),
            year: Some(study.year),
            ..RouteRequest::cheapest(head, &study.network, trade)
        })
    };
    flows.par_iter().map(routes).collect()
}

/// When the measures of scenarios are in force; each measure once, with the scenarios that have it.
pub fn spans(columns: &[ScenarioColumn]) -> Vec<answer::MeasureSpan> {
    // By first day, then id; measures without a first day come first.
    let mut spans: BTreeMap<(Option<Day>, String), answer::MeasureSpan> = BTreeMap::new();
    for column in columns {
        for measure in &column.measures {
            let since = measure.window.since;
            let key = (since, measure.id.to_string());
            let span = spans.entry(key).or_insert_with(|| answer::MeasureSpan {
                id: measure.id.to_string(),
                authority: measure.authority.clone(),
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
