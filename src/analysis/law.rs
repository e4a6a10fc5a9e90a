//! For whom is a route legal, by whose law, on what day?

use std::collections::BTreeSet;
use std::sync::Arc as Shared;

use rayon::prelude::*;

use super::law_changes::{self, RouteChange};
use crate::answer::{
    ActRow, LawText, Legal, LegalRow, Metadata, OnList, Ruling as RulingRow, SecondarySanctions, Shown,
};
use crate::model::{Act, ApplicableLaw, Day, Id, Trade, Verdict};
use crate::network::{ArcKind, Network};
use crate::scenario::law::{self, Judgement, LegalRegime, MeasureIndex, PartyRegister, Ruling, Transaction};
use routing::ArcIx;

/// A trade with the routes on which it is judged.
pub struct Carried {
    /// The flow; none: a trade that was asked for.
    pub flow: Option<Id>,
    pub trade: Trade,
    pub routes: Vec<Vec<ArcIx>>,
}

/// On which days a trade is judged.
#[derive(Clone, Copy)]
pub enum Days {
    /// On the day of the network; and what changes later is named, up to this day.
    One(Day),
    /// On the first, and on each on which something changes up to the last.
    Between(Day, Day),
}

impl Days {
    /// From the first to the last.
    fn span(self, network: &Network) -> (Day, Day) {
        match self {
            Self::One(last) => (network.snapshot.day, last),
            Self::Between(first, last) => (first, last),
        }
    }
}

pub struct LegalRequest<'a> {
    pub head: Metadata,
    pub network: &'a Network,
    pub ruled: &'a ApplicableLaw,
    pub carried: Vec<Carried>,
    pub days: Days,
    pub shown: Shown,
}

pub fn legal(asked: LegalRequest<'_>) -> Legal {
    let network = asked.network;
    let index = Shared::new(MeasureIndex::new(network, &asked.ruled.measures, &asked.ruled.applied));
    let judged: Vec<JudgedRoute> = asked.carried.iter().flat_map(|carried| carried.judged(&index)).collect();
    let span = asked.days.span(network);
    // Days on which nothing changes for a route are not judged.
    let days_of = |own: &JudgedRoute| [vec![span.0], index.days(&own.transaction, span)].concat();
    let by_route: Vec<Vec<Day>> = judged.iter().map(days_of).collect();
    let days: BTreeSet<Day> = by_route.iter().flatten().copied().collect();
    let days: Vec<Day> = days.into_iter().collect();
    // Who is listed on a day is found once for all routes.
    let regime = |day: &Day| LegalRegime::on(&index, PartyRegister::new(network, *day));
    let regimes: Vec<LegalRegime<'_>> = days.par_iter().map(regime).collect();
    let of_route = |(own, mine): (&JudgedRoute, &Vec<Day>)| {
        // Every day of a route is among the days: the search does not fail.
        let at = mine.iter().filter_map(|day| Some((*day, &regimes[days.binary_search(day).ok()?])));
        own.verdicts(network, at, asked.days)
    };
    let verdicts: Vec<RouteVerdicts> = judged.par_iter().zip(&by_route).map(of_route).collect();
    answer(asked.head, span, asked.shown, verdicts)
}

fn answer(head: Metadata, (first, last): (Day, Day), shown: Shown, verdicts: Vec<RouteVerdicts>) -> Legal {
    let mut head = head;
    let common: BTreeSet<(String, &str)> = verdicts.iter().flat_map(|own| own.common.iter().cloned()).collect();
    head.notes.extend(national(&common));
    let changes = law_changes::gathered(verdicts.iter().flat_map(|own| &own.changes));
    let texts: BTreeSet<LawText> = verdicts.iter().flat_map(|own| own.texts.iter().cloned()).collect();
    let texts = texts.into_iter().collect();
    let rows: Vec<LegalRow> = verdicts.into_iter().flat_map(|own| own.rows).collect();
    // `None` is less than any day: one row with law that is not known leaves the answer without a horizon.
    let law_horizon = rows.iter().map(|row| row.law_horizon).min().flatten();
    Legal { head, law_horizon, since: first, until: last, shown, rows, changes, texts }
}

