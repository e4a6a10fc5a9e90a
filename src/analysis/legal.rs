//! For whom is a route legal, by whose law, on what day?

use std::collections::BTreeSet;
use std::sync::Arc as Shared;

use rayon::prelude::*;

use crate::answer::{ActRow, Legal, LegalRow, Metadata, Ruling as RulingRow, SecondarySanctions};
use crate::model::{Act, ApplicableLaw, Day, Id, Trade, Verdict};
use crate::network::{ArcKind, Network};
use crate::scenario::law::{Judgement, LegalRegime, MeasureIndex, PartyRegister, Ruling, Transaction};
use routing::ArcIx;

/// A trade with the routes on which it is judged.
pub struct Carried {
    /// The flow; none: a trade that was asked for.
    pub flow: Option<Id>,
    /// The trade.
    pub trade: Trade,
    /// Its routes, best first.
    pub routes: Vec<Vec<ArcIx>>,
}

/// What is judged, by what law.
pub struct Asked<'a> {
    /// What the answer starts with.
    pub head: Metadata,
    /// The network of the day.
    pub network: &'a Network,
    /// The law and the parties.
    pub ruled: &'a ApplicableLaw,
    /// What is judged.
    pub carried: Vec<Carried>,
    /// Changes from a day to a day; none: the day of the network.
    pub dates: Option<(Day, Day)>,
}

/// Answers `legal`.
pub fn legal(asked: Asked<'_>) -> Legal {
    let index = Shared::new(MeasureIndex::new(asked.network, &asked.ruled.measures, &asked.ruled.applied));
    let routes = |carried: &Carried| -> Vec<JudgedRoute> {
        let judged = |route: &Vec<ArcIx>| JudgedRoute {
            flow: carried.flow.clone(),
            trade: carried.trade,
            transaction: index.transaction(&carried.trade, route),
            route: route.clone(),
        };
        carried.routes.iter().map(judged).collect()
    };
    let judged: Vec<JudgedRoute> = asked.carried.iter().flat_map(routes).collect();
    let first = asked.dates.map_or(asked.network.dated.day, |(from, _)| from);
    let later =
        |own: &JudgedRoute| asked.dates.map_or_else(Vec::new, |dates| index.days(&own.transaction, dates));
    let by_route: Vec<Vec<Day>> = judged.iter().map(|own| [vec![first], later(own)].concat()).collect();
    let days: BTreeSet<Day> = by_route.iter().flatten().copied().collect();
    let days: Vec<Day> = days.into_iter().collect();
    // Who is listed on a day is found once for all routes.
    let regime = |day: &Day| LegalRegime::on(&index, PartyRegister::new(asked.network, *day));
    let regimes: Vec<LegalRegime<'_>> = days.par_iter().map(regime).collect();
    let rows = |(own, mine): (&JudgedRoute, &Vec<Day>)| -> Vec<LegalRow> {
        let mut rows: Vec<LegalRow> = Vec::new();
        for day in mine {
            let Ok(at) = days.binary_search(day) else { continue };
            let row = own.row(asked.network, &regimes[at].judge(&own.transaction), *day);
            let same = |before: &LegalRow| LegalRow { date: row.date, ..before.clone() } == row;
            if !rows.last().is_some_and(same) {
                rows.push(row);
            }
        }
        rows
    };
    let rows: Vec<LegalRow> = judged.par_iter().zip(&by_route).flat_map_iter(rows).collect();
    let law_horizon = rows.iter().map(|row| row.law_horizon).min().flatten();
    Legal { head: asked.head, law_horizon, rows }
}

/// A route that is judged day by day.
struct JudgedRoute {
    flow: Option<Id>,
    trade: Trade,
    transaction: Transaction,
    route: Vec<ArcIx>,
}

