//! A row a difference or flaw of a saved answer; a row a source and what rests on it.

use super::Flat;
use crate::answer::{Difference, Row, SourceUse, Sources, Verify};

pub(super) fn verify(answer: &Verify) -> Flat {
    let flaw = |flaw: &String| Difference { said: Some(flaw.clone()), ..Difference::default() };
    let rows = answer.flaws.iter().map(flaw).chain(answer.differences.iter().cloned());
    Flat::new(rows.map(|one| difference(&one)).collect(), || difference(&Difference::default()))
}

fn difference(one: &Difference) -> Row {
    let kind = if one.path.is_empty() { "flaw" } else { "difference" };
    Row::default()
        .with("kind", kind)
        .with("path", one.path.as_str())
        .with("said", one.said.clone())
        .with("found", one.found.clone())
}

pub(super) fn sources(answer: &Sources) -> Flat {
    Flat::new(answer.sources.iter().map(source).collect(), || source(&SourceUse::default()))
}

fn source(one: &SourceUse) -> Row {
    Row::default()
        .with("id", one.source.id.as_str())
        .with("title", one.source.title.as_str())
        .with("publisher", one.source.publisher.as_str())
        .with("date", one.source.date.as_str())
        .with("licence", one.source.licence.as_str())
        .with("url", one.source.url.as_str())
        .with("rows", one.rows.clone())
}
