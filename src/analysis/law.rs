//! For whom is a route legal, by whose law, on what day? And whose is a company, by the test of each authority?

use std::collections::BTreeSet;
use std::sync::Arc as Shared;

use rayon::prelude::*;

use super::list;
use crate::answer::{
    ActRow, Legal, LegalRow, Metadata, Owners, OwnershipChain, OwnershipStatus, OwnershipVerdict, Ruling as RulingRow,
    SecondarySanctions,
};
use crate::error::{Error, Result};
use crate::model::{Act, ApplicableLaw, Confidence, Day, Id, Percent, Reading, Trade, Verdict};
use crate::network::{ArcKind, Network};
use crate::scenario::law::{Judgement, LegalRegime, MeasureIndex, PartyRegister, Ruling, Transaction};
use crate::scenario::ownership::{self, HoldingChain, RangeReading, ResolvedMeasure, Share, Shareholdings, Why};
use crate::select::NameKind;
use crate::select::names::{self, Found, Named};
use crate::tables::{Atlas, Holding, HoldingKind, Listing, OwnershipTest, PartyKind, Snapshot};
use routing::ArcIx;

/// A trade with the routes on which it is judged.
pub struct Carried {
    /// The flow; none: a trade that was asked for.
    pub flow: Option<Id>,
    pub trade: Trade,
    pub routes: Vec<Vec<ArcIx>>,
}

pub struct LegalRequest<'a> {
    pub head: Metadata,
    pub network: &'a Network,
    pub ruled: &'a ApplicableLaw,
    pub carried: Vec<Carried>,
    /// Changes from a day to a day; none: the day of the network.
    pub dates: Option<(Day, Day)>,
}

pub fn legal(asked: LegalRequest<'_>) -> Legal {
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
    let first = asked.dates.map_or(asked.network.snapshot.day, |(from, _)| from);
    // Days on which nothing changes for a route are not judged.
    let later = |own: &JudgedRoute| asked.dates.map_or_else(Vec::new, |dates| index.days(&own.transaction, dates));
    let by_route: Vec<Vec<Day>> = judged.iter().map(|own| [vec![first], later(own)].concat()).collect();
    let days: BTreeSet<Day> = by_route.iter().flatten().copied().collect();
    let days: Vec<Day> = days.into_iter().collect();
    // Who is listed on a day is found once for all routes.
    let regime = |day: &Day| LegalRegime::on(&index, PartyRegister::new(asked.network, *day));
    let regimes: Vec<LegalRegime<'_>> = days.par_iter().map(regime).collect();
    let rows = |(own, mine): (&JudgedRoute, &Vec<Day>)| -> Vec<LegalRow> {
        let mut rows: Vec<LegalRow> = Vec::new();
        for day in mine {
            // Every day of a route is among the days: the search does not fail.
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
    // `None` is less than any day: one row with law that is not known leaves the answer without a horizon.
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
    let mut rows: Vec<ActRow> = judgement.rulings.iter().map(|own| act(network, own)).collect();
    // An act of which no ruling speaks gets a row too: that it is open has to be seen.
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
        authority: Some(own.authority.clone()),
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

/// What every test in force says of a party, or of the operator of a place or link.
///
/// # Errors
/// Nothing has the id, or no one is known to run it.
pub fn owners(head: Metadata, snapshot: &Snapshot, id: &str) -> Result<Owners> {
    let atlas = &snapshot.atlas;
    let party = party(snapshot, id)?;
    let holdings: Vec<&Holding> = atlas.holdings.iter().filter(|row| row.window.holds(snapshot.day)).collect();
    let above = above(&holdings, &party);
    let tests = atlas.ownership_tests.iter().filter(|test| test.window.holds(snapshot.day));
    let mut sources: Vec<&Id> = above.iter().flat_map(|row| &row.provenance.sources).collect();
    let unknown = unknown(atlas, &holdings, &party);
    let tests: Vec<OwnershipVerdict> = tests
        .map(|test| {
            let listed = ownership::listed(&atlas.listings, test, snapshot.day);
            let readings = listed.iter().map(|listing| &listing.reading).chain([&test.reading]);
            let readings: Vec<&Reading> = readings.collect();
            sources.extend(readings.iter().flat_map(|reading| &reading.provenance.sources));
            let lists = atlas.listings.iter().any(|listing| test.is_for(listing));
            let asked = CompanyUnderTest { holdings: &holdings, listed: &listed, test, party: &party, lists, unknown };
            verdict(&asked, &readings)
        })
        .collect();
    let mut seen = BTreeSet::new();
    let sources = sources.into_iter().filter(|id| seen.insert(*id)).map(|id| list::source_line(atlas, id.as_str()));
    Ok(Owners {
        head,
        id: party.to_string(),
        name: atlas.parties.get(party.as_str()).map(|row| row.name.clone()).unwrap_or_default(),
        operates: operates(snapshot, &party),
        owners: above.into_iter().map(list::owner).collect(),
        tests,
        sources: sources.collect(),
    })
}

/// The party of this id, or who runs the asset of this id on the day.
fn party(snapshot: &Snapshot, id: &str) -> Result<Id> {
    let atlas = &snapshot.atlas;
    let named = match names::find(atlas, id, &[NameKind::Party, NameKind::Place, NameKind::Link]) {
        Found::One(named) => named,
        Found::Several(many) => only_party(id, many)?,
        Found::None => {
            let near = names::offered(atlas, id, &[NameKind::Party]);
            let near = near.unwrap_or_else(|| "`corridor list parties` shows them".into());
            return Err(Error::question(format!("{id:?} is no party, place or link; {near}")));
        }
    };
    let operator = match named.kind {
        NameKind::Place => atlas.places[named.at].operator.clone(),
        NameKind::Link => atlas.links[named.at].operator.clone(),
        _ => Some(Id::trusted(&named.id)),
    };
    operator.ok_or_else(|| Error::question(format!("no one is known to run {}: name a party", named.id)))
}

/// Of equal names a party wins over what it runs.
fn only_party(text: &str, many: Vec<Named>) -> Result<Named> {
    let parties: Vec<&Named> = many.iter().filter(|named| named.kind == NameKind::Party).collect();
    match parties.as_slice() {
        [one] => Ok((*one).clone()),
        _ => {
            let fault = names::ambiguous(text, &many);
            Err(Error::question(format!("{}; {}", fault.rule, fault.hint)))
        }
    }
}

fn operates(snapshot: &Snapshot, party: &Id) -> Vec<String> {
    let atlas = &snapshot.atlas;
    let places = atlas.places.iter().map(|row| (&row.id, &row.operator));
    let links = atlas.links.iter().map(|row| (&row.id, &row.operator));
    let own = places.chain(links).filter(|(_, operator)| operator.as_ref() == Some(party));
    own.map(|(id, _)| id.to_string()).collect()
}

/// Holdings of a company, then of its holders, each once.
fn above<'a>(holdings: &[&'a Holding], party: &Id) -> Vec<&'a Holding> {
    let (mut all, mut seen, mut next) = (Vec::new(), BTreeSet::from([party]), vec![party]);
    // Level by level. `seen` ends the search where companies hold each other.
    while !next.is_empty() {
        let level: Vec<&Holding> =
            next.iter().flat_map(|held| holdings.iter().filter(move |row| row.held == **held)).copied().collect();
        next = level.iter().map(|row| &row.holder).filter(|holder| seen.insert(holder)).collect();
        all.extend(level);
    }
    all
}

