//! What `list` prints that is no table of the atlas: kinds, lines, corridors, documents; and which rows flows pass.

use std::collections::{BTreeMap, BTreeSet};

use super::run::BaselineRun;
use super::study::FlowStudy;
use crate::answer::{ListOf, Row};
use crate::metric::{self, Element};
use crate::model::{Asset, CountryIx, Day, ElementKind, Id, Measure, TransferAt};
use crate::tables::{Atlas, Flow, Link};

/// What flows are, and what their baseline routes pass.
pub struct Passed {
    /// The day on which they pass it; none: nothing was assigned.
    pub day: Option<Day>,
    flows: BTreeSet<Id>,
    commodities: BTreeSet<Id>,
    elements: BTreeSet<Element>,
}

impl Passed {
    /// By the flows asked about.
    pub fn by(study: &FlowStudy) -> Self {
        let baseline = BaselineRun::new(study.model());
        let network = &study.network;
        let atlas = &network.snapshot.atlas;
        let paths = baseline.selected_paths();
        let chosen = || study.flows.iter().filter(|(_, chosen)| *chosen).map(|(flow, _)| flow);
        Self {
            day: Some(network.snapshot.day),
            flows: chosen().map(|flow| flow.id.clone()).collect(),
            commodities: chosen().map(|flow| atlas.commodities[flow.commodity.index()].id.clone()).collect(),
            elements: paths.iter().flat_map(|path| metric::traversed(network, &path.arcs)).collect(),
        }
    }

    /// These flows alone.
    pub fn flows(flows: impl Iterator<Item = Flow>) -> Self {
        let flows = flows.map(|flow| flow.id).collect();
        Self { day: None, flows, commodities: BTreeSet::new(), elements: BTreeSet::new() }
    }

    fn has(&self, kind: ElementKind, id: &Id) -> bool {
        self.elements.contains(&(kind, id.clone()))
    }

    fn place(&self, id: &Id) -> bool {
        self.has(ElementKind::Place, id) || self.has(ElementKind::Strait, id)
    }

    fn asset(&self, atlas: &Atlas, asset: Asset) -> bool {
        let id = atlas.asset_id(asset);
        match asset {
            Asset::Place(_) => self.place(id),
            Asset::Link(_) => self.has(ElementKind::Link, id),
            // What is passed knows no transfers: one at a place is taken for passed with it.
            Asset::Transfer(transfer) => match atlas.transfers[transfer.index()].at {
                TransferAt::Place(place) => self.place(&atlas.places[place.index()].id),
                TransferAt::Kind(_) => false,
            },
        }
    }

    /// Is a row of a table theirs? Of a table that they do not narrow each row is.
    pub fn takes(&self, atlas: &Atlas, of: ListOf, id: &str) -> bool {
        let id = &Id::trusted(id);
        match of {
            ListOf::Places | ListOf::Straits => self.place(id),
            ListOf::Links => self.has(ElementKind::Link, id),
            ListOf::Lines => self.has(ElementKind::Line, id),
            ListOf::Corridors => self.has(ElementKind::Corridor, id),
            ListOf::Countries => self.has(ElementKind::Country, id),
            ListOf::Parties => self.has(ElementKind::Operator, id),
            ListOf::Flows => self.flows.contains(id),
            ListOf::Commodities => self.commodities.contains(id),
            ListOf::Capacities => atlas
                .capacities
                .get(id.as_str())
                .is_some_and(|row| row.assets.iter().any(|asset| self.asset(atlas, *asset))),
            _ => true,
        }
    }
}

/// Which tables flows narrow, and what their rows are then; none: flows say nothing of its rows.
pub fn narrowed(of: ListOf) -> Option<&'static str> {
    match of {
        ListOf::Flows => Some("the flows asked about"),
        ListOf::Commodities => Some("what the flows asked about carry"),
        ListOf::Parties => Some("who runs what the flows asked about pass in the baseline"),
        ListOf::Places
        | ListOf::Straits
        | ListOf::Links
        | ListOf::Lines
        | ListOf::Corridors
        | ListOf::Countries
        | ListOf::Capacities => Some("what the flows asked about pass in the baseline"),
        _ => None,
    }
}

