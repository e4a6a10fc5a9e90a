//! Why a route is taken and no other (what closes each alternative, where it is full, by how much it is more expensive,
//! the single change that would make it the choice), and where there is none: what stands in it and would open one.

use std::collections::BTreeSet;

use super::routes::LOOKED_AT;
use super::{RouteRequest, Search};
use crate::answer::{self, ChangeKind, Explain, NotTaken, RouteNotTaken, SingleChange, TakenRoute};
use crate::model::Asset;
use crate::network::{Edit, Objective};
use assignment::Mass;
use routing::{ArcIx, Cost, PathQuery, SearchLimit, Weights};

pub struct BaselineFlow {
    pub flow: String,
    pub routes: Vec<(Vec<ArcIx>, Mass)>,
    pub stranded: Mass,
    /// Full capacities that count it.
    pub full: Vec<Full>,
    pub retained: bool,
}

pub struct Full {
    pub name: String,
    pub arcs: Vec<ArcIx>,
    /// The flow's routes were it without limit, all flows reassigned.
    pub routes: Vec<Vec<ArcIx>>,
    /// What it would take more then: with so much more room that assignment is the best one still.
    pub more: Mass,
}

/// Answers `explain`: of a trade, or of a flow as it is assigned; up to `k` routes not taken.
pub fn explain(request: &RouteRequest, k: usize, assigned: Option<&BaselineFlow>) -> Explain {
    let search = Search::new(request);
    let mut taken: Vec<(Vec<ArcIx>, Option<Mass>)> = match assigned {
        Some(assigned) => assigned.routes.iter().map(|(arcs, mass)| (arcs.clone(), Some(*mass))).collect(),
        None => {
            routing::shortest_path(&search.query(&search.weights())).into_iter().map(|path| (path.arcs, None)).collect()
        }
    };
    // Cheapest first, which `other` relies on; arcs break ties.
    taken.sort_by_key(|(arcs, _)| (search.cost(arcs), arcs.clone()));
    // Alternatives are searched as if nothing were closed: what closes them is the answer.
    let open = search.open_weights(&search.charged(), Objective::Cost);
    let label = |arcs: &[ArcIx]| search.between(arcs, |link| link.1);
    // Routes that differ only where `between` sees no difference are the same to the reader.
    let known: BTreeSet<Vec<u32>> = taken.iter().map(|(arcs, _)| label(arcs)).collect();
    // The routes taken are found again and dropped, so as many more are asked for.
    let wanted = SearchLimit { paths: k + known.len(), examined: LOOKED_AT };
    let found = routing::k_shortest_paths(&search.query(&open), wanted, label, |one, other| search.differ(one, other));
    // The cheapest route found need not be one of those taken: what is too like these is none beside them.
    let apart = |arcs: &[ArcIx]| taken.iter().all(|(own, _)| search.differ(own, arcs));
    let others =
        found.paths.into_iter().filter(|path| !known.contains(&label(&path.arcs)) && apart(&path.arcs)).take(k);
    let routes: Vec<Taken<'_>> = taken.iter().map(|(arcs, mass)| (search.cost(arcs), arcs, *mass)).collect();
    let mut alternatives: Vec<RouteNotTaken> = others.map(|path| search.other(&path.arcs, &routes, assigned)).collect();
    keep_what_suffices(&mut alternatives);
    let goods = &request.network.snapshot.atlas.commodities[request.trade.commodity.index()];
    Explain {
        head: request.head.clone(),
        flow: assigned.map(|assigned| assigned.flow.clone()),
        from: search.end(request.trade.origin),
        to: search.end(request.trade.destination),
        commodity: goods.id.to_string(),
        stranded_kt: assigned.map(|assigned| assigned.stranded.kt()),
        alternatives,
        // A flow with a route may still strand in part; only where nothing moves is the reason asked for.
        no_route: if taken.is_empty() && assigned.is_none_or(|assigned| assigned.stranded > Mass::ZERO) {
            Some(search.why_not())
        } else {
            None
        },
        taken: taken
            .iter()
            .map(|(arcs, mass)| TakenRoute {
                links: request.network.link_ids(arcs),
                cost_usd_t: search.cost(arcs).usd_t(),
                kt: mass.map(Mass::kt),
            })
            .collect(),
    }
}

/// A route that is taken: its cost, its arcs, and what takes it.
type Taken<'a> = (Cost, &'a Vec<ArcIx>, Option<Mass>);