struct CompanyUnderTest<'a> {
    holdings: &'a [&'a Holding],
    listed: &'a [&'a Listing],
    test: &'a OwnershipTest,
    party: &'a Id,
    /// Does the atlas know anyone who is or was listed?
    lists: bool,
    /// Of the company: what no one is known to hold.
    unknown: Percent,
}

/// What no one is known to hold of a company; a state is no one's.
fn unknown(atlas: &Atlas, holdings: &[&Holding], party: &Id) -> Percent {
    // Persons and states have no shares.
    if atlas.parties.get(party.as_str()).is_some_and(|row| row.kind != PartyKind::Company) {
        return Percent::ZERO;
    }
    let shares = holdings.iter().filter(|row| row.held == *party && row.kind == HoldingKind::Shares);
    let known = shares.filter_map(|row| Percent::from_pct(row.share_pct?.value));
    // 100 %, in millionths of a percent. Known shares may add up to more, so the rest stops at 0.
    known.fold(Percent(100_000_000), |rest, share| rest - share).max(Percent::ZERO)
}

fn verdict(asked: &CompanyUnderTest<'_>, readings: &[&Reading]) -> OwnershipVerdict {
    let CompanyUnderTest { holdings, listed, test, party, lists, unknown } = *asked;
    let shareholdings = Shareholdings::new(holdings);
    // The verdict is taken at point values; ends of ranges and the other reading of trusts are shown beside it.
    let judge = |shareholdings: Shareholdings<'_>| ownership::judge(&shareholdings, listed, test, party);
    let at = |share| judge(Shareholdings { share, ..shareholdings });
    let now = judge(shareholdings);
    let beneficiary = judge(Shareholdings { trust: RangeReading::Beneficiary, ..shareholdings });
    let decisive = ownership::decisive(&shareholdings, listed, test, party);
    let named = |at: usize| format!("{} > {}", holdings[at].holder, holdings[at].held);
    OwnershipVerdict {
        authority: test.authority.clone(),
        programme: test.programme.to_string(),
        // Not cleared where the atlas has no lists of the authority, or where the unknown rest could meet the test.
        verdict: if lists && !(now.why.is_none() && test.is_met(now.counted + unknown)) {
            status(&now)
        } else {
            OwnershipStatus::Unknown
        },
        counted: now.counted.pct(),
        counted_low: at(Share::Low).counted.pct(),
        counted_high: at(Share::High).counted.pct(),
        summed: now.summed.pct(),
        counted_beneficiary: beneficiary.counted.pct(),
        verdict_beneficiary: status(&beneficiary),
        threshold: test.threshold.pct(),
        comparison: test.comparison,
        missed_by: (test.threshold - now.counted).pct(),
        aggregate: test.aggregate,
        uncertain: decisive.into_iter().map(named).collect(),
        chains: now.chains.iter().map(chain).collect(),
        // Levels go from the surest down, so the greatest is the least sure.
        conf: readings.iter().map(|reading| reading.conf).max().unwrap_or(Confidence::Low),
        text_seen: readings.iter().all(|reading| reading.text_seen),
    }
}

fn status(judged: &ResolvedMeasure) -> OwnershipStatus {
    match judged.why {
        Some(Why::Listed) => OwnershipStatus::Listed,
        Some(Why::Owned) => OwnershipStatus::Owned,
        Some(Why::Controlled) => OwnershipStatus::Controlled,
        None => OwnershipStatus::Not,
    }
}

fn chain(chain: &HoldingChain) -> OwnershipChain {
    OwnershipChain {
        parties: chain.parties.iter().map(ToString::to_string).collect(),
        share_pct: chain.share.map(|share| share.pct()),
        kind: chain.kind,
    }
}
