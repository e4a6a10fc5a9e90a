//! Rulings on one route: what each act of each party is, under which authority, and the risk of secondary sanctions.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Truth;
use super::{Bound, Involvement, LegalRegime, OnList, Party, Scoped, Transaction, acts};
use crate::model::{
    Act, Confidence, Day, Effect, EffectKind, Exception, Id, Measure, Nexus, SecondaryKind, Trade, Verdict, Who,
};
use routing::ArcIx;

/// What one measure, or the lack of law, says of one act.
#[derive(Clone, Debug)]
pub struct Ruling<'a> {
    /// The measure; none: the authority's law is not known.
    pub measure: Option<&'a Measure>,
    /// The authority that rules.
    pub authority: String,
    /// By what it binds.
    pub nexus: Nexus,
    pub act: Act,
    /// Who does it.
    pub party: Option<Party>,
    pub verdict: Verdict,
    /// What lifts it.
    pub exception: Option<&'a Exception>,
    /// Documents, and what must be known.
    pub needs: Vec<String>,
    /// Where on the route; empty: as a whole.
    pub arcs: Vec<ArcIx>,
}

impl Ruling<'_> {
    /// Would another party, not bound, open it?
    pub fn is_replaceable(&self) -> bool {
        self.nexus == Nexus::Person && self.act.is_replaceable() && self.party.is_some()
    }

    /// How sure the reading is: the least of measure and exception.
    pub fn conf(&self) -> Option<Confidence> {
        // Confidence descends, so `max` is the least sure.
        let of_measure = self.measure.and_then(|measure| measure.legal.reading).map(|(conf, _)| conf);
        of_measure.max(self.exception.map(|exception| exception.reading.0))
    }

    /// Does it rest on a low confidence or a text that was not seen?
    pub fn is_unsure(&self) -> bool {
        let unsure = |(conf, seen): (Confidence, bool)| conf == Confidence::Low || !seen;
        self.measure.and_then(|measure| measure.legal.reading).is_some_and(unsure)
            || self.exception.is_some_and(|exception| unsure(exception.reading))
    }
}

/// A threat to someone who is not bound.
#[derive(Clone, Debug)]
pub struct AtSecondaryRisk<'a> {
    pub measure: &'a Measure,
    pub kind: SecondaryKind,
    /// Whom.
    pub party: Party,
}

/// All that the law says of one route.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'a> {
    /// Rulings, by act, party and measure.
    pub rulings: Vec<Ruling<'a>>,
    pub secondary_sanctions: Vec<AtSecondaryRisk<'a>>,
    /// Who takes part, with the acts that are judged.
    pub parties: Vec<Party>,
    /// Acts for which no one was named.
    pub not_judged: Vec<Act>,
    /// The last day for which all law that was asked is known; none: some is not known at all.
    pub horizon: Option<Day>,
    /// What an act of a party is of which nothing is said, where law that reaches the party is not known.
    pub unsaid: BTreeMap<Who, Verdict>,
    /// Parties that are on a list or belong to it, whether or not a measure of this trade names the list.
    pub listed: BTreeMap<Who, Vec<OnList>>,
    /// States whose law was searched only as far as it is that of their bloc, with the bloc.
    pub common: BTreeSet<(String, &'static str)>,
}

impl Judgement<'_> {
    /// The worst of all acts.
    pub fn verdict(&self) -> Verdict {
        self.rulings.iter().map(|ruling| ruling.verdict).max().unwrap_or(Verdict::Open)
    }
}

