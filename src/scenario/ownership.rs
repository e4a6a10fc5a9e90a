//! Who owns a company? From the names that an authority listed, by the authority's own test, the least set of
//! companies that belong to them.
//!
//! Only shares held by listed parties, or by companies that already meet the test, count, and they count in full;
//! nothing is multiplied along a chain. So sums of decimal shares decide, which are exact in millionths of a percent.
//! Beginning with the listed names alone, companies are added until no further one meets the test: a circle of
//! companies that hold each other adds nothing by itself. (US: OFAC's 50 Percent Rule and its FAQ 401; EU: Council
//! guidance of 2024; UK: OFSI guidance on ownership and control.)

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Day, Id, Percent};
use crate::tables::{Holding, HoldingKind, Listing, OwnershipTest};

/// Which end of each share's range is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// As little as may be.
    Low,
    /// The value itself.
    Value,
    /// As much as may be.
    High,
}

/// The holder of a share that a trustee holds for someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeReading {
    Trustee,
    Beneficiary,
}

/// How holdings are read.
#[derive(Clone, Copy, Debug)]
pub struct Shareholdings<'a> {
    /// All holdings of the day.
    pub holdings: &'a [&'a Holding],
    /// Which end of ranges.
    pub share: Share,
    /// One holding that is taken at the other end, by its place among all.
    pub other: Option<(usize, Share)>,
    /// Who counts for what a trustee holds.
    pub trust: RangeReading,
}

impl<'a> Shareholdings<'a> {
    /// At their values, a trustee's share being the trustee's.
    pub fn new(holdings: &'a [&'a Holding]) -> Self {
        Self { holdings, share: Share::Value, other: None, trust: RangeReading::Trustee }
    }

    fn percent(&self, at: usize) -> Percent {
        let share = self.other.filter(|(other, _)| *other == at).map_or(self.share, |(_, share)| share);
        let ranged = self.holdings[at].share_pct;
        let end = ranged.map(|own| match share {
            Share::Low => own.low.unwrap_or(own.value),
            Share::Value => own.value,
            Share::High => own.high.unwrap_or(own.value),
        });
        // Control and the right to a board have no percent: they count as 0 here.
        end.and_then(Percent::from_pct).unwrap_or_default()
    }

    /// What a holding is as shares: none where it is not about shares, or someone else counts for them.
    fn shares(&self, at: usize) -> Percent {
        let own = self.holdings[at];
        // Of a trust either the row of the trustee or that of the beneficiary counts, never both.
        match (own.kind, self.trust) {
            (HoldingKind::Trustee, RangeReading::Trustee) | (HoldingKind::Shares, RangeReading::Beneficiary) => {
                self.percent(at)
            }
            (HoldingKind::Shares, RangeReading::Trustee) => {
                // The row of a beneficiary includes what its trustees hold: that is taken off.
                let held = |other: &(usize, &&Holding)| {
                    other.1.kind == HoldingKind::Trustee
                        && other.1.held == own.held
                        && other.1.trustee_for.as_ref() == Some(&own.holder)
                };
                let in_trust = self.holdings.iter().enumerate().filter(held).map(|(at, _)| self.percent(at));
                let rest = self.percent(at) - in_trust.fold(Percent::ZERO, |sum, own| sum + own);
                // With shares at the ends of their ranges a trustee may hold more than the row that includes it.
                rest.max(Percent::ZERO)
            }
            _ => Percent::ZERO,
        }
    }
}

/// Why a party counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Listed,
    /// Enough of it is held by those who count.
    Owned,
    /// One who counts controls it, or appoints most of its board.
    Controlled,
}

/// Those who are looked at together, and all that belongs to them.
#[derive(Clone, Debug, Default)]
pub struct Owned {
    /// Why each party counts, and in which round it came to count.
    why: BTreeMap<Id, (usize, Why)>,
}

impl Owned {
    /// Why a party counts.
    pub fn why(&self, party: &Id) -> Option<Why> {
        self.why.get(party).map(|(_, why)| *why)
    }
}

/// A step of a chain: who holds how much of the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldingChain {
    /// From a listed party to the company asked for.
    pub parties: Vec<Id>,
    /// What the last but one holds of the company; none: control.
    pub share: Option<Percent>,
    pub kind: HoldingKind,
}

