//! Which routes are there, at what cost, time and exposure? And where there is none: why, and what would open one.

mod explain;
mod routes;

pub use explain::{BaselineFlow, Full, explain};
pub use routes::share_at_most;

use std::collections::BTreeSet;
use std::sync::Arc as Shared;

use super::study::note_idle;
use crate::answer;
use crate::model::{ApplicableLaw, End, Measure, OwnerTest, Selector, Trade, Verdict};
use crate::network::{CostPart, Edit, Network, Objective, Overlays, Parts};
use crate::scenario::law::{LegalRegime, MeasureIndex, Ruling};
use crate::scenario::{BaselineLoad, Resolved, TradeIn, owners};
use crate::spec::{By, Pareto};
use assignment::ClassIx;
use routing::{ArcIx, ArcSet, Metres, NodeIx, PathQuery, Seconds, Weights};

#[derive(Clone)]
pub struct RouteRequest {
    pub head: answer::Metadata,
    /// Of the day.
    pub network: Shared<Network>,
    pub trade: Trade,
    pub k: usize,
    pub by: By,
    /// The most that two alternatives may share of the shorter's length.
    pub differ: Option<f64>,
    /// All that none beats, not the best by one measure?
    pub pareto: Option<Pareto>,
    /// What counts as exposed.
    pub wary: Vec<Selector>,
    /// What is passed, in order.
    pub via: Vec<Selector>,
    /// What is not passed.
    pub avoid: Vec<Selector>,
    pub measures: Vec<Measure>,
    /// The law and the parties, where it applies.
    pub ruled: Option<Shared<ApplicableLaw>>,
    /// By whose test an operator is an owner's.
    pub owner_test: Option<OwnerTest>,
    pub year: Option<i16>,
}

impl RouteRequest {
    /// The cheapest route of a trade, nothing else asked.
    pub fn cheapest(head: answer::Metadata, network: &Shared<Network>, trade: Trade) -> Self {
        Self {
            head,
            network: Shared::clone(network),
            trade,
            k: 1,
            by: By::Cost,
            differ: None,
            pareto: None,
            wary: Vec::new(),
            via: Vec::new(),
            avoid: Vec::new(),
            measures: Vec::new(),
            ruled: None,
            owner_test: None,
            year: None,
        }
    }

    /// The answer's notes name measures that choose nothing, and what belongs to an owner takes the owner's place.
    pub fn noted(mut self) -> Self {
        note_idle(&mut self.head, &self.network, &self.measures);
        if let Some(test) = &self.owner_test {
            for on in self.wary.iter_mut().chain(&mut self.via).chain(&mut self.avoid) {
                *on = owners::named(on, &self.network.snapshot, test).into_owned();
            }
        }
        self
    }
}

pub fn route(request: &RouteRequest) -> answer::Route {
    let search = Search::new(request);
    let found = search.find();
    let atlas = &request.network.snapshot.atlas;
    let mut head = request.head.clone();
    head.notes.extend(unexposed(request));
    head.notes.extend(search.national(&found.paths));
    head.notes.extend(found.notes);
    let routes: Vec<answer::RouteOption> =
        found.paths.iter().enumerate().map(|(at, path)| search.route_option(at, path)).collect();
    let goods = &atlas.commodities[request.trade.commodity.index()];
    answer::Route {
        from: search.end(request.trade.origin),
        to: search.end(request.trade.destination),
        cargo: Some(goods.cargo),
        commodity: goods.id.to_string(),
        year: request.year,
        by: request.by,
        differ: request.differ,
        front: found.front.map(|(front, _)| front),
        epsilon: found.front.map(|(_, epsilon)| epsilon),
        wary: request.wary.iter().map(ToString::to_string).collect(),
        // Why there is no route costs searches of its own, so it is found only where there is none.
        no_route: if routes.is_empty() { Some(search.why_not()) } else { None },
        routes,
        head,
    }
}

pub fn paths(request: &RouteRequest) -> Vec<Vec<ArcIx>> {
    Search::new(request).find().paths.into_iter().map(|path| path.arcs).collect()
}

struct Search<'a> {
    request: &'a RouteRequest,
    resolved: Resolved<'a>,
    /// Judges routes, where the law applies.
    regime: Option<(Shared<MeasureIndex<'a>>, LegalRegime<'a>)>,
    trade: TradeIn,
    overlays: Overlays,
    exposed: Vec<bool>,
    /// What the question itself avoids, and the arcs of it.
    avoided: Vec<(String, BTreeSet<ArcIx>)>,
    starts: Vec<NodeIx>,
    arrivals: Vec<NodeIx>,
    stages: Vec<ArcSet>,
}

