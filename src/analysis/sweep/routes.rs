//! The best few routes of one pair on an imported network, under one scenario.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Sweep;
use super::imported::ImportedEnds;
use super::metric::{ImportedScenario, LinkEdit, Metric, Sized64, fits_32_bits, priced};
use crate::analysis::route::share_at_most;
use crate::answer::{Costs, Leg, NoRoute, Route, RouteEnd, RouteOption};
use crate::network::{IMPORTED_COST, ImportedNetwork, NO_TAG, Prepared};
use crate::spec::By;
use routing::hierarchy::{Weighted, Workspace};
use routing::{ArcIx, Cost, Metres, NodeIx, PathQuery, SearchLimit, Seconds, Weights, dissimilar_paths};

/// The best routes of a question about one pair under a scenario.
pub fn route(
    asked: &Sweep<ImportedScenario>,
    ends: &ImportedEnds<'_>,
    scenario: &ImportedScenario,
    k_shortest: KShortest,
) -> Route {
    let imported = &ends.prepared.imported;
    let end = |names: &[Arc<str>], nodes: &[NodeIx]| {
        // A route is of one pair: the first of each list.
        let id = names.first().map_or("", |name| name);
        let node = imported.node.get(nodes.first().map_or(0, |node| node.index()));
        let name = if id == node { format!("node {node}") } else { format!("{id} (node {node})") };
        RouteEnd { id: id.to_owned(), name }
    };
    let found = found_routes(ends, asked.by, scenario, k_shortest);
    let mut head = asked.head.clone();
    head.notes.push(
        "on the imported network: one price an arc, whatever is carried; capacities and law are not asked".into(),
    );
    head.notes.extend(found.notes);
    let reason = "no chain of open links joins the two nodes".to_owned();
    Route {
        head,
        from: end(&asked.from, &ends.from),
        to: end(&asked.to, &ends.to),
        commodity: "any cargo".into(),
        by: asked.by,
        no_route: found.options.is_empty().then(|| NoRoute { reason, ..NoRoute::default() }),
        routes: (1..).zip(&found.options).map(|(rank, steps)| route_option(imported, rank, steps)).collect(),
        differ: k_shortest.differ,
        ..Route::default()
    }
}

fn route_option(imported: &ImportedNetwork, rank: u32, steps: &[Step]) -> RouteOption {
    let legs: Vec<Leg> = steps.iter().map(|step| leg(imported, step)).collect();
    let sum = |of: fn(&Step) -> u64| i64::try_from(steps.iter().map(of).sum::<u64>()).unwrap_or(i64::MAX);
    let cost = Cost(sum(|step| step.cost).saturating_mul(IMPORTED_COST.0)).usd_t();
    // What the scenario adds is the difference to the price without it.
    let tariff = Cost(sum(|step| step.plain).saturating_mul(IMPORTED_COST.0)).usd_t();
    let metres: u64 = steps.iter().map(|step| u64::from(imported.length[link(imported, step)])).sum();
    let mut countries: Vec<String> = Vec::new();
    for country in legs.iter().flat_map(|leg| &leg.territory) {
        if !countries.contains(country) {
            countries.push(country.clone());
        }
    }
    let mut straits: Vec<String> = Vec::new();
    for step in steps {
        let tag = imported.tag[link(imported, step)];
        let strait = (tag != NO_TAG).then(|| imported.tags[usize::from(tag)].strip_prefix("strait:")).flatten();
        // Several links of one strait are one entry.
        straits.extend(strait.filter(|strait| straits.last().is_none_or(|last| last != strait)).map(str::to_owned));
    }
    RouteOption {
        rank,
        cost_usd_t: cost,
        // Its one price has no value of time.
        freight_usd_t: cost,
        hours: Seconds(sum(|step| step.time)).0 as f64 / 3600.0,
        km: metres as f64 / 1000.0,
        costs: Costs { tariff, measure: cost - tariff, ..Costs::default() },
        legs,
        countries,
        straits,
        ..RouteOption::default()
    }
}

fn link(imported: &ImportedNetwork, step: &Step) -> usize {
    imported.link_of[step.arc.index()] as usize
}

fn leg(imported: &ImportedNetwork, step: &Step) -> Leg {
    let link = link(imported, step);
    let ends = [imported.tail[step.arc.index()], imported.head[step.arc.index()]].map(|node| node as usize);
    // `NO_TAG` is beyond the list, so such a node has no country.
    let country = |node: usize| imported.countries.get(usize::from(imported.country[node])).cloned();
    let mut territory: Vec<String> = ends.into_iter().filter_map(country).collect();
    territory.dedup();
    let tag = imported.tags.get(usize::from(imported.tag[link]));
    Leg {
        link: imported.link.get(link).to_owned(),
        line: tag.and_then(|tag| tag.strip_prefix("line:")).map(str::to_owned),
        mode: imported.modes.get(usize::from(imported.mode[link])).cloned().unwrap_or_default(),
        from: imported.node.get(ends[0]).to_owned(),
        to: imported.node.get(ends[1]).to_owned(),
        km: f64::from(imported.length[link]) / 1000.0,
        hours: step.time as f64 / 3600.0,
        cost_usd_t: step.cost as f64 * IMPORTED_COST.usd_t(),
        territory,
        ..Leg::default()
    }
}

/// Routes, or states to go by, that are looked at before giving up.
const LOOKED_AT: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub arc: ArcIx,
    /// In the imported network's unit, without a scenario.
    pub plain: u64,
    pub cost: u64,
    pub time: u64,
}

#[derive(Clone, Copy, Debug)]
pub struct KShortest {
    pub k: usize,
    /// The most that two of them may share of the shorter one's length.
    pub differ: Option<f64>,
}