impl Search<'_> {
    /// What a route costs under the measures, as if nothing were closed.
    fn cost(&self, arcs: &[ArcIx]) -> Cost {
        arcs.iter().fold(Cost::ZERO, |sum, arc| sum + self.price(*arc).0.total())
    }

    /// What the measures charge, as if they closed nothing.
    fn charged(&self) -> Vec<(ArcIx, Edit)> {
        let edits = self.overlays.edits[0].iter();
        edits.map(|(arc, edit)| (*arc, Edit { closed: false, ..*edit })).collect()
    }

    /// A route beside those taken, cheapest first. It could stand in for one that passes every full capacity which it
    /// passes: then it is set against the dearest such route. Where there is none it is full, and set against the
    /// dearest of all.
    ///
    /// ```text
    ///   full: x      taken: 26 USD/t by x, 41 USD/t elsewhere
    ///   29 USD/t by x: more expensive than the 26 that have x; more room at x would not go to it
    /// ```
    fn other(&self, arcs: &[ArcIx], taken: &[Taken<'_>], assigned: Option<&BaselineFlow>) -> RouteNotTaken {
        let cost = self.cost(arcs);
        let closed: BTreeSet<String> = arcs.iter().flat_map(|arc| self.closers(*arc)).collect();
        let passes = |arcs: &[ArcIx], over: &[ArcIx]| arcs.iter().any(|arc| over.contains(arc));
        let all = assigned.map_or(&[][..], |assigned| &assigned.full);
        let own: Vec<&Full> = all.iter().filter(|full| passes(arcs, &full.arcs)).collect();
        let stands_in = |route: &&Taken<'_>| own.iter().all(|full| passes(route.1, &full.arcs));
        // Taken routes are sorted by cost, so from the end the first that fits is the most expensive.
        let stood_for = taken.iter().rev().find(stands_in);
        let against = stood_for.or(taken.last());
        // A route that can replace one of those taken uses the room of that one, so nothing is lacking.
        let lacking = own.into_iter().filter(|_| stood_for.is_none());
        let lacking = lacking.filter(|full| against.is_none_or(|route| !passes(route.1, &full.arcs)));
        let lacking: Vec<&Full> = lacking.collect();
        let extra = against.map(|(taken, ..)| cost - *taken);
        let costs_more = extra.is_some_and(|extra| extra > Cost::ZERO);
        let why = match closed.is_empty() {
            false => NotTaken::Closed,
            // It costs no more, but the flow keeps the route that it has.
            true if !costs_more && assigned.is_some_and(|assigned| assigned.retained) => NotTaken::Kept,
            true if !lacking.is_empty() => NotTaken::Full,
            true => NotTaken::MoreExpensive,
        };
        RouteNotTaken {
            links: self.request.network.link_ids(arcs),
            cost_usd_t: cost.usd_t(),
            extra_usd_t: extra.map(Cost::usd_t),
            why,
            change: single(arcs, &closed, &lacking, extra),
            closed_by: closed.into_iter().collect(),
            full: lacking.into_iter().map(|full| full.name.clone()).collect(),
        }
    }
}

/// A measure that closes a cheaper route too does not make this one the choice when it is lifted.
fn keep_what_suffices(routes: &mut [RouteNotTaken]) {
    let opens = |route: &RouteNotTaken, measure: &String| {
        route.full.is_empty() && route.closed_by.iter().all(|own| own == measure)
    };
    let beaten: Vec<bool> = routes
        .iter()
        .map(|route| {
            let lifted = route.change.as_ref().filter(|change| change.kind == ChangeKind::Lift);
            let Some(lifted) = lifted.and_then(|change| change.what.as_ref()) else { return false };
            routes.iter().any(|other| other.cost_usd_t < route.cost_usd_t && opens(other, lifted))
        })
        .collect();
    routes.iter_mut().zip(beaten).filter(|(_, beaten)| *beaten).for_each(|(route, _)| route.change = None);
}

/// The one thing that blocks it, where it is one.
fn single(arcs: &[ArcIx], closed: &BTreeSet<String>, lacking: &[&Full], extra: Option<Cost>) -> Option<SingleChange> {
    let costs_more = extra.is_some_and(|extra| extra > Cost::ZERO);
    // One closer, or one full capacity, or its price alone: with two of them no single change suffices.
    let (kind, what, amount) = match (closed.len(), lacking) {
        (1, []) if !costs_more => (ChangeKind::Lift, closed.first().cloned(), None),
        // Others may want the room too, so all are assigned anew.
        (0, [full]) if full.routes.iter().any(|route| route == arcs) => {
            (ChangeKind::More, Some(full.name.clone()), Some(full.more.kt()))
        }
        (0, []) if costs_more => (ChangeKind::Cheaper, None, extra.map(Cost::usd_t)),
        _ => return None,
    };
    Some(SingleChange { kind, what, amount })
}

/// Sets of what to lift that are larger are for no one.
const LARGEST: u32 = 3;

