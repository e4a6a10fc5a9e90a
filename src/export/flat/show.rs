//! A row a fact.

use super::Flat;
use crate::answer::{Fact, Row, Show, Thing};

pub(super) fn flat(answer: &Show) -> Flat {
    let facts = answer.things.iter().flat_map(|thing| thing.facts.iter().map(move |fact| row(thing, fact)));
    Flat::new(facts.collect(), || row(&Thing::default(), &Fact::default()))
}

fn row(thing: &Thing, fact: &Fact) -> Row {
    Row::default()
        .with("of", thing.of)
        .with("id", thing.id.as_str())
        .with("name", fact.name.as_str())
        .with("value", fact.value.clone())
        .with("low", fact.low)
        .with("high", fact.high)
        .with("basis", fact.basis)
}