/// Routes, best first, and what must be known before their numbers.
#[derive(Default)]
pub struct FoundRoutes {
    pub options: Vec<Vec<Step>>,
    /// Why there may be more or better ones.
    pub notes: Vec<String>,
}

struct RouteSearch<'a> {
    ends: &'a ImportedEnds<'a>,
    metric: Metric<'a>,
    edits: BTreeMap<ArcIx, LinkEdit>,
    pair: (NodeIx, NodeIx),
}

/// The routes of the first pair under a scenario; none: none is open.
pub fn found_routes(
    asked: &ImportedEnds<'_>,
    by: By,
    scenario: &ImportedScenario,
    k_shortest: KShortest,
) -> FoundRoutes {
    let metric = Metric { imported: &asked.prepared.imported, by };
    let (Some(&from), Some(&to)) = (asked.from.first(), asked.to.first()) else {
        return FoundRoutes::default();
    };
    let edits = scenario.edits(metric.imported).into_iter().collect();
    let under = RouteSearch { ends: asked, metric, edits, pair: (from, to) };
    // A single route has none to differ from.
    let (options, notes) = match k_shortest.differ.filter(|_| k_shortest.k > 1) {
        Some(most) => under.apart(k_shortest.k, most),
        None if fits_32_bits(metric, std::slice::from_ref(scenario)) => under.k_shortest::<u32>(k_shortest.k),
        None => under.k_shortest::<u64>(k_shortest.k),
    };
    let options = options.iter().map(|arcs| arcs.iter().map(|&arc| under.step(arc)).collect()).collect();
    FoundRoutes { options, notes: notes.into_iter().collect() }
}

impl<'a> RouteSearch<'a> {
    fn price(&self, arc: ArcIx) -> Option<(u64, u64)> {
        priced(self.metric.imported, arc, &self.edits.get(&arc).copied().unwrap_or_default())
    }

    fn step(&self, arc: ArcIx) -> Step {
        let (cost, time) = self.price(arc).unwrap_or_default();
        let plain = priced(self.metric.imported, arc, &LinkEdit::default()).unwrap_or_default().0;
        Step { arc, plain, cost, time }
    }

    fn key(&self, arc: ArcIx) -> Option<routing::PathCost> {
        self.metric.key(arc, &self.edits.get(&arc).copied().unwrap_or_default())
    }

    /// The best `k`, whatever they share.
    fn k_shortest<L: Sized64>(&self, k: usize) -> (Vec<Vec<ArcIx>>, Option<String>) {
        let weighted = self.weighted::<L>();
        // The hierarchy alone gives the best route; more of them need keys and the topology too.
        if k == 1 {
            let attributes = |arc| self.metric.attributes(arc, self.price(arc).unwrap_or_default());
            let found = Workspace::new(weighted).shortest_path(self.pair, attributes);
            return (found.into_iter().map(|(_, arcs)| arcs).collect(), None);
        }
        let topology = self.metric.imported.topology();
        let wanted = SearchLimit { paths: k, examined: LOOKED_AT };
        let found = weighted.k_shortest_paths(&topology, |arc| self.key(arc), self.pair, wanted);
        let note = || format!("more alternatives were not looked for after {LOOKED_AT} routes");
        (found.paths.into_iter().map(|path| path.arcs).collect(), (!found.complete).then(note))
    }

    fn weighted<L: Sized64>(&self) -> Weighted<'a, L> {
        let Prepared { hierarchy, lanes, .. } = self.ends.prepared;
        let length = |arc: ArcIx| self.price(arc).map_or(L::INFINITY, |price| L::of(self.metric.length(price)));
        match L::ready(self.ends.prepared, self.metric.by) {
            None => Weighted::new(hierarchy, lanes, length),
            Some(mut weighted) => {
                let edits: Vec<(ArcIx, L)> = self.edits.keys().map(|&arc| (arc, length(arc))).collect();
                // Restoring is not needed: this copy serves one search.
                drop(weighted.edit(&edits));
                weighted
            }
        }
    }

    /// Up to `k` of which no two share more than so much of the shorter one's length.
    fn apart(&self, k: usize, most: f64) -> (Vec<Vec<ArcIx>>, Option<String>) {
        let topology = self.metric.imported.topology();
        let arcs = (0..topology.arc_count()).map(ArcIx::from);
        // `dissimilar_paths` is a plain search, which needs the key of every arc.
        let weights = Weights { arc: arcs.map(|arc| self.key(arc)).collect() };
        let (from, to) = self.pair;
        let (from, to) = ([from], [to]);
        let query = PathQuery::between(&topology, &weights, &from, &to);
        let found = dissimilar_paths(&query, SearchLimit { paths: k, examined: LOOKED_AT }, |one, other| {
            self.differ(one, other, most)
        });
        let note = if found.complete {
            "each alternative is the best by way of some node: one that bends twice may share as little and cost less"
                .to_owned()
        } else {
            format!("the search was given up after {LOOKED_AT} nodes to go by: there may be more routes that differ")
        };
        (found.paths.into_iter().map(|path| path.arcs).collect(), Some(note))
    }

    fn differ(&self, one: &[ArcIx], other: &[ArcIx], most: f64) -> bool {
        share_at_most(&self.links(one), &self.links(other), most)
    }

    /// Each link once, whichever route it is passed, with its length.
    fn links(&self, arcs: &[ArcIx]) -> BTreeMap<u32, Metres> {
        let imported = self.metric.imported;
        let links = arcs.iter().map(|arc| imported.link_of[arc.index()]);
        links.map(|link| (link, Metres(imported.length[link as usize].into()))).collect()
    }
}