impl Search<'_> {
    /// Where there is none: is there one without measures, and which of them block it?
    pub(super) fn why_not(&self) -> answer::NoRoute {
        let atlas = &self.request.network.snapshot.atlas;
        let name = |end| self.end(end).id;
        let (from, to) = (name(self.request.trade.origin), name(self.request.trade.destination));
        let goods = &atlas.commodities[self.request.trade.commodity.index()];
        if self.starts.is_empty() || self.arrivals.is_empty() {
            let (end, does) = if self.starts.is_empty() { (from, "starts") } else { (to, "arrives") };
            let reason =
                format!("no {} {does} at {end} in this atlas on {}", goods.cargo, self.request.network.snapshot.day);
            return answer::NoRoute { reason, ..answer::NoRoute::default() };
        }
        let open = self.open_weights(&[], Objective::Cost);
        let closed = self.weights();
        let query = self.query(&open);
        // The arcs of a route are open, yet none was answered: each is prohibited as a whole, or other tonnes fill it.
        if let Some(path) = routing::shortest_path(&self.query(&closed)) {
            let prohibiting = self.prohibiting(&path.arcs);
            let why = if prohibiting.is_empty() { "full" } else { "closed as a whole" };
            let reason = format!("every route for {} from {from} to {to} is {why}", goods.id);
            let would_open = Some(prohibiting).filter(|measures| !measures.is_empty()).into_iter().collect();
            return answer::NoRoute { reason, blocked_by: Vec::new(), would_open };
        }
        let Some(widened) = routing::relax(&query, &closed) else {
            let reason = self.never(&query, (&from, &to));
            return answer::NoRoute { reason, ..answer::NoRoute::default() };
        };
        let mut blocked: Vec<answer::Blocked> = Vec::new();
        for arc in routing::blocked_by(&query, &closed) {
            for measure in self.closers(arc) {
                let row = answer::Blocked { at: self.shut_at(arc), measure };
                // A link has several arcs, one for each vessel class and direction: a row once.
                if !blocked.contains(&row) {
                    blocked.push(row);
                }
            }
        }
        answer::NoRoute {
            reason: format!("every route for {} from {from} to {to} is closed", goods.id),
            blocked_by: blocked,
            would_open: self.would_open(&open, &closed, &widened.lifted),
        }
    }

    /// Why there is none even without measures.
    fn never(&self, open: &PathQuery<'_>, (from, to): (&str, &str)) -> String {
        let network = &*self.request.network;
        let goods = &network.snapshot.atlas.commodities[self.request.trade.commodity.index()].id;
        // It is the `via` that has none where a route exists without it.
        if routing::shortest_path(&PathQuery { stages: &[], ..*open }).is_some() {
            let via: Vec<String> = self.request.via.iter().map(ToString::to_string).collect();
            format!("no route for {goods} from {from} to {to} passes {}", via.join(", then "))
        } else if network.linked(&self.starts, &self.arrivals) {
            let day = network.snapshot.day;
            format!("no route for {goods} leads from {from} to {to} on {day}, with or without measures")
        } else {
            format!("no chain of links leads from {from} to {to}, whatever the cargo")
        }
    }

    /// All least sets of up to three whose lifting opens a route; where there is none, the least set found.
    fn would_open(&self, open: &Weights, closed: &Weights, lifted: &[ArcIx]) -> Vec<Vec<String>> {
        let shut = (0..closed.arc.len()).map(ArcIx::from);
        // Closed by a measure or by the question; an arc that never carries the cargo stays closed whatever is lifted.
        let shut = shut.filter(|arc| closed.arc[arc.index()].is_none() && open.arc[arc.index()].is_some());
        let shut: Vec<(ArcIx, BTreeSet<String>)> = shut.map(|arc| (arc, self.closers(arc))).collect();
        let all: BTreeSet<&String> = shut.iter().flat_map(|(_, closers)| closers).collect();
        let all: Vec<&String> = all.into_iter().collect();
        // Each closer is one bit of a `u128`.
        if all.len() <= routing::MAX_CLOSURES {
            let mut closers = vec![0_u128; closed.arc.len()];
            for (arc, own) in &shut {
                let bits = all.iter().enumerate().filter(|(_, closer)| own.contains(**closer));
                closers[arc.index()] = bits.map(|(at, _)| 1_u128 << at).fold(0, |set, bit| set | bit);
            }
            let sets = routing::minimal_unblocking_sets(&self.query(open), &closers, LARGEST);
            let named = |set: &u128| -> Vec<String> {
                let own = all.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
                own.map(|(_, closer)| (*closer).clone()).collect()
            };
            // No set of up to three opens a route: what follows then is the larger one that `relax` found.
            if !sets.is_empty() {
                return sets.iter().map(named).collect();
            }
        }
        let together: BTreeSet<String> = lifted.iter().flat_map(|arc| self.closers(*arc)).collect();
        vec![together.into_iter().collect()]
    }

    /// Measures that close an arc, and what the question avoids.
    pub(super) fn closers(&self, arc: ArcIx) -> BTreeSet<String> {
        let measures = self.resolved.closes(&self.trade, arc).into_iter().map(|measure| measure.id.to_string());
        let avoided = self.avoided.iter().filter(|(_, arcs)| arcs.contains(&arc));
        measures.chain(avoided.map(|(name, _)| name.clone())).collect()
    }

    fn shut_at(&self, arc: ArcIx) -> answer::BlockedAt {
        let network = &self.request.network;
        let id = network.asset_id(arc).to_string();
        match network.asset_of(arc) {
            Asset::Link(_) => answer::BlockedAt::Link(id),
            Asset::Transfer(_) => answer::BlockedAt::Transfer(id),
            Asset::Place(_) => answer::BlockedAt::Place(id),
        }
    }
}
