//! A listing has a test that tells what belongs to it; neither is said twice for one day.

use super::checked::{Checked, Rule};
use super::law_form::once;
use crate::notice::{Diagnostic, did_you_mean};
use crate::tables::TextRow;

pub(super) const RULE: Rule = Rule {
    name: "listing_form",
    says: "a listing has an ownership test of its sender and programme; listings and tests are said once for each day",
    check,
};

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let said = |row: &TextRow| format!("{} {}", row.cell("sender"), row.cell("programme"));
    let mut known: Vec<String> = Vec::new();
    if let Some(tests) = all.table("ownership_tests") {
        once(tests, &["sender", "programme"], ["since", "until"], notices);
        known.extend(tests.rows.iter().map(said));
        known.dedup();
    }
    let Some(listings) = all.table("listings") else { return };
    once(listings, &["sender", "programme", "party"], ["since", "until"], notices);
    for listing in listings.rows {
        let own = said(listing);
        if all.whole(&["ownership_tests"]) && !known.contains(&own) {
            let near = did_you_mean(&own, known.iter().map(String::as_str));
            let near = if near.is_empty() { "add it to ownership_tests.csv".into() } else { near };
            let rule = "there is no ownership test of this sender and programme";
            notices
                .push(Diagnostic::error("listings.csv", rule, near).row(listing.line).cell("sender", &own));
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
