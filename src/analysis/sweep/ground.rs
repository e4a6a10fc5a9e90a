//! Where ways are found: what a sweep asks of a mesh and of an atlas alike.

use crate::model::ElementKind;
use std::collections::HashMap;

use super::Changes;
use crate::answer::Joined;
use routing::hierarchy::TagSet;
use routing::{Cost, Seconds};

/// What is told of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub cost: Cost,
    pub time: Seconds,
    pub marks: TagSet,
}

/// What if.
pub(super) trait Scenario: Sync {
    /// Its id.
    fn id(&self) -> &str;

    /// Equal texts are equal scenarios.
    fn does(&self) -> String;
}

/// Starts and ends among which ways are found.
pub(super) trait Ground: Sync {
    /// What changes on it.
    type Scenario: Scenario;
    /// Room of one thread.
    type Space;

    /// Room for one thread.
    fn space(&self) -> Self::Space;

    /// Bytes of the ground itself, and of the room of one thread.
    fn room(&self) -> (u64, u64);

    /// The baseline, by pair.
    fn lines(&self) -> Vec<Option<Line>>;

    /// The pairs whose way is another under a scenario, ascending.
    fn under(&self, space: &mut Self::Space, scenario: &Self::Scenario) -> Changes;

    /// One pair by a search of its own, without a scenario or under one.
    fn again(&self, scenario: Option<&Self::Scenario>, pair: usize) -> Option<Line>;

    /// What marks are called.
    fn names(&self) -> MarkNames;
}

/// What marks are called.
pub(super) struct MarkNames {
    /// Kind and id.
    pub all: Vec<(ElementKind, String)>,
}

/// Kind and id of a tag of an imported network, as `strait:ID`; one of another kind is taken for a line's.
pub(super) fn split_tag(tag: &str) -> (ElementKind, &str) {
    let known = tag.split_once(':').and_then(|(kind, id)| Some((ElementKind::parse(kind)?, id)));
    known.unwrap_or((ElementKind::Line, tag))
}

/// Ids joined by `;`.
#[derive(Clone, Default)]
pub(super) struct Touched {
    pub countries: Joined,
    pub straits: Joined,
    pub corridors: Joined,
    pub lines: Joined,
}

impl MarkNames {
    /// Their names; sets that many ways have are written once.
    pub fn of(&self, marks: &TagSet, known: &mut HashMap<TagSet, Touched>) -> Touched {
        known.entry(*marks).or_insert_with(|| self.written(marks)).clone()
    }

    /// Kind and id of a mark.
    pub fn name(&self, mark: usize) -> Option<(ElementKind, &str)> {
        self.all.get(mark).map(|(kind, id)| (*kind, id.as_str()))
    }

    fn written(&self, marks: &TagSet) -> Touched {
        let of = |kind: ElementKind| {
            let ids = marks.iter().filter_map(|mark| self.name(mark)).filter(|(own, _)| *own == kind);
            Joined(ids.map(|(_, id)| id).collect::<Vec<_>>().join(";").into())
        };
        Touched {
            countries: of(ElementKind::Country),
            straits: of(ElementKind::Strait),
            corridors: of(ElementKind::Corridor),
            lines: of(ElementKind::Line),
        }
    }
}
