//! Authorities with known law, and from when to when.

use super::line::{REQUIRED, SOURCE, basis, provenance};
use super::table::table;
use super::value::words;
use crate::model::{Day, Provenance, string_enum};

string_enum! {
    /// What is known of an authority's law.
    Found {
        /// Its measures.
        Measures = "measures",
        /// That none was found.
        None = "none_found",
    }
}
words!(Found);

table! {
    Coverage, "coverage", "An authority whose law is known, from a day to a day.", by "authority" "since";
    authority: String = REQUIRED, "The authority: `EU`, `US`, `UK`, or the alpha-3 code of a state.";
    since: Day = REQUIRED, "The first day for which it is known.";
    "law_horizon" horizon: Day = REQUIRED, "The last day for which it is known; a later day is unknown.";
    holds: Found = REQUIRED, "Were measures found, or none, and that is what is known?";
    provenance: Provenance = provenance(basis("basis", "How well that is known."), SOURCE), "Where that is said.";
}
