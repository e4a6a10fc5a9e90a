//! `parties.csv`.

use crate::input::column::{Kind, record};

record! {
    /// A row of `parties.csv`.
    PartyRow, "parties.csv", "A company, state or agency.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    kind: required Kind::Word(&["company", "state", "agency"]), "", "What it is.";
    country: optional Kind::Ref(&["countries"]), "", "Where it is registered.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
