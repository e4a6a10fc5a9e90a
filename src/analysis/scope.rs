//! What an atlas holds of the trade that a question names, and whether a scenario touches any of it.

use std::collections::BTreeSet;

use super::run::ScenarioRun;
use super::study::FlowStudy;
use crate::model::{Cargo, Measure, PlaceKind, Selector};
use crate::scenario::Resolved;
use crate::tables::{Atlas, Extent, Scope, TradeDirection};

/// Of what a question asks.
#[derive(Clone, Debug, Default)]
pub struct ScopeQuestion {
    /// Countries, blocs and straits by id, and which way trade goes.
    pub areas: Vec<(String, TradeDirection)>,
    /// Cargoes; none: those of any kind.
    pub cargo: BTreeSet<Cargo>,
}

/// So many lines are said; the rest is listed.
const LINES: usize = 4;

/// What the atlas holds of it, as sentences.
pub fn lines(atlas: &Atlas, asked: &ScopeQuestion) -> Vec<String> {
    if atlas.scope.is_empty() {
        return vec!["this atlas does not state its scope".into()];
    }
    let mut lines = Vec::new();
    let cargo: Vec<Option<Cargo>> =
        if asked.cargo.is_empty() { vec![None] } else { asked.cargo.iter().copied().map(Some).collect() };
    for (area, direction) in &asked.areas {
        for row in cargo.iter().flat_map(|cargo| nearest(atlas, area, *direction, *cargo)) {
            let line = sentence(atlas, area, row);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        lines.truncate(LINES);
        lines.push(format!("{more} more: `corridor list scope`"));
    }
    lines
}

/// The rows that speak of an area most closely: of itself, else of its bloc, else of every other.
fn nearest<'a>(atlas: &'a Atlas, area: &str, direction: TradeDirection, cargo: Option<Cargo>) -> Vec<&'a Scope> {
    let country = atlas.countries.get(area);
    let distance = |row: &Scope| match row.area.as_str() {
        own if own == area => Some(0),
        "*" => Some(2),
        bloc => country.filter(|row| row.blocs.iter().any(|own| own == bloc)).map(|_| 1),
    };
    let speaks =
        |row: &&Scope| row.direction == direction && (cargo.is_none() || row.cargo.is_none() || row.cargo == cargo);
    let rows: Vec<(u8, &Scope)> =
        atlas.scope.iter().filter(speaks).filter_map(|row| Some((distance(row)?, row))).collect();
    let Some(least) = rows.iter().map(|(distance, _)| *distance).min() else { return Vec::new() };
    rows.into_iter().filter(|(distance, _)| *distance == least).map(|(_, row)| row).collect()
}

