//! `owner=ID`: what companies run that belong to a party, by an ownership test.
//!
//! Which companies these are is judged in `scenario::ownership`, which puts their names in place of the owner's; where no
//! test was named there are none but the party itself.

use super::key::{Key, known};

pub(super) const KEY: Key = Key {
    name: "owner",
    says: "places and links run by companies that belong to a party, by the ownership test of the measure's sender or of --owner-test",
    check: |value, atlas| known(value, "party", atlas.parties.ids()),
    place: super::operator::KEY.place,
    link: super::operator::KEY.link,
    ..Key::BLANK
};
