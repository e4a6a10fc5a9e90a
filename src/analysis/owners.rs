//! Whose is a company, by the test of each authority? And who has listed it?

use std::collections::BTreeSet;

use super::list;
use crate::answer::{
    Metadata, Owners, OwnersChange, OwnersChanged, OwnershipChain, OwnershipStatus, OwnershipVerdict, PartyListing,
};
use crate::diagnostic::did_you_mean;
use crate::error::{Error, Result};
use crate::model::{Confidence, Day, Id, Layer, Measure, PartySelector, Percent, Reading, Standing, Window};
use crate::scenario::ownership::{self, HoldingChain, RangeReading, ResolvedMeasure, Share, Shareholdings, Why};
use crate::tables::{Atlas, Holding, HoldingKind, Listing, OwnershipTest, PartyKind, Snapshot};

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
    let listings = listings(snapshot, &party);
    let changes = changes(snapshot, &party);
    let mut seen = BTreeSet::new();
    let sources = sources.into_iter().filter(|id| seen.insert(*id)).map(|id| list::source_line(atlas, id.as_str()));
    Ok(Owners {
        head,
        id: party.to_string(),
        name: atlas.parties.get(party.as_str()).map(|row| row.name.clone()).unwrap_or_default(),
        operates: operates(snapshot, &party),
        owners: above.into_iter().map(list::owner).collect(),
        listings,
        changes,
        tests,
        sources: sources.collect(),
    })
}

/// The lists that a party is on, and the measures that name it, on the day.
fn listings(snapshot: &Snapshot, party: &Id) -> Vec<PartyListing> {
    let atlas = &snapshot.atlas;
    let on = atlas.listings.iter().filter(|row| row.party == *party && row.window.holds(snapshot.day));
    let on = on.map(|row| PartyListing {
        authority: row.authority.clone(),
        programme: Some(row.programme.to_string()),
        measure: None,
        since: row.window.since,
        until: row.window.until,
        conf: Some(row.reading.conf),
        text_seen: row.reading.text_seen,
    });
    let named = naming(atlas, party).filter(|measure| measure.acts_on(snapshot.day));
    on.chain(named.map(by_name)).collect()
}

/// A measure that names a party is a listing of its own.
fn by_name(measure: &Measure) -> PartyListing {
    PartyListing {
        authority: measure.authority.clone(),
        programme: measure.legal.programme.as_ref().map(ToString::to_string),
        measure: Some(measure.id.to_string()),
        since: measure.window.since,
        until: measure.window.until,
        conf: measure.legal.reading.map(|(conf, _)| conf),
        text_seen: measure.legal.reading.is_some_and(|(_, seen)| seen),
    }
}

/// Measures of authorities that name a party by its id.
fn naming<'a>(atlas: &'a Atlas, party: &'a Id) -> impl Iterator<Item = &'a Measure> {
    let names = |selector: &PartySelector| selector.parties.contains(party);
    let of_law = atlas.law.measures.iter().filter(|measure| measure.layer() == Layer::Law);
    let acting = of_law.filter(|measure| measure.legal.standing.is_none_or(|own| own == Standing::InForce));
    acting.filter(move |measure| measure.legal.parties.as_ref().is_some_and(names))
}

/// What begins or ends after the day for a party and those who hold it then or later.
fn changes(snapshot: &Snapshot, party: &Id) -> Vec<OwnersChange> {
    let (atlas, day) = (&snapshot.atlas, snapshot.day);
    let later: Vec<&Holding> =
        atlas.holdings.iter().filter(|row| row.window.until.is_none_or(|until| day <= until)).collect();
    let above = above(&later, party);
    let parties: BTreeSet<&Id> = above.iter().map(|row| &row.holder).chain([party]).collect();
    let mut all = Vec::new();
    let mut add = |window: Window, party: &Id, changes: [OwnersChanged; 2], by: String| {
        // A window changes what holds on its first day and on the day after its last.
        let days = [window.since, window.until.and_then(Day::next)];
        let after = days.into_iter().zip(changes).filter_map(|(at, change)| Some((at.filter(|at| *at > day)?, change)));
        all.extend(after.map(|(date, change)| OwnersChange { date, party: party.to_string(), change, by: by.clone() }));
    };
    for row in atlas.listings.iter().filter(|row| parties.contains(&row.party)) {
        let by = format!("{}/{}", row.authority, row.programme);
        add(row.window, &row.party, [OwnersChanged::Listed, OwnersChanged::Delisted], by);
    }
    for party in &parties {
        for measure in naming(atlas, party) {
            add(measure.window, party, [OwnersChanged::Named, OwnersChanged::Unnamed], measure.id.to_string());
        }
    }
    for row in &above {
        add(row.window, &row.holder, [OwnersChanged::Held, OwnersChanged::Unheld], row.held.to_string());
    }
    all.sort();
    all.dedup();
    all
}

/// The party of this id, or who runs the asset of this id on the day.
fn party(snapshot: &Snapshot, id: &str) -> Result<Id> {
    let atlas = &snapshot.atlas;
    if let Some(row) = atlas.parties.get(id) {
        return Ok(row.id.clone());
    }
    let place = atlas.places.get(id).map(|row| row.operator.clone());
    let link = atlas.links.get(id).map(|row| row.operator.clone());
    // Outer `None`: no place or link has the id. Inner `None`: its operator is not known.
    match place.or(link) {
        Some(Some(operator)) => Ok(operator),
        Some(None) => Err(Error::question(format!("no one is known to run {id}: name a party"))),
        None => {
            let near = did_you_mean(id, atlas.parties.ids().map(Id::as_str));
            let near = if near.is_empty() { "`corridor show` tells an operator".into() } else { near };
            Err(Error::question(format!("{id:?} is no party, place or link; {near}")))
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
