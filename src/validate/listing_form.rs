//! A listing has a test that tells what belongs to it; neither is said twice for one day.

use super::checked::{Checked, Rule};
use super::holding_form::{meet, window};
use crate::input::RawTable;
use crate::model::Window;
use crate::notice::{Diagnostic, did_you_mean};
use crate::tables::TextRow;

pub(super) const RULE: Rule = Rule {
    name: "listing_form",
    says: "a listing has an ownership test of its sender and programme; listings and tests are said once for each day",
    check,
};

/// Who lists, under what, whom; where and when that stands.
struct Said<'a> {
    line: u64,
    key: [&'a str; 3],
    window: Window,
}

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let tests = all.table("ownership_tests").map(said).unwrap_or_default();
    let listings = all.table("listings").map(said).unwrap_or_default();
    once("ownership_tests.csv", &tests, notices);
    once("listings.csv", &listings, notices);
    let mut known: Vec<String> =
        tests.iter().map(|test| format!("{} {}", test.key[0], test.key[1])).collect();
    known.dedup();
    for listing in &listings {
        let own = format!("{} {}", listing.key[0], listing.key[1]);
        if all.whole(&["ownership_tests"]) && !known.contains(&own) {
            let near = did_you_mean(&own, known.iter().map(String::as_str));
            let near = if near.is_empty() { "add it to ownership_tests.csv".into() } else { near };
            let rule = "there is no ownership test of this sender and programme";
            notices
                .push(Diagnostic::error("listings.csv", rule, near).row(listing.line).cell("sender", &own));
        }
    }
}

fn said<'a>(table: &RawTable<'a>) -> Vec<Said<'a>> {
    let row = |row: &'a TextRow| Said {
        line: row.line,
        key: ["sender", "programme", "party"].map(|name| row.cell(name)),
        window: window(row, ["since", "until"]),
    };
    table.rows.iter().map(row).collect()
}

fn once(file: &str, rows: &[Said<'_>], notices: &mut Vec<Diagnostic>) {
    for (at, row) in rows.iter().enumerate() {
        let same = |other: &&Said<'_>| other.key == row.key && meet(&other.window, &row.window);
        if let Some(first) = rows[..at].iter().find(same) {
            let rule = format!("row {} says the same, on days that both have", first.line);
            let hint = "let the one end before the other begins";
            notices.push(Diagnostic::error(file, rule, hint).row(row.line).cell("sender", row.key[0]));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::{again, bad};

    #[test]
    fn a_listing_has_a_test() {
        bad(
            |raw| raw["listings"][0]["programme"] = "tinny".into(),
            "listings.csv:2: column sender: \"US tinny\": there is no ownership test of this sender and programme; did you mean US tiny?",
        );
    }

    #[test]
    fn nothing_is_said_twice_for_one_day() {
        bad(
            |raw| again(raw, "ownership_tests"),
            "ownership_tests.csv:2: column sender: \"US\": row 2 says the same, on days that both have",
        );
    }
}
