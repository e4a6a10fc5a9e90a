//! A charge says where it is paid: on assets or transfers that exist, never by trade.

use super::checked::{Checked, Rule};
use crate::notice::Notice;
use crate::select;

pub(super) const RULE: Rule =
    Rule { name: "charges", says: "a charge is paid on assets or transfers that exist", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Notice>) {
    let Some(table) = all.table("charges") else { return };
    if !all.whole(&["countries", "places", "links", "modes", "parties"]) {
        return;
    }
    for (line, text) in table.column("selector").filter(|(_, text)| !text.is_empty()) {
        let mut fault = |rule: String, hint: String| {
            notices.push(Notice::error("charges.csv", rule, hint).row(line).cell("selector", text));
        };
        match select::parse(text, all.atlas) {
            Err(problems) => problems.iter().for_each(|problem| fault(problem.to_string(), String::new())),
            Ok(selector) if select::is_about_trade(&selector) => {
                fault(
                    "a charge selects assets or transfers".into(),
                    "use the column commodity for what pays it".into(),
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
            |raw| raw.charges[0].cells.selector = "strait=narrow".into(),
            "column selector: \"strait=narrow\": strait=narrow: there is no such strait; did you mean narrows?",
        );
        bad(
            |raw| raw.charges[0].cells.selector = "cargo=crude".into(),
            "a charge selects assets or transfers",
        );
        bad(
            |raw| raw.charges[0].cells.selector = "strit=narrows".into(),
            "no such selector key; did you mean strait?",
        );
    }
}
