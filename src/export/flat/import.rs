//! A row a place of the atlas that was joined to an imported graph.

use super::Flat;
use crate::answer::{ImportedGraph, JoinedPlace, Row};

pub(super) fn flat(answer: &ImportedGraph) -> Flat {
    Flat::new(answer.joined.iter().map(row).collect(), || row(&JoinedPlace::default()))
}

fn row(joined: &JoinedPlace) -> Row {
    Row::default().with("place", joined.place.as_str()).with("km", joined.km)
}
