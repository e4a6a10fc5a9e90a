//! Judges the law: whom a measure binds, what lifts it, and what is left of it for the parties of a shipment.
//!
//! [`MeasureIndex`] holds measures and exceptions with the arcs of one network that they speak of, [`LegalRegime`] is
//! one day of it: [`LegalRegime::judge`] gives the rulings on one route, [`LegalRegime::concern`] what a solver must
//! see of a measure.

mod condition;
mod exceptions;
mod knowledge;
mod overlay;
mod register;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc as Shared;

use crate::model::{
    Act, Applied, CountryIx, Day, Deal, Exception, Id, Measure, Mode, Nexus, OwnerTest, PlaceKind, Role, Selector,
    Trade, Who, Window, authority_code,
};
use crate::network::{ArcKind, Network};
use crate::scenario::owners;
use crate::select;
use routing::ArcIx;

pub use condition::Truth;
pub use overlay::Applicability;
pub use register::{OnList, Party, PartyRegister};
pub use verdict::{AtSecondaryRisk, Judgement, Ruling};

/// Arcs by position.
type Arcs = Vec<bool>;

/// Measures and exceptions of all days over one network, with the arcs that they speak of.
pub struct MeasureIndex<'a> {
    network: &'a Network,
    applied: &'a Applied,
    measures: Vec<Scoped<'a>>,
    // Each with the arcs of the assets that it is for; none: it is for any.
    exceptions: Vec<(&'a Exception, Option<Arcs>)>,
    /// By authority of a measure: arcs in its territory.
    territory: BTreeMap<&'a str, Arcs>,
}

/// A measure with the arcs it speaks of.
struct Scoped<'a> {
    measure: &'a Measure,
    /// None: it is about the trade itself.
    arcs: Option<Arcs>,
    /// Positions of the exceptions that may lift it.
    lifted_by: Vec<usize>,
}

/// The law of one day, for one set of parties.
pub struct LegalRegime<'a> {
    index: Shared<MeasureIndex<'a>>,
    register: PartyRegister<'a>,
    /// Positions of the measures in force.
    in_force: Vec<usize>,
}

/// A trade on a route, with the measures that it meets on whatever day.
pub struct Transaction {
    trade: Trade,
    /// The trade as it is loaded, once for each country in which the route goes to sea; as it is, where it says itself
    /// where it is loaded, or never goes to sea.
    loaded: Vec<Trade>,
    route: Vec<ArcIx>,
    /// Position of each measure, and where it is met; none: as a whole.
    met: Vec<(usize, Option<Vec<ArcIx>>)>,
}

