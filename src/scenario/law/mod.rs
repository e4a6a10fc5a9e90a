//! Judges the law: whom a measure binds, what lifts it, and what is left of it for the parties of a shipment.
//!
//! One day and one network at a time. [`Court`] holds the measures and exceptions in force with the arcs that they speak
//! of; [`Court::judge`] gives the rulings on one route, [`Court::concern`] what a solver must see of a measure.

mod condition;
mod exceptions;
mod ground;
mod overlay;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Act, Applied, Day, Effect, Exception, Id, Measure, Nexus, Role, Trade, Who, sender_code};
use crate::network::{ArcIx, Network};
use crate::select;

pub use condition::Truth;
pub use ground::{Ground, Party};
pub use overlay::Left;
pub use verdict::{Judgement, Ruling, Threatened, Verdict};

/// Arcs by position.
type Arcs = Vec<bool>;

/// The law of one day over one network, for one set of parties.
pub struct Court<'a> {
    ground: Ground<'a>,
    applied: &'a Applied,
    measures: Vec<Scoped<'a>>,
    exceptions: Vec<(&'a Exception, Option<Arcs>)>,
    /// By sender of a measure or exception: arcs in its territory.
    territory: BTreeMap<&'a str, Arcs>,
}

/// A measure in force with the arcs it speaks of.
struct Scoped<'a> {
    measure: &'a Measure,
    /// None: it is about the trade itself.
    arcs: Option<Arcs>,
    /// Positions of the exceptions that may lift it.
    lifted_by: Vec<usize>,
}

/// Somebody, or everybody, whose act a measure is about.
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
enum Part {
    /// In the shipment as a whole.
    Whole,
    /// Only where one of these runs an arc.
    Run(BTreeSet<Id>),
    /// Nowhere.
    None,
}

