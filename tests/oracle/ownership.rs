//! The least set of companies that belong to listed parties against all sets that are closed.

use std::collections::BTreeSet;

use corridor::model::{Basis, Confidence, Id, Percent, Provenance, Ranged, Reading};
use corridor::scenario::ownership::{Shareholdings, judge};
use corridor::tables::HoldingKind;
use corridor::tables::{Comparison, Holding, Listing, OwnershipTest};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

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
        let own =
            |&&(holder, held, ..): &&(usize, usize, usize, i64)| held == company && set >> holder & 1 == 1;
        let sum = |wanted: usize| -> i64 {
            let others = self.holdings.iter().filter(own).filter(|(holder, ..)| *holder != company);
            others.filter(|(_, _, kind, _)| *kind == wanted).map(|(.., share)| share).sum()
        };
        let share = if votes { sum(0).max(sum(1)) } else { sum(0) };
        let commands = self
            .holdings
            .iter()
            .filter(own)
            .any(|(_, _, kind, _)| *kind == 2 && board || *kind == 3 && control);
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

    /// Those who belong to anybody whom the test looks at.
    fn slow(&self) -> u32 {
        let mask = |parties: &[usize]| parties.iter().fold(0, |mask, party| mask | 1 << party);
        if self.flags[1] {
            let all: Vec<usize> = self.listed.iter().map(|(party, _)| *party).collect();
            return if all.is_empty() { 0 } else { self.least(mask(&all)) };
        }
        let names: BTreeSet<(bool, usize)> = self
            .listed
            .iter()
            .map(|&(party, joint)| joint.map_or((false, party), |joint| (true, joint)))
            .collect();
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
        let (sender, programme) = ("EU".to_owned(), id(0));
        let listing = |&(party, joint): &(usize, Option<usize>)| Listing {
            party: id(party),
            sender: sender.clone(),
            programme: programme.clone(),
            joint: joint.map(|joint| Id::parse(&format!("j{joint}")).unwrap()),
            reading: reading.clone(),
            ..Listing::default()
        };
        let listed: Vec<Listing> = drawn.listed.iter().map(listing).collect();
        let listed: Vec<&Listing> = listed.iter().collect();
        let threshold = Percent(drawn.threshold * 1_000_000);
        let test = OwnershipTest {
            sender: sender.clone(),
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
            let judged = judge(&Shareholdings::new(&holdings), &listed, &test, &id(party));
            assert_eq!(judged.why.is_some(), slow >> party & 1 == 1, "p{party}");
            // Each chain begins with a listed party.
            for chain in &judged.chains {
                assert!(listed.iter().any(|listing| listing.party == chain.parties[0]), "{chain:?}");
            }
        }
    });
}