impl<'a> MeasureIndex<'a> {
    /// Of measures in whatever state and on whatever day.
    pub fn new(network: &'a Network, measures: &'a [Measure], applied: &'a Applied) -> Self {
        let arcs = |on: &Selector, test: &OwnerTest| {
            let on = owners::named(on, &network.snapshot, test);
            marks(network, network.closed_arcs(&network.select(&on)))
        };
        let exceptions: Vec<_> = applied
            .exceptions
            .iter()
            .map(|exception| {
                let test = (exception.authority.clone(), None);
                (exception, exception.on.as_ref().map(|on| arcs(on, &test)))
            })
            .collect();
        let scoped = |measure: &'a Measure| Scoped {
            measure,
            arcs: measure.on.as_ref().map(|on| arcs(on, &measure.owner_test())),
            lifted_by: (0..exceptions.len()).filter(|at| exceptions[*at].0.lifts.contains(&measure.id)).collect(),
        };
        let measures: Vec<_> = measures.iter().map(scoped).collect();
        let authorities: BTreeSet<&str> = measures.iter().map(|scoped| scoped.measure.authority.as_str()).collect();
        let territory = authorities.into_iter().map(|authority| (authority, territory(network, authority))).collect();
        Self { network, applied, measures, exceptions, territory }
    }

    /// A trade on a route. Where it is loaded is taken from the route, where the trade does not say.
    pub fn transaction(&self, trade: &Trade, route: &[ArcIx]) -> Transaction {
        // Where the trade says itself where it is loaded, the route does not matter.
        let ports = if trade.loaded_in.is_some() { Vec::new() } else { self.loaded_on(route) };
        let mut loaded: Vec<Trade> = ports.into_iter().map(|port| Trade { loaded_in: Some(port), ..*trade }).collect();
        // Never at sea: judged as the trade is.
        if loaded.is_empty() {
            loaded.push(*trade);
        }
        let met = |(at, scoped): (usize, &Scoped<'_>)| {
            let on = |arcs: &Arcs| route.iter().copied().filter(|arc| arcs[arc.index()]).collect::<Vec<_>>();
            let met = scoped.arcs.as_ref().map(on);
            let is_met = !met.as_ref().is_some_and(Vec::is_empty);
            // Lists of goods are dated: they are looked at on the day.
            let speaks = has_list(scoped.measure) || loaded.iter().any(|trade| self.speaks_of(scoped.measure, trade));
            (is_met && speaks).then_some((at, met))
        };
        let met = self.measures.iter().enumerate().filter_map(met).collect();
        Transaction { trade: *trade, loaded, route: route.to_vec(), met }
    }

    /// Does a measure speak of this trade at all, by its selector?
    fn speaks_of(&self, measure: &Measure, trade: &Trade) -> bool {
        let atlas = &self.network.snapshot.atlas;
        measure.trade.as_ref().is_none_or(|selector| select::matches_trade(selector, atlas, trade))
    }

    /// Countries of the places from which the route goes to sea, each once.
    fn loaded_on(&self, route: &[ArcIx]) -> Vec<CountryIx> {
        let network = self.network;
        let atlas = &network.snapshot.atlas;
        let at_sea = |arc: &&ArcIx| match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => atlas.links[link.index()].mode == Mode::Sea,
            _ => false,
        };
        // A voyage that goes on from a strait was loaded before it.
        let from = route.iter().filter(at_sea).map(|arc| &atlas.places[network.tail_place(*arc).index()]);
        let mut loads: Vec<CountryIx> =
            from.filter(|place| place.kind != PlaceKind::Strait).filter_map(|place| place.country).collect();
        loads.sort_unstable();
        loads.dedup();
        loads
    }

    /// Days after `from`, up to `to`, on which something may change for a transaction.
    pub fn days(&self, transaction: &Transaction, (from, to): (Day, Day)) -> Vec<Day> {
        let atlas = &self.network.snapshot.atlas;
        // Windows of the measures that are met, and of what lifts them.
        let mut windows: Vec<Window> = Vec::new();
        let mut by_list = false;
        for (at, _) in &transaction.met {
            let scoped = &self.measures[*at];
            windows.push(scoped.measure.window);
            by_list |= scoped.measure.legal.parties.is_some();
            for at in &scoped.lifted_by {
                windows.push(self.exceptions[*at].0.window);
                by_list |= self.exceptions[*at].0.parties.is_some();
            }
        }
        // Caps, lists of goods and known law may change any answer.
        windows.extend(atlas.caps.iter().map(|row| row.window));
        windows.extend(atlas.hs_lists.iter().map(|row| row.window));
        windows.extend(atlas.coverage.iter().map(|row| Window { since: Some(row.since), until: Some(row.horizon) }));
        // Lists of parties and ownership matter only where a measure or exception asks for parties.
        if by_list {
            windows.extend(atlas.listings.iter().map(|row| row.window));
            windows.extend(atlas.holdings.iter().map(|row| row.window));
            windows.extend(atlas.ownership_tests.iter().map(|row| row.window));
            windows.extend(atlas.vessels.iter().map(|row| Window { since: row.since, until: None }));
        }
        // A window changes an answer on its first day and on the day after its last.
        let starts = windows.iter().filter_map(|window| window.since);
        let ends = windows.iter().filter_map(|window| window.until.and_then(Day::next));
        let days: BTreeSet<Day> = starts.chain(ends).filter(|day| from < *day && *day <= to).collect();
        days.into_iter().collect()
    }
}