/// The measure that rules and what lifts it, with where they can be read.
fn texts(network: &Network, own: &Ruling<'_>) -> Vec<LawText> {
    let sources = &network.snapshot.atlas.sources;
    let text = |id: &Id, title: Option<&String>, own: &[Id]| {
        let urls = own.iter().filter_map(|id| sources.get(id.as_str())).map(|row| row.url.clone());
        LawText {
            id: id.to_string(),
            title: title.cloned(),
            source: own.iter().map(Id::to_string).collect(),
            url: urls.filter(|url| !url.is_empty()).collect(),
        }
    };
    let measure = own.measure.map(|own| text(&own.id, own.legal.title.as_ref(), &own.legal.sources));
    let exception = own.exception.map(|own| text(&own.id, own.title.as_ref(), &own.sources));
    measure.into_iter().chain(exception).collect()
}

/// States whose law was searched only as far as it is that of their bloc.
pub fn national(common: &BTreeSet<(String, &str)>) -> Vec<String> {
    let blocs: BTreeSet<&str> = common.iter().map(|(_, bloc)| *bloc).collect();
    let note = |bloc: &str| {
        let own = common.iter().filter(|(_, own)| *own == bloc).map(|(state, _)| state.as_str());
        format!("national law beyond {bloc} law was not searched: {}", own.collect::<Vec<_>>().join(", "))
    };
    blocs.into_iter().map(note).collect()
}

/// A route that is judged day by day.
struct JudgedRoute {
    flow: Option<Id>,
    trade: Trade,
    transaction: Transaction,
    route: Vec<ArcIx>,
}

/// What the law says of one route on its days, and in what they differ.
#[derive(Default)]
struct RouteVerdicts {
    rows: Vec<LegalRow>,
    changes: Vec<RouteChange>,
    common: BTreeSet<(String, &'static str)>,
    texts: BTreeSet<LawText>,
}

impl Carried {
    fn judged(&self, index: &MeasureIndex<'_>) -> Vec<JudgedRoute> {
        let judged = |route: &Vec<ArcIx>| JudgedRoute {
            flow: self.flow.clone(),
            trade: self.trade,
            transaction: index.transaction(&self.trade, route),
            route: route.clone(),
        };
        self.routes.iter().map(judged).collect()
    }
}

impl JudgedRoute {
    fn verdicts<'r, 'l: 'r>(
        &self,
        network: &Network,
        regimes: impl Iterator<Item = (Day, &'r LegalRegime<'l>)>,
        days: Days,
    ) -> RouteVerdicts {
        let mut all = RouteVerdicts::default();
        let mut before: Option<Judgement<'_>> = None;
        for (day, regime) in regimes {
            let judgement = regime.judge(&self.transaction);
            if let Some(before) = &before {
                let changes = law_changes::between(before, &judgement, day, &self.name(network));
                // What gives no other verdict is left out where only later verdicts are asked for.
                let told = changes.into_iter().filter(|own| matches!(days, Days::Between(..)) || own.alters());
                all.changes.extend(told);
            }
            if before.is_none() || matches!(days, Days::Between(..)) {
                all.common.extend(judgement.common.iter().cloned());
                all.texts.extend(judgement.rulings.iter().flat_map(|own| texts(network, own)));
                let row = self.row(network, &judgement, day);
                let same = |before: &LegalRow| LegalRow { date: row.date, ..before.clone() } == row;
                if !all.rows.last().is_some_and(same) {
                    all.rows.push(row);
                }
            }
            before = Some(judgement);
        }
        all
    }

    /// The flow, or the ends of the trade.
    fn name(&self, network: &Network) -> String {
        let atlas = &network.snapshot.atlas;
        let ends = || format!("{} > {}", atlas.end_id(self.trade.origin), atlas.end_id(self.trade.destination));
        self.flow.as_ref().map_or_else(ends, ToString::to_string)
    }

    fn row(&self, network: &Network, judgement: &Judgement<'_>, day: Day) -> LegalRow {
        let atlas = &network.snapshot.atlas;
        let worst = judgement.verdict();
        LegalRow {
            flow: self.flow.as_ref().map(ToString::to_string),
            from: atlas.end_id(self.trade.origin).to_string(),
            to: atlas.end_id(self.trade.destination).to_string(),
            links: network.link_ids(&self.route),
            date: day,
            verdict: worst,
            unsure: judgement.rulings.iter().any(|own| own.verdict == worst && own.is_unsure()),
            acts: acts(network, judgement),
            needs: needs(judgement),
            secondary_sanctions: secondary_sanctions(judgement),
            not_judged: judgement.not_judged.clone(),
            law_horizon: judgement.horizon,
        }
    }
}