impl<'a> LegalRegime<'a> {
    /// What the law says of a trade on a route.
    pub fn judge(&self, transaction: &Transaction) -> Judgement<'a> {
        // A transaction is judged on many days: dated keys ask the day of the regime.
        let trade = &Trade { day: self.register.day, ..transaction.trade };
        let parties = self.register.parties(self.deal(), trade);
        let mut judgement = Judgement::default();
        // `met` is of all days; positions in force ascend.
        for (at, met) in transaction.met.iter().filter(|(at, _)| self.in_force.binary_search(at).is_ok()) {
            let scoped = &self.index.measures[*at];
            let loaded = transaction.loaded.iter().map(|own| Trade { day: self.register.day, ..*own });
            // Of several loadings the first, by country, of which the measure speaks.
            if let Some(trade) = loaded.into_iter().find(|own| self.index.speaks_of(scoped.measure, own)) {
                self.rule(scoped, (&parties, &trade), (met.clone(), &transaction.route), &mut judgement);
            }
        }
        self.unknown((&parties, trade), &transaction.route, &mut judgement);
        let done = |act: &Act| {
            // Acts without a role need no one, and who operates is known of the route.
            let roles = act.roles();
            roles.is_empty() || *act == Act::Operate || parties.iter().any(|party| roles.contains(&party.role))
        };
        judgement.not_judged = Act::ALL.iter().copied().filter(|act| !done(act)).collect();
        let lists = parties.iter().map(|party| (party.who.clone(), self.register.lists(&party.who)));
        judgement.listed = lists.filter(|(_, lists)| !lists.is_empty()).collect();
        judgement.parties = parties;
        judgement.rulings.sort_by(|a, b| key(a).cmp(&key(b)));
        judgement
    }

    fn rule(
        &self,
        scoped: &Scoped<'a>,
        (parties, trade): (&[Party], &Trade),
        (met, route): (Option<Vec<ArcIx>>, &[ArcIx]),
        judgement: &mut Judgement<'a>,
    ) {
        let measure = scoped.measure;
        let secondary = if let Effect::SecondarySanctions(kind) = measure.effect { Some(kind) } else { None };
        // Prices, delays and limits of assets are no matter of legality.
        if secondary.is_none() && !measure.effect.action().is_legal() {
            return;
        }
        let truth = self.holds(&measure.legal.when, &measure.authority);
        let part = self.part(measure, parties);
        if truth == Truth::No || part == Involvement::None {
            return;
        }
        let met = match part {
            Involvement::Run(ref run) => Some(self.run_by(route, met, |id| run.contains(id))),
            _ => met,
        };
        if met.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        // Secondary sanctions are a risk and never a ruling.
        if let Some(kind) = secondary {
            self.add_secondary_sanctions(scoped, kind, (parties, trade), (met.as_deref(), route), judgement);
            return;
        }
        for bound in self.bound(measure, parties, trade, met.as_deref()) {
            let on = match &bound.runs {
                Some(operator) => Some(self.run_by(route, met.clone(), |id| id == operator)),
                None => met.clone(),
            };
            if on.as_ref().is_none_or(|arcs| !arcs.is_empty()) {
                let ruling = self.ruling(scoped, bound, (parties, trade), (on, route), &truth);
                judgement.rulings.push(ruling);
            }
        }
    }

    /// Arcs of a route, or of those that are met, whose operator is one of these.
    fn run_by(&self, route: &[ArcIx], met: Option<Vec<ArcIx>>, is: impl Fn(&Id) -> bool) -> Vec<ArcIx> {
        let all = met.unwrap_or_else(|| route.to_vec());
        all.into_iter().filter(|arc| self.register.runs(*arc).is_some_and(&is)).collect()
    }

    fn ruling(
        &self,
        scoped: &Scoped<'a>,
        bound: Bound,
        (parties, trade): (&[Party], &Trade),
        (on, route): (Option<Vec<ArcIx>>, &[ArcIx]),
        truth: &Truth,
    ) -> Ruling<'a> {
        let measure = scoped.measure;
        let mut needs = Vec::new();
        // What the measure says by itself; conditions and exceptions soften it below.
        let mut verdict = match &measure.effect {
            Effect::Require(document) => {
                needs.push(document.to_string());
                if self.deal().holds.contains(document) { Verdict::Exempt } else { Verdict::Conditional }
            }
            Effect::Amount(EffectKind::Quota, kt) => {
                needs.push(format!("a part of the quota of {} kt a year", kt.value));
                Verdict::Conditional
            }
            _ => Verdict::Prohibited,
        };
        if let Truth::Unknown(what) = truth {
            needs.push(what.clone());
            // `min`, since a document that is held makes it exempt already.
            verdict = verdict.min(Verdict::Conditional);
        }
        let lifting = self.lifting(scoped, (parties, trade), on.as_deref(), route);
        // An exception counts if it makes the verdict better, or states other terms for a conditional one.
        let lifting = lifting.filter(|lifting| {
            lifting.verdict < verdict || verdict == Verdict::Conditional && lifting.verdict == verdict
        });
        let exception = lifting.as_ref().map(|lifting| lifting.exception);
        if let Some(lifting) = lifting {
            verdict = lifting.verdict;
            needs = lifting.needs;
        }
        Ruling {
            measure: Some(measure),
            authority: measure.authority.clone(),
            nexus: bound.nexus,
            act: bound.act,
            party: bound.party,
            verdict,
            exception,
            needs,
            arcs: on.unwrap_or_default(),
        }
    }

    fn add_secondary_sanctions(
        &self,
        scoped: &Scoped<'a>,
        kind: SecondaryKind,
        (parties, trade): (&[Party], &Trade),
        (on, route): (Option<&[ArcIx]>, &[ArcIx]),
        judgement: &mut Judgement<'a>,
    ) {
        let measure = scoped.measure;
        let lifting = self.lifting(scoped, (parties, trade), on, route);
        // An exception that wants documents leaves the risk.
        if lifting.is_some_and(|lifting| lifting.verdict == Verdict::Exempt) {
            return;
        }
        let secondary_sanctions = self.fearing(measure, parties);
        judgement.secondary_sanctions.extend(secondary_sanctions.map(|party| AtSecondaryRisk {
            measure,
            kind,
            party: party.clone(),
        }));
    }

    /// Parties that do what a threat names, are wary of its authority, and not bound by it.
    pub(super) fn fearing<'p>(&self, measure: &Measure, parties: &'p [Party]) -> impl Iterator<Item = &'p Party> {
        let named = acts(measure);
        parties.iter().filter(move |party| {
            named.iter().any(|act| *act == Act::Facilitate || act.roles().contains(&party.role))
                && self.register.is_wary(&party.who, &measure.authority)
                && !self.register.is_bound(&party.who, &measure.authority, measure.legal.programme.as_ref())
        })
    }
}

// By act and party; for each the worst verdict first.
fn key<'r>(ruling: &'r Ruling<'_>) -> (Act, Option<&'r Party>, std::cmp::Reverse<Verdict>, Option<&'r Id>, &'r str) {
    let measure = ruling.measure.map(|measure| &measure.id);
    (ruling.act, ruling.party.as_ref(), std::cmp::Reverse(ruling.verdict), measure, &ruling.authority)
}

/// Named in messages.
impl std::fmt::Display for Party {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.who {
            Who::Party(id) | Who::Vessel(id) => write!(f, "{}={id}", self.role),
            Who::Of(code) => write!(f, "{}={code}", self.role),
        }
    }
}
