//! A question about one trade with every name resolved.

use super::{Query, Route};
use crate::analysis::goods;
use crate::analysis::route::RouteRequest;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{Cargo, CommodityIx, Day, End, Selector, Trade, Via};
use crate::select::{self, ends};
use crate::session::{About, Session, assumed, both, flag, flag_part};
use crate::spec::By;
use crate::tables::Link;

/// The words of a question about one trade, resolved.
struct Words {
    origin: End,
    destination: End,
    commodity: CommodityIx,
    wary: Vec<Selector>,
    via: Vec<Selector>,
    avoid: Vec<Selector>,
    /// What was taken for a name that several places share.
    notes: Vec<String>,
}

/// Which way goods move at an end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Moves {
    Out,
    In,
}

impl Session {
    /// Resolves a question about one trade.
    pub(crate) fn request(&self, question: &Route) -> Result<RouteRequest> {
        let (resolved, words) = both(self.resolve(&question.scenario), self.words(question))?;
        self.told_owners(question)?;
        let asked_day = resolved.as_of.or(resolved.own_day);
        // A day decides alone; then a year is reported only where it was asked for.
        let year = if asked_day.is_some() { question.year } else { question.year.or_else(|| self.atlas.newest_year()) };
        let day = match (asked_day, year) {
            (Some(day), _) => day,
            (None, Some(year)) => Day::mid(year),
            (None, None) => self.day(&resolved)?,
        };
        let (origin, destination, commodity) = (words.origin, words.destination, words.commodity);
        let (goods_origin, _) = goods::origin(&self.atlas, commodity, origin);
        let mut head = self.head(Route::COMMAND, &resolved, day);
        head.notes.extend(self.taken(question, commodity));
        // Only the law asks where goods come from.
        if resolved.ruled.is_some() {
            head.notes.extend(self.assumed_origin(question, (commodity, origin)));
        }
        head.notes.extend(assumed(&resolved, About::Trade));
        head.notes.extend(words.notes);
        let cargo = self.atlas.commodities[commodity.index()].cargo;
        head.scope = self.scope_of_trade((origin, destination), cargo, &resolved.measures);
        Ok(RouteRequest {
            head,
            network: self.network_on(day),
            trade: self.shipped(
                Trade { goods_origin, ..Trade::new(commodity, (origin, destination), day) },
                &question.scenario.shipment,
            )?,
            k: question.k,
            by: question.by,
            differ: question.differ,
            pareto: question.pareto,
            wary: words.wary,
            via: words.via,
            avoid: words.avoid,
            measures: resolved.measures,
            ruled: resolved.ruled,
            owner_test: resolved.owner_test,
            year,
        })
    }

    /// What belongs to an owner is decided by someone's test.
    fn told_owners(&self, question: &Route) -> Result<()> {
        let texts = [("wary", &question.wary), ("via", &question.via), ("avoid", &question.avoid)];
        let mut findings = Vec::new();
        // With --owner-test every `owner=` can be decided.
        for (name, texts) in texts.into_iter().filter(|_| question.scenario.owner_test.is_none()) {
            let owner = |text: &&String| text.split(',').any(|part| part.trim().starts_with("owner="));
            let rule = "what belongs to an owner is decided by an authority's ownership test";
            let bad = texts.iter().filter(owner).map(|text| flag(name, text, rule, "for example --owner-test US"));
            findings.extend(bad);
        }
        if findings.is_empty() { Ok(()) } else { Err(Error::data("the route cannot be asked for", findings)) }
    }

    /// What a question about one trade says in words, apart from its scenario.
    fn words(&self, question: &Route) -> Result<Words> {
        // Each word is read even if one before it is wrong.
        let mut findings = Vec::new();
        let mut notes = Vec::new();
        let origin = self.end(("FROM", question), &mut notes, &mut findings);
        let destination = self.end(("TO", question), &mut notes, &mut findings);
        // By its id, since of a name that several places share the goods have left one.
        let from = origin.map_or_else(|| question.from.clone(), |end| self.atlas.end_id(end).to_string());
        let commodity = self.goods(&Route { from, ..question.clone() }, &mut findings);
        let wary = self.selectors("wary", &question.wary, &mut findings);
        let avoid = self.selectors("avoid", &question.avoid, &mut findings);
        let via = self.passes(&question.via, &mut findings);
        findings.extend(unfit(question));
        match (origin, destination, commodity) {
            (Some(origin), Some(destination), Some(commodity)) if findings.is_empty() => {
                Ok(Words { origin, destination, commodity, wary, via, avoid, notes })
            }
            _ => Err(Error::data("the route cannot be asked for", findings)),
        }
    }