pub fn needs(judgement: &Judgement<'_>) -> Vec<String> {
    let all: BTreeSet<&String> = judgement.rulings.iter().flat_map(|own| &own.needs).collect();
    all.into_iter().cloned().collect()
}

pub fn secondary_sanctions(judgement: &Judgement<'_>) -> Vec<SecondarySanctions> {
    let secondary = |own: &crate::scenario::law::AtSecondaryRisk<'_>| SecondarySanctions {
        authority: own.measure.authority.clone(),
        kind: own.kind,
        measure: own.measure.id.to_string(),
        party: Some(own.party.to_string()),
    };
    judgement.secondary_sanctions.iter().map(secondary).collect()
}

/// What is said of each act, then the acts of which nothing is said.
fn acts(network: &Network, judgement: &Judgement<'_>) -> Vec<ActRow> {
    let mut rows: Vec<ActRow> = judgement.rulings.iter().map(|own| act(network, judgement, own)).collect();
    // An act of which no ruling speaks gets a row too: that it is open has to be seen.
    for party in &judgement.parties {
        let own = Act::ALL.iter().filter(|act| act.roles().contains(&party.role));
        for act in own {
            let said = |ruling: &Ruling<'_>| ruling.act == *act && ruling.party.as_ref() == Some(party);
            if !judgement.rulings.iter().any(said) {
                rows.push(ActRow {
                    act: *act,
                    party: Some(party.who.as_str().to_owned()),
                    // Where law that reaches someone is not known or was not searched, nothing they do is known to be open.
                    verdict: judgement.unsaid.get(&party.who).copied().unwrap_or(Verdict::Open),
                    listed: listed(judgement, party),
                    ..ActRow::default()
                });
            }
        }
    }
    rows.sort_by_key(|row| (row.act, row.party.clone()));
    rows.dedup();
    rows
}

/// The lists that a party is on or belongs to.
fn listed(judgement: &Judgement<'_>, party: &law::Party) -> Vec<OnList> {
    let lists = judgement.listed.get(&party.who).map(Vec::as_slice).unwrap_or_default();
    let on = |own: &law::OnList| OnList {
        authority: own.authority.clone(),
        programme: own.programme.as_ref().map(ToString::to_string),
        since: own.since.flatten(),
        owned: own.since.is_none(),
    };
    lists.iter().map(on).collect()
}

fn act(network: &Network, judgement: &Judgement<'_>, own: &Ruling<'_>) -> ActRow {
    ActRow {
        act: own.act,
        party: own.party.as_ref().map(|party| party.who.as_str().to_owned()),
        verdict: own.verdict,
        authority: Some(own.authority.clone()),
        nexus: Some(own.nexus),
        measure: own.measure.map(|measure| measure.id.to_string()),
        exception: own.exception.map(|exception| exception.id.to_string()),
        replaceable: own.is_replaceable(),
        conf: own.conf(),
        unsure: own.is_unsure(),
        needs: own.needs.clone(),
        listed: own.party.as_ref().map(|party| listed(judgement, party)).unwrap_or_default(),
        at: places(network, &own.arcs),
    }
}

/// Links and places of arcs, each once, in order of passage.
fn places(network: &Network, arcs: &[ArcIx]) -> Vec<String> {
    let atlas = &network.snapshot.atlas;
    let mut at: Vec<String> = Vec::new();
    for arc in arcs {
        let id = match network.arcs[arc.index()].what {
            ArcKind::Link(link, _) => &atlas.links[link.index()].id,
            // A transfer, start or arrival is met at the place where its arc ends.
            _ => &atlas.places[network.head_place(*arc).index()].id,
        };
        if !at.iter().any(|known| id.as_str() == known) {
            at.push(id.to_string());
        }
    }
    at
}

pub fn ruling(own: &Ruling<'_>) -> RulingRow {
    RulingRow {
        measure: own.measure.map_or_else(|| format!("{}:unknown", own.authority), |measure| measure.id.to_string()),
        authority: own.authority.clone(),
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
