//! Worked by hand; and random companies, of which the least set that belongs to listed parties is found among all closed sets.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::model::{Basis, Confidence, Provenance, Ranged, Reading};
use crate::tables::Comparison;

fn provenance() -> Provenance {
    Provenance { basis: Basis::Reported, sources: Vec::new(), note: None }
}

fn reading() -> Reading {
    Reading { conf: Confidence::High, text_seen: true, provenance: provenance() }
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn holding((holder, held, kind, share): (&str, &str, &str, f64)) -> Holding {
    Holding {
        holder: id(holder),
        held: id(held),
        kind: HoldingKind::parse(kind).unwrap(),
        share_pct: Some(Ranged::point(share)),
        provenance: provenance(),
        ..Holding::default()
    }
}

fn test(reached: bool, aggregate: bool, control: bool) -> OwnershipTest {
    OwnershipTest {
        authority: "US".into(),
        programme: id("russia"),
        threshold: Percent(50_000_000),
        comparison: if reached { Comparison::AsMuch } else { Comparison::More },
        aggregate,
        votes: control,
        board: control,
        control,
        reading: reading(),
        ..OwnershipTest::default()
    }
}

/// Why a company counts, and the percent that is counted.
fn resolved(
    holdings: &[(&str, &str, &str, f64)],
    listed: &[&str],
    test: &OwnershipTest,
    company: &str,
) -> (Option<Why>, f64) {
    let holdings: Vec<Holding> = holdings.iter().copied().map(holding).collect();
    let holdings: Vec<&Holding> = holdings.iter().collect();
    let listing = |party: &&str| Listing {
        party: id(party),
        authority: "US".into(),
        programme: id("russia"),
        joint: party.starts_with("joint").then(|| id("joint")),
        reading: reading(),
        ..Listing::default()
    };
    let listings: Vec<Listing> = listed.iter().map(listing).collect();
    let listings: Vec<&Listing> = listings.iter().collect();
    let resolved = judge(&Shareholdings::new(&holdings), &listings, test, &id(company));
    (resolved.why, resolved.counted.pct())
}

/// The patterns of OFAC's FAQ 401.
#[test]
fn half_of_half_is_owned_and_nothing_is_multiplied() {
    let us = test(true, true, false);
    let half = |holder, held| (holder, held, "shares", 50.0);
    let quarter = |holder, held| (holder, held, "shares", 25.0);
    let chain = [half("x", "a"), half("a", "b")];
    assert_eq!(resolved(&chain, &["x"], &us, "b"), (Some(Why::Owned), 50.0));
    let mixed = [half("x", "a"), quarter("x", "b"), quarter("a", "c"), quarter("b", "c")];
    assert_eq!(resolved(&mixed, &["x"], &us, "c"), (None, 25.0));
    let lesser = [quarter("x", "a"), quarter("x", "b"), half("a", "c"), half("b", "c")];
    assert_eq!(resolved(&lesser, &["x"], &us, "c"), (None, 0.0));
    let both = [quarter("x", "c"), quarter("y", "c")];
    assert_eq!(resolved(&both, &["x", "y"], &us, "c"), (Some(Why::Owned), 50.0));
    let circle = [("a", "b", "shares", 100.0), ("b", "a", "shares", 100.0)];
    assert_eq!(resolved(&circle, &["x"], &us, "a"), (None, 0.0));
    assert_eq!(resolved(&circle, &["b"], &us, "a"), (Some(Why::Owned), 100.0));
}

#[test]
fn each_sender_has_its_own_test() {
    let both = [("x", "c", "shares", 30.0), ("y", "c", "shares", 30.0)];
    let more = test(false, false, true);
    assert_eq!(resolved(&both, &["x", "y"], &more, "c"), (None, 30.0), "each by itself");
    let joint = [("joint-x", "c", "shares", 30.0), ("joint-y", "c", "shares", 30.0)];
    assert_eq!(resolved(&joint, &["joint-x", "joint-y"], &more, "c"), (Some(Why::Owned), 60.0));
    let half = [("x", "c", "shares", 50.0)];
    assert_eq!(resolved(&half, &["x"], &more, "c"), (None, 50.0), "more than half");
    let votes = [("x", "c", "shares", 10.0), ("x", "c", "votes", 60.0)];
    assert_eq!(resolved(&votes, &["x"], &more, "c"), (Some(Why::Owned), 60.0));
    assert_eq!(resolved(&votes, &["x"], &test(true, true, false), "c"), (None, 10.0));
    let control = [("x", "c", "control", 0.0), ("c", "d", "shares", 80.0)];
    assert_eq!(resolved(&control, &["x"], &more, "c"), (Some(Why::Controlled), 0.0));
    assert_eq!(resolved(&control, &["x"], &more, "d"), (Some(Why::Owned), 80.0));
    assert_eq!(resolved(&control, &["x"], &test(true, true, false), "d"), (None, 0.0));
    assert_eq!(resolved(&[], &["x"], &more, "x"), (Some(Why::Listed), 0.0));
}

#[test]
fn decimal_shares_add_up_exactly() {
    let thirds: Vec<_> = ["a", "b", "c"]
        .into_iter()
        .zip([16.1, 16.2, 17.7])
        .map(|(holder, share)| (holder, "t", "shares", share))
        .collect();
    assert_eq!(resolved(&thirds, &["a", "b", "c"], &test(true, true, false), "t"), (Some(Why::Owned), 50.0));
    assert_eq!(resolved(&thirds, &["a", "b", "c"], &test(false, true, false), "t"), (None, 50.0));
}

const KINDS: [&str; 4] = ["shares", "votes", "board", "control"];

/// Holders, held, kind, percent; who is listed, and with whom; the test.
#[derive(Debug)]
struct Drawn {
    parties: usize,
    holdings: Vec<(usize, usize, usize, i64)>,
    listed: Vec<(usize, Option<usize>)>,
    threshold: i64,
    flags: [bool; 5],
}

fn drawn(rng: &mut ChaCha8Rng) -> Drawn {
    let parties = rng.random_range(1..=8);
    let any = |rng: &mut ChaCha8Rng| rng.random_range(0..parties);
    let holding = |rng: &mut ChaCha8Rng| {
        let kind = if rng.random_range(0..3) > 0 { 0 } else { rng.random_range(0..4) };
        (any(rng), any(rng), kind, 5 * rng.random_range(0..=20))
    };
    Drawn {
        holdings: (0..rng.random_range(0..=20)).map(|_| holding(rng)).collect(),
        listed: (0..rng.random_range(0..=3))
            .map(|_| (any(rng), (rng.random_range(0..3) == 0).then(|| rng.random_range(0..2))))
            .collect(),
        threshold: [25, 50, 50, 50][rng.random_range(0..4)],
        flags: std::array::from_fn(|_| rng.random_range(0..2) == 0),
        parties,
    }
}

impl Drawn {
    /// Whether a company meets the test where those in a set count.
    fn meets(&self, set: u32, company: usize) -> bool {
        let [reached, _, votes, board, control] = self.flags;
        let own = |&&(holder, held, ..): &&(usize, usize, usize, i64)| held == company && set >> holder & 1 == 1;
        let sum = |wanted: usize| -> i64 {
            let others = self.holdings.iter().filter(own).filter(|(holder, ..)| *holder != company);
            others.filter(|(_, _, kind, _)| *kind == wanted).map(|(.., share)| share).sum()
        };
        let share = if votes { sum(0).max(sum(1)) } else { sum(0) };
        let commands =
            self.holdings.iter().filter(own).any(|(_, _, kind, _)| *kind == 2 && board || *kind == 3 && control);
        share > self.threshold || reached && share == self.threshold || commands
    }

    /// The intersection of all sets that hold these and every company that meets the test by the set.
    fn least(&self, listed: u32) -> u32 {
        let closed = |set: &u32| {
            set & listed == listed
                && (0..self.parties).all(|company| set >> company & 1 == 1 || !self.meets(*set, company))
        };
        (0..1_u32 << self.parties).filter(closed).fold(u32::MAX, |all, set| all & set)
    }

    /// Those who belong to anyone whom the test looks at.
    fn slow(&self) -> u32 {
        let mask = |parties: &[usize]| parties.iter().fold(0, |mask, party| mask | 1 << party);
        if self.flags[1] {
            let all: Vec<usize> = self.listed.iter().map(|(party, _)| *party).collect();
            return if all.is_empty() { 0 } else { self.least(mask(&all)) };
        }
        let names: BTreeSet<(bool, usize)> =
            self.listed.iter().map(|&(party, joint)| joint.map_or((false, party), |joint| (true, joint))).collect();
        let of = |name: (bool, usize)| {
            let mine = self
                .listed
                .iter()
                .filter(move |&&(party, joint)| joint.map_or((false, party), |joint| (true, joint)) == name);
            mask(&mine.map(|(party, _)| *party).collect::<Vec<_>>())
        };
        names.into_iter().fold(0, |all, name| all | self.least(of(name)))
    }
}

#[test]
fn what_belongs_to_listed_parties_is_the_least_closed_set() {
    oracle::run("ownership against all closed sets", drawn, |drawn| {
        let id = |party: usize| Id::parse(&format!("p{party}")).unwrap();
        let provenance = Provenance { basis: Basis::Reported, sources: Vec::new(), note: None };
        let reading = Reading { conf: Confidence::High, text_seen: true, provenance: provenance.clone() };
        let holding = |&(holder, held, kind, share): &(usize, usize, usize, i64)| Holding {
            holder: id(holder),
            held: id(held),
            kind: HoldingKind::parse(KINDS[kind]).unwrap(),
            share_pct: Some(Ranged::point(share as f64)),
            provenance: provenance.clone(),
            ..Holding::default()
        };
        let holdings: Vec<Holding> = drawn.holdings.iter().map(holding).collect();
        let holdings: Vec<&Holding> = holdings.iter().collect();
        let [reached, aggregate, votes, board, control] = drawn.flags;
        let (authority, programme) = ("EU".to_owned(), id(0));
        let listing = |&(party, joint): &(usize, Option<usize>)| Listing {
            party: id(party),
            authority: authority.clone(),
            programme: programme.clone(),
            joint: joint.map(|joint| Id::parse(&format!("j{joint}")).unwrap()),
            reading: reading.clone(),
            ..Listing::default()
        };
        let listed: Vec<Listing> = drawn.listed.iter().map(listing).collect();
        let listed: Vec<&Listing> = listed.iter().collect();
        let threshold = Percent(drawn.threshold * 1_000_000);
        let test = OwnershipTest {
            authority: authority.clone(),
            programme: programme.clone(),
            threshold,
            comparison: if reached { Comparison::AsMuch } else { Comparison::More },
            aggregate,
            votes,
            board,
            control,
            reading: reading.clone(),
            ..OwnershipTest::default()
        };
        let slow = drawn.slow();
        for party in 0..drawn.parties {
            let resolved = judge(&Shareholdings::new(&holdings), &listed, &test, &id(party));
            assert_eq!(resolved.why.is_some(), slow >> party & 1 == 1, "p{party}");
            // Each chain begins with a listed party.
            for chain in &resolved.chains {
                assert!(listed.iter().any(|listing| listing.party == chain.parties[0]), "{chain:?}");
            }
        }
    });
}
