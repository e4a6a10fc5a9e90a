//! A row a test.

use super::Flat;
use crate::answer::{Owners, OwnershipChain, OwnershipVerdict, Row};

pub(super) fn flat(answer: &Owners) -> Flat {
    let rows = answer.tests.iter().map(|test| row(&answer.id, test)).collect();
    Flat::new(rows, || row("", &OwnershipVerdict::default()))
}

fn row(id: &str, test: &OwnershipVerdict) -> Row {
    Row::default()
        .with("id", id)
        .with("sender", test.sender.as_str())
        .with("programme", test.programme.as_str())
        .with("verdict", test.verdict)
        .with("counted", test.counted)
        .with("counted_low", test.counted_low)
        .with("counted_high", test.counted_high)
        .with("summed", test.summed)
        .with("counted_beneficiary", test.counted_beneficiary)
        .with("verdict_beneficiary", test.verdict_beneficiary)
        .with("comparison", test.comparison)
        .with("threshold", test.threshold)
        .with("missed_by", test.missed_by)
        .with("aggregate", test.aggregate)
        .with("uncertain", test.uncertain.join("; "))
        .with("chains", test.chains.iter().map(OwnershipChain::told).collect::<Vec<_>>().join("; "))
        .with("conf", test.conf)
        .with("text_seen", test.text_seen)
}