impl<'a> Court<'a> {
    /// Measures that are not in force on the day are left out.
    #[must_use]
    pub fn new(network: &'a Network, day: Day, measures: &'a [Measure], applied: &'a Applied) -> Self {
        let arcs = |on: &crate::model::Selector| marks(network, network.barred_arcs(&network.select(on)));
        let exceptions: Vec<_> = applied
            .exceptions
            .iter()
            .filter(|exception| exception.window.holds(day))
            .map(|exception| (exception, exception.on.as_ref().map(arcs)))
            .collect();
        let scoped = |measure: &'a Measure| Scoped {
            measure,
            arcs: measure.on.as_ref().map(arcs),
            lifted_by: (0..exceptions.len())
                .filter(|at| exceptions[*at].0.lifts.contains(&measure.id))
                .collect(),
        };
        let measures: Vec<_> = measures.iter().filter(|measure| measure.acts_on(day)).map(scoped).collect();
        let senders: BTreeSet<&str> = measures.iter().map(|scoped| scoped.measure.sender.as_str()).collect();
        let territory = senders.into_iter().map(|sender| (sender, territory(network, sender))).collect();
        Self { ground: Ground::new(network, day), applied, measures, exceptions, territory }
    }

    fn network(&self) -> &'a Network {
        self.ground.network
    }

    /// Does a measure speak of this trade at all, by its selector?
    fn speaks_of(&self, measure: &Measure, trade: &Trade) -> bool {
        let atlas = &self.network().dated.atlas;
        measure.trade.as_ref().is_none_or(|selector| select::matches_trade(selector, atlas, trade))
    }

    /// Whose acts a measure is about, of those who take part.
    fn bound(&self, measure: &Measure, parties: &[Party], trade: &Trade, on: Option<&[ArcIx]>) -> Vec<Bound> {
        let mut bound = Vec::new();
        for nexus in measure.nexus() {
            match nexus {
                Nexus::Fact | Nexus::Item => bound.extend(everybody(measure, *nexus, parties)),
                Nexus::Territory => {
                    if self.reaches(&measure.sender, trade, on) {
                        bound.extend(everybody(measure, *nexus, parties));
                    }
                }
                Nexus::Person => bound.extend(self.persons(measure, parties)),
                Nexus::Threat => {}
            }
        }
        bound
    }

    /// Does something lie in the sender's territory: an arc that it speaks of, or an end or the loading of the trade?
    fn reaches(&self, sender: &str, trade: &Trade, on: Option<&[ArcIx]>) -> bool {
        if let Some(arcs) = on {
            return self.territory.get(sender).is_some_and(|own| arcs.iter().any(|arc| own[arc.at()]));
        }
        let atlas = &self.network().dated.atlas;
        let ends = [atlas.country_of(trade.origin), atlas.country_of(trade.destination), trade.loaded_in];
        ends.into_iter().flatten().any(|country| atlas.is_of(country, sender))
    }

    /// Persons of the sender who do what the measure names.
    fn persons(&self, measure: &Measure, parties: &[Party]) -> Vec<Bound> {
        let binds =
            |who: &Who| self.ground.is_bound(who, &measure.sender, measure.legal.programme.as_ref());
        let mut bound = Vec::new();
        for act in acts(measure) {
            let mine = |party: &&Party| act == Act::Facilitate || act.roles().contains(&party.role);
            let own = parties.iter().filter(mine).filter(|party| binds(&party.who)).cloned();
            bound.extend(own.map(|party| Bound { nexus: Nexus::Person, act, party: Some(party), runs: None }));
            if act == Act::Operate && !parties.iter().any(|party| party.role == Role::Operator) {
                let run = self.ground.operators().filter(|id| binds(&Who::Party((*id).clone())));
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
    fn part(&self, measure: &Measure, parties: &[Party]) -> Part {
        let Some(selector) = &measure.legal.parties else { return Part::Whole };
        if self.ground.takes_part(selector, parties) == Truth::Yes {
            return Part::Whole;
        }
        let named = selector.roles.is_empty() || selector.roles.contains(&Role::Operator);
        if !named || parties.iter().any(|party| party.role == Role::Operator) {
            return Part::None;
        }
        let run: BTreeSet<Id> = self
            .ground
            .operators()
            .filter(|id| {
                let own = Party { role: Role::Operator, who: Who::Party((*id).clone()) };
                self.ground.takes_part(selector, &[own]) == Truth::Yes
            })
            .cloned()
            .collect();
        if run.is_empty() { Part::None } else { Part::Run(run) }
    }
}

/// The acts that a measure names: all where it names none.
fn acts(measure: &Measure) -> Vec<Act> {
    if !measure.legal.acts.is_empty() {
        return measure.legal.acts.clone();
    }
    Act::ALL.iter().copied().filter(|act| !act.roles().is_empty()).collect()
}

/// Whoever does it: those who were named for the acts, or nobody in particular.
fn everybody(measure: &Measure, nexus: Nexus, parties: &[Party]) -> Vec<Bound> {
    if measure.legal.acts.is_empty() {
        return vec![Bound { nexus, act: Act::Pass, party: None, runs: None }];
    }
    let mut bound = Vec::new();
    for &act in &measure.legal.acts {
        let mut own: Vec<_> =
            parties.iter().filter(|party| act.roles().contains(&party.role)).cloned().map(Some).collect();
        if own.is_empty() {
            own.push(None);
        }
        bound.extend(own.into_iter().map(|party| Bound { nexus, act, party, runs: None }));
    }
    bound
}

fn marks(network: &Network, arcs: Vec<ArcIx>) -> Arcs {
    let mut marks = vec![false; network.arcs.len()];
    arcs.into_iter().for_each(|arc| marks[arc.at()] = true);
    marks
}

/// Arcs of links in a sender's territory, and of places there.
fn territory(network: &Network, sender: &str) -> Arcs {
    let code = sender_code(sender);
    let known = network.dated.atlas.countries.iter();
    let is_known = known.clone().any(|country| country.id == *code || country.blocs.iter().any(|bloc| bloc == code));
    if !is_known {
        return vec![false; network.arcs.len()];
    }
    let on = crate::model::Selector::of("country", code);
    marks(network, network.barred_arcs(&network.select(&on)))
}

/// Is the effect one that closes, or lets pass on terms? Prices, times and limits are no matter of legality.
fn is_legal(effect: &Effect) -> bool {
    matches!(effect, Effect::Bar | Effect::Require(_) | Effect::Quota(_))
}
