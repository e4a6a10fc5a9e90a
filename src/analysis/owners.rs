//! Whose a company is, by the test of each sender.

use std::collections::BTreeSet;

use crate::answer::{Metadata, Owners, OwnershipChain, OwnershipStatus, OwnershipVerdict};
use crate::error::{Error, Result};
use crate::model::{Confidence, Id, Percent, Reading};
use crate::notice::did_you_mean;
use crate::scenario::ownership::{self, Chain, RangeReading, ResolvedMeasure, Share, Shareholdings, Why};
use crate::tables::{Atlas, Holding, HoldingKind, Listing, OwnershipTest, PartyKind, Snapshot};

use super::rows;

/// What every test in force says of a party, or of the operator of a place or link.
///
/// # Errors
/// Nothing has the id, or nobody is known to run it.
pub fn owners(head: Metadata, dated: &Snapshot, id: &str) -> Result<Owners> {
    let atlas = &dated.atlas;
    let party = party(dated, id)?;
    let holdings: Vec<&Holding> = atlas.holdings.iter().filter(|row| row.window.holds(dated.day)).collect();
    let above = above(&holdings, &party);
    let tests = atlas.ownership_tests.iter().filter(|test| test.window.holds(dated.day));
    let mut sources: Vec<&Id> = above.iter().flat_map(|row| &row.provenance.sources).collect();
    let unknown = unknown(atlas, &holdings, &party);
    let tests: Vec<OwnershipVerdict> = tests
        .map(|test| {
            let listed = ownership::listed(&atlas.listings, test, dated.day);
            let readings = listed.iter().map(|listing| &listing.reading).chain([&test.reading]);
            let readings: Vec<&Reading> = readings.collect();
            sources.extend(readings.iter().flat_map(|reading| &reading.provenance.sources));
            let lists = atlas.listings.iter().any(|listing| test.is_for(listing));
            let asked = Asked { holdings: &holdings, listed: &listed, test, party: &party, lists, unknown };
            verdict(&asked, &readings)
        })
        .collect();
    let mut seen = BTreeSet::new();
    let sources =
        sources.into_iter().filter(|id| seen.insert(*id)).map(|id| rows::source_line(atlas, id.as_str()));
    Ok(Owners {
        head,
        id: party.to_string(),
        name: atlas.parties.get(party.as_str()).map(|row| row.name.clone()).unwrap_or_default(),
        operates: operates(dated, &party),
        owners: above.into_iter().map(rows::owner).collect(),
        tests,
        sources: sources.collect(),
    })
}

/// The party of this id, or who runs the asset of this id on the day.
fn party(dated: &Snapshot, id: &str) -> Result<Id> {
    let atlas = &dated.atlas;
    if let Some(row) = atlas.parties.get(id) {
        return Ok(row.id.clone());
    }
    let place = atlas.places.get(id).map(|row| row.operator.clone());
    let link = atlas.links.get(id).map(|row| row.operator.clone());
    match place.or(link) {
        Some(Some(operator)) => Ok(operator),
        Some(None) => Err(Error::question(format!("nobody is known to run {id}: name a party"))),
        None => {
            let near = did_you_mean(id, atlas.parties.ids().map(Id::as_str));
            let near = if near.is_empty() { "`corridor show` tells an operator".into() } else { near };
            Err(Error::question(format!("{id:?} is no party, place or link; {near}")))
        }
    }
}

fn operates(dated: &Snapshot, party: &Id) -> Vec<String> {
    let atlas = &dated.atlas;
    let places = atlas.places.iter().map(|row| (&row.id, &row.operator));
    let links = atlas.links.iter().map(|row| (&row.id, &row.operator));
    let own = places.chain(links).filter(|(_, operator)| operator.as_ref() == Some(party));
    own.map(|(id, _)| id.to_string()).collect()
}

/// Holdings of a company, then of its holders, each once.
fn above<'a>(holdings: &[&'a Holding], party: &Id) -> Vec<&'a Holding> {
    let (mut all, mut seen, mut next) = (Vec::new(), BTreeSet::from([party]), vec![party]);
    while !next.is_empty() {
        let level: Vec<&Holding> = next
            .iter()
            .flat_map(|held| holdings.iter().filter(move |row| row.held == **held))
            .copied()
            .collect();
        next = level.iter().map(|row| &row.holder).filter(|holder| seen.insert(holder)).collect();
        all.extend(level);
    }
    all
}

/// One company under one test.
struct Asked<'a> {
    holdings: &'a [&'a Holding],
    listed: &'a [&'a Listing],
    test: &'a OwnershipTest,
    party: &'a Id,
    /// Does the atlas know anybody who is or was listed?
    lists: bool,
    /// Of the company: what nobody is known to hold.
    unknown: Percent,
}

/// What nobody is known to hold of a company; a state is nobody's.
fn unknown(atlas: &Atlas, holdings: &[&Holding], party: &Id) -> Percent {
    if atlas.parties.get(party.as_str()).is_some_and(|row| row.kind != PartyKind::Company) {
        return Percent::ZERO;
    }
    let shares = holdings.iter().filter(|row| row.held == *party && row.kind == HoldingKind::Shares);
    let known = shares.filter_map(|row| Percent::from_pct(row.share_pct?.value));
    known.fold(Percent(100_000_000), |rest, share| rest - share).max(Percent::ZERO)
}

fn verdict(asked: &Asked<'_>, readings: &[&Reading]) -> OwnershipVerdict {
    let Asked { holdings, listed, test, party, lists, unknown } = *asked;
    let books = Shareholdings::new(holdings);
    let judge = |books: Shareholdings<'_>| ownership::judge(&books, listed, test, party);
    let at = |share| judge(Shareholdings { share, ..books });
    let now = judge(books);
    let beneficiary = judge(Shareholdings { trust: RangeReading::Beneficiary, ..books });
    let decisive = ownership::decisive(&books, listed, test, party);
    let named = |at: usize| format!("{} > {}", holdings[at].holder, holdings[at].held);
    OwnershipVerdict {
        sender: test.sender.clone(),
        programme: test.programme.to_string(),
        // Whose lists the atlas has not, or whose holders it knows too few of, is not cleared.
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

fn chain(chain: &Chain) -> OwnershipChain {
    OwnershipChain {
        parties: chain.parties.iter().map(ToString::to_string).collect(),
        share_pct: chain.share.map(|share| share.pct()),
        kind: chain.kind,
    }
}