/// `crude imports of Hungary 2023-2025: Kazakhstan's alone`.
fn sentence(atlas: &Atlas, area: &str, row: &Scope) -> String {
    let name = |id: &str| {
        let country = atlas.countries.get(id).map(|own| own.name.clone());
        country.or_else(|| atlas.places.get(id).map(|own| own.name.clone())).unwrap_or_else(|| id.to_owned())
    };
    let trade = match row.direction {
        TradeDirection::Export => "exports of",
        TradeDirection::Import => "imports of",
        TradeDirection::Transit => "transit through",
    };
    let cargo = row.cargo.map(|cargo| format!("{} ", cargo.as_str().replace('_', " "))).unwrap_or_default();
    let years = match (row.from_year, row.until_year) {
        (Some(from), Some(until)) if from == until => format!(" {from}"),
        (Some(from), Some(until)) => format!(" {from}-{until}"),
        (Some(from), None) => format!(" from {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (None, None) => String::new(),
    };
    let subject = format!("{cargo}{trade} {}{years}", name(area));
    match (row.extent, &row.note) {
        (Extent::Complete, None) => format!("{subject}: complete"),
        (Extent::Complete, Some(note)) => format!("{subject}: complete ({note})"),
        (Extent::Partial, None) => format!("{subject}: a part"),
        (Extent::Partial, Some(note)) => format!("{subject}: a part ({note})"),
        (Extent::None, None) => format!("{subject}: none"),
        (Extent::None, Some(note)) => format!("{subject}: none ({note})"),
    }
}

/// Does every flow asked about keep its routes, tonnes, cost and time?
pub fn moves_nothing(run: &ScenarioRun<'_>) -> bool {
    let (now, before) = (&run.assignment, &run.baseline.assignment);
    let unchanged = run.baseline.unchanged();
    run.baseline.model.selected().all(|flow| {
        now.stranded[flow] == before.stranded[flow]
            && now.of(flow).eq(before.of(flow))
            && run.totals(flow) == unchanged.totals(flow)
    })
}

/// That the measures touch none of the flows asked about, as a sentence; none where they touch any, or move them.
pub fn untouched(study: &FlowStudy, run: &ScenarioRun<'_>) -> Option<String> {
    let baseline = run.baseline;
    if study.measures.is_empty() || !moves_nothing(run) {
        return None;
    }
    let routes = baseline.selected_paths().into_iter();
    let routes = routes.map(|path| (&baseline.model.flows[path.demand].trade, path.arcs.as_slice()));
    if Resolved::new(&study.network, &study.measures).met(routes) {
        return None;
    }
    Some(format!("{} touches none of these flows: {}", study.head.scenario.id, why(study, run)))
}

/// `no crude of KAZ passes strait=hormuz`.
fn why(study: &FlowStudy, run: &ScenarioRun<'_>) -> String {
    let atlas = &study.network.snapshot.atlas;
    let flows = || run.baseline.model.selected().map(|flow| (flow, &run.baseline.model.flows[flow].row));
    let cargo: BTreeSet<&str> = flows().map(|(flow, _)| run.baseline.model.cargo(flow).as_str()).collect();
    let countries = flows().filter_map(|(_, row)| atlas.country_of(row.origin));
    let from: BTreeSet<&str> = countries.map(|country| atlas.countries[country.index()].id.as_str()).collect();
    let on: BTreeSet<String> = study.measures.iter().filter_map(|own| Some(passed(own.on.as_ref()?))).collect();
    let missing: Vec<String> = straits(atlas, &study.measures).iter().flat_map(|strait| said(atlas, strait)).collect();
    let missing = missing.iter().map(|note| format!("; {note}")).collect::<String>();
    format!("no {} of {} passes {}{missing}", listed(cargo, "or"), listed(from, "or"), listed(on, "or"))
}

/// What the scope says of the transit through a strait itself.
fn said(atlas: &Atlas, strait: &str) -> Vec<String> {
    let rows = nearest(atlas, strait, TradeDirection::Transit, None).into_iter();
    rows.filter(|row| row.area == strait).filter_map(|row| row.note.clone()).collect()
}

/// So many things are named; of more only their number.
const NAMED: usize = 5;

/// `a`, `a or b`, `a, b or c`, `a, b, c, d, e and 3 more`.
fn listed<T: AsRef<str>>(all: BTreeSet<T>, joined: &str) -> String {
    let some: Vec<&str> = all.iter().take(NAMED).map(AsRef::as_ref).collect();
    match (all.len().saturating_sub(NAMED), some.as_slice()) {
        (0, [first @ .., before, last]) => {
            let first: String = first.iter().map(|word| format!("{word}, ")).collect();
            format!("{first}{before} {joined} {last}")
        }
        (0, some) => some.concat(),
        (more, some) => format!("{} and {more} more", some.join(", ")),
    }
}

/// Named things by their ids alone, all else as its selector.
fn passed(on: &Selector) -> String {
    let named = |key: &str| ["place", "strait", "link", "line"].contains(&key);
    match on.clauses.as_slice() {
        [only] if named(only.key) && on.not.is_none() => only.values.join(" or "),
        _ => on.to_string(),
    }
}

/// Straits that measures name.
pub fn straits(atlas: &Atlas, measures: &[Measure]) -> BTreeSet<String> {
    let clauses = measures.iter().filter_map(|own| own.on.as_ref()).flat_map(|on| &on.clauses);
    let values = clauses.filter(|clause| ["strait", "place"].contains(&clause.key)).flat_map(|clause| &clause.values);
    let is_strait = |id: &&String| atlas.places.get(id).is_some_and(|place| place.kind == PlaceKind::Strait);
    values.filter(is_strait).cloned().collect()
}
