//! A charge says where it is paid: on assets or transfers that exist, never by trade.

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::select;
use crate::select::Problem;

pub(super) const RULE: Rule =
    Rule { name: "charges", says: "a charge is paid on assets or transfers that exist", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    let Some(table) = all.table("charges") else { return };
    if select::TABLES.iter().any(|table| all.broken.contains(&format!("{table}.csv"))) {
        return;
    }
    for (line, text) in table.column("selector").filter(|(_, text)| !text.is_empty()) {
        let mut fault = |value: &str, rule: &str, hint: &str| {
            notices.push(Diagnostic::error("charges.csv", rule, hint).row(line).cell("selector", value));
        };
        match select::parse(text, all.atlas) {
            Err(problems) => {
                let lost = |problem: &&Problem| {
                    problem.value.as_ref().is_some_and(|value| all.is_lost(select::TABLES, value))
                };
                for problem in problems.iter().filter(|problem| !lost(problem)) {
                    fault(&problem.part(), &problem.rule, &problem.hint);
                }
            }
            Ok(selector) if select::is_about_trade(&selector) => {
                fault(
                    text,
                    "a charge selects assets or transfers",
                    "use the column commodity for what pays it",
                );
            }
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn charges_select_assets_that_exist() {
        bad(
            |raw| raw["charges"][0]["selector"] = "strait=narrow".into(),
            "column selector: \"strait=narrow\": there is no such strait; did you mean narrows?",
        );
        bad(
            |raw| raw["charges"][0]["selector"] = "cargo=crude".into(),
            "a charge selects assets or transfers",
        );
        bad(
            |raw| raw["charges"][0]["selector"] = "strit=narrows".into(),
            "no such selector key; did you mean strait?",
        );
    }
}