impl<'a> Search<'a> {
    fn new(request: &'a RouteRequest) -> Self {
        let network = &*request.network;
        let trade = TradeIn { trade: request.trade, market: None };
        let resolved = Resolved::new(network, &request.measures);
        // One trade is one class: below, `edits[0]` and `ClassIx(0)` are its own.
        let overlays = resolved.overlays(std::slice::from_ref(&trade), &BaselineLoad::new());
        let cargo = network.snapshot.atlas.commodities[request.trade.commodity.index()].cargo;
        let avoid = |on: &Selector| {
            let arcs = network.closed_arcs(&network.select(on)).into_iter().collect();
            // Named like a measure, so that reasons can list both.
            (format!("avoid:{on}"), arcs)
        };
        let regime = request.ruled.as_deref().map(|ruled| {
            let index = Shared::new(MeasureIndex::new(network, &ruled.measures, &ruled.applied));
            let regime = LegalRegime::new(&index, network.snapshot.day);
            (index, regime)
        });
        // By secondary sanctions the exposed arcs follow from the law; else from what the question is wary of.
        let wary = match &regime {
            Some((_, regime)) if request.by == By::SecondarySanctions => regime.at_secondary_risk(&request.trade),
            _ => exposed_arcs(network, &request.wary),
        };
        Self {
            exposed: (0..network.arcs.len()).map(|arc| wary.contains(&ArcIx::from(arc))).collect(),
            avoided: request.avoid.iter().map(avoid).collect(),
            starts: network.starts(request.trade.origin, cargo),
            arrivals: network.arrivals(request.trade.destination, cargo),
            stages: request.via.iter().map(|on| network.met_arcs(&network.select(on)).into_iter().collect()).collect(),
            regime,
            request,
            resolved,
            trade,
            overlays,
        }
    }

    fn weights(&self) -> Weights {
        let objective = match (self.request.pareto, self.request.by) {
            // A front needs all three numbers: cost and time are in every key, the exposed length is its objective.
            (Some(_), _) | (None, By::ExposedKm | By::SecondarySanctions) => Objective::Exposed(&self.exposed),
            (None, By::Cost) => Objective::Cost,
            (None, By::Time) => Objective::Time,
        };
        self.weights_by(objective)
    }

    fn weights_by(&self, objective: Objective<'_>) -> Weights {
        let mut weights = self.open_weights(&self.overlays.edits[0], objective);
        // What is avoided is closed here and not in the overlay: it is no measure.
        for arc in self.avoided.iter().flat_map(|(_, arcs)| arcs) {
            weights.arc[arc.index()] = None;
        }
        weights
    }

    fn open_weights(&self, edits: &[(ArcIx, Edit)], objective: Objective<'_>) -> Weights {
        self.request.network.weights(self.request.trade.commodity, edits, objective)
    }

    fn query<'q>(&'q self, weights: &'q Weights) -> PathQuery<'q> {
        PathQuery {
            topology: &self.request.network.topology,
            weights,
            sources: &self.starts,
            targets: &self.arrivals,
            stages: &self.stages,
        }
    }

    fn end(&self, end: End) -> answer::RouteEnd {
        let atlas = &self.request.network.snapshot.atlas;
        let name = match end {
            End::Place(place) => &atlas.places[place.index()].name,
            End::Country(country) => &atlas.countries[country.index()].name,
        };
        answer::RouteEnd { id: atlas.end_id(end).to_string(), name: name.clone() }
    }

    /// Parts and time of an arc under the measures.
    fn price(&self, arc: ArcIx) -> (Parts, Seconds) {
        let network = &*self.request.network;
        let commodity = self.request.trade.commodity;
        // An arc of a route carries the cargo, so it has a price.
        let (mut parts, mut time) = network.price(arc, commodity).unwrap_or_default();
        if let Some(edit) = self.overlays.edit(ClassIx(0), arc) {
            parts.add(CostPart::Measure, edit.add_cost);
            // A delay also ties up money in the goods.
            parts.add(CostPart::Inventory, network.inventory(commodity, edit.add_time));
            time += edit.add_time;
        }
        (parts, time)
    }

    /// Does the law prohibit a route as a whole?
    fn is_closed(&self, arcs: &[ArcIx]) -> bool {
        self.regime.as_ref().is_some_and(|(index, regime)| {
            regime.judge(&index.transaction(&self.request.trade, arcs)).verdict() == Verdict::Prohibited
        })
    }

    /// Measures that prohibit a route.
    fn prohibiting(&self, arcs: &[ArcIx]) -> Vec<String> {
        let Some((index, regime)) = &self.regime else { return Vec::new() };
        let judgement = regime.judge(&index.transaction(&self.request.trade, arcs));
        let prohibited = judgement.rulings.iter().filter(|own| own.verdict == Verdict::Prohibited);
        let named = |own: &Ruling<'_>| match own.measure {
            Some(measure) => measure.id.to_string(),
            None => format!("{}:unknown", own.authority),
        };
        let all: BTreeSet<String> = prohibited.map(named).collect();
        all.into_iter().collect()
    }
}

/// Links on what a reader is wary of: the link itself, never one that merely ends at a place.
fn exposed_arcs(network: &Network, wary: &[Selector]) -> BTreeSet<ArcIx> {
    let links = wary.iter().flat_map(|on| network.select(on).links);
    links.flat_map(|link| network.link_arcs(link).to_vec()).collect()
}

/// A reader should know of what counts for nothing: only links have a length.
fn unexposed<'a>(request: &'a RouteRequest) -> impl Iterator<Item = String> + use<'a> {
    let atlas = &request.network.snapshot.atlas;
    let none = |on: &&Selector| {
        let links = request.network.select(on).links;
        links.iter().all(|link| atlas.links[link.index()].length.value == Metres::ZERO)
    };
    request.wary.iter().filter(none).map(|on| {
        let on = on.to_string();
        format!("--wary {on} chooses no link that has a length: nothing of it counts as exposed; --avoid keeps off it")
    })
}