/// What can be listed, with how many rows it has.
pub fn kinds(count: impl Fn(ListOf) -> usize) -> Vec<Row> {
    let row = |of: ListOf| Row::default().with("id", of.as_str()).with("rows", count(of) as u64).with("what", what(of));
    ListOf::ALL.iter().copied().filter(|of| *of != ListOf::Kinds).map(row).collect()
}

fn what(of: ListOf) -> &'static str {
    match of {
        ListOf::Kinds => "what can be listed",
        ListOf::Places => "ports, terminals, fields, refineries, borders, straits ...",
        ListOf::Straits => "passages that ships cannot avoid",
        ListOf::Countries => "countries with their codes and other names",
        ListOf::Links => "what joins two places: pipelines, railways, roads, sea legs",
        ListOf::Lines => "links that people name as one: cpc, druzhba",
        ListOf::Corridors => "links that an analyst counts together",
        ListOf::Capacities => "what limits a place or a link",
        ListOf::Commodities => "goods, one a grade",
        ListOf::Flows => "who sends what to whom, by year",
        ListOf::Scope => "which trade the atlas holds, and which it does not",
        ListOf::Scenarios => "built-in scenarios",
        ListOf::Measures => "measures of the law and of scenarios",
        ListOf::Documents => "documents that the law asks for",
        ListOf::Parties => "companies, states, agencies",
        ListOf::Actors => "ready sets of parties",
        ListOf::Coverage => "whose law was searched, by whom, when, with what outcome",
        ListOf::Vessels => "vessels that are listed",
        ListOf::Sources => "where the numbers come from",
    }
}

/// A row for each line that these links are of.
pub fn lines(atlas: &Atlas, links: &[&Link]) -> Vec<Row> {
    grouped(atlas, links, &|link| link.line.map(|line| atlas.lines[line.index()].clone()))
}

/// A row for each corridor that these links are counted to.
pub fn corridors(atlas: &Atlas, links: &[&Link]) -> Vec<Row> {
    grouped(atlas, links, &|link| link.corridor.clone())
}

fn grouped(atlas: &Atlas, links: &[&Link], of: &dyn Fn(&Link) -> Option<Id>) -> Vec<Row> {
    let mut groups: BTreeMap<Id, Vec<&Link>> = BTreeMap::new();
    for link in links {
        if let Some(id) = of(link) {
            groups.entry(id).or_default().push(link);
        }
    }
    let row = |(id, links): (Id, Vec<&Link>)| {
        let words = |of: &dyn Fn(&Link) -> Vec<String>| -> Vec<String> {
            links.iter().flat_map(|link| of(link)).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let country = |at: &CountryIx| atlas.countries[at.index()].id.to_string();
        Row::default()
            .with("id", id.as_str())
            .with("links", links.len() as u64)
            .with("mode", words(&|link| vec![link.mode.to_string()]))
            .with("cargo", words(&|link| link.cargo.iter().map(|cargo| cargo.to_string()).collect()))
            .with("countries", words(&|link| link.territory.iter().map(country).collect()))
            .with("operators", words(&|link| link.operator.iter().map(ToString::to_string).collect()))
    };
    groups.into_iter().map(row).collect()
}

/// A row for each document that a measure or an exception asks for, with where it is asked for.
pub fn documents(atlas: &Atlas, measures: &[(Id, Measure)]) -> Vec<Row> {
    let mut asked: BTreeMap<&Id, BTreeSet<String>> = BTreeMap::new();
    for (_, measure) in measures {
        if let Some(document) = measure.effect.document() {
            asked.entry(document).or_default().insert(measure.id.to_string());
        }
    }
    let of_scenarios = atlas.scenarios.iter().flat_map(|scenario| &scenario.exceptions);
    for exception in atlas.law.exceptions.iter().chain(of_scenarios) {
        for document in &exception.needs {
            asked.entry(document).or_default().insert(exception.id.to_string());
        }
    }
    let row = |(id, by): (&Id, BTreeSet<String>)| {
        Row::default().with("id", id.as_str()).with("asked_by", by.into_iter().collect::<Vec<_>>())
    };
    asked.into_iter().map(row).collect()
}
