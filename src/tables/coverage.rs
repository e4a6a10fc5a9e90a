//! Authorities whose law was searched: by whom, when, what for which days, with what outcome.

use super::line::{OPTIONAL, REQUIRED, SOURCE, basis, provenance};
use super::table::table;
use super::value::words;
use crate::model::{Day, Provenance, string_enum};

string_enum! {
    /// What the search of an authority's law gave.
    Found {
        /// Its measures.
        Measures = "measures",
        /// That none was found.
        None = "none_found",
    }
}
words!(Found);

table! {
    Coverage, "coverage", "An authority whose law was searched, from a day to a day; one without a row was not searched.", by "authority" "since";
    authority: String = REQUIRED.list(), "The authority: `EU`, `US`, `UK`, or the alpha-3 code of a state.";
    since: Day = REQUIRED.list(), "The first day for which its law is known.";
    "law_horizon" horizon: Day = REQUIRED.list(), "The last day for which it is known; a later day is unknown.";
    holds: Found = REQUIRED.list(), "Were measures found, or none, and that is what is known?";
    searched_on: Option<Day> = OPTIONAL.list(), "The day on which it was searched; blank: not said.";
    searched_by: String = OPTIONAL.list(), "Who searched it, and where; blank: not said.";
    provenance: Provenance = provenance(basis("basis", "How well that is known."), SOURCE), "Where that is said.";
}
