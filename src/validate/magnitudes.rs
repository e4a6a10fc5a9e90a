//! Numbers fit into the integers that the answers are made of.

use super::checked::{Checked, Rule};
use crate::notice::Diagnostic;
use crate::tables::Kind;
use crate::tables::{fits, number};

pub(super) const RULE: Rule = Rule { name: "magnitudes", says: "numbers fit the integers inside", check };

fn check(all: &Checked<'_>, notices: &mut Vec<Diagnostic>) {
    for table in &all.tables {
        for column in table.spec.columns.iter().filter(|column| matches!(column.kind, Kind::Number(..))) {
            for (line, text) in table.column(column.name) {
                if number(text).is_ok_and(|value| !fits(value, column.unit)) {
                    let rule = "the number is too large to be computed with";
                    let notice = Diagnostic::error(table.spec.file, rule, hint(column.unit));
                    notices.push(notice.row(line).cell(column.name, text));
                }
            }
        }
    }
}

fn hint(unit: &str) -> String {
    if unit.is_empty() { "check its unit".into() } else { format!("is it in {unit}?") }
}

#[cfg(test)]
mod tests {
    use crate::validate::tests::bad;

    #[test]
    fn what_does_not_fit_is_refused_by_name() {
        bad(
            |raw| raw["links"][0]["cost_usd_t"] = "99999999".into(),
            "links.csv:2: column cost_usd_t: \"99999999\": the number is too large to be computed with; is it in USD/t?",
        );
        bad(|raw| raw["flows"][0]["kt_y"] = "1000000000000".into(), "the number is too large");
    }
}