impl JudgedRoute {
    fn row(&self, network: &Network, judgement: &Judgement<'_>, day: Day) -> LegalRow {
        let atlas = &network.dated.atlas;
        let link = |arc: &ArcIx| match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => Some(atlas.links[link.index()].id.to_string()),
            _ => None,
        };
        let worst = judgement.verdict();
        LegalRow {
            flow: self.flow.as_ref().map(ToString::to_string),
            from: atlas.end_id(self.trade.origin).to_string(),
            to: atlas.end_id(self.trade.destination).to_string(),
            links: self.route.iter().filter_map(link).collect(),
            date: day,
            verdict: worst,
            unsure: judgement.rulings.iter().any(|own| own.verdict == worst && own.is_unsure()),
            acts: acts(network, judgement),
            needs: needs(judgement),
            threatened_by: threats(judgement),
            not_judged: judgement.not_judged.clone(),
            law_horizon: judgement.horizon,
        }
    }
}

/// Papers, and what must be known, each once.
pub fn needs(judgement: &Judgement<'_>) -> Vec<String> {
    let all: BTreeSet<&String> = judgement.rulings.iter().flat_map(|own| &own.needs).collect();
    all.into_iter().cloned().collect()
}

/// Threats, each once for a party.
pub fn threats(judgement: &Judgement<'_>) -> Vec<SecondarySanctions> {
    let threat = |own: &crate::scenario::law::Threatened<'_>| SecondarySanctions {
        sender: own.measure.sender.clone(),
        kind: own.kind,
        measure: own.measure.id.to_string(),
        party: Some(own.party.to_string()),
    };
    judgement.threats.iter().map(threat).collect()
}

/// What is said of each act, then the acts of which nothing is said.
fn acts(network: &Network, judgement: &Judgement<'_>) -> Vec<ActRow> {
    let mut rows: Vec<ActRow> = judgement.rulings.iter().map(|own| act(network, own)).collect();
    for party in &judgement.parties {
        let own = Act::ALL.iter().filter(|act| act.roles().contains(&party.role));
        for act in own {
            let said = |ruling: &Ruling<'_>| ruling.act == *act && ruling.party.as_ref() == Some(party);
            // Where the law of a state that is passed is not known, nothing is known to be open.
            let known = !judgement.rulings.iter().any(|own| own.verdict == Verdict::Unknown);
            if !judgement.rulings.iter().any(said) {
                rows.push(ActRow {
                    act: *act,
                    party: Some(party.who.as_str().to_owned()),
                    verdict: if known { Verdict::Open } else { Verdict::Unknown },
                    ..ActRow::default()
                });
            }
        }
    }
    rows.sort_by_key(|row| (row.act, row.party.clone()));
    rows.dedup();
    rows
}

fn act(network: &Network, own: &Ruling<'_>) -> ActRow {
    ActRow {
        act: own.act,
        party: own.party.as_ref().map(|party| party.who.as_str().to_owned()),
        verdict: own.verdict,
        sender: Some(own.sender.clone()),
        nexus: Some(own.nexus),
        measure: own.measure.map(|measure| measure.id.to_string()),
        exception: own.exception.map(|exception| exception.id.to_string()),
        replaceable: own.is_replaceable(),
        conf: own.conf(),
        unsure: own.is_unsure(),
        needs: own.needs.clone(),
        at: places(network, &own.arcs),
    }
}

/// Links and places of arcs, each once, in order of passage.
fn places(network: &Network, arcs: &[ArcIx]) -> Vec<String> {
    let atlas = &network.dated.atlas;
    let mut at: Vec<String> = Vec::new();
    for arc in arcs {
        let id = match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => &atlas.links[link.index()].id,
            _ => &atlas.places[network.head_place(*arc).index()].id,
        };
        if !at.iter().any(|known| id.as_str() == known) {
            at.push(id.to_string());
        }
    }
    at
}

/// One ruling as a leg of a route tells it.
pub fn ruling(own: &Ruling<'_>) -> RulingRow {
    RulingRow {
        measure: own
            .measure
            .map_or_else(|| format!("{}:unknown", own.sender), |measure| measure.id.to_string()),
        sender: own.sender.clone(),
        nexus: own.nexus,
        act: own.act,
        party: own.party.as_ref().map(|party| party.who.as_str().to_owned()),
        result: own.verdict,
        exception: own.exception.map(|exception| exception.id.to_string()),
        needs: own.needs.clone(),
        replaceable: own.is_replaceable(),
        conf: own.conf(),
        source: own.measure.map(|measure| measure.source.clone()).unwrap_or_default(),
    }
}
