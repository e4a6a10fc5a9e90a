//! Which trade the atlas holds, and which it does not.

use super::line::{NOTE, OPTIONAL, REQUIRED, SOURCE};
use super::table::table;
use super::value::words;
use crate::model::{Cargo, Id, string_enum};

string_enum! {
    /// Seen from an area, which way trade goes.
    TradeDirection {
        /// Out of it.
        Export = "export",
        /// Into it.
        Import = "import",
        /// Through it.
        Transit = "transit",
    }
}

string_enum! {
    /// How much of a trade the atlas holds.
    Extent {
        /// All of it.
        Complete = "complete",
        /// A part.
        Partial = "partial",
        /// Nothing.
        None = "none",
    }
}
words!(Extent, TradeDirection);

table! {
    Scope, "scope", "Which trade the atlas holds: answers say it of what a question names.",
        by "area" "cargo" "direction" "from_year" "until_year";
    area: String = REQUIRED.list(), "A country, a bloc or a strait; `*`: every other.";
    cargo: Option<Cargo> = OPTIONAL.list(), "Of which cargo; blank: any other.";
    direction: TradeDirection = REQUIRED.list(), "Which way the trade goes.";
    from_year: Option<i16> = OPTIONAL.list(), "First year of which this is said; blank: always.";
    until_year: Option<i16> = OPTIONAL.list(), "Last year of which this is said; blank: always.";
    extent: Extent = REQUIRED.list(), "How much of it the atlas holds.";
    note: Option<String> = NOTE.list(), "What the part is, or what is missing, in a few words.";
    sources: Vec<Id> = SOURCE.list(), "Where that is said.";
}
