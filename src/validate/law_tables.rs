//! Tables of the law: who is listed, by which test, of which authority the law is known, what is said of a day.

use std::collections::BTreeSet;

use super::checked::Checked;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::input::RawTable;
use crate::model::{Id, Window, is_state};
use crate::select;
use crate::tables::{TextRow, items};

/// A listing has a test that decides what belongs to it; neither is said twice for one day.
pub(super) fn check_listings(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let said = |row: &TextRow| format!("{} {}", row.cell("authority"), row.cell("programme"));
    let mut known: Vec<String> = Vec::new();
    if let Some(tests) = all.table("ownership_tests") {
        once(tests, &["authority", "programme"], ["since", "until"], diagnostics);
        known.extend(tests.rows.iter().map(said));
        known.dedup();
    }
    let Some(listings) = all.table("listings") else { return };
    once(listings, &["authority", "programme", "party"], ["since", "until"], diagnostics);
    for listing in listings.rows {
        let own = said(listing);
        // The test may be a row that cannot be read.
        if all.whole(&["ownership_tests"]) && !known.contains(&own) {
            let near = did_you_mean(&own, known.iter().map(String::as_str));
            let near = if near.is_empty() { "add it to ownership_tests.csv".into() } else { near };
            let rule = "there is no ownership test of this authority and programme";
            diagnostics.push(Diagnostic::error("listings.csv", rule, near).row(listing.line).cell("authority", &own));
        }
    }
}

/// Table, the columns that make two rows the same, the columns of its window.
const ONCE: [(&str, &[&str], [&str; 2]); 3] = [
    ("coverage", &["authority"], ["since", "law_horizon"]),
    ("caps", &["authority", "cap", "contract_before"], ["since", "until"]),
    ("hs_lists", &["list", "hs"], ["since", "until"]),
];

/// Tables and columns in which an authority stands.
const AUTHORITIES: [(&str, &str); 7] = [
    ("vessels", "listed_by"),
    ("coverage", "authority"),
    ("caps", "authority"),
    ("listings", "authority"),
    ("ownership_tests", "authority"),
    ("parties", "bound_by"),
    ("parties", "wary"),
];

/// Tables of the law: authorities are written as authorities, and nothing is said twice for one day.
pub(super) fn check_form(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (name, keys, window) in ONCE {
        if let Some(table) = all.table(name) {
            once(table, keys, window, diagnostics);
        }
    }
    for (name, column) in AUTHORITIES {
        if let Some(table) = all.table(name) {
            authorities(table, column, diagnostics);
        }
    }
}

fn once(table: &RawTable<'_>, keys: &[&str], window: [&str; 2], diagnostics: &mut Vec<Diagnostic>) {
    let row = |row: &TextRow| {
        let key: Vec<String> = keys.iter().map(|name| row.cell(name).to_owned()).collect();
        (row.line, key, row.window(window))
    };
    let rows: Vec<_> = table.rows.iter().map(row).collect();
    for (at, (line, key, window)) in rows.iter().enumerate() {
        // Only rows above, so that each pair is reported once.
        let same = |(_, own, other): &&(u64, Vec<String>, Window)| own == key && other.overlaps(window);
        if let Some((first, ..)) = rows[..at].iter().find(same) {
            let rule = format!("row {first} says the same, on days that both have");
            let hint = "let the one end before the other begins";
            diagnostics.push(Diagnostic::error(table.spec.file, rule, hint).row(*line).cell(keys[0], &key[0]));
        }
    }
}

fn authorities(table: &RawTable<'_>, column: &str, diagnostics: &mut Vec<Diagnostic>) {
    for (line, text) in table.column(column) {
        for item in items(text).filter(|item| !item.is_empty()) {
            let (authority, programme) = item.split_once('/').map_or((item, None), |(own, rest)| (own, Some(rest)));
            // Only `bound_by` may add a programme: `US/iran`.
            let good = select::is_code(authority)
                && programme.is_none_or(|programme| column == "bound_by" && Id::parse(programme).is_ok());
            if !good {
                let rule = "an authority is a state or bloc";
                let hint = "write EU, US, UK or the alpha-3 code of a state";
                diagnostics.push(Diagnostic::error(table.spec.file, rule, hint).row(line).cell(column, item));
            }
        }
    }
}

/// An authority with measures that no one is said to have searched makes every answer *not searched*: it owes a row.
pub(super) fn check_coverage(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !all.whole(&["coverage"]) {
        return;
    }
    let atlas = all.atlas;
    let covered: BTreeSet<&str> = atlas.coverage.iter().map(|row| row.authority.as_str()).collect();
    let imposing = atlas.law.measures.iter().map(|measure| measure.authority.as_str());
    let imposing: BTreeSet<&str> = imposing.filter(|authority| is_state(authority)).collect();
    for authority in imposing.difference(&covered) {
        // A warning: the data can be used, answers that ask this authority's law are not searched.
        let hint = "add it to coverage.csv: from which day to which its law was searched";
        let rule = "this authority has measures, and no row says that its law was searched";
        diagnostics.push(Diagnostic::warning("coverage.csv", rule, hint).cell("authority", authority));
    }
}

#[cfg(test)]
mod tests {
    use crate::tables::{Cap, TableRow as _, TextRow};
    use crate::validate::tests::{again, bad};

    #[test]
    fn a_listing_has_a_test() {
        bad(
            |raw| raw["listings"][0]["programme"] = "tinny".into(),
            "listings.csv:2: column authority: \"US tinny\": there is no ownership test of this authority and programme; did you mean US tiny?",
        );
    }

    #[test]
    fn nothing_is_said_twice_for_one_day() {
        bad(
            |raw| again(raw, "ownership_tests"),
            "ownership_tests.csv:2: column authority: \"US\": row 2 says the same, on days that both have",
        );
    }

    fn cap(since: &str, until: &str) -> TextRow {
        let cells = ["crude", "EU", "60", "", since, until, "H", "false", "reported", "tiny", ""];
        let cells = cells.into_iter().map(str::to_owned).collect();
        TextRow::new(2, Cap::TABLE.columns, cells)
    }

    #[test]
    fn a_cap_holds_once_on_each_day() {
        bad(
            |raw| raw["caps"] = vec![cap("2022-12-05", "2025-09-02"), cap("2025-09-02", "")],
            "caps.csv:2: column authority: \"EU\": row 2 says the same, on days that both have",
        );
    }

    #[test]
    fn a_sender_is_a_state_or_bloc() {
        bad(
            |raw| raw["parties"][0]["wary"] = "Europe".into(),
            "column wary: \"Europe\": an authority is a state or bloc; write EU, US, UK",
        );
        bad(
            |raw| raw["parties"][0]["bound_by"] = "US/Iran".into(),
            "column bound_by: \"US/Iran\": an authority is a state or bloc",
        );
    }
}