/// What a test says of a company.
#[derive(Clone, Debug)]
pub struct ResolvedMeasure {
    /// Why it counts; none: it does not.
    pub why: Option<Why>,
    /// The share that the test holds against its threshold.
    pub counted: Percent,
    /// What all listed parties hold together, also where the test looks at each by itself.
    pub summed: Percent,
    /// What is counted, holding by holding.
    pub chains: Vec<HoldingChain>,
}

/// Listed parties by the groups that a test looks at: all of them together, or each (joint ones as one).
fn groups(listed: &[&Listing], test: &OwnershipTest) -> Vec<BTreeSet<Id>> {
    // `false` for a party by itself, `true` for a word of joint ones, so that the two are not confused.
    let mut groups: BTreeMap<(bool, &Id), BTreeSet<Id>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for listing in listed {
        let name = listing.joint.as_ref().map_or((false, &listing.party), |joint| (true, joint));
        groups.entry(name).or_default().insert(listing.party.clone());
        all.insert(listing.party.clone());
    }
    if test.aggregate { vec![all] } else { groups.into_values().collect() }
}

/// The least set of parties that holds the listed ones and every company that meets the test by those in the set.
fn belonging(shareholdings: &Shareholdings<'_>, group: &BTreeSet<Id>, test: &OwnershipTest) -> Owned {
    let mut own = Owned::default();
    own.why.extend(group.iter().map(|party| (party.clone(), (0, Why::Listed))));
    for round in 1.. {
        // Only what is held by those who came to count in the round before can come to count in this one.
        let newest = |holder: &Id| own.why.get(holder).is_some_and(|(then, _)| then + 1 == round);
        let held = shareholdings.holdings.iter().filter(|holding| newest(&holding.holder)).map(|holding| &holding.held);
        let held: BTreeSet<&Id> = held.filter(|company| !own.why.contains_key(*company)).collect();
        // All of a round are judged by the set before it: the order of companies does not matter.
        let new: Vec<(Id, Why)> = held
            .into_iter()
            .filter_map(|company| met(shareholdings, &own, company, test).map(|why| (company.clone(), why)))
            .collect();
        if new.is_empty() {
            break;
        }
        own.why.extend(new.into_iter().map(|(company, why)| (company, (round, why))));
    }
    own
}

fn met(shareholdings: &Shareholdings<'_>, own: &Owned, company: &Id, test: &OwnershipTest) -> Option<Why> {
    let counted = counted(shareholdings, own, company, test);
    if test.is_met(counted) {
        return Some(Why::Owned);
    }
    let commands = |holding: &&&Holding| {
        let counts = match holding.kind {
            HoldingKind::Control => test.control,
            HoldingKind::Board => test.board,
            _ => false,
        };
        counts && holding.held == *company && own.why.contains_key(&holding.holder)
    };
    shareholdings.holdings.iter().find(commands).map(|_| Why::Controlled)
}

/// The share of a company that those who count hold; or of its votes, where these count and are more.
fn counted(shareholdings: &Shareholdings<'_>, own: &Owned, company: &Id, test: &OwnershipTest) -> Percent {
    let of = |at: &usize| {
        let holding = shareholdings.holdings[*at];
        // What a company holds of itself does not count for anyone.
        holding.held == *company && holding.holder != *company && own.why.contains_key(&holding.holder)
    };
    let mine: Vec<usize> = (0..shareholdings.holdings.len()).filter(of).collect();
    let sum = |share: &dyn Fn(usize) -> Percent| mine.iter().fold(Percent::ZERO, |sum, &at| sum + share(at));
    let shares = sum(&|at| shareholdings.shares(at));
    let votes = sum(&|at| match shareholdings.holdings[at].kind {
        HoldingKind::Votes => shareholdings.percent(at),
        _ => Percent::ZERO,
    });
    if test.votes { shares.max(votes) } else { shares }
}

/// What a test says of a company on the day of the books.
pub fn judge(
    shareholdings: &Shareholdings<'_>,
    listed: &[&Listing],
    test: &OwnershipTest,
    company: &Id,
) -> ResolvedMeasure {
    let mut best: Option<(Option<Why>, Percent, Owned)> = None;
    for group in groups(listed, test) {
        let own = belonging(shareholdings, &group, test);
        let (why, share) = (own.why(company), counted(shareholdings, &own, company, test));
        // To meet the test counts before the share; of equal groups the first stays.
        let key = |why: Option<Why>, share: Percent| (why.is_some(), share);
        if best.as_ref().is_none_or(|best| key(why, share) > key(best.0, best.1)) {
            best = Some((why, share, own));
        }
    }
    // Each listed party is a group by itself: where no one is listed there is none.
    let (why, share, own) = best.unwrap_or_default();
    let summed = if test.aggregate { share } else { together(shareholdings, listed, test, company) };
    ResolvedMeasure { why, counted: share, summed, chains: chains(shareholdings, &own, company, test) }
}

