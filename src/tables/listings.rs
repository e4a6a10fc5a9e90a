//! Who is listed by whom.

use super::column::CellKind;
use super::line::{DATED, OPTIONAL, REQUIRED, reading};
use super::table::table;
use crate::model::{Id, Reading, Window};

table! {
    Listing, "listings", "A party that an authority has listed.", by "authority" "programme" "party" "since";
    party: Id = REQUIRED.of(CellKind::PARTY), "Who is listed.";
    authority: String = REQUIRED, "The authority that listed it: `EU`, `US`, `UK`.";
    programme: Id = REQUIRED, "Of its programmes the one that has an ownership test: `russia`, `russia-art-5aa`.";
    joint: Option<Id> = OPTIONAL, "Listed parties with the same word hold as one.";
    window: Window = DATED, "When.";
    reading: Reading = reading("Was the text of the act itself seen?", "How well the dates are known."), "How well it is known.";
}
