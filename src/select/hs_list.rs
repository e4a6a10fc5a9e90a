//! `hs_list=ID`: a known word that waits for dated lists of goods.

use super::key::{About, Fault, Key};

pub(super) const KEY: Key = Key {
    name: "hs_list",
    about: About::Trade,
    says: "not yet: it needs dated lists of goods",
    check: |_, _| {
        Err(Fault::new("`hs_list` cannot be asked before the atlas holds lists of goods", "write hs=2709"))
    },
    ..Key::BLANK
};
