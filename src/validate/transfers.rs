//! Transfers and charges name sides and selectors that exist.

use super::checked::Checked;
use crate::diagnostic::Diagnostic;
use crate::select::{self, SelectorError};

/// A transfer happens at one place or at one kind of place, between two sides that exist.
pub(super) fn check_transfers(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("transfers") else { return };
    let cells = |name: &'static str| table.column(name).map(|(_, text)| text);
    for (((line, place), kind), (from, to)) in
        table.column("place").zip(cells("kind")).zip(cells("from").zip(cells("to")))
    {
        // Both of them, or neither.
        if place.is_empty() == kind.is_empty() {
            let rule = "a transfer has exactly one of place and kind";
            let hint = if place.is_empty() { "fill one of them" } else { "leave one of them blank" };
            diagnostics.push(Diagnostic::error("transfers.csv", rule, hint).row(line).cell("kind", kind));
        }
        for (column, text) in [("from", from), ("to", to)] {
            // A side may name a gauge, class or line of a row that cannot be read.
            let judged = !text.is_empty() && all.whole(&["links", "modes"]);
            if let Some(fault) = select::side(text, all.atlas).err().filter(|_| judged) {
                let diagnostic = Diagnostic::error("transfers.csv", fault.rule, fault.hint);
                diagnostics.push(diagnostic.row(line).cell(column, text));
            }
        }
    }
}

/// A charge says where it is paid: on assets or transfers that exist, never by trade.
pub(super) fn check_charges(all: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("charges") else { return };
    // Each of these tables may hold what a selector names.
    if select::TABLES.iter().any(|table| all.broken.contains(&format!("{table}.csv"))) {
        return;
    }
    for (line, text) in table.column("selector").filter(|(_, text)| !text.is_empty()) {
        let mut fault = |value: &str, rule: &str, hint: &str| {
            diagnostics.push(Diagnostic::error("charges.csv", rule, hint).row(line).cell("selector", value));
        };
        match select::parse(text, all.atlas) {
            Err(problems) => {
                // A row that cannot be read has a finding of its own.
                let lost = |problem: &&SelectorError| {
                    problem.value.as_ref().is_some_and(|value| all.is_lost(select::TABLES, value))
                };
                for problem in problems.iter().filter(|problem| !lost(problem)) {
                    fault(&problem.part(), &problem.rule, &problem.hint);
                }
            }
            Ok(selector) if select::is_about_trade(&selector) => {
                fault(text, "a charge selects assets or transfers", "use the column commodity for what pays it");
            }
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn transfers_name_one_place_and_known_sides() {
        bad(|raw| raw["transfers"][0]["place"] = "west".into(), "a transfer has exactly one of place and kind");
        bad(|raw| raw["transfers"][0]["kind"] = String::new(), "one of place and kind; fill one of them");
        bad(
            |raw| raw["transfers"][0]["to"] = "sea:tankr".into(),
            "column to: \"sea:tankr\": there is no such vessel class of this mode; did you mean tanker?",
        );
        bad(|raw| raw["transfers"][0]["from"] = "pipeline:esat-line".into(), "no such line; did you mean east-line?");
        bad(|raw| raw["transfers"][0]["from"] = "piperline".into(), "no such mode; did you mean pipeline?");
        bad(|raw| raw["transfers"][0]["from"] = "road:wide".into(), "road has no class to choose");
    }

    #[test]
    fn charges_select_assets_that_exist() {
        bad(
            |raw| raw["charges"][0]["selector"] = "strait=narrow".into(),
            "column selector: \"strait=narrow\": there is no such strait; did you mean narrows?",
        );
        bad(|raw| raw["charges"][0]["selector"] = "cargo=crude".into(), "a charge selects assets or transfers");
        bad(|raw| raw["charges"][0]["selector"] = "strit=narrows".into(), "no such selector key; did you mean strait?");
    }
}
