//! What an owner commands: the companies that belong to it, by an authority's test or by plain halves.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::ownership::{self, Share, Shareholdings};
use crate::model::{Clause, Day, Id, OwnerTest, Selector};
use crate::tables::{Atlas, HALF, Holding, OwnershipTest, Snapshot};

/// Operators by the owner that they belong to.
pub type Groups = BTreeMap<Id, BTreeSet<Id>>;

/// The owners of each company on a day, by tests of one name.
pub struct Owners<'a> {
    holdings: Vec<&'a Holding>,
    tests: Vec<OwnershipTest>,
}

impl<'a> Owners<'a> {
    /// By the tests of an authority in force on the day, or by `half`.
    pub fn by(test: &OwnerTest, snapshot: &'a Snapshot) -> Self {
        let holdings = snapshot.atlas.holdings.iter().filter(|row| row.window.holds(snapshot.day)).collect();
        Self { holdings, tests: in_force(test, &snapshot.atlas, snapshot.day) }
    }

    /// A party and all that belongs to it.
    pub fn group(&self, owner: &Id) -> BTreeSet<Id> {
        self.group_at(owner, Share::Value)
    }

    fn group_at(&self, owner: &Id, share: Share) -> BTreeSet<Id> {
        let shareholdings = Shareholdings { share, ..Shareholdings::new(&self.holdings) };
        let all = self.tests.iter().flat_map(|test| ownership::group(&shareholdings, owner, test));
        // The owner is of its own group even where no test is in force.
        all.chain([owner.clone()]).collect()
    }

    /// By owner: the operators of places and links that belong to it. An owner of no operator but itself is left out.
    pub fn groups(&self, snapshot: &Snapshot) -> Groups {
        self.groups_at(snapshot, Share::Value)
    }

    /// Operators and owners of whom it hangs on shares that are known as ranges whether one belongs to the other;
    /// `now`: the groups at the shares themselves.
    pub fn unsure(&self, snapshot: &Snapshot, now: &Groups) -> BTreeSet<(Id, Id)> {
        let now = pairs(now);
        let differs = |share| {
            let then = self.groups_at(snapshot, share);
            pairs(&then).symmetric_difference(&now).map(|(own, owner)| ((*own).clone(), (*owner).clone())).collect()
        };
        // A group may appear or vanish as a whole; that its owner is in it never depends on shares.
        let all = [Share::Low, Share::High].map(differs).into_iter().flat_map(|own: Vec<_>| own);
        all.filter(|(own, owner)| own != owner).collect()
    }

    fn groups_at(&self, snapshot: &Snapshot, share: Share) -> Groups {
        let places = snapshot.atlas.places.iter().filter_map(|row| row.operator.as_ref());
        let links = snapshot.atlas.links.iter().filter_map(|row| row.operator.as_ref());
        let operators: BTreeSet<&Id> = places.chain(links).collect();
        let holders: BTreeSet<&Id> = self.holdings.iter().map(|row| &row.holder).collect();
        let group = |owner: &Id| {
            let group = self.group_at(owner, share).into_iter().filter(|party| operators.contains(party));
            (owner.clone(), group.collect::<BTreeSet<Id>>())
        };
        let others = |(owner, group): &(Id, BTreeSet<Id>)| group.iter().any(|party| party != owner);
        holders.into_iter().map(group).filter(others).collect()
    }
}

/// Operators with their owners.
fn pairs(groups: &Groups) -> BTreeSet<(&Id, &Id)> {
    groups.iter().flat_map(|(owner, group)| group.iter().map(move |own| (own, owner))).collect()
}

/// The tests of an authority in force on a day, of one programme or of all; `half` always is.
pub fn in_force((authority, programme): &OwnerTest, atlas: &Atlas, day: Day) -> Vec<OwnershipTest> {
    if authority == HALF {
        return vec![OwnershipTest::half()];
    }
    let mine = |test: &&OwnershipTest| {
        test.authority == *authority
            && programme.as_ref().is_none_or(|programme| test.programme == *programme)
            && test.window.holds(day)
    };
    atlas.ownership_tests.iter().filter(mine).cloned().collect()
}

/// A selector with the companies that belong to an owner in the owner's place, by the tests of an authority in force on
/// the day. Where it names no owner it is given back as it is.
pub fn named<'s>(on: &'s Selector, snapshot: &Snapshot, test: &OwnerTest) -> Cow<'s, Selector> {
    if !on.uses("owner") {
        return Cow::Borrowed(on);
    }
    let owners = Owners::by(test, snapshot);
    Cow::Owned(put(on, &|owner| owners.group(&Id::trusted(owner))))
}

fn put(on: &Selector, of: &impl Fn(&String) -> BTreeSet<Id>) -> Selector {
    let clause = |clause: &Clause| match clause.key {
        "owner" => {
            let all: BTreeSet<Id> = clause.values.iter().flat_map(of).collect();
            Clause { key: "operator", values: all.iter().map(Id::to_string).collect() }
        }
        _ => clause.clone(),
    };
    Selector {
        clauses: on.clauses.iter().map(clause).collect(),
        not: on.not.as_deref().map(|not| Box::new(put(not, of))),
    }
}
