//! `owner=ID`: a known word that waits for ownership.

use super::key::{Fault, Key};

pub(super) const KEY: Key = Key {
    name: "owner",
    says: "not yet: it needs the ownership rules",
    check: |_, _| {
        let hint = "write operator=ID for what a party runs";
        Err(Fault::new("`owner` cannot be asked before ownership is judged from holdings", hint))
    },
    ..Key::BLANK
};