/// Does it choose trade by a dated list of goods?
fn has_list(measure: &Measure) -> bool {
    measure.trade.as_ref().is_some_and(|selector| selector.uses("hs_list"))
}

/// Someone, or everyone, whose act a measure is about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bound {
    nexus: Nexus,
    act: Act,
    party: Option<Party>,
    /// Only on arcs that this party runs; none: on all.
    runs: Option<Id>,
}

/// Where the parties that a measure wants take part.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Involvement {
    /// In the shipment as a whole.
    Whole,
    /// Only where one of these runs an arc.
    Run(BTreeSet<Id>),
    /// Nowhere.
    None,
}

impl<'a> LegalRegime<'a> {
    pub fn new(index: &Shared<MeasureIndex<'a>>, day: Day) -> Self {
        Self::on(index, PartyRegister::new(index.network, day))
    }

    /// On the day of a register of parties that is known already.
    pub fn on(index: &Shared<MeasureIndex<'a>>, register: PartyRegister<'a>) -> Self {
        let measures = index.measures.iter().enumerate();
        let in_force = measures.filter(|(_, scoped)| scoped.measure.acts_on(register.day)).map(|(at, _)| at).collect();
        Self { index: Shared::clone(index), register, in_force }
    }

    fn network(&self) -> &'a Network {
        self.index.network
    }

    fn deal(&self) -> &'a Deal {
        &self.index.applied.deal
    }

    /// Those who take part and are bound by a measure in what they do.
    fn bound(&self, measure: &Measure, parties: &[Party], trade: &Trade, on: Option<&[ArcIx]>) -> Vec<Bound> {
        let mut bound: Vec<Bound> = Vec::new();
        for nexus in measure.nexus() {
            match nexus {
                Nexus::Fact | Nexus::Item => bound.extend(everybody(measure, *nexus, parties)),
                Nexus::Territory => {
                    if self.reaches(&measure.authority, trade, on) {
                        bound.extend(everybody(measure, *nexus, parties));
                    }
                }
                Nexus::Person => bound.extend(self.persons(measure, parties)),
                // Secondary sanctions bind no one: their risk is judged apart.
                Nexus::SecondarySanctions => {}
            }
        }
        // Who is bound by several nexus is bound once: as a person, where that is one of them.
        let order = |own: &Bound| (own.act, own.party.clone(), own.nexus != Nexus::Person, own.runs.clone());
        bound.sort_by_key(order);
        bound.dedup_by(|next, own| (next.act, &next.party, &next.runs) == (own.act, &own.party, &own.runs));
        bound
    }

    /// Is something in the authority's territory: an arc that it speaks of, or an end or the loading of the trade?
    fn reaches(&self, authority: &str, trade: &Trade, on: Option<&[ArcIx]>) -> bool {
        if let Some(arcs) = on {
            return self.index.territory.get(authority).is_some_and(|own| arcs.iter().any(|arc| own[arc.index()]));
        }
        let atlas = &self.network().snapshot.atlas;
        let ends = [atlas.country_of(trade.origin), atlas.country_of(trade.destination), trade.loaded_in];
        ends.into_iter().flatten().any(|country| atlas.is_of(country, authority))
    }

    /// Persons of the authority who do what the measure names.
    fn persons(&self, measure: &Measure, parties: &[Party]) -> Vec<Bound> {
        let binds = |who: &Who| self.register.is_bound(who, &measure.authority, measure.legal.programme.as_ref());
        let mut bound = Vec::new();
        for act in acts(measure) {
            let mine = |party: &&Party| act == Act::Facilitate || act.roles().contains(&party.role);
            let mut own: Vec<Party> = parties.iter().filter(mine).filter(|party| binds(&party.who)).cloned().collect();
            if act == Act::Facilitate {
                // Whatever else somebody does, they facilitate once.
                own.sort_by(|a, b| (&a.who, a.role).cmp(&(&b.who, b.role)));
                own.dedup_by(|next, first| next.who == first.who);
            }
            let own = own.into_iter();
            bound.extend(own.map(|party| Bound { nexus: Nexus::Person, act, party: Some(party), runs: None }));
            // No operator was named: each that runs something is judged on its own arcs.
            if act == Act::Operate && !parties.iter().any(|party| party.role == Role::Operator) {
                let run = self.register.operators().filter(|id| binds(&Who::Party((*id).clone())));
                bound.extend(run.map(|id| Bound {
                    nexus: Nexus::Person,
                    act,
                    party: Some(Party { role: Role::Operator, who: Who::Party(id.clone()) }),
                    runs: Some(id.clone()),
                }));
            }
        }
        bound
    }

    /// Where the parties that a measure wants take part.
    fn part(&self, measure: &Measure, parties: &[Party]) -> Involvement {
        let Some(selector) = &measure.legal.parties else { return Involvement::Whole };
        if self.register.takes_part(selector, parties) == Truth::Yes {
            return Involvement::Whole;
        }
        // The network knows the operators where none was named; of other roles no one is known.
        let named = selector.roles.is_empty() || selector.roles.contains(&Role::Operator);
        if !named || parties.iter().any(|party| party.role == Role::Operator) {
            return Involvement::None;
        }
        let run: BTreeSet<Id> = self
            .register
            .operators()
            .filter(|id| {
                let own = Party { role: Role::Operator, who: Who::Party((*id).clone()) };
                self.register.takes_part(selector, &[own]) == Truth::Yes
            })
            .cloned()
            .collect();
        if run.is_empty() { Involvement::None } else { Involvement::Run(run) }
    }
}

