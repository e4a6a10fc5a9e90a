//! In what the law of a route differs between two days: which measure or exception, and what verdict became what.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{LawChange, LegalChange};
use crate::model::{Act, Day, Id, Verdict};
use crate::scenario::law::{Judgement, Party, Ruling};

/// A change for one route.
pub struct RouteChange {
    change: LegalChange,
    /// Does an act of the route have another verdict from this day?
    altered: bool,
}

impl RouteChange {
    /// Does it give another verdict?
    pub fn alters(&self) -> bool {
        self.altered && self.change.was != self.change.became
    }
}

/// Changes of routes as changes of the law: those that are the same for several routes are one.
pub fn gathered<'c>(changes: impl Iterator<Item = &'c RouteChange>) -> Vec<LegalChange> {
    let mut all: BTreeMap<_, LegalChange> = BTreeMap::new();
    for RouteChange { change, .. } in changes {
        let key = (change.date, change.id.clone(), change.change, change.was, change.became);
        let known = all.entry(key).or_insert_with(|| LegalChange { routes: Vec::new(), ..change.clone() });
        for route in change.routes.iter().filter(|route| !known.routes.contains(route)).collect::<Vec<_>>() {
            known.routes.push(route.clone());
        }
    }
    all.into_values().collect()
}

/// What a measure says of a route: its worst verdict, and what lifts it.
#[derive(Clone, Debug, Default)]
struct Said {
    title: Option<String>,
    authority: String,
    verdict: Verdict,
    /// With their titles.
    exceptions: BTreeMap<Id, Option<String>>,
}

/// What changes for a route from one day to a later one, on which it begins.
pub fn between(before: &Judgement<'_>, after: &Judgement<'_>, day: Day, route: &str) -> Vec<RouteChange> {
    let altered = worst(before) != worst(after);
    let mut changes = rulings(&said(before), &said(after));
    changes.extend(risks(before, after));
    changes.sort_by(|a, b| (&a.id, a.change).cmp(&(&b.id, b.change)));
    let own = |change: LegalChange| RouteChange {
        change: LegalChange { date: day, routes: vec![route.to_owned()], ..change },
        altered,
    };
    changes.into_iter().map(own).collect()
}

/// The worst verdict of each act of each party.
fn worst<'j>(judgement: &'j Judgement<'_>) -> BTreeMap<(Act, Option<&'j Party>), Verdict> {
    let mut all = BTreeMap::new();
    for own in &judgement.rulings {
        let worst = all.entry((own.act, own.party.as_ref())).or_insert(own.verdict);
        *worst = own.verdict.max(*worst);
    }
    all
}

/// By measure; law that is not known is named by its authority.
fn said(judgement: &Judgement<'_>) -> BTreeMap<String, Said> {
    let mut all: BTreeMap<String, Said> = BTreeMap::new();
    for own in &judgement.rulings {
        let said = all.entry(id(own)).or_default();
        said.authority.clone_from(&own.authority);
        said.verdict = own.verdict.max(said.verdict);
        said.title = match own.measure {
            Some(measure) => measure.legal.title.clone(),
            None => own.needs.first().cloned(),
        };
        said.exceptions.extend(own.exception.map(|exception| (exception.id.clone(), exception.title.clone())));
    }
    all
}

fn id(own: &Ruling<'_>) -> String {
    own.measure.map_or_else(|| format!("{}:unknown", own.authority), |measure| measure.id.to_string())
}

fn rulings(before: &BTreeMap<String, Said>, after: &BTreeMap<String, Said>) -> Vec<LegalChange> {
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changes = |id: &String| match (before.get(id), after.get(id)) {
        (None, Some(now)) => vec![of_measure(id, LawChange::Applies, now, (None, Some(now)))],
        (Some(old), None) => vec![of_measure(id, LawChange::Ends, old, (Some(old), None))],
        (Some(old), Some(now)) => of_same(id, old, now),
        (None, None) => Vec::new(),
    };
    ids.into_iter().flat_map(changes).collect()
}

/// A measure that rules on both days: what lifts it may change, or what it says itself.
fn of_same(id: &str, old: &Said, now: &Said) -> Vec<LegalChange> {
    let only = |own: &Said, other: &Said| -> Vec<(Id, Option<String>)> {
        let own = own.exceptions.iter().filter(|(id, _)| !other.exceptions.contains_key(*id));
        own.map(|(id, title)| (id.clone(), title.clone())).collect()
    };
    let (new, gone) = (only(now, old), only(old, now));
    // Where one takes the place of another only the new one is named.
    let (change, exceptions) = if new.is_empty() { (LawChange::Ends, gone) } else { (LawChange::Applies, new) };
    if exceptions.is_empty() {
        let same = old.verdict == now.verdict;
        return if same { Vec::new() } else { vec![of_measure(id, LawChange::Changes, now, (Some(old), Some(now)))] };
    }
    let of_exception = |(exception, title): (Id, Option<String>)| LegalChange {
        title,
        id: exception.to_string(),
        ..of_measure(id, change, now, (Some(old), Some(now)))
    };
    exceptions.into_iter().map(of_exception).collect()
}

fn of_measure(id: &str, change: LawChange, said: &Said, (old, now): (Option<&Said>, Option<&Said>)) -> LegalChange {
    LegalChange {
        id: id.to_owned(),
        title: said.title.clone(),
        authority: said.authority.clone(),
        change,
        was: old.map(|own| own.verdict),
        became: now.map(|own| own.verdict),
        ..LegalChange::default()
    }
}

/// Risks of secondary sanctions that begin or end.
fn risks(before: &Judgement<'_>, after: &Judgement<'_>) -> Vec<LegalChange> {
    let all = |judgement: &Judgement<'_>| -> BTreeMap<String, LegalChange> {
        let risks = judgement.secondary_sanctions.iter().map(|own| own.measure);
        let risk = |measure: &crate::model::Measure| LegalChange {
            id: measure.id.to_string(),
            title: measure.legal.title.clone(),
            authority: measure.authority.clone(),
            ..LegalChange::default()
        };
        risks.map(|measure| (measure.id.to_string(), risk(measure))).collect()
    };
    let (old, now) = (all(before), all(after));
    let begins = now.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(_, own)| (own, LawChange::RiskApplies));
    let ends = old.iter().filter(|(id, _)| !now.contains_key(*id)).map(|(_, own)| (own, LawChange::RiskEnds));
    begins.chain(ends).map(|(own, change)| LegalChange { change, ..own.clone() }).collect()
}