    /// FROM or TO. Of several places with the name those are left aside that the goods cannot leave or reach.
    fn end(
        &self,
        (name, question): (&str, &Route),
        notes: &mut Vec<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<End> {
        let (text, moves) = if name == "FROM" { (&question.from, Moves::Out) } else { (&question.to, Moves::In) };
        let goods = question.commodity.as_ref().or(question.cargo.as_ref());
        match ends::end_that(&self.atlas, text, &|end| self.moves(question, end, moves)) {
            Ok((end, false)) => Some(end),
            Ok((end, true)) => {
                let (id, goods) = (self.atlas.end_id(end), goods.map_or("the goods", String::as_str));
                let does = if moves == Moves::Out { "sends out" } else { "takes in" };
                notes.push(format!("{text} is taken for {id}, the only one of that name that {does} {goods}"));
                Some(end)
            }
            Err(error) => {
                findings.push(Diagnostic::error(name, error.to_string(), ""));
                None
            }
        }
    }

    /// Has it a link by which the goods leave, or arrive? Goods that the atlas does not know leave no place aside.
    fn moves(&self, question: &Route, end: End, moves: Moves) -> bool {
        let End::Place(place) = end else { return true };
        let commodity = question.commodity.as_ref().and_then(|id| self.atlas.commodities.find(id));
        let cargo = question.cargo.as_ref().and_then(|word| Cargo::parse(word));
        let cargo = commodity.map(|at| self.atlas.commodities[at].cargo).or(cargo);
        let (Some(cargo), commodity) = (cargo, commodity.map(CommodityIx::from)) else { return true };
        let carries = |link: &Link| {
            let refused = commodity.is_some_and(|goods| {
                link.rejects.contains(&goods) || !link.accepts.is_empty() && !link.accepts.contains(&goods)
            });
            link.cargo.has(cargo) && !refused
        };
        let at = |link: &Link| {
            let (own, other) = if moves == Moves::Out { (link.from, link.to) } else { (link.to, link.from) };
            own == place || link.two_way && other == place
        };
        self.atlas.links.iter().any(|link| at(link) && carries(link))
    }

    fn selectors(&self, name: &str, texts: &[String], findings: &mut Vec<Diagnostic>) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for text in texts {
            match select::parse(text, &self.atlas) {
                Ok(selector) => selectors.push(selector),
                Err(problems) => {
                    findings.extend(problems.iter().map(|problem| flag_part(name, problem)));
                }
            }
        }
        selectors
    }

    /// Selectors, or bare ids of a place, a link or a line.
    fn passes(&self, texts: &[String], findings: &mut Vec<Diagnostic>) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for text in texts {
            // An id has no `=`.
            if text.contains('=') {
                selectors.extend(self.selectors("via", std::slice::from_ref(text), findings));
                continue;
            }
            match ends::passes(&self.atlas, text) {
                Ok(via) => selectors.push(self.passing(via)),
                Err(error) => findings.push(Diagnostic::error("--via", error.to_string(), "")),
            }
        }
        selectors
    }

    fn passing(&self, via: Via) -> Selector {
        let atlas = &self.atlas;
        match via {
            Via::Place(place) => Selector::of("place", atlas.places[place.index()].id.as_str()),
            Via::Link(link) => Selector::of("link", atlas.links[link.index()].id.as_str()),
            Via::Line(line) => Selector::of("line", atlas.lines[line.index()].as_str()),
        }
    }
}

/// Numbers and choices that cannot be, or that would not be heeded.
pub(crate) fn unfit(question: &Route) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if question.k == 0 {
        findings.push(flag("k", "0", "at least one route is asked for", "write 1 or more"));
    }
    // Without selectors every route has 0 exposed km.
    if question.by == By::ExposedKm && question.wary.is_empty() {
        let hint = "say what counts as exposed, for example --wary country=RUS";
        findings.push(flag("by", "exposed-km", "without --wary nothing is exposed", hint));
    }
    if question.by == By::SecondarySanctions
        && question.scenario.actor.is_none()
        && question.scenario.shipment.party.is_empty()
    {
        let hint = "say who is wary, for example --actor kazakh-state-company";
        findings.push(flag(
            "by",
            "secondary-sanctions",
            "without an actor or a party no one is at risk of secondary sanctions",
            hint,
        ));
    }
    if let Some(most) = question.differ {
        let value = most.to_string();
        // Written as a negation, so that NaN is refused too.
        if !(0.0..1.0).contains(&most) {
            let rule = "what two routes may share is a part of the shorter's length, at least 0 and below 1";
            findings.push(flag("differ", &value, rule, "for example 0.5"));
        }
        if question.k == 1 && question.pareto.is_none() {
            findings.push(flag("differ", &value, "one route has no other to differ from", "ask for more: -k 3"));
        }
    }
    if let Some(pareto) = question.pareto {
        if !(0.0..=1.0).contains(&pareto.epsilon) {
            let rule = "how far a set of Pareto-optimal routes may fall short is a share from 0 to 1";
            findings.push(flag("epsilon", &pareto.epsilon.to_string(), rule, "for example 0.01"));
        }
        if question.differ.is_some() || question.by != By::Cost || question.k > 1 {
            let rule = "a set of Pareto-optimal routes is all routes that no other beats in cost, time and exposed km";
            findings.push(flag("pareto", "", rule, "leave out k, by and differ"));
        }
    }
    findings
}