/// What all listed parties hold, whether or not the test adds it up.
fn together(shareholdings: &Shareholdings<'_>, listed: &[&Listing], test: &OwnershipTest, company: &Id) -> Percent {
    let all: BTreeSet<Id> = listed.iter().map(|listing| listing.party.clone()).collect();
    let adding = OwnershipTest { aggregate: true, ..test.clone() };
    counted(shareholdings, &belonging(shareholdings, &all, &adding), company, test)
}

/// The chains by which what is counted of a company is held.
fn chains(shareholdings: &Shareholdings<'_>, own: &Owned, company: &Id, test: &OwnershipTest) -> Vec<HoldingChain> {
    let mut chains = Vec::new();
    for (at, holding) in shareholdings.holdings.iter().enumerate() {
        if holding.held != *company || holding.holder == *company || !own.why.contains_key(&holding.holder) {
            continue;
        }
        let share = match holding.kind {
            HoldingKind::Votes if test.votes => Some(shareholdings.percent(at)),
            HoldingKind::Control if test.control => None,
            HoldingKind::Board if test.board => None,
            _ => Some(shareholdings.shares(at)),
        };
        // Kinds of holding that the test does not count come out as 0 shares.
        if share == Some(Percent::ZERO) {
            continue;
        }
        let mut parties = vec![company.clone(), holding.holder.clone()];
        // Each step leads to a party of an earlier round, so this ends at a listed one.
        while let Some(next) = above(shareholdings, own, &parties[parties.len() - 1], test) {
            parties.push(next);
        }
        parties.reverse();
        chains.push(HoldingChain { parties, share, kind: holding.kind });
    }
    chains
}

/// Who made a company count: of those that counted before it the one that holds most.
fn above(shareholdings: &Shareholdings<'_>, own: &Owned, company: &Id, test: &OwnershipTest) -> Option<Id> {
    // Round 0 is that of the listed parties: no one made them count.
    let round = own.why.get(company).map(|(round, _)| *round).filter(|round| *round > 0)?;
    let before = |holder: &Id| own.why.get(holder).is_some_and(|(own, _)| *own < round);
    let holders =
        shareholdings.holdings.iter().enumerate().filter(|(_, one)| one.held == *company && before(&one.holder));
    let weight = |at: usize, kind| match kind {
        HoldingKind::Votes if test.votes => shareholdings.percent(at),
        _ => shareholdings.shares(at),
    };
    let most = holders.max_by_key(|(at, one)| (weight(*at, one.kind), std::cmp::Reverse(*at)));
    most.map(|(_, one)| one.holder.clone())
}

/// All who are listed or belong to those who are, by a test on the day of the books.
pub fn belongs(shareholdings: &Shareholdings<'_>, listed: &[&Listing], test: &OwnershipTest) -> BTreeSet<Id> {
    groups(listed, test).iter().flat_map(|group| belonging(shareholdings, group, test).why.into_keys()).collect()
}

/// A party and all that belongs to it alone.
pub fn group(shareholdings: &Shareholdings<'_>, owner: &Id, test: &OwnershipTest) -> BTreeSet<Id> {
    belonging(shareholdings, &BTreeSet::from([owner.clone()]), test).why.into_keys().collect()
}

/// Who is listed under a test on a day.
pub fn listed<'a>(listings: &'a [Listing], test: &OwnershipTest, day: Day) -> Vec<&'a Listing> {
    let mine = |listing: &&Listing| test.is_for(listing) && listing.window.holds(day);
    listings.iter().filter(mine).collect()
}

/// Holdings whose place within its range alone decides the verdict: positions among all.
pub fn decisive(
    shareholdings: &Shareholdings<'_>,
    listed: &[&Listing],
    test: &OwnershipTest,
    company: &Id,
) -> Vec<usize> {
    let verdict = |shareholdings: Shareholdings<'_>| judge(&shareholdings, listed, test, company).why.is_some();
    let now = verdict(*shareholdings);
    let flips = |at: &usize| {
        [Share::Low, Share::High]
            .into_iter()
            .any(|end| verdict(Shareholdings { other: Some((*at, end)), ..*shareholdings }) != now)
    };
    (0..shareholdings.holdings.len()).filter(flips).collect()
}
