//! Prices above which services are not given.

use super::line::{DATED, OPTIONAL, REQUIRED, reading};
use super::table::table;
use crate::model::{Day, Id, Reading, Window};

table! {
    Cap, "caps", "A price above which an authority's persons give no services, while it holds.";
    "cap" id: Id = REQUIRED, "Which cap: `crude`, `products-premium`, `products-discount`.";
    authority: String = REQUIRED, "The authority: `EU`, `US`, `UK`.";
    usd_bbl: f64 = REQUIRED.unit("USD/bbl"), "Free on board; more expensive is above the cap.";
    contract_before: Option<Day> = OPTIONAL, "Only for contracts made before this day; blank: for all others.";
    window: Window = DATED, "When.";
    reading: Reading = reading("Was the text of the act itself seen?", "How well it is known."), "How well it is known.";
}

impl Cap {
    /// By authority and cap; those for contracts of before first; then by first day.
    pub fn sort(rows: &mut [Self]) {
        rows.sort_by_cached_key(|row| {
            // `false` comes first: caps for contracts made before a day, then the general one.
            (row.authority.clone(), row.id.clone(), row.contract_before.is_none(), row.window.since)
        });
    }
}