/// The acts that a measure names: all where it names none.
fn acts(measure: &Measure) -> Vec<Act> {
    if !measure.legal.acts.is_empty() {
        return measure.legal.acts.clone();
    }
    // Acts without a role are done by no one in particular.
    Act::ALL.iter().copied().filter(|act| !act.roles().is_empty()).collect()
}

/// Whoever does it: those who were named for the acts, or no one in particular.
fn everybody(measure: &Measure, nexus: Nexus, parties: &[Party]) -> Vec<Bound> {
    if measure.legal.acts.is_empty() {
        return vec![Bound { nexus, act: Act::Pass, party: None, runs: None }];
    }
    let mut bound = Vec::new();
    // A service is rendered where its party is: a territory does not reach it.
    let here = |act: &&Act| nexus != Nexus::Territory || act.is_on_the_spot();
    for &act in measure.legal.acts.iter().filter(here) {
        let own = parties.iter().filter(|party| act.roles().contains(&party.role)).cloned();
        bound.extend(own.map(|party| Bound { nexus, act, party: Some(party), runs: None }));
    }
    // No one was named for what it names: it binds them all the same.
    let first = measure.legal.acts.iter().find(here);
    if let Some(&act) = first.filter(|_| bound.is_empty()) {
        bound.push(Bound { nexus, act, party: None, runs: None });
    }
    bound
}

fn marks(network: &Network, arcs: Vec<ArcIx>) -> Arcs {
    let mut marks = vec![false; network.arcs.len()];
    arcs.into_iter().for_each(|arc| marks[arc.index()] = true);
    marks
}

/// Arcs of links in an authority's territory, and of places there.
fn territory(network: &Network, authority: &str) -> Arcs {
    let code = authority_code(authority);
    let known = network.snapshot.atlas.countries.iter();
    let is_known = known.clone().any(|country| country.id == *code || country.blocs.iter().any(|bloc| bloc == code));
    // Events, markets and states beyond the atlas have no country to select.
    if !is_known {
        return vec![false; network.arcs.len()];
    }
    let on = Selector::of("country", code);
    marks(network, network.closed_arcs(&network.select(&on)))
}
